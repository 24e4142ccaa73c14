"""Who takes part in what, read from the columns of a snapshot without a rule: for lower bounds, and for finding few.

Nothing lies nearer by the rules than by these columns: they hold what any policy admits, and what is denied or over.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..columns.rows import NONE, Flags, Numbers
from ..view.node import Node
from ..view.snapshot import Snapshot
from ..view.view import View
from .levels import UNREACHED, Adjacency, levels
from .rules import rules

#: The edge code of things by which a later hop can go.
LATER = 1


class Parts(NamedTuple):
    """Who is a party of what: by row of its statement, the numbers of thing and actor among the snapshot's nodes.

    `later`: node -> whether it may name the contract of an earlier hop, or be named; `users`: the end users.
    """

    things: Numbers
    actors: Numbers
    rows: Numbers
    later: Flags
    users: Numbers
    nodes: int


def parts(snapshot: Snapshot) -> Parts:
    """The parties of all deals, flows, stakes and capacities."""
    rows, table = snapshot.columns.statements, snapshot.resident.nodes
    number = table.number
    linking = np.isin(table.kind, snapshot.columns.numbers_of(rules()["class"]))
    playing = _of(snapshot, _parties(snapshot)) & rows.is_thing
    found = np.flatnonzero(playing & linking[number[rows.subject]]).astype(np.int32)
    users = np.unique(number[rows.object[_of(snapshot, ("endUser",)) & rows.is_thing]])
    return Parts(
        number[rows.subject[found]], number[rows.object[found]], found, _later(snapshot), users, len(table)
    )  # fmt: skip


def _parties(snapshot: Snapshot) -> set[str]:
    return {p.name for kind in rules()["class"] for p in snapshot.model.kind(kind).properties.values() if p.party}


def _of(snapshot: Snapshot, properties: Iterable[str]) -> Flags:
    """The rows of some properties, of those that are of a node: what came later than the snapshot is of none."""
    rows = snapshot.columns.statements
    told = np.isin(rows.property, snapshot.columns.numbers_of(properties))
    found: Flags = told & (snapshot.resident.nodes.number[rows.subject] != NONE)
    return found


def _later(snapshot: Snapshot) -> Flags:
    """The nodes that have a token besides themselves (see `tokens`), or are one of another's, and guarantees."""
    rows, number = snapshot.columns.statements, snapshot.resident.nodes.number
    law = rules()
    naming = _of(snapshot, law["path"]["names"]) & rows.is_thing
    having = naming | _of(snapshot, ("site", "finances", "place", *law["guarantee"]["roles"]))
    kinds = np.flatnonzero(_of(snapshot, ("kind",)) & ~rows.is_thing)
    words = np.unique(rows.object[kinds])
    wanted = [word for word in words.tolist() if snapshot.columns.values[word] in law["guarantee"]["kinds"]]
    found = np.zeros(len(snapshot.resident.nodes), bool)
    found[number[rows.subject[having]]] = True
    found[number[rows.object[naming]]] = True
    found[number[rows.subject[kinds[np.isin(rows.object[kinds], wanted)]]]] = True
    return found


class Network:
    """Levels over the parts of a snapshot, in which the firms of one house are one vertex."""

    def __init__(self, snapshot: Snapshot, made: Parts, houses: Mapping[str, str]) -> None:
        """`houses`: the id of a firm -> that of the one that stands for its house; of the rest nothing is said."""
        self._snapshot = snapshot
        #: Node -> its vertex.
        self._vertex = np.arange(made.nodes, dtype=np.int32)
        for firm, above in houses.items():
            self._vertex[self._number(firm)] = self._number(above)
        actors = self._vertex[made.actors]
        users = np.zeros(made.nodes, bool)
        users[self._vertex[made.users]] = True
        later = made.later.copy()
        later[made.things[users[actors]]] = True
        codes = np.where(later[made.things], LATER, 0).astype(np.uint8)
        #: The edges of things and houses; each has the row of its statement.
        self.edges = Adjacency.of(made.things, actors, codes, made.rows, made.nodes)
        self._joined = self.edges.masked(np.arange(256) == LATER)

    def _number(self, identifier: str) -> int:
        return self._snapshot.resident.nodes.find(self._snapshot.columns, identifier)

    def hops_to(self, goals: Iterable[str], most: int, later: bool) -> "Bound":
        """At least so many hops lead from any actor to a goal; `later`: by things that a later hop can go by."""
        at = self._vertex[[self._number(goal) for goal in sorted(goals)]].astype(np.int32)
        found = levels(self._joined if later else self.edges, at, 2 * most)
        return Bound(self, found, most)

    def vertex(self, actor: str) -> int:
        """The vertex of an actor of the snapshot."""
        return self._vertex.item(self._number(actor))


class Bound:
    """Lower bounds of hops to the goals of one question. `most`: the hops up to which they were counted."""

    def __init__(self, network: Network, found: NDArray[np.int8], most: int) -> None:
        self._network, self._levels, self._most = network, found, most
        self._known: dict[str, int] = {}

    def __call__(self, actor: str) -> int:
        """At least so many hops; more than `most` where no goal is in reach."""
        known = self._known.get(actor)
        if known is None:
            level = self._levels.item(self._network.vertex(actor))
            known = self._known[actor] = self._most + 1 if level == UNREACHED else level // 2
        return known


def playing(view: View, roles: Iterable[str]) -> set[str]:
    """The actors that some statement makes a party of a deal, flow, stake or capacity in one of these roles."""
    snapshot = view.snapshot
    rows, table = snapshot.columns.statements, snapshot.resident.nodes
    linking = np.isin(table.kind, snapshot.columns.numbers_of(rules()["class"]))
    found = _of(snapshot, roles) & rows.is_thing & linking[table.number[rows.subject]]
    return {table.id(snapshot.columns, number) for number in np.unique(table.number[rows.object[found]]).tolist()}


def named_by(view: View, identifier: str, *properties: str) -> list[Node]:
    """All deals, flows, stakes and capacities that name an actor or a thing, those too that a view does not list.

    `properties`: by these only, if any are given.
    """
    snapshot = view.snapshot
    table = snapshot.resident.nodes
    rows = table.named.of(table.find(snapshot.columns, identifier))
    if properties:
        rows = rows[np.isin(snapshot.columns.statements.property[rows], snapshot.columns.numbers_of(properties))]
    things = np.unique(table.number[snapshot.columns.statements.subject[rows]])
    linking = np.isin(table.kind[things], snapshot.columns.numbers_of(rules()["class"]))
    return [view.at(place) for place in things[linking & view.present[things]].tolist()]


def having(
    view: View, *properties: str, kind: str | None = None, without: str | None = None, denied: bool = False
) -> list[Node]:  # fmt: skip
    """The nodes of which some statement gives one of these properties, by id; `without`: and none gives that one.

    `kind`: of this class only; `denied`: of which a text denies one. Others of the view need not be made.
    """
    snapshot = view.snapshot
    rows, number = snapshot.columns.statements, snapshot.resident.nodes.number
    found = np.unique(number[rows.subject[_of(snapshot, properties) & (rows.polarity != denied)]])
    if kind is not None:
        found = found[np.isin(snapshot.resident.nodes.kind[found], snapshot.columns.numbers_of((kind,)))]
    if without is not None:
        found = found[~np.isin(found, number[rows.subject[_of(snapshot, (without,))]])]
    return [view.at(place) for place in found[view.present[found]].tolist()]
