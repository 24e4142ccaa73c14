"""Conflicts between things of one class that speak of one subject: two capacities of one site, two moves of a share.

Only within a block are figures compared, and only where their times meet. So the work grows with the things, not with
their pairs.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise

from ...schema.names import name_key
from ..view.node import Node
from ..view.view import View
from .blocks import Blocks
from .claims import Claims, accounts, merged
from .conflict import Conflict, Gap, Side
from .law import Across as Rule
from .law import law
from .pairs import About, conflict, figures_apart, pairs, together
from .verdict import Verdict

_TWO = "the same parties, kind and date: two things, or one that is told with two figures"


class Across:
    """Looks at the things of one class under one rule."""

    def __init__(self, view: View, rule: Rule) -> None:
        self._view = view
        self._rule = rule
        self._claims = Claims(view)
        self._blocks = Blocks(view, rule)
        self._figure = view.model.kind(rule.of).properties[rule.figure]
        self._editions: dict[bytes, Hashable] = {}

    def conflicts(self, nodes: Iterable[Node], subjects: frozenset[str] | None = None) -> Iterator[Conflict]:
        """Those between things of the rule's class, what newer editions replaced included.

        `subjects`: only of blocks that have, or name, one of these nodes.
        """
        for block in self._blocks.of(nodes, subjects):
            node = {n.id: n for n in block}
            sides = merged(
                side for n in block for account in accounts(n) for side in self._claims.of(account, self._figure)
            )
            for one, other in self._pairs(sides):
                gap = figures_apart(one, other)
                if gap is not None:
                    yield from self._compared(node[one.thing], one, node[other.thing], other, gap)

    def _compared(self, mine: Node, one: Side, theirs: Node, other: Side, gap: Gap) -> Iterator[Conflict]:
        """The conflict of two figures of which no number can be meant by both, if they may be compared at all."""
        settled = related(mine, theirs)
        if settled is None and (self._told_together(one, other) or not self._comparable(mine, one, theirs, other)):
            return
        about = About(self._blocks.subject(mine), mine.kind, self._rule.figure)
        doubt = _TWO if self._rule.kind == "identity" else None
        yield conflict(
            self._view, about, one, other, gap, doubt, settled or self._other_firms(mine, one, theirs, other)
        )

    def _told_together(self, one: Side, other: Side) -> bool:
        """Whether one document gives both figures: then it means two things, or two bases of one day."""
        dated = one.validity.stated and other.validity.stated
        basis = one.context.get("basis") != other.context.get("basis")
        return self._one_edition(one, other) and not (basis and dated)

    def _pairs(self, sides: list[Side]) -> Iterator[tuple[Side, Side]]:
        """Pairs of two things: those whose times meet, and neighbours in time."""
        for run in together(sides):
            yield from ((a, b) for a, b in pairs(run) if a.thing != b.thing and self._meet(a, b))
        if not self._rule.stated:
            yield from self._neighbours(sides)

    def _meet(self, one: Side, other: Side) -> bool:
        """Whether two figures are of one time, and both stand or one was restated for a stated day.

        What was replaced is compared with what says the same basis of the same day; nothing else replaced it.
        """
        dated = one.validity.stated and other.validity.stated
        if (self._rule.stated and not dated) or not one.validity.meets(other.validity):
            return False
        basis = one.context.get("basis") != other.context.get("basis")
        if one.gone or other.gone:
            return dated and not basis and not (one.gone and other.gone) and self._one_sort(one, other, dated)
        return self._one_sort(one, other, dated)

    def _neighbours(self, sides: Iterable[Side]) -> Iterator[tuple[Side, Side]]:
        """Neighbours in time, of different sources: the difference is one of dates."""
        by_sort: defaultdict[Hashable, list[Side]] = defaultdict(list)
        for side in sides:
            if not side.gone and side.validity.known:
                by_sort[tuple(sorted(side.context.items()))].append(side)
        for group in by_sort.values():
            group.sort(key=_in_time)
            for one, other in pairwise(group):
                if one.thing != other.thing and not one.validity.meets(other.validity):
                    yield one, other

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

    def _comparable(self, mine: Node, one: Side, theirs: Node, other: Side) -> bool:
        """What a firm contracted is its own: two tenants of a site have two figures, and both are right."""
        if self._rule.alone.isdisjoint((one.context.get("kind"), other.context.get("kind"))):
            return True
        parties = self._blocks.known(mine, "parties")
        return bool(parties) and parties == self._blocks.known(theirs, "parties")

    def _other_firms(self, mine: Node, one: Side, theirs: Node, other: Side) -> Verdict | None:
        """The scope of figures that are told of different firms, unless both are totals."""
        if one.context.get("measure") == other.context.get("measure") == "total" or one.gone or other.gone:
            return None
        names = [sorted(map(self._view.name, self._blocks.known(node, "parties"))) for node in (mine, theirs)]
        if not all(names) or {name_key(name) for name in names[0]} == {name_key(name) for name in names[1]}:
            return None
        first, second = sorted(", ".join(some) for some in names)
        return Verdict("scope", f"one is of {first}, the other of {second}: each may be another part")

    def _one_edition(self, one: Side, other: Side) -> bool:
        """Whether both stand in one document, or in tables of one release: that is for the checks of data."""
        mine, theirs = ({self._edition(s.document) for s in side.statements} for side in (one, other))
        return not mine.isdisjoint(theirs)

    def _edition(self, document: bytes) -> Hashable:
        if document not in self._editions:
            shown = self._view.documents[document].appearance
            source = (shown.series or "").partition("/")[0]
            self._editions[document] = (source, shown.vintage) if source and shown.vintage else document
        return self._editions[document]


def related(one: Node, other: Node) -> Verdict | None:
    """What settles the matter beforehand: one thing amends the other, or is a part or an option of it."""
    for prop, kind, why in law().relates:
        if one.word(prop) == other.id or other.word(prop) == one.id:
            return Verdict(kind, why)
    return None


def _in_time(side: Side) -> tuple[str, str, bytes]:
    return str(side.validity.start or ""), str(side.validity.end or ""), min(s.id for s in side.statements)
