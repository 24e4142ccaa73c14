"""When two quantities, or two dates, may be two reports of one."""

from datetime import timedelta

from ...schema.dates import PartialDate
from ...schema.numbers import rounding
from ...schema.quantity import Interval, Quantity

#: How far apart texts may date one thing.
WEEK = timedelta(days=7)


def quantities_agree(one: Quantity, other: Quantity) -> bool:
    """Whether both may be printed forms of one figure: same unit, same shape, rounding intervals overlap.

    A cap is no point: "up to 50" agrees with another "up to 50", not with 15 and not with 50.
    """
    if one.unit != other.unit or _shape(one.interval) != _shape(other.interval):
        return False
    if one.value is not None:
        return rounding(one).meets(rounding(other))
    return (one.interval.lower, one.interval.upper) == (other.interval.lower, other.interval.upper)


def _shape(interval: Interval) -> tuple[bool, bool, bool]:
    return interval.value is not None, interval.lower is None, interval.upper is None


def dates_agree(one: str, other: str) -> bool:
    """Whether some day lies in both EDTF dates."""
    return PartialDate.parse(one).overlaps(PartialDate.parse(other))


def dates_near(one: str, other: str) -> bool:
    """Whether two EDTF dates may be a week apart, and no more: when it was signed, and when somebody told of it."""
    first, last = sorted(map(PartialDate.parse, (one, other)), key=lambda day: day.earliest())
    return last.earliest() - first.latest() <= WEEK


def dates_in_order(first: str, last: str) -> bool:
    """Whether one EDTF date may lie at or before another."""
    return PartialDate.parse(first).earliest() <= PartialDate.parse(last).latest()
