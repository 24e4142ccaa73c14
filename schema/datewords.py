"""The date grammar: dates that words state, resolved against the document's date and never against today's."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .dateforms import MONTHS
from .datereadings import is_coming, read_dates
from .dates import DateError, PartialDate
from .durations import LONGEST, FoundDuration, duration_contradiction, find_durations

__all__ = [
    "FoundDate", "FoundDuration", "date_contradiction", "duration_contradiction", "find_dates", "find_durations",
]  # fmt: skip


class FoundDate(NamedTuple):
    """A date and where its words stand, prepositions left out. `relative`: it rests on the document's date."""

    start: int
    end: int
    edtf: str
    relative: bool


def find_dates(text: str, published: PartialDate | None) -> list[FoundDate]:
    """All dates of a text, in order, not overlapping.

    Relative ones ("on Tuesday", "in October", "next year") are resolved against `published` and left out where
    it is None or too coarse for them; "a year earlier" is resolved against the date before it. A bare month,
    day or quarter is the one just past, or the coming one where the words before it say so ("by", "will").
    Parts of a year, month or decade without a code of their own ("early 2027", "mid-2027", "end of September")
    are the whole: 2027, 2027, 2026-09.
    """
    found: list[FoundDate] = []
    for place, reading in read_dates(text, published):
        if reading.dates:
            coming = len(reading.dates) > 1 and is_coming(place)
            edtf = str(reading.dates[-1 if coming else 0])
            found.append(FoundDate(place.start, place.end, edtf, reading.relative))
    return found


def date_contradiction(edtf: str, words: str, published: str | None) -> str | None:
    """What in the words denies a date, as a short sentence; None if they state it.

    Words may be more precise than the date, not less. Of a bare month or weekday both the past and the coming
    one are accepted. Relative words need `published`, the document's date.
    """
    if len(words) > LONGEST:
        return f"the date's words are longer than {LONGEST} characters: give its own"
    if edtf == words and _is_plain(words) and (published is None or _is_plain(published)):
        return None
    return _date_denied(edtf, words, published)


@lru_cache(maxsize=8192)
def _is_plain(words: str) -> bool:
    """Whether the words are an EDTF date by themselves, as in tables; the other forms know recent years only."""
    try:
        return str(PartialDate.parse(words)) == words
    except DateError:
        return False


@lru_cache(maxsize=8192)
def _date_denied(edtf: str, words: str, published: str | None) -> str | None:
    try:
        target = PartialDate.parse(edtf)
        now = PartialDate.parse(published) if published else None
    except DateError as error:
        return str(error)
    said = [day for place, reading in read_dates(words, now) for day in reading.dates]
    said += [day for day in _alone(words, now) if day is not None]
    if any(day == target or day.within(target) or PartialDate(day.year) == target for day in said):
        return None
    if said:
        return f"{words!r} says {' or '.join(sorted({str(day) for day in said}))}, not {edtf}"
    if now is None:
        return f"{words!r} states no date by itself, and the document's date is unknown"
    return f"no date stands in {words!r}"


def _alone(words: str, now: PartialDate | None) -> Iterator[PartialDate]:
    """A month or a date that stands alone in its span, where nothing before it can lead it."""
    if words.strip().lower() in MONTHS:
        for _, reading in read_dates("in " + words.strip().capitalize(), now):
            yield from reading.dates
