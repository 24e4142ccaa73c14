"""What the printed forms of dates mean, next to the document's date: candidates, the past one first."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

from .dateforms import MASTER, MONTHS, NEAR_CUES, ORDINALS, SEASONS, SIZES, VERB_CUES, WEEKDAYS, YEAR_CUES
from .dates import DateError, PartialDate
from .durations import number_of
from .figures import counts_things, units_in
from .units import units
from .words import plain_letters

_Groups = tuple[str | None, ...]
_WORDS = re.compile(r"[A-Za-z]{1,20}")
_SENTENCE_END = re.compile(r"[.!?;]\s")
#: Characters before a date in which it is looked for words that make it a coming one, or an earlier date.
_CUES = 60
_EARLIER = 250


class Reading(NamedTuple):
    """What words may mean: the candidates, the past one first, and whether they rest on the document's date."""

    dates: tuple[PartialDate, ...]
    relative: bool = True


_NONE = Reading(())


class Place(NamedTuple):
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


def read_dates(text: str, published: PartialDate | None) -> Iterator[tuple[Place, Reading]]:
    """Every place where a form of a date stands, in order, with what it may mean; nothing, if it is no date."""
    earlier, stood = None, 0
    for match in MASTER.finditer(text):
        form = match.lastgroup or ""
        if earlier is not None and match.start() - stood > _EARLIER:
            earlier = None
        first = MASTER.groupindex[form]
        groups = tuple(match.group(n) for n in range(first + 1, first + 1 + SIZES[form]))
        if not plain_letters(groups):
            continue
        place = Place(text, match.start(), match.end(), published, earlier)
        try:
            reading = _READERS[form](groups, place)
        except DateError:
            continue
        yield place, reading
        if reading.dates and form != "ago":
            earlier, stood = reading.dates[0], match.end()


def is_coming(place: Place) -> bool:
    """Whether the words before a recurring date make it the coming one."""
    words = place.before()
    own = [word.lower() for word in _WORDS.findall(place.text[place.start : place.end])]
    near = [word for word in words[-4:] if word not in ("the", "about", "around")][-1:]
    return not NEAR_CUES.isdisjoint(near) or not VERB_CUES.isdisjoint(words) or "end" in own


def _of(year: str, form: str = "", *parts: int) -> PartialDate:
    return PartialDate.parse(year + form.format(*parts))


def _near(place: Place, make: Callable[[int], str], relation: str | None = None) -> Reading:
    """What recurs each year, next to the document's date: `make` gives it for a year."""
    now = place.published
    if now is None:
        return _NONE
    this, past, coming = (PartialDate.parse(make(now.year + shift)) for shift in (0, -1, 1))
    relation = (relation or "").lower()
    if relation in ("last", "past"):
        return Reading((this if this.before(now) else past,))
    if relation in ("next", "coming"):
        return Reading((this if now.before(this) else coming,))
    if relation == "this":
        return Reading((this,))
    before = this if this.earliest() <= now.latest() else past
    after = this if this.latest() >= now.earliest() else coming
    return Reading((before, after) if before != after else (before,))


def _iso(groups: _Groups, place: Place) -> Reading:
    return Reading((PartialDate.parse("-".join(part for part in groups if part)),), False)


def _slashed(groups: _Groups, place: Place) -> Reading:
    """ "03/11/2025" is two days, either side of the ocean; it is a date where only one of them exists."""
    first, second, year = (int(part or 0) for part in groups)
    days = {(month, day) for month, day in ((first, second), (second, first)) if 1 <= month <= 12}
    if len(days) != 1:
        return _NONE
    return Reading((PartialDate.parse(f"{year}-{days.pop()[0]:02}-{max(first, second):02}"),), False)


def _dotted(groups: _Groups, place: Place) -> Reading:
    """ "17.02.2026" is day, month, year wherever dots are used."""
    day, month, year = (int(part or 0) for part in groups)
    return Reading((PartialDate.parse(f"{year}-{month:02}-{day:02}"),), False)


def _short(groups: _Groups, place: Place) -> Reading:
    """ "Q3'25", "1H26", "FY27": years of this century."""
    quarter, half = groups[0] or groups[1], groups[2] or groups[3]
    tail = f"-Q{quarter}" if quarter else f"-H{half}" if half else ""
    return Reading((PartialDate.parse(f"20{groups[4]}{tail}"),), False)


def _day(day: str, month: int, year: str | None, place: Place) -> Reading:
    if year:
        return Reading((_of(year, "-{:02}-{:02}", month, int(day)),), False)
    if month == 2 and int(day) == 29:
        return _NONE
    return _near(place, lambda y: f"{y}-{month:02}-{int(day):02}")


def _day_month(groups: _Groups, place: Place) -> Reading:
    return _day(groups[0] or "", MONTHS[(groups[1] or "").lower()], groups[2], place)


def _month_day(groups: _Groups, place: Place) -> Reading:
    return _day(groups[1] or "", MONTHS[(groups[0] or "").lower()], groups[2], place)


def _month_year(groups: _Groups, place: Place) -> Reading:
    return Reading((_of(groups[1] or "", "-{:02}", MONTHS[(groups[0] or "").lower()]),), False)


def _month(groups: _Groups, place: Place) -> Reading:
    """A month without a year; names of months are also names of people and verbs, so something must lead it."""
    month = MONTHS[(groups[1] or "").lower()]
    words = place.text[place.start : place.end].split()
    lead = place.before()[-1:]
    if len(words) == 1 and not (lead and lead[0] in YEAR_CUES and lead[0] not in ("and", "the")):
        return _NONE
    return _near(place, lambda y: f"{y}-{month:02}", groups[0])


def _quarter(groups: _Groups, place: Place) -> Reading:
    word, after, ahead, year, relation = groups
    quarter = ORDINALS[word.lower()] if word else int(after or ahead or 0)
    relation = relation and relation.lower()
    if (word or "").lower() == "last" and not (year or relation):
        return _relative_unit("last", "quarter", place)
    return _part_of_year(f"-Q{quarter}", year, relation, place)


def _half(groups: _Groups, place: Place) -> Reading:
    word, after, ahead, year, relation = groups
    half = ORDINALS[word.lower()] if word else int(after or ahead or 0)
    return _part_of_year(f"-H{half}", year, relation, place)


def _part_of_year(tail: str, year: str | None, relation: str | None, place: Place) -> Reading:
    if year:
        return Reading((PartialDate.parse(year + tail),), False)
    if relation and place.published:
        return Reading((PartialDate.parse(f"{_year(relation, place.published)}{tail}"),))
    return _near(place, lambda y: f"{y}{tail}")


def _year(relation: str, now: PartialDate) -> int:
    return now.year + {"last": -1, "this": 0, "next": 1}[relation.lower()]


def _year_quarter(groups: _Groups, place: Place) -> Reading:
    year, quarter, half = groups
    return Reading((PartialDate.parse(f"{year}-Q{quarter}" if quarter else f"{year}-H{half}"),), False)


def _season(groups: _Groups, place: Place) -> Reading:
    relation, relative, absolute, year = groups
    season = SEASONS[(relative or absolute or "").lower()]
    if year:
        return Reading((_of(year, "-{}", season),), False)
    return _near(place, lambda y: f"{y}-{season}", relation)


def _weekday(groups: _Groups, place: Place) -> Reading:
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
    return Reading(tuple(dates))


def _relative_unit(relation: str, unit: str, place: Place) -> Reading:
    """ "Last year", "this month", "next quarter"."""
    now = place.published
    if now is None:
        return _NONE
    shift = {"last": -1, "this": 0, "next": 1}[relation.lower()]
    if unit.lower() == "year":
        return Reading((PartialDate(now.year + shift),))
    if now.precision not in ("month", "day"):
        return _NONE
    size = 1 if unit.lower() == "month" else 3
    year, part = divmod((now.year * 12 + now.part - 1) // size + shift, 12 // size)
    return Reading((PartialDate(year, "month" if size == 1 else "quarter", part + 1),))


def _unit(groups: _Groups, place: Place) -> Reading:
    return _relative_unit(groups[0] or "", groups[1] or "", place)


def _year_end(groups: _Groups, place: Place) -> Reading:
    if groups[2]:
        return Reading((_of(groups[2]),), False)
    if place.published is None:
        return _NONE
    year = place.published.year
    return Reading((PartialDate(year + -year % 10 if groups[1] else year),))


def _ago(groups: _Groups, place: Place) -> Reading:
    """ "A year earlier" counts from the date before it and is as precise; "ago" from the document's, in years."""
    count = number_of(groups[0] or "")
    base = place.earlier if (groups[1] or "").lower() != "ago" else None
    if count is None or not (base or place.published):
        return _NONE
    if base is not None:
        day = 28 if base.precision == "day" and (base.part, base.day) == (2, 29) else base.day
        return Reading((PartialDate(base.year - count, base.precision, base.part, day),))
    return Reading((PartialDate(place.published.year - count),)) if place.published else _NONE


def _word(groups: _Groups, place: Place) -> Reading:
    word = (groups[0] or "").lower()
    if word == "christmas":
        return _near(place, lambda y: f"{y}-12-25")
    if place.published is None or place.published.precision != "day":
        return _NONE
    shift = timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0))
    return Reading((PartialDate.of(place.published.earliest() + shift),))


def _plain_year(groups: _Groups, place: Place) -> Reading:
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
    return Reading((_of(groups[0] or ""),), False)


_READERS: dict[str, Callable[[_Groups, Place], Reading]] = {
    "iso": _iso, "slashed": _slashed, "dotted": _dotted, "short": _short,
    "dayMonth": _day_month, "monthYear": _month_year, "monthDay": _month_day,
    "quarter": _quarter, "yearQuarter": _year_quarter, "half": _half, "season": _season, "month": _month,
    "weekday": _weekday, "unit": _unit, "yearEnd": _year_end, "ago": _ago, "word": _word, "year": _plain_year,
}  # fmt: skip
