"""Conflicts between things of one class that speak of one subject: two capacities of one site, two moves of a share.

Things that share what a rule names are a block; only within one are figures compared, and only where their times
meet. So the work grows with the things, not with their pairs.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise

from ..view.node import Node
from ..view.view import View
from .claims import Claims, accounts, merged
from .conflict import Conflict, Side
from .law import Across as Rule
from .law import law
from .pairs import About, conflict, figures_apart, pairs, together
from .verdict import Doubt

Block = tuple[Hashable, ...]
_TWO = "the same parties, kind and date: two things, or one that is told with two figures"


class Across:
    """Looks at the things of one class under one rule."""

    def __init__(self, view: View, rule: Rule) -> None:
        self._view = view
        self._rule = rule
        self._claims = Claims(view)
        self._figure = view.model.kind(rule.of).properties[rule.figure]
        self._editions: dict[bytes, Hashable] = {}

    def conflicts(self, nodes: Iterable[Node], subjects: frozenset[str] | None = None) -> Iterator[Conflict]:
        """Those between things of the rule's class, what newer editions replaced included.

        `subjects`: only blocks that name one of these nodes.
        """
        blocks: defaultdict[Block, list[Node]] = defaultdict(list)
        for node in nodes:
            key = self._block(node)
            if key is not None and (subjects is None or not subjects.isdisjoint(_flat(key))):
                blocks[key].append(node)
        for block in blocks.values():
            if len(block) > 1:
                yield from self._of_block(block)

    def _block(self, node: Node) -> Block | None:
        """What a thing shares with others of its subject; None if too little is known."""
        found: list[Hashable] = []
        for name in self._rule.block:
            known = self._known(node, name)
            if not known and name in self._rule.need:
                return None
            found.append(known)
        return tuple(found)

    def _known(self, node: Node, name: str) -> frozenset[str]:
        """The parties in a role, or the value of a property."""
        if name == "parties":
            return frozenset(node.actors())
        if self._view.model.kind(node.kind).properties[name].party:
            return frozenset(node.actors(name))
        word = node.word(name) if not node.replaced else self._was(node, name)
        return frozenset((word,)) if word and word not in law().left["words"] else frozenset()

    def _was(self, node: Node, name: str) -> str | None:
        """What a thing that was replaced as a whole was said to have."""
        found = next((s.object for s in node.superseded if s.property == name), None)
        return self._view.snapshot.identity.node.get(found) if isinstance(found, bytes) else found

    def _of_block(self, nodes: list[Node]) -> Iterator[Conflict]:
        node = {n.id: n for n in nodes}
        sides = merged(
            side for n in nodes for account in accounts(n) for side in self._claims.of(account, self._figure)
        )
        for run in together(sides):
            for one, other in pairs(run):
                if one.thing != other.thing:
                    yield from self._compared(node[one.thing], one, node[other.thing], other)
        yield from self._in_time(node, sides)

    def _compared(self, mine: Node, one: Side, theirs: Node, other: Side) -> Iterator[Conflict]:
        """The conflict of two figures of one time, if they are of one sort and contradict each other."""
        dated = one.validity.stated and other.validity.stated
        if (self._rule.stated and not dated) or not one.validity.meets(other.validity):
            return
        if not self._one_sort(one, other, dated) or not self._comparable(mine, theirs, one):
            return
        basis = one.context.get("basis") != other.context.get("basis")
        if self._one_edition(one, other) and not (basis and dated):
            return
        gone = one.gone or other.gone
        if (one.gone and other.gone) or (gone and (basis or not dated)):
            return  # the edition that replaced one of them says it on that basis, or at that date, itself
        yield from self._conflict(mine, one, other, _TWO if self._rule.kind == "identity" else None)

    def _one_sort(self, one: Side, other: Side, dated: bool) -> bool:
        """Whether they claim the same: what was planned for a date and what was there on it are compared, too."""
        for name in self._rule.same:
            pair = {one.context.get(name), other.context.get(name)}
            if len(pair) > 1 and None not in pair and not (dated and any(pair <= g for g in self._rule.together)):
                return self._family(name, pair)
        return True

    def _family(self, name: str, pair: set[str | None]) -> bool:
        words = self._view.model.vocabularies.get(self._view.model.kind(self._rule.of).properties[name].ranges[0])
        families = {words.family(word) for word in pair if word and word in words} if words else set()
        return len(families) == 1 and families != {""}

    def _comparable(self, mine: Node, theirs: Node, one: Side) -> bool:
        """What a firm contracted is its own: two tenants of a site have two figures, and both are right."""
        if one.context.get("kind") not in self._rule.alone:
            return True
        return bool(mine.parties) and set(mine.actors()) == set(theirs.actors())

    def _one_edition(self, one: Side, other: Side) -> bool:
        """Whether both stand in one document, or in tables of one release: that is for the checks of data."""
        return bool({self._edition(s.document) for s in one.statements}
                    & {self._edition(s.document) for s in other.statements})  # fmt: skip

    def _edition(self, document: bytes) -> Hashable:
        if document not in self._editions:
            shown = self._view.documents[document].appearance
            source = (shown.series or "").partition("/")[0]
            self._editions[document] = (source, shown.vintage) if source and shown.vintage else document
        return self._editions[document]

    def _conflict(self, node: Node, one: Side, other: Side, doubt: Doubt) -> Iterator[Conflict]:
        gap = figures_apart(one, other)
        if gap is None:
            return
        about = About(self._subject(node), node.kind, self._rule.figure)
        yield conflict(self._view, about, one, other, gap, doubt)

    def _subject(self, node: Node) -> str:
        """The node that both speak of."""
        name = self._rule.subject
        return min(self._known(node, name) if name else frozenset(node.actors()), default=node.id)

    def _in_time(self, node: dict[str, Node], sides: Iterable[Side]) -> Iterator[Conflict]:
        """Neighbours in time of different sources: the difference is one of dates."""
        stand = [s for s in sides if not s.gone and s.validity.known and s.validity.start]
        by_sort: defaultdict[Hashable, list[Side]] = defaultdict(list)
        for side in stand:
            by_sort[tuple(sorted(side.context.items()))].append(side)
        for group in by_sort.values():
            group.sort(key=lambda s: (s.validity.start, s.validity.end, min(x.id for x in s.statements)))
            for one, other in pairwise(group):
                if self._differ_in_time(node, one, other):
                    yield from self._conflict(node[one.thing], one, other, None)

    def _differ_in_time(self, node: dict[str, Node], one: Side, other: Side) -> bool:
        return (
            one.thing != other.thing
            and not self._rule.stated
            and not one.validity.meets(other.validity)
            and not self._one_edition(one, other)
            and self._comparable(node[one.thing], node[other.thing], one)
        )


def _flat(key: Block) -> set[str]:
    return {word for part in key if isinstance(part, frozenset) for word in part}
