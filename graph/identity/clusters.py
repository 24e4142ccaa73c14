"""Clusters of mentions: joined by evidence, strongest first, as long as every pair in a cluster may be one thing.

The outcome depends on the evidence only, never on the order of loading: ties go by mention id.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

#: May these two mentions be the same thing?
Compatible = Callable[[bytes, bytes], bool]


class Evidence(NamedTuple):
    """Why two mentions are the same. Higher `strength` is taken first."""

    strength: int
    one: bytes
    other: bytes
    reason: str


class Clusters:
    """Disjoint sets of mentions. A mention that nothing joined is its own cluster."""

    def __init__(self, compatible: Compatible) -> None:
        self._compatible = compatible
        self._root: dict[bytes, bytes] = {}
        self._members: dict[bytes, list[bytes]] = {}

    def root(self, mention: bytes) -> bytes:
        """The smallest mention id of its cluster."""
        return self._root.get(mention, mention)

    def members(self, mention: bytes) -> list[bytes]:
        """All of its cluster, the smallest id first."""
        return self._members.get(self.root(mention), [mention])

    def join_all(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """Joins what may be joined; returns the evidence that had to be refused."""
        ordered = sorted(evidence, key=lambda e: (-e.strength, *sorted((e.one, e.other))))
        return [e for e in ordered if not self._join(e.one, e.other)]

    def _join(self, one: bytes, other: bytes) -> bool:
        left, right = self.root(one), self.root(other)
        if left == right:
            return True
        mine, theirs = self.members(left), self.members(right)
        if not all(self._compatible(a, b) for a in mine for b in theirs):
            return False
        together = sorted(mine + theirs)
        for member in together:
            self._root[member] = together[0]
        self._members.pop(left, None)
        self._members.pop(right, None)
        self._members[together[0]] = together
        return True

    def __iter__(self) -> Iterator[list[bytes]]:
        """The clusters of two or more."""
        return iter(self._members.values())
