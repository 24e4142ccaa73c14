"""Milestones: totals of one site at several dates, of which one is the current one.

A timeline says 478 MW from June, 751 from December and 1,092 from March: three capacities of one site, never 2,321.
Only totals of a site that stand or are planned follow each other so. Parts and increments add up, and two contracts
at one site are two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...schema.dates import PartialDate
from ...schema.quantity import Quantity
from ..status import modality
from ..view.node import Node
from ..view.view import View
from .clock import begun, parsed

#: Kinds of capacity -> the track on which they follow each other: what was planned for a day stands, or not, then.
TRACKS = {"existing": "building", "planned": "building"}
#: What is only possible takes nobody's place.
_UNSURE = ("possible", "opinion")
#: Modalities of what is to come.
_TO_COME = ("planned", "expected", "projected")


class Chain(NamedTuple):
    """What has one total at a time: a site, what the megawatts count, that they are the total, and the track."""

    site: str
    basis: str
    measure: str
    track: str


@dataclass(frozen=True)
class Milestone:
    """A site's total from a day on. `dated`: that day is the thing's own, not that of its publication."""

    node: Node
    chain: Chain
    day: PartialDate
    dated: bool
    power: Quantity
    buildings: Decimal | None


def milestone(view: View, thing: Node) -> Milestone | None:
    """A capacity as a milestone, None if it is none."""
    return _milestone(view, thing, _own_day(thing))


def current(view: View, things: Iterable[Node]) -> dict[str, str]:
    """Of milestones those that are over: node id -> node id of the one that took its place.

    That is the latest of its chain at or before the view's `asOf`. Without `asOf` nobody says what day it is: the
    latest that stands takes the place of what stood, and the latest plan that of plans. A place is taken only where
    it is sure which is the later one, and that it was reached. What a document says stands, without a day, stands
    on the day of its publication. That a plan's day has passed makes nothing stand: it takes the place of plans
    only. A projection of the site's total, for a day after all that is known of it, is its total then. Things that
    are no milestones are not in the answer.
    """
    as_of = view.perspective.as_of
    taken: dict[str, str] = {}
    for chain in chains(view, things).values():
        reached = [m for m in chain if as_of is None or begun(m.day, as_of) == "yes"]
        newest = _newest(view, chain) if as_of else None
        for one in chain:
            later = [
                m for m in reached
                if m.node.id != one.node.id and _makes_way(one, m, as_of) and not _only_planned(one, m, newest)
            ]  # fmt: skip
            if later:
                taken[one.node.id] = max(later, key=lambda m: (m.day.earliest(), m.day.latest(), m.node.id)).node.id
            elif first := _timeline(one, chain, as_of):
                taken[one.node.id] = first.node.id
    return taken


def _only_planned(one: Milestone, other: Milestone, newest: date | None) -> bool:
    """Whether one stands and the other was only to come: what a firm plans, or a projection that time overtook."""
    if _is_to_come(one) or not _is_to_come(other):
        return False
    return modality(other.node) != "projected" or (newest is not None and other.day.earliest() <= newest)


def _is_to_come(one: Milestone) -> bool:
    return one.node.word("kind") == "planned" or modality(one.node) in _TO_COME


def _newest(view: View, chain: list[Milestone]) -> date | None:
    """The last day of which anything is known of a site: on which a document says what stands."""
    told = [
        parsed(view.snapshot.dates.get(said.document))
        for one in chain if not _is_to_come(one) for value in one.node.values.get("power", ())
        for said in value.statements
    ]  # fmt: skip
    return max((day.latest() for day in told if day), default=None)


def _timeline(one: Milestone, chain: list[Milestone], as_of: PartialDate | None) -> Milestone | None:
    """The first dated total of a site, to which one without a day yields that was published after `as_of`.

    Where a timeline begins later than `asOf`, what a later document says of its own day says nothing of then.
    """
    if as_of is None or one.dated or begun(one.day, as_of) != "no":
        return None
    return next((m for m in chain if m.dated and m.node.word("kind") == "existing"), None)


def _makes_way(one: Milestone, other: Milestone, as_of: PartialDate | None) -> bool:
    """Whether a milestone is over once the other is reached.

    One without a day of its own yields to a dated one, unless that is surely older and both were so by `asOf`.
    """
    if as_of is None and one.node.word("kind") != other.node.word("kind"):
        return False
    if one.day.before(other.day) is True:
        return True
    if one.dated or not other.dated:
        return False
    return other.day.before(one.day) is not True or (as_of is not None and begun(one.day, as_of) == "no")


def chains(view: View, things: Iterable[Node]) -> dict[Chain, list[Milestone]]:
    """The milestones among some things by chain, each in the order of their dates."""
    found: defaultdict[Chain, list[Milestone]] = defaultdict(list)
    for one in _milestones(view, things):
        found[one.chain].append(one)
    return {chain: sorted(found[chain], key=place) for chain in sorted(found)}


def place(one: Milestone) -> tuple[object, ...]:
    """Where a milestone stands in its chain."""
    return one.day.latest(), one.day.earliest(), one.node.id


def _milestones(view: View, things: Iterable[Node]) -> Iterator[Milestone]:
    for thing in things:
        day = _own_day(thing)
        if found := _milestone(view, thing, day or _published(view, thing), dated=day is not None):
            yield found


def _milestone(view: View, thing: Node, day: PartialDate | None, dated: bool = True) -> Milestone | None:
    site, power, track = thing.word("site"), thing.quantity("power"), TRACKS.get(thing.word("kind") or "")
    if site is None or power is None or track is None or day is None:
        return None
    if thing.word("measure") != "total" or modality(thing) in _UNSURE:
        return None
    place = view.node(site)
    chain = Chain(place.id if place else site, thing.word("basis") or "unknown", "total", track)
    count = thing.shown("buildings")
    buildings = count.decoded if count and isinstance(count.decoded, Decimal) else None
    return Milestone(thing, chain, day, dated, power, buildings)


def _own_day(thing: Node) -> PartialDate | None:
    return parsed(thing.word("date"))


def _published(view: View, thing: Node) -> PartialDate | None:
    """The day on which a document says that a thing stands, without a day of its own. None if nobody says so."""
    kind = thing.shown("kind")
    if kind is None or kind.decoded != "existing":
        return None
    days = (parsed(view.snapshot.dates.get(said.document)) for said in kind.statements)
    return max((day for day in days if day), key=lambda day: (day.latest(), day.earliest()), default=None)
