"""What stands at the top of a text: its headline, and the date on which it says that it appeared.

Both are taken only where they are plain: a first line of its own, and a date with its year that a label, a by line,
a dateline or a line of its own makes the text's date. "Monday" and "4 hours ago" are none.
"""

import re
from collections.abc import Iterator

from ...schema.datereadings import read_dates
from ...schema.dates import PartialDate

#: Lines in which a date may stand, and the longest that is more than the start of a paragraph.
_LINES, _SHORT = 10, 160
_SCANNED = 4000
_LONGEST_TITLE, _FEWEST_WORDS, _MOST_WORDS = 150, 3, 25
_LABEL = r"(?:first |originally )?(?:published|posted|released|issued|publication date|release date|date)"
_LABELLED = re.compile(rf"{_LABEL}(?: (?:on|at))?\s{{0,3}}:?\s{{0,3}}", re.IGNORECASE)
_DAYS = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b,?\.?\s{0,3})?"
_BEFORE = re.compile(_DAYS)
_BY = re.compile(rf"[Bb]y [A-Z][^|·•–—]{{2,80}}?\s{{0,3}}[|·•–—,-]\s{{0,3}}{_DAYS}")
#: A place before a date: "NEW YORK, ", "AUSTIN, Texas – ", "Childress, Texas (".
_PLACE = re.compile(
    rf"(?:[A-Z][\w.'’&/-]{{0,30}}|of|de|del|am|an der)(?:,? (?:[A-Z][\w.'’&/-]{{0,30}}|of|de|del|am)){{0,6}}"
    rf"\s{{0,2}}[,(–—-]+\s{{0,2}}{_DAYS}"
)
#: What ends a dateline, with a wire's name before it: " /PRNewswire/ -- ", " (Reuters) - ".
_DATELINE_END = re.compile(r"\)?,?\s{0,3}(?:\([^()]{1,40}\)|/[^/]{1,40}/|[A-Z][\w ]{1,30})?\s{0,3}(?:--|[–—:.-])\s")
#: What may follow a date in its line: a time, a zone, and whatever a bar or "Updated" begins.
_TIME = r"(?:T?\s{0,2}(?:at )?\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d{1,6})?)?\s?(?:[AaPp]\.?[Mm]\.?)?)?"
_ZONE = r"\s{0,2}(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d|\([A-Z]{2,5}\))?"
_AFTER = re.compile(rf"[,.]?{_TIME}{_ZONE}[,.]?\s{{0,3}}(?:[|·•–—/(].{{0,120}}|(?:Updated|[Bb]y|Last) .{{0,120}})?$")
#: Words that belong to a page around an article, not to its headline.
_FURNITURE = re.compile(
    r"\d\s*(?:hours?|hrs?|minutes?|mins?|days?|weeks?)\b[^.]{0,12}\b(?:ago|read)|\d\s*(?:comments?|views?|shares?)\b"
    r"|[|>»]|https?:|\bskip to\b|\bcookies?\b|\bsubscribe\b|\bsign in\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"#{1,2}[ \t]+(.{1,400}?)[ \t#]*$")
_UNDERLINED = re.compile(r"[=-]{3,}\s*$")
_CREDIT = re.compile(r"(?:by|from|source|photo|image)\b[ :]", re.IGNORECASE)


def headline(text: str) -> str | None:
    """The title in a text's first line: a heading of Markdown, or a line of its own that is plainly a headline."""
    lines = text[:_SCANNED].lstrip("\ufeff \t\r\n\f").splitlines()
    first, second = (lines[0].strip() if lines else ""), (lines[1].strip() if len(lines) > 1 else "")
    marked = _MARKED.match(first)
    if marked:
        return marked[1].strip() or None
    apart = len(lines) > 2 and (not second or _UNDERLINED.match(second))
    return first if apart and _is_headline(first) else None


def _is_headline(line: str) -> bool:
    """Whether a line can be nothing else: short, no sentence's end, no furniture of a page, no date, no credit."""
    words = line.split()
    if not (_FEWEST_WORDS <= len(words) <= _MOST_WORDS and len(line) <= _LONGEST_TITLE):
        return False
    if line[-1] in ".:;," or not (line[0].isupper() or line[0].isdigit() or line[0] in "“\"'‘$€£"):
        return False
    return not (_FURNITURE.search(line) or _CREDIT.match(line) or _date_of(line))


def stated_date(text: str) -> str | None:
    """The date (EDTF) that stands at the top of a text as its own; None if none is plainly that."""
    return next((date for line in _top(text) if (date := _date_of(line))), None)


def _top(text: str) -> Iterator[str]:
    """The lines above the first paragraph, and the start of that."""
    filled = [line.strip() for line in text[:_SCANNED].splitlines() if line.strip()]
    for line in filled[:_LINES]:
        yield line[: 2 * _SHORT]
        if len(line) > _SHORT:
            return


def _date_of(line: str) -> str | None:
    """The date that a line says to be its text's."""
    for place, reading in read_dates(line, None):
        if reading.relative or not reading.dates:
            continue
        date = reading.dates[0]
        return str(date) if _introduced(line[: place.start], line[place.end :], date) else None
    return None


def _introduced(before: str, after: str, date: PartialDate) -> bool:
    """Whether the words around the first date of a line make it the text's own."""
    before = before.lstrip("*_ ")
    rest_is_time = bool(_AFTER.match(after.rstrip("*_ ")))
    if labelled := _LABELLED.match(before):
        return rest_is_time and bool(_BEFORE.fullmatch(before[labelled.end() :].lstrip("*_ ")))
    if date.precision != "day":
        return False
    if rest_is_time and (_BEFORE.fullmatch(before) or _BY.fullmatch(before)):
        return True
    return bool(_PLACE.fullmatch(before) and _DATELINE_END.match(after))
