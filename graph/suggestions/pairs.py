"""Pairs of things worth comparing, and what is suggested of them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from ..identity import Judgements, identifying
from ..identity.naming import PART, clash
from ..view import Node, View

#: A block with more things than this says nothing about any two of them.
CROWD = 16
#: No suggestion below it is worth a person's time.
LEAST = 0.25


@dataclass(frozen=True)
class Suggestion:
    """Two nodes that may be one (`relation` same), or of which the first is a part of the second (partOf).

    `score`: 0 to 1; `reasons`: what speaks for it and against it, the weightiest first.
    """

    kind: str
    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    relation: str = "same"


class Verdict(NamedTuple):
    """How alike two things are, and why."""

    score: float
    reasons: tuple[str, ...]
    relation: str = "same"


def compared(
    kind: str, keys: Mapping[str, Iterable[Hashable]], open_: "Open", compare: Callable[[str, str], Verdict | None]
) -> Iterator[Suggestion]:
    """Compares nodes that share a key, each pair once. `keys`: node -> the blocks that it is in.

    A crowded block compares each node with the first alone, so that the work stays linear in the number of nodes.
    """
    blocks: defaultdict[Hashable, list[str]] = defaultdict(list)
    for node in sorted(keys):
        for key in dict.fromkeys(keys[node]):
            blocks[key].append(node)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for pair in combinations(block, 2) if len(block) <= CROWD else ((block[0], other) for other in block[1:]):
            if pair in seen:
                continue
            seen.add(pair)
            if open_.to(*pair) and (found := compare(*pair)) and found.score >= LEAST:
                one, other = pair if found.relation == "same" or not open_.above(*pair) else pair[::-1]
                yield Suggestion(kind, one, other, round(found.score, 3), found.reasons, found.relation)


class Open:
    """Which pairs nothing has decided yet: no person, no identifier, not both in the reference list."""

    def __init__(self, view: View, nodes: Collection[Node]) -> None:
        identity = view.snapshot.identity
        people = Judgements(view.snapshot.acts)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for mention, others in people.cutting.items():
            for other in others:
                self._apart[identity.node.get(mention, "")].add(identity.node.get(other, ""))
        self._identifiers = {node.id: identifiers(node, view) for node in nodes}
        self._listed = set(view.snapshot.listed.values())
        self._schemes = identifying(view.model)
        self._depth: dict[str, int] = {}

    def to(self, one: str, other: str) -> bool:
        """Whether a suggestion on two nodes may be made."""
        if other in self._apart.get(one, ()) or (one in self._listed and other in self._listed):
            return False
        return not clash(self._identifiers[one], self._identifiers[other], self._schemes)

    def place(self, node: str, depth: int) -> None:
        """Notes how many wholes a node is part of, as far as its name and kind tell."""
        self._depth[node] = depth

    def above(self, one: str, other: str) -> bool:
        """Whether the first is less of a part than the second."""
        return self._depth.get(one, 0) < self._depth.get(other, 0)


def identifiers(node: Node, view: View) -> set[str]:
    """The identifiers of a node as `scheme:code`, numbers without leading zeros."""
    found = set()
    for scheme in identifying(view.model):
        for value in node.values.get(scheme, ()):
            code = str(value.decoded).strip().upper()
            found.add(f"{scheme}:{code if scheme == 'lei' else code.lstrip('0') or code}")
    return found


def rows(node: Node, view: View) -> dict[str, set[str]]:
    """The records that a node is a row of by itself: source -> keys."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for identifier in node.mentions:
        mention = view.snapshot.mentions[identifier]
        if mention.source and mention.key and PART not in mention.key:
            found[mention.source].add(mention.key)
    return found


def sources(node: Node, view: View) -> list[str]:
    """Where a node is spoken of: data sets by name, texts by publisher or title; each once."""
    found = set()
    for identifier in node.mentions:
        mention = view.snapshot.mentions[identifier]
        shown = view.documents[mention.document].appearance
        found.add(mention.source or shown.publisher or shown.title or shown.address or "a text")
    return sorted(found)
