"""Clusters of mentions: joined by evidence, strongest first, as long as every pair in a cluster may be one thing.

The outcome depends on the evidence only, never on the order of loading: ties go by mention id.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

from ..ledger.judgements import Judgements

#: May these two mentions be the same thing, by the rules alone?
Compatible = Callable[[bytes, bytes], bool]
#: All that `Compatible` looks at in a mention; mentions of equal sign are compared once.
Sign = Callable[[bytes], Hashable]


#: The rule of evidence that is a person's judgement.
PERSON = "person"


class Evidence(NamedTuple):
    """Why two mentions are the same. Higher `strength` is taken first; 0 proves nothing."""

    strength: int
    one: bytes
    other: bytes
    reason: str
    rule: str = ""


class Clusters:
    """Disjoint sets of mentions. A mention that nothing joined is its own cluster.

    A person's word counts before the rules: what people judged the same is one whatever the rules say of it, and
    who fits one of the two fits both; what they judged different or unsure is never in one cluster. `sign` spares
    comparisons in large clusters.
    """

    def __init__(self, compatible: Compatible, people: Judgements, sign: Sign = bytes) -> None:
        self._compatible = compatible
        self._people = people
        self._sign = sign
        self._worded: set[bytes] = set()
        #: What joined two clusters, in order.
        self.taken: list[Evidence] = []
        self._root: dict[bytes, bytes] = {}
        self._members: dict[bytes, list[bytes]] = {}
        self._signs: dict[bytes, dict[Hashable, list[bytes]]] = {}

    def root(self, mention: bytes) -> bytes:
        """The smallest mention id of its cluster."""
        found = self._root.get(mention)
        return mention if found is None else self._members[found][0]

    def members(self, mention: bytes) -> list[bytes]:
        """All of its cluster, the smallest id first, the others in no order."""
        found = self._root.get(mention)
        return [mention] if found is None else self._members[found]

    def join_all(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """Joins what may be joined; returns the evidence that had to be refused."""
        ordered = sorted(evidence, key=lambda e: (-e.strength, *sorted((e.one, e.other))))
        return [e for e in ordered if not self.join(e)]

    def join(self, evidence: Evidence) -> bool:
        """Joins two clusters if every pair may be one. Returns whether the two are in one cluster now."""
        left, right = self._root.get(evidence.one, evidence.one), self._root.get(evidence.other, evidence.other)
        if left == right:
            return True
        by_word = evidence.rule == PERSON
        if self._cut(left, right) or not (by_word or self._agree(left, right)):
            return False
        mine, theirs = self._members.get(left, [left]), self._members.get(right, [right])
        if len(mine) < len(theirs):
            left, right, mine, theirs = right, left, theirs, mine
        if by_word or right in self._worded:
            self._worded.add(left)
        self._take(left, mine, right, theirs)
        self.taken.append(evidence)
        return True

    def _cut(self, left: bytes, right: bytes) -> bool:
        """Whether a person keeps two clusters apart."""
        if not self._people.cutting:
            return False
        few, many = sorted((self._of(left), self._of(right)), key=len)
        judged = set(few) & self._people.cutting.keys()
        return bool(judged) and any(not self._people.cutting[m].isdisjoint(many) for m in judged)

    def _of(self, root: bytes) -> list[bytes]:
        return self._members.get(root, [root])

    def _agree(self, left: bytes, right: bytes) -> bool:
        """Whether every pair may be one; where a person joined what the rules keep apart, each with one of those."""
        mine, theirs = ([signed[0] for signed in self._signed(root).values()] for root in (left, right))
        if all(self._compatible(a, b) for a in mine for b in theirs):
            return True
        if right in self._worded:
            return all(any(self._compatible(a, b) for b in theirs) for a in mine)
        return left in self._worded and all(any(self._compatible(a, b) for a in mine) for b in theirs)

    def _signed(self, root: bytes) -> dict[Hashable, list[bytes]]:
        return self._signs.get(root) or {self._sign(root): [root]}

    def _take(self, left: bytes, mine: list[bytes], right: bytes, theirs: list[bytes]) -> None:
        """The larger cluster takes the smaller in: each mention moves a logarithmic number of times."""
        signs, others = self._signed(left), self._signed(right)
        for sign, signed in others.items():
            signs.setdefault(sign, []).extend(signed)
        if theirs[0] < mine[0]:
            theirs[0], mine[0] = mine[0], theirs[0]
        mine.extend(theirs)
        for member in mine if left not in self._root else [*theirs, mine[0]]:
            self._root[member] = left
        self._members[left], self._signs[left] = mine, signs
        self._members.pop(right, None)
        self._signs.pop(right, None)

    def __iter__(self) -> Iterator[list[bytes]]:
        """The clusters of two or more."""
        return iter(self._members.values())
