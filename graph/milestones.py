"""Milestones: figures of one site over time, of which one is current; the others were replaced, or are to come."""

from collections import defaultdict
from collections.abc import Iterable

from ..schema.dates import PartialDate
from .status import modality
from .view.node import Node
from .view.view import View


def current(view: View, things: Iterable[Node]) -> dict[str, str]:
    """Node id -> the node id of the milestone that took its place.

    A series is what is dated of one site, kind, basis and measure (and of one customer, where it is contracted).
    Its current milestone is the latest at or before the view's `as_of`; without that date the latest that is no
    projection, or the last of all where there are only projections. What is still to come is not in the answer
    where nothing has been reached.
    """
    series: defaultdict[tuple[object, ...], list[tuple[PartialDate, Node]]] = defaultdict(list)
    for thing in things:
        told, site = thing.word("date"), thing.word("site")
        if told and site:
            series[_series(thing, site)].append((PartialDate.parse(told), thing))
    replaced: dict[str, str] = {}
    for found in series.values():
        found.sort(key=lambda row: (row[0].latest(), row[0].earliest(), row[1].id))
        chosen = _current(view, found)
        replaced |= {node.id: chosen.id for _, node in found if chosen is not None and node is not chosen}
    return replaced


def _series(thing: Node, site: str) -> tuple[object, ...]:
    users = frozenset(thing.actors("customer")) if thing.word("kind") == "contracted" else frozenset()
    return site, thing.word("kind"), thing.word("basis"), thing.word("measure"), users


def _current(view: View, found: list[tuple[PartialDate, Node]]) -> Node | None:
    as_of = view.perspective.as_of
    if as_of is not None:
        reached = [node for day, node in found if day.latest() <= as_of.latest()]
        return reached[-1] if reached else None
    told = [node for _, node in found if modality(node) != "projected"]
    return (told or [node for _, node in found])[-1]
