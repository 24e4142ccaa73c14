"""Pairs of sides that contradict each other, made into conflicts. No list of sides is compared quadratically."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from ...schema.quantity import Quantity
from ..view.view import View
from .conflict import Conflict, Gap, Side
from .values import quantities_apart, quantity_gap
from .verdict import Doubt, Verdict, verdict

#: Up to so many sides all pairs are compared; of more, each with the first only and with the next in order of time.
ALL_PAIRS = 40
_EVER = (date.min, date.max)


class About(NamedTuple):
    """What a conflict is about: a node, a class of what is said, a property."""

    subject: str
    of: str
    property: str


def conflict(
    view: View, about: About, one: Side, other: Side, gap: Gap | None, doubt: Doubt = None,
    known: Verdict | None = None,
) -> Conflict:  # fmt: skip
    """The conflict of two sides that contradict each other. The sides stand in an order of their own.

    `known`: its kind, where what the two are to each other settles that; else the sides decide.
    """
    found = verdict(view, one, other, doubt)
    if known is not None and found.kind != "basis":
        found = known
    first, second = sorted((one, other), key=_key)
    overlap = one.validity.common(other.validity)
    return Conflict(found.kind, *about, (first, second), found.why, gap, overlap, found.ratio)


def _key(side: Side) -> tuple[bool, bytes]:
    """What stands goes before what was superseded, and else the smallest statement id."""
    return side.gone, min(s.id for s in side.statements)


def figures_apart(one: Side, other: Side) -> Gap | None:
    """The gap between two quantities that cannot both be so, None if they can."""
    mine, theirs = one.value, other.value
    if not (isinstance(mine, Quantity) and isinstance(theirs, Quantity) and quantities_apart(mine, theirs)):
        return None
    return quantity_gap(mine, theirs)


def pairs(sides: Sequence[Side]) -> Iterator[tuple[Side, Side]]:
    """The pairs of some sides that are worth a comparison, the same whatever their order."""
    ordered = sorted(sides, key=_key)
    if len(ordered) <= ALL_PAIRS:
        yield from combinations(ordered, 2)
        return
    yield from ((ordered[0], side) for side in ordered[1:])
    yield from pairwise(ordered[1:])


def together(sides: Iterable[Side]) -> Iterator[list[Side]]:
    """Runs of sides whose times may meet: those that state none, and then by a sweep over the days.

    A side that states no time has its document's day in the sweep; one whose document has none is in every run.
    """
    every = list(sides)
    unstated = [side for side in every if not side.validity.stated]
    yield unstated
    if len(unstated) == len(every):
        return
    timeless = [side for side in every if not side.validity.known]
    run: list[Side] = []
    until = date.min
    for side in sorted((side for side in every if side.validity.known), key=_days):
        start, end = _days(side)
        if run and start > until:
            yield run + timeless
            run, until = [], date.min
        run.append(side)
        until = max(until, end)
    yield run + timeless


def _days(side: Side) -> tuple[date, date]:
    first, last = _EVER
    return side.validity.start or first, side.validity.end or last
