"""Batches: what the columns hold of some nodes, read together.

To look at one row of fifteen columns costs as much as to look at a few hundred. So of many nodes the rows are picked
and parted all at once, and the statements of a property are read for the whole batch when the first of its nodes is
asked for it: who walks over a class reads what he looks at, each column once, and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from ..columns.columns import Columns
from ..columns.nodes import Nodes
from ..columns.rows import NONE, Flags, Place
from ..ledger.records import StoredStatement
from .editions import Editions
from .values import Entry


class Seen(NamedTuple):
    """What of the columns a view sees: the rows that count, the editions among them, the mentions to name first.

    `late`: mentions of documents that were not yet known, None where all were. `out`: words for what is called off.
    `called`: mention -> the id of its node, as far as it was looked up.
    """

    columns: Columns
    nodes: Nodes
    admitted: Flags
    editions: Editions
    late: Flags | None
    out: Place
    called: dict[bytes, str]


@dataclass
class Told:
    """What is told of one node. `said`: what stands, by property. `stopped`: whether something calls it off."""

    id: str
    kind: str
    mentions: tuple[bytes, ...]
    said: dict[str, Entry] = field(default_factory=dict)
    gone: list[StoredStatement] = field(default_factory=list)
    denied: list[StoredStatement] = field(default_factory=list)
    stopped: bool = False


class Batch:
    """Some nodes, by their numbers in the snapshot's table."""

    def __init__(self, seen: Seen, numbers: Sequence[int]) -> None:
        self._seen, self._columns = seen, seen.columns
        self._numbers: Place = np.asarray(numbers, np.intp)
        rows, owner = seen.nodes.said.of_all(self._numbers)
        counts = seen.admitted[rows]
        self._rows, self._owner = rows[counts], owner[counts]
        self._old = seen.editions.replaced(self._rows, self._owner)
        self._denied = ~self._columns.statements.polarity[self._rows]
        #: Property -> where its rows stand among those in the order of properties.
        self._at: dict[str, slice] = {}
        self._read: dict[str, list[StoredStatement]] = {}

    @property
    def kinds(self) -> set[str]:
        """The classes of its nodes."""
        return {self._columns.words[kind] for kind in set(self._seen.nodes.kind[self._numbers].tolist())}

    def told(self) -> list[Told]:
        """What is told of each of its nodes, in their order."""
        words = self._columns.words
        ids, kinds = self._seen.nodes.ids(self._columns, self._numbers), self._seen.nodes.kind[self._numbers]
        found = [
            Told(identifier, words[kind], tuple(mentions))
            for identifier, kind, mentions in zip(ids, kinds.tolist(), self._mentions(), strict=True)
        ]
        self._part(found)
        for place, said in self._statements(self._old):
            found[place].gone.append(said)
        for place, said in self._statements(self._denied):
            found[place].denied.append(said)
        for place in np.unique(self._owner[self._stopping()]).tolist():
            found[place].stopped = True
        return found

    def said(self, prop: str, entry: int | range) -> Sequence[StoredStatement]:
        """The statements of a property that an entry stands for."""
        column = self._read.get(prop)
        if column is None:
            column = self._column(prop)
        return (column[entry],) if isinstance(entry, int) else column[entry.start : entry.stop]

    def _column(self, prop: str) -> list[StoredStatement]:
        rows = self._ordered[self._at[prop]]
        self._call(rows)
        found = self._read[prop] = self._columns.statements_at(rows)
        return found

    def _call(self, rows: Place) -> None:
        """Notes the ids of the nodes that some rows name: looked up one by one, each would be searched for."""
        said, table = self._columns.statements, self._seen.nodes
        places = np.unique(said.object[rows[said.is_thing[rows]]])
        ids = table.ids(self._columns, table.number[places])
        self._seen.called.update(zip(self._columns.mention_ids(places), ids, strict=True))

    def _part(self, found: list[Told]) -> None:
        """Parts what stands by property and node: rows that share both are neighbours in their property's column."""
        live = ~(self._old | self._denied)
        rows, owner = self._rows[live], self._owner[live]
        prop = self._columns.statements.property[rows]
        order = np.argsort(prop, kind="stable")
        self._ordered, owner, prop = rows[order], owner[order], prop[order].astype(np.int32)
        turn = np.diff(prop, prepend=NONE) != 0
        column, run = np.flatnonzero(turn), np.flatnonzero(turn | (np.diff(owner, prepend=NONE) != 0))
        names = [self._columns.words[number] for number in prop[column].tolist()]
        ends = np.append(column, len(prop))[1:].tolist()
        self._at = {name: slice(*at) for name, *at in zip(names, column.tolist(), ends, strict=True)}
        of = np.searchsorted(column, run, side="right") - 1
        first, last = run - column[of], np.append(run, len(prop))[1:] - column[of]
        # A node has its properties in the order in which the ledger first speaks of each.
        spoken = np.argsort(order[run])
        told = (part[spoken].tolist() for part in (owner[run], of, first, last))
        for place, name, begin, end in zip(*told, strict=True):
            found[place].said[names[name]] = begin if end == begin + 1 else range(begin, end)

    def _mentions(self) -> Iterator[list[bytes]]:
        """The mentions of each node: of those that were known, unless none was."""
        places, owner = self._seen.nodes.members.of_all(self._numbers)
        if self._seen.late is not None:
            late = self._seen.late[places]
            kept = ~late | (np.bincount(owner[~late], minlength=len(self._numbers)) == 0)[owner]
            places, owner = places[kept], owner[kept]
        ids, begin = self._columns.mention_ids(places), 0
        for count in np.bincount(owner, minlength=len(self._numbers)).tolist():
            yield ids[begin : begin + count]
            begin += count

    def _statements(self, chosen: Flags) -> Iterator[tuple[int, StoredStatement]]:
        """Some statements, each with its node's place."""
        if chosen.any():
            said = self._columns.statements_at(self._rows[chosen])
            yield from zip(self._owner[chosen].tolist(), said, strict=True)

    def _stopping(self) -> Flags:
        """Which rows tell of something that is called off."""
        status = self._columns.statements.status[self._rows]
        found: Flags = status != NONE
        return found & np.isin(status, self._seen.out) if found.any() else found
