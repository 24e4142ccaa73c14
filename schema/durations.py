"""Terms in words: "12-year agreement", "ten years", "18 months"."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .dates import DateError, Duration
from .numerals import find_numerals
from .words import plain_letters

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven"
_TEENS = "twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = (
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
_TERM = re.compile(
    rf"(?<![\d.,$€£/–])\b(?i:(\d{{1,3}}(?:\.5)?|{_TENS}|{_TEENS}|{_SMALL}|an?(?=[ ]decade))( and a half)?"
    r"(?: |-|\u00a0|\u2011|- )?(decade|year|month|week|day)s?"
    rf"(?:,?(?: and)? (\d{{1,2}}|{_SMALL}) months?)?)(?![A-Za-z])"
)
_OLD = re.compile(r"[ -](?:ago|olds?|earlier|later|before|after)\b", re.I)
_RANGE = re.compile(rf"(?:\d|-|\b(?:{_SMALL}|{_TEENS}|{_TENS}))-?\s(?:to|or)\s$|\d[-–]$", re.I)
#: More than the words of any date or term: bounds the gate's time and the memory of what it remembers.
LONGEST = 400
_HALF = Decimal("0.5")
_LETTERS = {"year": "years", "month": "months", "week": "weeks", "day": "days", "decade": "years"}


class FoundDuration(NamedTuple):
    """A term and where its words stand; `iso` as "P10Y"."""

    start: int
    end: int
    iso: str


def number_of(words: str) -> int | None:
    """The whole number of "12", "ten" or "a"; None if it is none."""
    if words.lower() in ("a", "an"):
        return 1
    numeral = next(find_numerals(words), None)
    return int(numeral.value) if numeral is not None and numeral.value == int(numeral.value) else None


def find_durations(text: str) -> list[FoundDuration]:
    """All terms of a text, in order. "A year" is a rate and "ten years ago" a date: neither is a term."""
    found = []
    for match in _TERM.finditer(text):
        window = text[max(0, match.start() - 16) : match.start()]
        if plain_letters(match.groups()) and not _OLD.match(text, match.end()) and not _RANGE.search(window):
            duration = _duration(match)
            if duration is not None:
                found.append(FoundDuration(match.start(), match.end(), str(duration)))
    return found


def _duration(match: re.Match[str]) -> Duration | None:
    count, half, unit, months = match.groups()
    number = _count(count) + (_HALF if half else 0)
    extra = int(_count(months)) if months else 0
    unit = unit.lower()
    number *= 10 if unit == "decade" else 1
    if number != int(number):
        return Duration(years=int(number), months=6) if unit == "year" and not extra else None
    if extra and unit not in ("year", "decade"):
        return None
    parts = {_LETTERS[unit]: int(number)}
    return Duration(**({"months": extra} | parts))


def _count(words: str) -> Decimal:
    numeral = next(find_numerals(words), None)
    return Decimal(1) if numeral is None else numeral.value


def duration_contradiction(iso: str, words: str) -> str | None:
    """What in the words denies a term, as a short sentence; None if they state it, months for years included."""
    if len(words) > LONGEST:
        return f"the term's words are longer than {LONGEST} characters: give its own"
    return _term_denied(iso, words)


@lru_cache(maxsize=8192)
def _term_denied(iso: str, words: str) -> str | None:
    try:
        target = Duration.parse(iso)
    except DateError as error:
        return str(error)
    said = find_durations(words)
    if any(Duration.parse(found.iso).length == target.length for found in said):
        return None
    if said:
        return f"{words!r} says {', '.join(found.iso for found in said)}, not {iso}"
    return f"no term stands in {words!r}"
