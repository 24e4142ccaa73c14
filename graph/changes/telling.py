"""Telling sorts of change apart: the world, our knowledge, a plan, a definition, or a time that nobody tells."""

from datetime import date

from ...schema.dates import PartialDate
from ..clock import parsed
from ..view.admission import began
from ..view.node import Node, Value

#: Ways to say a thing that is not so yet.
PLANNED = frozenset({"planned", "expected", "projected"})


def is_planned(value: Value | None) -> bool:
    """Whether a value is only planned, expected or projected."""
    return value is not None and value.best.modality in PLANNED


def day_of(value: Value | None, thing: Node) -> PartialDate | None:
    """Since when a value is so: by its own valid time, else by the day of the thing that it belongs to."""
    if value is None:
        return None
    return parsed(value.best.valid_from) or began(thing)


def told_apart(
    before: Value | None, after: Value | None, at: PartialDate | None, since: date
) -> tuple[str, str]:  # fmt: skip
    """The sort of a change between two values of one definition, and why: `at` is when the new one began."""
    if after is None:
        if is_planned(before):
            return "plan", "what was planned is not told any more"
        return "knowledge", "it is not told any more"
    if is_planned(after):
        return "plan", "it is planned or projected, not reached"
    if at is None:
        return "unknown", "nobody tells since when it is so"
    if at.earliest() > since:
        return "world", f"it is so since {at}, after {since}"
    if at.latest() <= since:
        return "knowledge", f"it is told of {at}, which was over by {since}"
    return "unknown", f"{at} may lie before or after {since}"
