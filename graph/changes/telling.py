"""Telling sorts of change apart: the world, our knowledge, a plan, a definition, or a time that nobody tells."""

from datetime import date

from ...schema.dates import PartialDate
from ...schema.model import QUANTITIES, model
from ..status import modality
from ..times.clock import parsed
from ..view.admission import began
from ..view.node import Node, Value

#: Ways to say a thing that is not so yet.
PLANNED = frozenset({"planned", "expected", "projected"})
#: What tells by itself that it is planned, besides figures and times.
_OWN, _TIMES = ("kind", "status"), ("date", "duration")


def is_planned(value: Value | None, prop: str, thing: Node | None) -> bool:
    """Whether a value is only planned, expected or projected.

    Figures, dates, kind and status say so themselves. Of all else the thing decides: a likely user of a campus that
    stands is no plan.
    """
    if value is None or thing is None:
        return False
    found = model().kind(thing.kind).properties.get(prop)
    own = prop in _OWN or (found is not None and (found.ranges[0] in QUANTITIES or found.ranges[0] in _TIMES))
    return (value.best.modality if own else modality(thing)) in PLANNED


def day_of(value: Value | None, thing: Node) -> PartialDate | None:
    """Since when a value is so: by its own valid time, else by the day of the thing that it belongs to."""
    if value is None:
        return None
    return parsed(value.best.valid_from) or began(thing)


def told_apart(now: bool, planned: tuple[bool, bool], at: PartialDate | None, since: date) -> tuple[str, str]:
    """The sort of a change between two values of one definition, and why.

    `now`: whether there is a value after; `planned`: whether the one before and the one after are planned; `at`: when
    the new one began.
    """
    if not now:
        if planned[0]:
            return "plan", "what was planned is not told any more"
        return "knowledge", "it is not told any more"
    if planned[1]:
        return "plan", "it is planned or projected, not reached"
    if at is None:
        return "unknown", "nobody tells since when it is so"
    if at.earliest() > since:
        return "world", f"it is so since {at}, after {since}"
    if at.latest() <= since:
        return "knowledge", f"it is told of {at}, which was over by {since}"
    return "unknown", f"{at} may lie before or after {since}"
