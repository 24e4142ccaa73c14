"""Stated changes: where a text tells that a figure was another one before, so that the world changed and not a word.

A deal that was raised in March is told with the amount that it had. Its signing day says when it began, and
nothing of when it was raised.
"""

from typing import NamedTuple

from ...schema.dates import PartialDate
from ...schema.model import model
from ...schema.quantity import Quantity
from ..captions import short_quantity
from ..times.clock import parsed
from ..view.admission import spans
from ..view.node import Node, Value

#: The property that tells what the amount was.
FORMER = "formerAmount"
#: The property by which a thing names what it changes.
_AMENDS = "amends"


class StatedChange(NamedTuple):
    """What a text says of a change: since when the new value is so, if it tells that, and why we say so."""

    at: PartialDate | None
    why: str


def stated_change(before: Node | None, after: Node | None, prop: str, value: Value | None) -> StatedChange | None:
    """The change of a figure that those who tell the new value state; None if they state none.

    They give the amount that it had, or say that the thing amends another.
    """
    if before is None or after is None or value is None or prop not in model().kind(after.kind).figures:
        return None
    papers = {said.document for said in value.statements}
    if prop == "amount" and (former := _told_by(after, FORMER, papers)):
        words = short_quantity(former.decoded) if isinstance(former.decoded, Quantity) else str(former.decoded)
        return StatedChange(_day(before, after, value, papers), f"a text says that it was {words} before")
    if _told_by(after, _AMENDS, papers):
        return StatedChange(_day(before, after, value, papers), "a text says that it amends an earlier one")
    return None


def _told_by(thing: Node, prop: str, papers: set[bytes]) -> Value | None:
    """A value of a property that one of some documents gives."""
    return next((v for v in thing.values.get(prop, ()) if papers & {s.document for s in v.statements}), None)


def _day(before: Node, after: Node, value: Value, papers: set[bytes]) -> PartialDate | None:
    """The day of the change: since when the value is so, or a day of the thing that only these documents give."""
    if own := parsed(value.best.valid_from):
        return own
    prop = spans()["begin"].get(after.kind)
    known = {str(v.decoded) for v in before.values.get(prop, ())} if prop else set()
    new = (v for v in after.values.get(prop, ()) if str(v.decoded) not in known) if prop else ()
    return next((parsed(str(v.decoded)) for v in new if papers & {s.document for s in v.statements}), None)
