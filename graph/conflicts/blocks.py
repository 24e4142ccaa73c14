"""Blocks: things of one class that speak of one subject, since they share what a rule names."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from ..view.node import Node
from ..view.view import View
from .law import Across as Rule
from .law import law

Key = tuple[Hashable, ...]


class Blocks:
    """The blocks of one rule in one view."""

    def __init__(self, view: View, rule: Rule) -> None:
        self._view = view
        self._rule = rule
        self._roles = frozenset(prop.name for prop in view.model.kind(rule.of).parties)

    def of(self, nodes: Iterable[Node], subjects: frozenset[str] | None = None) -> Iterator[list[Node]]:
        """The blocks of two things or more. `subjects`: only those that have, or name, one of these nodes."""
        found: defaultdict[Key, list[Node]] = defaultdict(list)
        for node in nodes:
            if (key := self._key(node)) is not None:
                found[key].append(node)
        for key, block in found.items():
            if len(block) > 1 and (subjects is None or _asked(subjects, key, block)):
                yield block

    def subject(self, node: Node) -> str:
        """The node that a thing speaks of."""
        name = self._rule.subject
        return min(self.known(node, name) if name else self.known(node, "parties"), default=node.id)

    def known(self, node: Node, name: str) -> frozenset[str]:
        """The parties in a role, all `parties`, or the value of a property; of a thing that was replaced its last."""
        if node.replaced:
            return frozenset(self._was(node, self._roles if name == "parties" else frozenset((name,))))
        if name == "parties":
            return frozenset(node.actors())
        if name in self._roles:
            return frozenset(node.actors(name))
        word = node.word(name)
        return frozenset((word,)) if word and word not in law().left["words"] else frozenset()

    def _was(self, node: Node, names: frozenset[str]) -> Iterator[str]:
        for said in node.superseded:
            if said.property in names:
                yield said.object if isinstance(said.object, str) else self._view.snapshot.identity.node[said.object]

    def _key(self, node: Node) -> Key | None:
        """What a thing shares with others of its subject; None if too little is known."""
        found: list[Hashable] = []
        for name in self._rule.block:
            known = self.known(node, name)
            if not known and name in self._rule.need:
                return None
            found.append(known)
        return tuple(found)


def _asked(subjects: frozenset[str], key: Key, block: list[Node]) -> bool:
    named = {word for part in key if isinstance(part, frozenset) for word in part}
    return not (subjects.isdisjoint(named) and subjects.isdisjoint(node.id for node in block))
