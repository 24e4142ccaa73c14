"""A text cut into sentences, at its own offsets: glued sentences, headlines, bylines and page furniture included.

Nothing is rewritten. Damage of scraping ("intelligence.Companies", "U. S.and", "1. 4%") is met by rules about
where a sentence may end, so that every offset still points into the stored text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .lexicon import lexicon
from .tokens import Token, tokenize
from .verbs import marked

#: Reading times and counters that pages glue to a headline, and bylines.
_FURNITURE = re.compile(
    r"\d{1,4} ?(?:hours?|hrs?|minutes?|mins?|days?|weeks?) ago|\d{1,3} ?min(?:ute)?s? read"
    r"|\d{1,6} (?:comments?|views|likes)(?![a-z])"
    r"|(?:Subscribe|Share|Follow|Read also|Read more|Sign up)(?=[: ]|$)"
    r"|Like(?=:|$| ?\d| (?:Share|Subscribe|Follow)\b)"
    r"|(?<![A-Z] )By [A-Z][a-z]{1,20} (?:[A-Z]\. )?[A-Z][a-z]{1,20}(?=[A-Z\n])"
)
#: No sentence of prose is longer: a longer paragraph is cut first, so that time stays linear in the text.
_LONGEST = 1200
_END = re.compile(r"[.!?…]{1,3}[\"”’')\]]{0,3}")
_BULLET = re.compile(r"[ \t]*(?:[•▪‣*–-]|\d{1,2}[.)])[ \t]")
_BREAK = re.compile(r"\n")
_NAME_AND_WORD = re.compile(r"(?:[A-Z][\w&.’'-]{0,30},? ){1,4}([a-z]{2,20})\b")
_ABBREVIATION = re.compile(r"([A-Za-z][A-Za-z.]{0,12}|\d)$")


@dataclass(frozen=True)
class Sentence:
    """A sentence, heading or bullet. `paragraph` counts from 0; `genre`: body, bullet, heading or furniture."""

    start: int
    end: int
    paragraph: int
    genre: str
    text: str = field(repr=False)

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks."""
        return marked(tokenize(self.text, self.start, self.end))

    @property
    def words(self) -> str:
        """Its words as they stand."""
        return self.text[self.start : self.end]

    @property
    def question(self) -> bool:
        """Whether it asks instead of telling."""
        return self.words.rstrip("\"”’') ").endswith("?")


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; blank stretches belong to none."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        bullet = bool(_BULLET.match(text, start, end))
        for first, last, furniture in _unglued(text, start, end):
            for a, b in _cuts(text, first, last):
                if a < b:
                    genre = "furniture" if furniture else "bullet" if bullet else _genre(text, a, b, opens=not found)
                    found.append(Sentence(a, b, number, genre, text))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between line ends; a line that just wraps in mid-sentence goes on in the next."""
    start = 0
    for line in _BREAK.finditer(text):
        at = line.start()
        if _wraps(text, start, at):
            continue
        yield start, at
        start = at + 1
    yield start, len(text)


def _wraps(text: str, start: int, at: int) -> bool:
    following = text[at + 1 : at + 2]
    if at - start < 60 or not following or following == "\n" or _BULLET.match(text, at + 1):
        return False
    return text[at - 1] not in '.!?:”"' and (following.islower() or text[at - 1] == ",")


def _unglued(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for found in _FURNITURE.finditer(text, start, end):
        yield start, found.start(), False
        yield found.start(), found.end(), True
        start = found.end()
    yield start, end, False


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    while end - first > _LONGEST:
        cut = text.rfind(" ", first, first + _LONGEST)
        cut = cut if cut > first else first + _LONGEST
        yield from _sentence_cuts(text, first, cut)
        first = cut
    yield from _sentence_cuts(text, first, end)


def _sentence_cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for found in _END.finditer(text, start, end):
        if _ends_sentence(text, found.start(), found.end(), end):
            yield _stripped(text, first, found.end())
            first = found.end()
    yield _stripped(text, first, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, stop: int, after: int, end: int) -> bool:
    """Whether the mark at `stop` ends a sentence, by the word before it and what follows."""
    following = text[after : after + 40]
    rest = following.lstrip()
    if after >= end or not rest:
        return True
    gap = len(following) - len(rest)
    if rest[0] in "\"“‘'([" and len(rest) > 1:
        rest = rest[1:].lstrip()
    if not rest or not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "$€£•"):
        return False
    if text[stop] != ".":
        return True
    return _full_stop(text, stop, gap, rest)


def _full_stop(text: str, stop: int, gap: int, rest: str) -> bool:
    before = text[stop - 1 : stop]
    if before.isdigit() and rest[0].isdigit():
        return gap > 0 and not _split_decimal(rest)
    word = _ABBREVIATION.search(text[max(0, stop - 14) : stop])
    last = word.group().rpartition(" ")[2] if word else ""
    if not gap:
        return len(rest) > 1 and not (len(last) == 1 and last.isupper()) and "." not in last
    starter = rest.split(" ", 1)[0].rstrip(",'’s").lower()
    if (len(last) == 1 and last.isupper()) or "." in last:
        return lexicon().has(starter, "starter")
    if lexicon().has(last.lower(), "abbreviation"):
        legal = lexicon().has(last.lower(), "legal") and _acts(rest)
        return legal or (lexicon().has(starter, "starter") and not lexicon().has(last.lower(), "title"))
    return True


def _acts(rest: str) -> bool:
    """Whether a name and its verb follow: "... from Aa Corp. Bb sold ..."; a title would stand before a name."""
    found = _NAME_AND_WORD.match(rest)
    return found is not None and any(lexicon().has(found[1], group) for group in ("verbs", "auxiliary"))


def _split_decimal(rest: str) -> bool:
    """ "1. 4%" and "2. 6 billion": a decimal that a scraper spaced."""
    return bool(re.match(r"\d{1,3} ?(?:%|percent|billion|million|trillion|bn|GW|MW|K\b)", rest))


def _genre(text: str, start: int, end: int, *, opens: bool) -> str:
    """A heading has no final stop and mostly capitals, or opens the text in one line without a stop."""
    if text[end - 1] in '.!?…”"' or end - start > 220:
        return "body"
    if text[start:end].isupper() and len(text[start:end].split()) < 6:
        return "heading"
    if opens:
        return "heading"
    words = [w for w in text[start:end].split() if w[0].isalpha()]
    capitals = sum(w[0].isupper() for w in words)
    return "heading" if words and capitals * 10 >= len(words) * 7 and len(words) > 2 else "body"
