"""Coverage: whether one fact is about all that another is about, and more: parties, time, sites."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from ...schema.dates import DateError, PartialDate
from ..ledger.records import StoredStatement
from ..view.node import Node
from ..view.view import View

#: Who only brings others together, or only speaks, is no party of an amount.
_BESIDE = frozenset({"arranger", "projector"})
#: Kinds of capacity that are there over time.
_STOCKS = frozenset({"existing", "planned"})
#: The kind of what a text does not say the kind of.
_ANY_KIND = "unspecified"


class Cover(IntEnum):
    """How far one fact covers another."""

    NOT = 0  # they differ in somebody or something
    EQUAL = 1  # nothing tells them apart but their figures
    WIDER = 2  # it is about more, as far as the texts tell
    PROVEN = 3  # it is about a set of parties and a time that hold the other's, and of its kind or of any


def figure_statements(thing: Node) -> Sequence[StoredStatement]:
    """The statements that give a thing's figure."""
    figure = thing.figure
    shown = thing.shown(figure.property) if figure else None
    return shown.statements if shown else ()


def documents(thing: Node) -> set[bytes]:
    """The documents that give a thing's figure."""
    return {said.document for said in figure_statements(thing)}


@dataclass(frozen=True)
class Scope:
    """What a fact is about: its parties by role, when, where, and the documents that give its figure.

    `maybe`: actor -> one that stands for all that may be the same, where that is not known.
    """

    view: View
    thing: Node
    maybe: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sides(self) -> dict[str, frozenset[str]]:
        """Role -> the parties in it."""
        roles = dict.fromkeys(p.role for p in self.thing.parties if p.role not in _BESIDE)
        return {role: frozenset(self.thing.actors(role)) for role in roles}

    @cached_property
    def loose_sides(self) -> dict[str, frozenset[str]]:
        """Role -> the parties in it, with one name for all that may be the same."""
        if self.maybe.keys().isdisjoint(self.actors):
            return self.sides
        return {role: frozenset(self.maybe.get(a, a) for a in actors) for role, actors in self.sides.items()}

    @cached_property
    def groups(self) -> frozenset[str]:
        """The roles in which it names a group and nobody else."""
        return frozenset(role for role, actors in self.sides.items() if all(map(self._is_group, actors)))

    def _is_group(self, actor: str) -> bool:
        node = self.view.node(actor)
        return node is not None and node.kind == "Group"

    @cached_property
    def actors(self) -> frozenset[str]:
        """All of its parties."""
        return frozenset(actor for actors in self.sides.values() for actor in actors)

    @cached_property
    def period(self) -> PartialDate | None:
        """When it was, as far as known."""
        told = self.thing.word("date") or self.thing.word("start")
        try:
            return PartialDate.parse(told) if told else None
        except DateError:
            return None

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Its site and those that contain it; its place if it names no site."""
        found: list[str] = []
        here = self.thing.word("site")
        while here and here not in found:
            found.append(here)
            node = self.view.node(here)
            here = node.word("partOf") if node else None
        place = self.thing.word("place")
        return tuple(found) or ((place,) if place else ())

    @cached_property
    def documents(self) -> frozenset[bytes]:
        """The documents that give its figure."""
        return frozenset(documents(self.thing))

    def covers(self, other: "Scope") -> Cover:
        """How far it covers another fact of the same pool."""
        parties, when, where = self._parties(other), self._period(other), self._sites(other)
        if parties is Cover.NOT and (self.maybe or other.maybe):
            # Firms that may be the same prove nothing.
            parties = min(_cover(self.loose_sides, other.loose_sides, self.groups), Cover.WIDER)
        if Cover.NOT in (parties, when, where):
            return Cover.NOT
        if where is Cover.PROVEN or (parties is Cover.PROVEN and when is Cover.PROVEN):
            return Cover.PROVEN if self._holds_kind(other) else Cover.WIDER
        # An earlier or later date by itself, or a time without a date, makes no fact a part of another.
        return Cover.WIDER if max(parties, where) > Cover.EQUAL or when is Cover.PROVEN else Cover.EQUAL

    def _holds_kind(self, other: "Scope") -> bool:
        """Whether a total of its kind holds the other's: a family is too wide, since no loan holds notes."""
        mine = self.thing.word("kind") or _ANY_KIND
        return mine in (_ANY_KIND, other.thing.word("kind") or _ANY_KIND)

    def names_more(self, other: "Scope") -> bool:
        """Whether its parties hold the other's and are not the same: more in a role, or fewer roles named."""
        return self._parties(other) > Cover.EQUAL

    def _parties(self, other: "Scope") -> Cover:
        return _cover(self.sides, other.sides, self.groups)

    def _period(self, other: "Scope") -> Cover:
        """PROVEN: the other's date lies within its longer time; WIDER: one of the dates is unknown.

        What stands or is planned is the same on another day.
        """
        if self.thing.word("kind") in _STOCKS:
            return Cover.EQUAL
        mine, theirs = self.period, other.period
        if mine is None or theirs is None:
            return Cover.EQUAL if mine is theirs else Cover.WIDER
        if mine == theirs:
            return Cover.EQUAL
        if theirs.within(mine):
            return Cover.PROVEN
        return Cover.WIDER if mine.overlaps(theirs) else Cover.NOT

    def _sites(self, other: "Scope") -> Cover:
        """PROVEN: its site contains the other's. Only of capacities: where money goes tells no two amounts apart."""
        if self.thing.kind != "Capacity" or self.sites[:1] == other.sites[:1]:
            return Cover.EQUAL
        if not self.sites:
            return Cover.WIDER
        return Cover.PROVEN if self.sites[0] in other.sites else Cover.NOT


def _cover(
    mine: Mapping[str, frozenset[str]], theirs: Mapping[str, frozenset[str]], groups: Collection[str]
) -> Cover:  # fmt: skip
    """PROVEN: one names more in a role than the other does; WIDER: it names fewer roles, or a group."""
    found = Cover.EQUAL
    if not mine.keys() <= theirs.keys():
        return Cover.NOT
    for role, narrow in theirs.items():
        wide = mine.get(role)
        if wide is None or (role in groups and wide != narrow):
            found = max(found, Cover.WIDER)
        elif wide > narrow:
            found = Cover.PROVEN
        elif wide != narrow:
            return Cover.NOT
    return found
