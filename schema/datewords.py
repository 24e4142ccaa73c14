"""The date grammar: dates that words state, resolved against the document's date and never against today's."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from .dateforms import MASTER, MONTHS, NEAR_CUES, ORDINALS, SEASONS, SIZES, VERB_CUES, WEEKDAYS, YEAR_CUES
from .dates import DateError, PartialDate
from .durations import FoundDuration, duration_contradiction, find_durations, number_of
from .figures import counts_things, units_in
from .units import units

__all__ = [
    "FoundDate", "FoundDuration", "date_contradiction", "duration_contradiction", "find_dates", "find_durations",
]  # fmt: skip

_Groups = tuple[str | None, ...]
_WORDS = re.compile(r"[A-Za-z]{1,20}")
_SENTENCE_END = re.compile(r"[.!?;]\s")
#: Characters before a date in which it is looked for words that make it a coming one, or an earlier date.
_CUES = 60
_EARLIER = 250


class FoundDate(NamedTuple):
    """A date and where its words stand, prepositions left out. `relative`: it rests on the document's date."""

    start: int
    end: int
    edtf: str
    relative: bool


class _Reading(NamedTuple):
    """What words may mean: the candidates, the past one first, and whether they rest on the document's date."""

    dates: tuple[PartialDate, ...]
    relative: bool = True


_NONE = _Reading(())


class _Place(NamedTuple):
    """Where a form matched, and what a relative one is resolved against."""

    text: str
    start: int
    end: int
    published: PartialDate | None
    earlier: PartialDate | None

    def before(self) -> list[str]:
        """The words before it in its sentence, lower case."""
        window = self.text[max(0, self.start - _CUES) : self.start]
        return [word.lower() for word in _WORDS.findall(_SENTENCE_END.split(window)[-1])]


def find_dates(text: str, published: PartialDate | None) -> list[FoundDate]:
    """All dates of a text, in order, not overlapping.

    Relative ones ("on Tuesday", "in October", "next year") are resolved against `published` and left out where
    it is None or too coarse for them; "a year earlier" is resolved against the date before it. A bare month,
    day or quarter is the one just past, or the coming one where the words before it say so ("by", "will").
    Parts of a year, month or decade without a code of their own ("early 2027", "mid-2027", "end of September")
    are the whole: 2027, 2027, 2026-09.
    """
    found: list[FoundDate] = []
    for place, reading in _readings(text, published):
        if reading.dates:
            coming = len(reading.dates) > 1 and _coming(place)
            edtf = str(reading.dates[-1 if coming else 0])
            found.append(FoundDate(place.start, place.end, edtf, reading.relative))
    return found


def _readings(text: str, published: PartialDate | None) -> Iterator[tuple[_Place, _Reading]]:
    earlier, stood = None, 0
    for match in MASTER.finditer(text):
        form = match.lastgroup or ""
        if earlier is not None and match.start() - stood > _EARLIER:
            earlier = None
        first = MASTER.groupindex[form]
        groups = tuple(match.group(n) for n in range(first + 1, first + 1 + SIZES[form]))
        place = _Place(text, match.start(), match.end(), published, earlier)
        try:
            reading = _READERS[form](groups, place)
        except DateError:
            continue
        yield place, reading
        if reading.dates and form != "ago":
            earlier, stood = reading.dates[0], match.end()


def _coming(place: _Place) -> bool:
    words = place.before()
    own = [word.lower() for word in _WORDS.findall(place.text[place.start : place.end])]
    near = [word for word in words[-4:] if word not in ("the", "about", "around")][-1:]
    return not NEAR_CUES.isdisjoint(near) or not VERB_CUES.isdisjoint(words) or "end" in own


def _of(year: str, form: str = "", *parts: int) -> PartialDate:
    return PartialDate.parse(year + form.format(*parts))


def _near(place: _Place, make: Callable[[int], str], relation: str | None = None) -> _Reading:
    """What recurs each year, next to the document's date: `make` gives it for a year."""
    now = place.published
    if now is None:
        return _NONE
    this, past, coming = (PartialDate.parse(make(now.year + shift)) for shift in (0, -1, 1))
    relation = (relation or "").lower()
    if relation in ("last", "past"):
        return _Reading((this if this.before(now) else past,))
    if relation in ("next", "coming"):
        return _Reading((this if now.before(this) else coming,))
    if relation == "this":
        return _Reading((this,))
    before = this if this.earliest() <= now.latest() else past
    after = this if this.latest() >= now.earliest() else coming
    return _Reading((before, after) if before != after else (before,))


def _iso(groups: _Groups, place: _Place) -> _Reading:
    return _Reading((PartialDate.parse("-".join(part for part in groups if part)),), False)


def _slashed(groups: _Groups, place: _Place) -> _Reading:
    """ "03/11/2025" is two days, either side of the ocean; it is a date where only one of them exists."""
    first, second, year = (int(part or 0) for part in groups)
    days = {(month, day) for month, day in ((first, second), (second, first)) if 1 <= month <= 12}
    if len(days) != 1:
        return _NONE
    return _Reading((PartialDate.parse(f"{year}-{days.pop()[0]:02}-{max(first, second):02}"),), False)


def _day(day: str, month: int, year: str | None, place: _Place) -> _Reading:
    if year:
        return _Reading((_of(year, "-{:02}-{:02}", month, int(day)),), False)
    if month == 2 and int(day) == 29:
        return _NONE
    return _near(place, lambda y: f"{y}-{month:02}-{int(day):02}")


def _day_month(groups: _Groups, place: _Place) -> _Reading:
    return _day(groups[0] or "", MONTHS[(groups[1] or "").lower()], groups[2], place)


def _month_day(groups: _Groups, place: _Place) -> _Reading:
    return _day(groups[1] or "", MONTHS[(groups[0] or "").lower()], groups[2], place)


def _month_year(groups: _Groups, place: _Place) -> _Reading:
    return _Reading((_of(groups[1] or "", "-{:02}", MONTHS[(groups[0] or "").lower()]),), False)


def _month(groups: _Groups, place: _Place) -> _Reading:
    """A month without a year; names of months are also names of people and verbs, so something must lead it."""
    month = MONTHS[(groups[1] or "").lower()]
    words = place.text[place.start : place.end].split()
    lead = place.before()[-1:]
    if len(words) == 1 and not (lead and lead[0] in YEAR_CUES and lead[0] not in ("and", "the")):
        return _NONE
    return _near(place, lambda y: f"{y}-{month:02}", groups[0])


def _quarter(groups: _Groups, place: _Place) -> _Reading:
    word, after, ahead, year, relation = groups
    quarter = ORDINALS[word.lower()] if word else int(after or ahead or 0)
    relation = relation and relation.lower()
    if (word or "").lower() == "last" and not (year or relation):
        return _relative_unit("last", "quarter", place)
    return _part_of_year(f"-Q{quarter}", year, relation, place)


def _half(groups: _Groups, place: _Place) -> _Reading:
    word, after, ahead, year, relation = groups
    half = ORDINALS[word.lower()] if word else int(after or ahead or 0)
    return _part_of_year(f"-H{half}", year, relation, place)


def _part_of_year(tail: str, year: str | None, relation: str | None, place: _Place) -> _Reading:
    if year:
        return _Reading((PartialDate.parse(year + tail),), False)
    if relation and place.published:
        return _Reading((PartialDate.parse(f"{_year(relation, place.published)}{tail}"),))
    return _near(place, lambda y: f"{y}{tail}")


def _year(relation: str, now: PartialDate) -> int:
    return now.year + {"last": -1, "this": 0, "next": 1}[relation.lower()]


def _year_quarter(groups: _Groups, place: _Place) -> _Reading:
    year, quarter, half = groups
    return _Reading((PartialDate.parse(f"{year}-Q{quarter}" if quarter else f"{year}-H{half}"),), False)


def _season(groups: _Groups, place: _Place) -> _Reading:
    relation, relative, absolute, year = groups
    season = SEASONS[(relative or absolute or "").lower()]
    if year:
        return _Reading((_of(year, "-{}", season),), False)
    return _near(place, lambda y: f"{y}-{season}", relation)


def _weekday(groups: _Groups, place: _Place) -> _Reading:
    """The last such day up to the document's, or the coming one; "this" is the day of the same week."""
    if place.published is None or place.published.precision != "day":
        return _NONE
    relation, name = (groups[0] or "").lower(), (groups[1] or "").lower()
    now = place.published.earliest()
    back = timedelta((now.weekday() - WEEKDAYS[name]) % 7)
    week = timedelta(7)
    if relation == "this":
        days = [now + timedelta(WEEKDAYS[name] - now.weekday())]
    elif relation in ("last", "past"):
        days = [now - (back or week)]
    else:
        days = [now - back, now - back + (week if back else timedelta(0))]
        days = [now - back + week] if relation in ("next", "coming") else days
    dates = dict.fromkeys(PartialDate.of(day) for day in days)
    return _Reading(tuple(dates))


def _relative_unit(relation: str, unit: str, place: _Place) -> _Reading:
    """ "Last year", "this month", "next quarter"."""
    now = place.published
    if now is None:
        return _NONE
    shift = {"last": -1, "this": 0, "next": 1}[relation.lower()]
    if unit.lower() == "year":
        return _Reading((PartialDate(now.year + shift),))
    if now.precision not in ("month", "day"):
        return _NONE
    size = 1 if unit.lower() == "month" else 3
    year, part = divmod((now.year * 12 + now.part - 1) // size + shift, 12 // size)
    return _Reading((PartialDate(year, "month" if size == 1 else "quarter", part + 1),))


def _unit(groups: _Groups, place: _Place) -> _Reading:
    return _relative_unit(groups[0] or "", groups[1] or "", place)


def _year_end(groups: _Groups, place: _Place) -> _Reading:
    if groups[2]:
        return _Reading((_of(groups[2]),), False)
    if place.published is None:
        return _NONE
    year = place.published.year
    return _Reading((PartialDate(year + -year % 10 if groups[1] else year),))


def _ago(groups: _Groups, place: _Place) -> _Reading:
    """ "A year earlier" counts from the date before it and is as precise; "ago" from the document's, in years."""
    count = number_of(groups[0] or "")
    base = place.earlier if (groups[1] or "").lower() != "ago" else None
    if count is None or not (base or place.published):
        return _NONE
    if base is not None:
        day = 28 if base.precision == "day" and (base.part, base.day) == (2, 29) else base.day
        return _Reading((PartialDate(base.year - count, base.precision, base.part, day),))
    return _Reading((PartialDate(place.published.year - count),)) if place.published else _NONE


def _word(groups: _Groups, place: _Place) -> _Reading:
    word = (groups[0] or "").lower()
    if word == "christmas":
        return _near(place, lambda y: f"{y}-12-25")
    if place.published is None or place.published.precision != "day":
        return _NONE
    shift = timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return _Reading((PartialDate.of(place.published.earliest() + shift),))


def _plain_year(groups: _Groups, place: _Place) -> _Reading:
    """Four digits are a year unless a unit or scale follows, or, with nothing before that dates, a counted noun."""
    following = place.text[place.end : place.end + 24]
    word = _WORDS.search(following)
    if word is not None and following[: word.start()].strip(" -\u00a0") == "":
        named = units_in(word.group())
        if word.group().lower() in units().scales or any(u.family in ("power", "percent") for u in named):
            return _NONE
    lead = place.before()[-1:]
    if not (lead and lead[0] in YEAR_CUES) and counts_things(place.text, place.end):
        return _NONE
    return _Reading((_of(groups[0] or ""),), False)


_READERS: dict[str, Callable[[_Groups, _Place], _Reading]] = {
    "iso": _iso, "slashed": _slashed, "dayMonth": _day_month, "monthYear": _month_year, "monthDay": _month_day,
    "quarter": _quarter, "yearQuarter": _year_quarter, "half": _half, "season": _season, "month": _month,
    "weekday": _weekday, "unit": _unit, "yearEnd": _year_end, "ago": _ago, "word": _word, "year": _plain_year,
}  # fmt: skip


@lru_cache(maxsize=8192)
def date_contradiction(edtf: str, words: str, published: str | None) -> str | None:
    """What in the words denies a date, as a short sentence; None if they state it.

    Words may be more precise than the date, not less. Of a bare month or weekday both the past and the coming
    one are accepted. Relative words need `published`, the document's date.
    """
    try:
        target = PartialDate.parse(edtf)
        now = PartialDate.parse(published) if published else None
    except DateError as error:
        return str(error)
    said = [day for place, reading in _readings(words, now) for day in reading.dates]
    said += [day for day in _alone(words, now) if day is not None]
    if any(day == target or day.within(target) for day in said):
        return None
    if said:
        return f"{words!r} says {' or '.join(sorted({str(day) for day in said}))}, not {edtf}"
    if now is None:
        return f"{words!r} states no date by itself, and the document's date is unknown"
    return f"no date stands in {words!r}"


def _alone(words: str, now: PartialDate | None) -> Iterator[PartialDate]:
    """A month or a date that stands alone in its span, where nothing before it can lead it."""
    if words.strip().lower() in MONTHS:
        for _, reading in _readings("in " + words.strip().capitalize(), now):
            yield from reading.dates
