"""What the documents say of one thing, made into a node: each value with its statements, ranked by the policy."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...schema.model import Kind, Property
from ...schema.names import name_key
from ...schema.quantity import Quantity
from ..columns.rows import Numbers
from ..ledger import StoredStatement
from ..origins import Origins
from .admission import thing_stands
from .decoding import decoded, sameness
from .editions import Editions
from .minimums import Minimums
from .node import Node, Party, Value
from .perspective import Perspective
from .ranking import BORNE, SAYS_NOTHING, Ranking, ended
from .stages import Deals, is_out, staged

if TYPE_CHECKING:
    from .snapshot import Snapshot

#: Ids of nodes that are kept once they were looked up.
_KEPT = 100_000
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
        self._ids: dict[bytes, str] = {}
        self.minimums = Minimums(snapshot.model, perspective.policy, origins)

    @property
    def lists_all(self) -> bool:
        """Whether it lists every node but those that newer editions replaced whole."""
        return self.perspective.as_of is None and self.minimums.none

    def lists(self, node: Node) -> bool:
        """Whether the node is one of its class here; others are found by their ids only."""
        as_of = self.perspective.as_of
        return not (node.replaced or node.unlisted) and (as_of is None or thing_stands(node, as_of) != "no")

    def node(
        self, identifier: str, kind: str, mentions: Sequence[bytes], rows: Numbers, deals: Deals | None = None
    ) -> Node:  # fmt: skip
        """The node of the admitted rows about it. `deals`: those that a contracted capacity stands under."""
        said = list(self.snapshot.columns.all_statements(rows))
        return self.made(identifier, kind, mentions, said, self.editions.replaced(rows, said), deals)

    def made(
        self, identifier: str, kind: str, mentions: Sequence[bytes], said: Sequence[StoredStatement],
        replaced: Collection[bytes], deals: Deals | None = None,
    ) -> Node:  # fmt: skip
        """The node of the statements about it. `replaced`: the ids of those that a newer edition replaces."""
        known = self.model.kind(kind)
        gone = [s for s in said if s.id in replaced]
        denied = [s for s in said if not s.polarity]
        by_property: defaultdict[str, list[StoredStatement]] = defaultdict(list)
        for statement in said:
            if statement.polarity and statement.id not in replaced:
                by_property[statement.property].append(statement)
        gone += _take_former(by_property)
        over = ended(by_property, self.perspective.as_of)
        values = {
            name: self._values(known.properties[name], found, over if name in BORNE else ())
            for name, found in by_property.items()
            if not known.properties[name].party
        }
        parties = tuple(self._parties(known, by_property))
        node = Node(
            identifier, kind, tuple(mentions), MappingProxyType(values), parties, tuple(gone), tuple(denied)
        )  # fmt: skip
        return self.minimums.applied(staged(node, self.ranking, self.perspective.as_of, deals))

    def _values(
        self, prop: Property, found: list[StoredStatement], over: Collection[str] = ()
    ) -> tuple[Value, ...]:  # fmt: skip
        """The values, the first to show first; those that `over` names (as keys of names) behind the others."""
        grouped: defaultdict[object, list[StoredStatement]] = defaultdict(list)
        for statement in self.ranking.ordered(found):
            grouped[sameness(decoded(prop, statement, self._node_of))].append(statement)
        values = [Value(decoded(prop, group[0], self._node_of), tuple(group)) for group in grouped.values()]
        if over:
            values.sort(key=lambda value: name_key(str(value.decoded)) in over)
        if prop.name == _DATE:
            values.sort(key=lambda value: all(map(is_out, value.statements)))  # the day of a call-off is not its own
        return tuple(sorted(values, key=lambda value: value.decoded in SAYS_NOTHING))

    def _parties(self, kind: Kind, by_property: Mapping[str, list[StoredStatement]]) -> Iterator[Party]:
        """Who takes part. Where one text states no role and another does, the one with the role rests on both.

        The statements of the role go first. Who has several roles has the others with the first of them.
        """
        roles = sorted(kind.parties, key=lambda p: p.name == "party")
        placed = {role.name: self._by_actor(role, by_property.get(role.name, ())) for role in roles}
        plain = placed.pop("party", {})
        for role, grouped in placed.items():
            for actor, group in grouped.items():
                also = self.ranking.ordered(plain.pop(actor, ()))
                yield Party(role, actor, (*self.ranking.ordered(group), *also))
        for actor, group in plain.items():
            yield Party("party", actor, self.ranking.ordered(group))

    def _by_actor(self, role: Property, said: Collection[StoredStatement]) -> dict[str, list[StoredStatement]]:
        """The statements of one role by actor, in the order of the text."""
        grouped: dict[str, list[StoredStatement]] = {}
        for statement in sorted(said, key=_place_in_text):
            grouped.setdefault(str(decoded(role, statement, self._node_of)), []).append(statement)
        return grouped

    def _node_of(self, mention: bytes) -> str:
        """The id of a mention's node. Owners and operators recur: those that were looked up are kept."""
        found = self._ids.get(mention)
        if found is None:
            if len(self._ids) >= _KEPT:
                self._ids.clear()
            found = self._ids[mention] = self.snapshot.identity.node.get(mention, mention.hex())
        return found


def _place_in_text(said: StoredStatement) -> tuple[bytes, int, bytes]:
    return said.document, int(said.evidence.partition("-")[0]), said.id


def _take_former(by_property: defaultdict[str, list[StoredStatement]]) -> list[StoredStatement]:
    """Takes out the amounts that a text says were replaced, unless nothing else is known."""
    if "formerAmount" not in by_property or "amount" not in by_property:
        return []
    former = [Quantity.decode(str(s.object)) for s in by_property["formerAmount"]]
    gone = [
        s for s in by_property["amount"]
        if any(sameness(Quantity.decode(str(s.object))) == sameness(f) for f in former)
    ]  # fmt: skip
    if len(gone) == len(by_property["amount"]):
        return []
    by_property["amount"] = [s for s in by_property["amount"] if s not in gone]
    return gone
