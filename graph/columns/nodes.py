"""The nodes of columns: numbered by id, each with its class, its mentions, and the rows about it and naming it."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from .columns import Columns
from .rows import NONE, Long, Numbers, Place, Short


class Sparse(NamedTuple):
    """Numbers by node, as a compressed sparse row matrix has them: of node n `items[start[n]:start[n + 1]]`."""

    start: Long
    items: Numbers

    def of(self, node: int) -> Numbers:
        """The items of one node, in their order."""
        return self.items[self.start.item(node) : self.start.item(node + 1)]

    def of_all(self, nodes: Place) -> tuple[Numbers, Place]:
        """The items of some nodes, one node's behind the other's, and for each its node's place among them."""
        first, sizes = self.start[nodes], self.start[nodes + 1] - self.start[nodes]
        owner = np.repeat(np.arange(len(nodes)), sizes)
        behind = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self.items[first[owner] + behind], owner


@dataclass(frozen=True)
class Nodes:
    """`number`: mention place -> node, NONE if it is none; `root`: node -> the place of the mention that names it.

    `listed`: node -> its key in the reference list; `kind`: node -> its class, as a word's number. `members`: the
    places of its mentions, by id; `said`: the rows about it; `named`: the rows that name it; both in row order.
    """

    number: Numbers
    root: Numbers
    listed: Mapping[int, str]
    kind: Short
    members: Sparse
    said: Sparse
    named: Sparse

    def __len__(self) -> int:
        return len(self.root)

    def id(self, columns: Columns, node: int) -> str:
        """The id of a node."""
        return self.listed.get(node) or columns.mention_id(self.root.item(node)).hex()

    def ids(self, columns: Columns, nodes: Place) -> list[str]:
        """The ids of some nodes."""
        plain = (identifier.hex() for identifier in columns.mention_ids(self.root[nodes]))
        return [self.listed.get(node) or words for node, words in zip(nodes.tolist(), plain, strict=True)]

    def find(self, columns: Columns, identifier: str) -> int:
        """The node that has this id, or whose mention has; NONE if there is none."""
        if (listed := self.by_key.get(identifier)) is not None:
            return listed
        try:
            place = columns.index.place(bytes.fromhex(identifier)) if len(identifier) == 32 else NONE
        except ValueError:
            return NONE
        if place == NONE:
            return NONE
        number = self.number.item(place)
        return self._by_root.get(place, NONE) if number == NONE else number

    @cached_property
    def _by_root(self) -> Mapping[int, int]:
        """Root -> node: in a view of the past a node may go by the id of a mention that came later."""
        return {place: node for node, place in enumerate(self.root.tolist())}

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """Key in the reference list -> node."""
        return {key: node for node, key in self.listed.items()}


def nodes(columns: Columns, root: Numbers, listed: Mapping[int, str]) -> Nodes:
    """The nodes that mentions were resolved into. `root`, `listed`: as a resolution has them, by mention place.

    Rows of mentions that are no node are of none.
    """
    places = _by_id(columns, np.unique(root[root != NONE]), listed)
    number_at = np.full(len(root), NONE, np.int32)
    number_at[places] = np.arange(len(places), dtype=np.int32)
    number = np.where(root == NONE, NONE, number_at[root]).astype(np.int32)
    rows = columns.statements
    things = np.flatnonzero(rows.is_thing).astype(np.int32)
    named = _grouped(number[rows.object[things]], len(places))
    return Nodes(
        number, places, {number_at.item(place): key for place, key in listed.items()}, _kinds(columns, number),
        _members(columns, number, len(places)), _grouped(number[rows.subject], len(places)),
        Sparse(named.start, things[named.items]),
    )  # fmt: skip


def _by_id(columns: Columns, roots: Numbers, listed: Mapping[int, str]) -> Numbers:
    """Roots in the order of their nodes' ids: hexadecimal digits, or keys of the reference list."""
    known = np.array(sorted(listed, key=listed.__getitem__), np.int32)
    plain = roots[~np.isin(roots, known)]
    ids = columns.mentions.id[plain]
    plain = plain[np.lexsort((ids[:, 1], ids[:, 0]))]
    spelled = range(len(plain))
    at = [bisect_left(spelled, listed[place], key=lambda i: columns.mention_id(plain.item(i)).hex())
          for place in known.tolist()]  # fmt: skip
    return np.insert(plain, at, known).astype(np.int32)


def _kinds(columns: Columns, number: Numbers) -> Short:
    """Node -> its class: of several the first by name."""
    names = sorted({columns.words[kind] for kind in np.unique(columns.mentions.kind).tolist()})
    codes = [columns.number_of(name) for name in names]
    rank = np.zeros(max(codes, default=0) + 1, np.int16)
    rank[codes] = range(len(codes))
    spoken = number != NONE
    best = np.full(int(number.max(initial=NONE)) + 1, len(codes), np.int16)
    np.minimum.at(best, number[spoken], rank[columns.mentions.kind[spoken]])
    return np.array(codes, np.int16)[best] if len(best) else np.zeros(0, np.int16)


def _members(columns: Columns, number: Numbers, count: int) -> Sparse:
    places = np.flatnonzero(number != NONE).astype(np.int32)
    ids = columns.mentions.id[places]
    order = np.lexsort((ids[:, 1], ids[:, 0], number[places]))
    return Sparse(_starts(number[places], count), places[order])


def _grouped(node: Numbers, count: int) -> Sparse:
    """The places by node, without those of none."""
    none = np.count_nonzero(node == NONE)
    order: Place = np.argsort(node, kind="stable")[none:]
    return Sparse(_starts(node[node != NONE] if none else node, count), order.astype(np.int32))


def _starts(node: Numbers, count: int) -> Long:
    sizes = np.bincount(node, minlength=count)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])
