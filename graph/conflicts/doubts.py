"""Whether two nodes that differ may both be meant, or be one; and whether one node may be two."""

from functools import cached_property

from ...schema.names import name_key
from ..identity.clusters import Evidence
from ..links.guarantees import back_others
from ..view.node import Node
from ..view.view import View
from .conflict import Side
from .law import law
from .values import areas_apart
from .verdict import Doubt


def _initials(words: list[str]) -> str:
    """The first letters of three words or more."""
    return "".join(word[0] for word in words) if len(words) > 2 else "-"


#: By what a thing is a part of another, or belongs to it.
_UP = ("partOf", "parent", "ultimateParent", "underDeal")


class Doubts:
    """What identity leaves open in one view; its indexes are made at the first need."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._identity = view.snapshot.identity

    def apart(self, one: str, other: str) -> bool:
        """Whether two things cannot both be meant: of two places their words decide; none is a part of the other."""
        if one == other:
            return False
        mine, theirs = self._view.node(one), self._view.node(other)
        if mine is None or theirs is None:
            return False
        if mine.kind == theirs.kind == "Place":
            return areas_apart(mine.word("name") or "", theirs.word("name") or "")
        return not (self._above(mine, theirs.id) or self._above(theirs, mine.id))

    def _above(self, node: Node, other: str) -> bool:
        """Whether a thing is a part of another, or is owned by it."""
        waiting, seen = [node.id], {node.id}
        while waiting:
            at = self._view.node(waiting.pop())
            for above in (at.word(prop) for prop in _UP) if at else ():
                if above == other:
                    return True
                if above and above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return False

    def between(self, node: Node, one: Side, other: Side) -> Doubt:
        """Why two sides of one node may speak of two things, or name one and the same; None if nothing says so."""
        if isinstance(one.value, str):
            named = self._named(node, one.value, str(other.value))
            if named:
                return named
        mine, theirs = ({s.subject for s in side.statements} for side in (one, other))
        for proof in self._weak.get(node.id, ()):
            ends = {proof.one, proof.other}
            if ends & mine and ends & theirs:
                return f"only this joins the two: {proof.reason}"
        return None

    def _named(self, node: Node, one: str, other: str) -> Doubt:
        """Why two things that are named may be one, or both be right."""
        if frozenset((one, other)) in self.open:
            return "the two that they name may be one"
        mine, theirs = self._words(one), self._words(other)
        if not (mine and theirs):
            return None
        if mine[0] == theirs[0] and mine[0] not in law().common:
            return f"their names both begin with {mine[0]!r}: one firm, or firms of one group"
        if _initials(mine) in theirs or _initials(theirs) in mine:
            return "one name has the initials of the other"
        own = set(self._words(node.id))
        if own and any(set(words) <= own or own <= set(words) for words in (mine, theirs)):
            return "one bears the name of the thing itself: a company that holds it, which the other may own"
        return None

    def _words(self, identifier: str) -> list[str]:
        """The words of a thing's name; none if it has no name, or is no actor and no site."""
        found = self._view.node(identifier)
        return name_key(found.word("name") or "").split() if found else []

    @cached_property
    def open(self) -> dict[frozenset[str], Evidence]:
        """The pairs of nodes that may be one, with the first reason for each."""
        found: dict[frozenset[str], Evidence] = {}
        for proof in self._identity.unsure:
            pair = frozenset((self._identity.node[proof.one], self._identity.node[proof.other]))
            if len(pair) == 2 and pair not in found and not back_others(self._view, *sorted(pair)):
                found[pair] = proof
        return found

    @cached_property
    def _weak(self) -> dict[str, list[Evidence]]:
        """Node -> what joined it by weak evidence."""
        found: dict[str, list[Evidence]] = {}
        for proof in self._identity.proofs:
            if proof.rule in law().weak:
                found.setdefault(self._identity.node[proof.one], []).append(proof)
        return found
