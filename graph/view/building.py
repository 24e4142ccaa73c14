"""What the documents say of one thing, made into a node: each value with its statements, ranked by the policy."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ...schema.model import Kind, Property
from ...schema.names import name_key
from ...schema.quantity import Quantity
from ..ledger import StoredStatement
from ..origins import Origins
from .admission import thing_stands
from .batches import Batch, Seen, Told
from .decoding import decoded, sameness
from .editions import Editions
from .minimums import Minimums
from .node import Node, Party, Value
from .perspective import Perspective
from .ranking import BORNE, SAYS_NOTHING, Ranking, ended
from .stages import Deals, called_off, is_out, staged
from .values import Entry, Values

if TYPE_CHECKING:
    from .snapshot import Snapshot

#: Ids of nodes that are kept once they were looked up.
_KEPT = 100_000
#: The role of a party of which no text states any.
_UNSTATED = "party"
#: Reads the statements that an entry of a batch stands for.
Read = Callable[[str, int | range], Sequence[StoredStatement]]
_DATE = "date"


class NodeBuilder:
    """Makes the nodes of one snapshot as one perspective shows them.

    `editions`, `origins`: of the documents that count, the second found out only where a policy asks for it.
    """

    def __init__(
        self, snapshot: "Snapshot", perspective: Perspective, editions: Editions, origins: Callable[[], Origins]
    ) -> None:  # fmt: skip
        self.snapshot = snapshot
        self.perspective = perspective
        self.model = snapshot.model
        self.editions = editions
        self.ranking = Ranking(snapshot.documents, perspective.policy)
        #: Mention -> the id of its node. Owners and operators recur: those that were looked up are kept.
        self.called: dict[bytes, str] = {}
        #: How many statements its batches read.
        self.read = 0
        self.minimums = Minimums(snapshot.model, perspective.policy, origins)

    @property
    def lists_all(self) -> bool:
        """Whether it lists every node but those that newer editions replaced whole."""
        return self.perspective.as_of is None and self.minimums.none

    def lists(self, node: Node) -> bool:
        """Whether the node is one of its class here; others are found by their ids only."""
        as_of = self.perspective.as_of
        return not (node.replaced or node.unlisted) and (as_of is None or thing_stands(node, as_of) != "no")

    def nodes(self, seen: Seen, numbers: Sequence[int], deals: Deals | None = None) -> Iterator[Node]:
        """The nodes of some numbers. `deals`: those that a contracted capacity stands under."""
        if len(self.called) > _KEPT:
            self.called.clear()
        if len(numbers) == 1:
            yield self._alone(seen, numbers[0], deals)
            return
        batch = Batch(seen, numbers)
        sources = {kind: _Values(self, self.model.kind(kind), batch.said) for kind in batch.kinds}
        for told in batch.told():
            yield self._made(told, sources[told.kind], deals)

    def _alone(self, seen: Seen, number: int, deals: Deals | None) -> Node:
        """The node of one number, all that is said of it read at once: to part it as a batch does takes longer."""
        columns, nodes = seen.columns, seen.nodes
        rows, places = nodes.said.of(number), nodes.members.of(number)
        rows = rows[seen.admitted[rows]]
        if seen.late is not None and not (late := seen.late[places]).all():
            places = places[~late]
        said = columns.statements_at(rows)
        self.read += len(said)
        old = seen.editions.replaced(rows, np.zeros(len(rows), np.intp))
        replaced = {said[place].id for place in np.flatnonzero(old).tolist()}
        kind = columns.words[nodes.kind.item(number)]
        return self.made(nodes.id(columns, number), kind, columns.mention_ids(places), said, replaced, deals)

    def made(
        self, identifier: str, kind: str, mentions: Sequence[bytes], said: Sequence[StoredStatement],
        replaced: Collection[bytes], deals: Deals | None = None,
    ) -> Node:  # fmt: skip
        """The node of the statements about it. `replaced`: the ids of those that a newer edition replaces."""
        gone = [s for s in said if s.id in replaced]
        denied = [s for s in said if not s.polarity]
        by_property: defaultdict[str, list[StoredStatement]] = defaultdict(list)
        for statement in said:
            if statement.polarity and statement.id not in replaced:
                by_property[statement.property].append(statement)
        told = Told(identifier, kind, tuple(mentions), {**by_property}, gone, denied, stopped=True)
        return self._made(told, _Values(self, self.model.kind(kind)), deals)

    def _made(self, told: Told, source: "_Values", deals: Deals | None) -> Node:
        said = told.said
        told.gone += _take_former(said, source)
        roles = [(role, source.said(role.name, said.pop(role.name))) for role in source.roles if role.name in said]
        parties = tuple(self._parties(roles)) if roles else ()
        node = Node(
            told.id, told.kind, told.mentions, Values(said, source), parties, tuple(told.gone), tuple(told.denied)
        )  # fmt: skip
        off = called_off(node, self.ranking, self.perspective.as_of) if told.stopped else None
        return self.minimums.applied(staged(node, off, deals))

    def values(
        self, prop: Property, found: Sequence[StoredStatement], over: Callable[[], Collection[str]]
    ) -> tuple[Value, ...]:  # fmt: skip
        """The values, the first to show first; those that are `over` (keys of names) behind the others."""
        if len(found) == 1:
            return (Value(decoded(prop, found[0], self._node_of), (found[0],)),)
        grouped: defaultdict[object, list[StoredStatement]] = defaultdict(list)
        for statement in self.ranking.ordered(found):
            grouped[sameness(decoded(prop, statement, self._node_of))].append(statement)
        values = [Value(decoded(prop, group[0], self._node_of), tuple(group)) for group in grouped.values()]
        if len(values) > 1 and prop.name in BORNE and (gone := over()):
            values.sort(key=lambda value: name_key(str(value.decoded)) in gone)
        if prop.name == _DATE:
            values.sort(key=lambda value: all(map(is_out, value.statements)))  # the day of a call-off is not its own
        return tuple(sorted(values, key=lambda value: value.decoded in SAYS_NOTHING))

    def _parties(self, told: Sequence[tuple[Property, Sequence[StoredStatement]]]) -> Iterator[Party]:
        """Who takes part. Where one text states no role and another does, the one with the role rests on both.

        The statements of the role go first. Who has several roles has the others with the first of them.
        """
        placed = {role.name: self._by_actor(role, said) for role, said in told}
        plain = placed.pop(_UNSTATED, {})
        for role, grouped in placed.items():
            for actor, group in grouped.items():
                also = self.ranking.ordered(plain.pop(actor, ()))
                yield Party(role, actor, (*self.ranking.ordered(group), *also))
        for actor, group in plain.items():
            yield Party(_UNSTATED, actor, self.ranking.ordered(group))

    def _by_actor(self, role: Property, said: Sequence[StoredStatement]) -> dict[str, list[StoredStatement]]:
        """The statements of one role by actor, in the order of the text."""
        grouped: dict[str, list[StoredStatement]] = {}
        for statement in sorted(said, key=_place_in_text):
            grouped.setdefault(str(decoded(role, statement, self._node_of)), []).append(statement)
        return grouped

    def _node_of(self, mention: bytes) -> str:
        """The id of a mention's node."""
        found = self.called.get(mention)
        if found is None:
            found = self.called[mention] = self.snapshot.identity.node.get(mention, mention.hex())
        return found


class _Values:
    """Where the values of things of one class come from. `read`: reads the statements of an entry in a batch."""

    def __init__(self, builder: NodeBuilder, kind: Kind, read: Read | None = None) -> None:
        self.kind = kind
        #: The roles of its parties, the one that stands for none at the end.
        self.roles = sorted(kind.parties, key=lambda role: role.name == _UNSTATED)
        self._builder, self._read = builder, read

    def said(self, prop: str, entry: Entry) -> Sequence[StoredStatement]:
        """The statements of a property that an entry stands for."""
        if isinstance(entry, list):
            return entry
        assert self._read is not None  # only a batch has entries of another sort
        found = self._read(prop, entry)
        self._builder.read += len(found)
        return found

    def made(self, prop: str, said: Sequence[StoredStatement], values: Values) -> tuple[Value, ...]:
        """The values that statements of a property give."""
        as_of = self._builder.perspective.as_of
        return self._builder.values(
            self.kind.properties[prop], said, lambda: ended({name: values.said(name) for name in BORNE}, as_of)
        )


def _place_in_text(said: StoredStatement) -> tuple[bytes, int, bytes]:
    return said.document, int(said.evidence.partition("-")[0]), said.id


def _take_former(said: dict[str, Entry], source: _Values) -> list[StoredStatement]:
    """Takes out the amounts that a text says were replaced, unless nothing else is known."""
    if "formerAmount" not in said or "amount" not in said:
        return []
    former, amounts = (source.said(prop, said[prop]) for prop in ("formerAmount", "amount"))
    over = {sameness(Quantity.decode(str(s.object))) for s in former}
    gone = [s for s in amounts if sameness(Quantity.decode(str(s.object))) in over]
    if len(gone) == len(amounts):
        return []
    said["amount"] = [s for s in amounts if s not in gone]
    return gone
