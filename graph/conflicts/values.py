"""Whether two values contradict each other, and how far they lie apart."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from math import cos, hypot, radians

from ...schema.areas import contradict as places_contradict
from ...schema.coordinates import Point
from ...schema.dates import DateError, Duration, PartialDate
from ...schema.model import QUANTITIES, Property, model
from ...schema.numbers import rounding
from ...schema.quantity import Interval, Quantity
from ..identity.sites import kilometres
from .conflict import Gap
from .law import law

#: Relative gaps and ratios are told to so many digits: quotients seldom end.
DIGITS = Decimal("0.0001")
_HALF = Decimal("0.5")
#: Kilometres that a degree of latitude takes at most, on the sphere of `identity.sites`.
DEGREE_KM = 111.2

Test = Callable[[str, str], bool]


def quantities_apart(one: Quantity, other: Quantity) -> bool:
    """Whether no number can be meant by both: same unit, and what their digits can mean does not meet.

    "9.7 billion" is [9.65e9, 9.75e9), "about 100 billion" [95e9, 105e9), "up to 50 billion" [0, 50e9].
    """
    return one.unit == other.unit and not rounding(one).meets(rounding(other))


def quantity_gap(one: Quantity, other: Quantity) -> Gap:
    """What lies between two figures that are apart: between their points, or the near ends of their bounds."""
    low, high = sorted((one.interval, other.interval), key=lambda i: (i.upper is None, i.upper or Decimal(0)))
    if low.upper is None or high.lower is None or low.upper > high.lower:
        return Gap(Decimal(0), one.unit, Decimal(0))
    absolute, largest = high.lower - low.upper, max(abs(high.lower), abs(low.upper))
    return Gap(absolute, one.unit, quotient(absolute, largest) if largest else Decimal(0))


def quotient(one: Decimal, other: Decimal) -> Decimal:
    """One number by another, to four digits after the point."""
    return (one / other).quantize(DIGITS, ROUND_HALF_EVEN)


def words_apart(prop: Property) -> Test:
    """The test of whether two words, dates, texts or numbers of a property contradict each other."""
    return _test(prop.name, prop.ranges[0])


@cache
def _test(name: str, first: str) -> Test:
    if first in model().vocabularies:
        return lambda one, other: _words_apart(first, one, other)
    if form := law().codes.get(name):
        pattern = re.compile(form)
        return lambda one, other: _codes_apart(pattern, one, other)
    if name in law().places:
        return _seats_apart
    tests: dict[str, Test] = {
        "date": _dates_apart, "duration": _durations_apart, "decimal": decimals_apart,
        "boolean": lambda one, other: one != other,
    }  # fmt: skip
    return tests.get(first, _never)


def _never(one: str, other: str) -> bool:
    """Wordings and quantities: not for this test."""
    return False


def _words_apart(vocabulary: str, one: str, other: str) -> bool:
    """Words of two families, or of a list without families; not if one says more exactly what the other says."""
    words, vague = model().vocabularies[vocabulary], law().left["words"]
    if one == other or vague & {one, other} or not (one in words and other in words):
        return False
    if any({one, other} <= group for group in law().compatible.get(vocabulary, ())):
        return False
    return not (words.family(one) and words.family(one) == words.family(other))


def _codes_apart(form: re.Pattern[str], one: str, other: str) -> bool:
    """Leading zeros do not count, and what has not the code's form is a name, which contradicts no code."""
    if not (form.fullmatch(one) and form.fullmatch(other)):
        return False
    return one.lstrip("0").casefold() != other.lstrip("0").casefold()


def _seats_apart(one: str, other: str) -> bool:
    """Two seats, of which one may be a part of the other's words: `REDMOND` and `Redmond, Washington`."""
    mine, theirs = (part.partition(",")[0].strip().casefold() for part in (one, other))
    return mine not in other.casefold() and theirs not in one.casefold()


def _dates_apart(one: str, other: str) -> bool:
    try:
        return not PartialDate.parse(one).overlaps(PartialDate.parse(other))
    except DateError:
        return False


def _durations_apart(one: str, other: str) -> bool:
    try:
        return Duration.parse(one).length != Duration.parse(other).length
    except DateError:
        return False


def decimals_apart(one: str, other: str) -> bool:
    """Two plain numbers that are not the same when rounded to the digits of the shorter."""
    mine, theirs = (_around(Decimal(number)) for number in (one, other))
    return not mine.meets(theirs)


def _around(number: Decimal) -> Interval:
    half = _step(number) * _HALF
    return Interval(number - half, number + half)


def _step(number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)


def date_gap(one: str, other: str) -> Gap | None:
    """Days from the last that one can mean to the first that the other can."""
    try:
        early, late = sorted((PartialDate.parse(one), PartialDate.parse(other)), key=PartialDate.earliest)
    except DateError:
        return None
    return Gap(Decimal((late.earliest() - early.latest()).days), "days", None)


def areas_apart(one: str, other: str) -> bool:
    """Whether the words of two places name different ones."""
    return places_contradict(one, other)


def points_gap(one: Point, other: Point) -> Gap | None:
    """Kilometres between two points beyond what their digits can mean, None if that is near enough for one site."""
    apart = kilometres((float(one.latitude), float(one.longitude)), (float(other.latitude), float(other.longitude)))
    if apart - _vague_km(one) - _vague_km(other) <= float(law().near_km):
        return None
    return Gap(Decimal(str(apart)).quantize(Decimal("0.001")), "km", None)


def _vague_km(point: Point) -> float:
    north, east = (float(_step(degree) * _HALF) * DEGREE_KM for degree in point)
    return hypot(north, east * cos(radians(float(point.latitude))))


def is_quantity(prop: Property) -> bool:
    """Whether values of a property are quantities."""
    return prop.ranges[0] in QUANTITIES
