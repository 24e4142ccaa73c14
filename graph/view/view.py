"""The view: nodes and their values under one policy, derived from the ledger and never holding more than it.

A view is made of one snapshot and does not change; `sequence` names the snapshot.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from ...schema.model import QUANTITIES, Kind, Model, Property, model
from ...schema.names import name_key
from ...schema.quantity import Quantity
from ...schema.statement import Span, decode_evidence
from ..identity import REFERENCE, Identity, resolve
from ..ledger import Ledger, StoredDocument, StoredMention, StoredStatement
from ..policy import DEFAULT, Policy
from .editions import Editions, dates_of, series_of
from .layers import left_out
from .node import Decoded, Node, Party, Value
from .ranking import BORNE, Ranking, ended

if TYPE_CHECKING:
    from ...schema.coordinates import Point
    from ..geography.geography import Geography, Nearby
    from ..ownership import Ownership

#: Words that stand for an open question: any other value is shown before them.
_SAYS_NOTHING = ("unspecified", "unknown")


class Snapshot:
    """Everything of a ledger at one moment, resolved into clusters; the policies' views share it.

    `without`: layers to leave out, by the names of sources or licences. Raises UnknownLayer.
    """

    def __init__(self, ledger: Ledger, without: Collection[str] = ()) -> None:
        self.model = model()
        self.ledger = ledger
        with ledger.reading():
            self.sequence = ledger.sequence()
            held = list(ledger.documents())
            out = left_out(held, without)
            self.documents = {d.id: d for d in held if d.id not in out}
            self.mentions: dict[bytes, StoredMention] = {m.id: m for m in ledger.mentions() if m.document not in out}
            self.statements: list[StoredStatement] = [s for s in ledger.statements() if s.document not in out]
            self.acts = ledger.judgements()
        series = series_of(self.documents.values())
        # A party of which nothing else is said (an unnamed vehicle) is a node all the same.
        spoken_of = {s.subject for s in self.statements} | {
            s.object for s in self.statements if isinstance(s.object, bytes)
        }
        mentions = {m: at for m, at in self.mentions.items() if m in spoken_of}
        # What was closed since is no edition: a file that was loaded as another release by mistake replaces nothing.
        self.editions = Editions(self.documents, series, mentions, self.acts, self.statements)
        self.dates = dates_of(self.documents.values())
        self.identity: Identity = resolve(mentions, self.statements, self.acts, series, self.model, self.dates)
        node = self.identity.node
        self.listed = {at.key: node[m] for m, at in mentions.items() if at.source == REFERENCE and at.key}

    def view(self, policy: Policy = DEFAULT) -> "View":
        """The view under a policy."""
        return View(self, policy)


class View:
    """Nodes by id and class, and which things each actor takes part in."""

    def __init__(self, snapshot: Snapshot, policy: Policy) -> None:
        self.snapshot = snapshot
        self.policy = policy
        self.model: Model = snapshot.model
        self.documents: Mapping[bytes, StoredDocument] = snapshot.documents
        self.ranking = Ranking(snapshot.documents)
        self.nodes: dict[str, Node] = {}
        self._by_kind: defaultdict[str, list[Node]] = defaultdict(list)
        self._part: defaultdict[str, list[tuple[Node, Party]]] = defaultdict(list)
        self._statements: dict[bytes, StoredStatement] = {}
        self._build()

    @property
    def sequence(self) -> int:
        """The snapshot's last entry in the log."""
        return self.snapshot.sequence

    # -- looking up

    def node(self, identifier: str) -> Node | None:
        """The node of an id: its own, a mention's or a listed firm's, so that ids of merged nodes go on working."""
        found = self.nodes.get(identifier) or self.nodes.get(self.snapshot.listed.get(identifier, ""))
        if found or len(identifier) != 32:
            return found
        try:
            owner = self.snapshot.identity.node.get(bytes.fromhex(identifier))
        except ValueError:
            return None
        return self.nodes.get(owner) if owner else None

    def of_kind(self, kind: str) -> list[Node]:
        """The nodes of a class and of those that extend it, by id."""
        found = [n for name in self.model.concrete(kind) for n in self._by_kind.get(name, ())]
        return sorted(found, key=lambda n: n.id)

    def taking_part(self, actor: str) -> list[tuple[Node, Party]]:
        """The things that an actor is a party of, with its part in each."""
        return self._part.get(actor, [])

    def statement(self, identifier: bytes) -> StoredStatement | None:
        """A statement that the view rests on, None if it does not hold or the policy leaves it out."""
        return self._statements.get(identifier)

    def statements(self) -> Iterator[StoredStatement]:
        """All statements that the view rests on, in the order of the log."""
        return iter(self._statements.values())

    def evidence(self, said: StoredStatement) -> list[Span]:
        """The words that prove a statement, with their offsets in its document."""
        return list(decode_evidence(said.evidence, self.snapshot.ledger.text(said.document)))

    def name(self, identifier: str) -> str:
        """What to call a node: its first name, else its class and a part of its id."""
        node = self.node(identifier)
        if node is None:
            return identifier
        return node.word("name") or f"{node.kind} {node.id[:8]}"

    # -- shares and distances

    @cached_property
    def ownership(self) -> "Ownership":
        """Who owns how much of its sites; made at the first use."""
        from ..ownership import Ownership

        return Ownership(self)

    @cached_property
    def geography(self) -> "Geography":
        """Where its sites lie; made at the first use."""
        from ..geography.geography import Geography

        return Geography(self)

    def near(
        self, where: "Point | Node | str", km: float | Decimal, *, kind: str | None = None, fuel: str | None = None
    ) -> "Nearby":
        """The sites within `km` kilometres of a point, a site or the words of one, nearest first.

        See `Geography.near`. Raises GeographyError and its kinds, CoordinateError.
        """
        return self.geography.near(where, km, kind=kind, fuel=fuel)

    # -- building

    def _build(self) -> None:
        owner = self.snapshot.identity.node
        said: defaultdict[str, list[StoredStatement]] = defaultdict(list)
        for statement in self.snapshot.statements:
            if self.policy.admits(statement.modality):
                said[owner[statement.subject]].append(statement)
                if isinstance(statement.object, bytes):
                    said.setdefault(owner[statement.object], [])
                self._statements[statement.id] = statement
        for identifier in sorted(said):
            node = self._node(identifier, said[identifier])
            self.nodes[identifier] = node
            if not node.replaced:
                self._by_kind[node.kind].append(node)
            for party in node.parties:
                self._part[party.actor].append((node, party))

    def _node(self, identifier: str, said: list[StoredStatement]) -> Node:
        members = self.snapshot.identity.members[identifier]
        kind = self.model.kind(self._class_of(members))
        replaced = self.snapshot.editions.replaced(said)
        gone = [s for s in said if s.id in replaced]
        denied = [s for s in said if not s.polarity]
        by_property: defaultdict[str, list[StoredStatement]] = defaultdict(list)
        for statement in said:
            if statement.polarity and statement.id not in replaced:
                by_property[statement.property].append(statement)
        gone += _take_former(by_property)
        over = ended(by_property)
        values = {
            name: self._values(kind.properties[name], found, over if name in BORNE else ())
            for name, found in by_property.items()
            if not kind.properties[name].party
        }
        parties = tuple(self._parties(kind, by_property))
        return Node(
            identifier, kind.name, tuple(members), MappingProxyType(values), parties, tuple(gone), tuple(denied)
        )

    def _class_of(self, members: Iterable[bytes]) -> str:
        kinds = sorted({self.snapshot.mentions[m].kind for m in members})
        return kinds[0]

    def _values(
        self, prop: Property, found: list[StoredStatement], over: Collection[str] = ()
    ) -> tuple[Value, ...]:  # fmt: skip
        """The values, the first to show first; those that `over` names (as keys of names) behind the others."""
        grouped: defaultdict[object, list[StoredStatement]] = defaultdict(list)
        for statement in self.ranking.ordered(found):
            grouped[_sameness(self._decode(prop, statement))].append(statement)
        values = [Value(self._decode(prop, group[0]), tuple(group)) for group in grouped.values()]
        if over:
            values.sort(key=lambda value: name_key(str(value.decoded)) in over)
        return tuple(sorted(values, key=lambda value: value.decoded in _SAYS_NOTHING))

    def _parties(self, kind: Kind, by_property: Mapping[str, list[StoredStatement]]) -> Iterator[Party]:
        placed: set[str] = set()
        for role in sorted(kind.parties, key=lambda p: p.name == "party"):
            grouped: dict[str, list[StoredStatement]] = {}
            for statement in sorted(by_property.get(role.name, ()), key=_place_in_text):
                grouped.setdefault(str(self._decode(role, statement)), []).append(statement)
            for actor, group in grouped.items():
                if role.name == "party" and actor in placed:
                    continue  # one text states no role, another does
                placed.add(actor)
                yield Party(role.name, actor, self.ranking.ordered(group))

    def _decode(self, prop: Property, said: StoredStatement) -> Decoded:
        if isinstance(said.object, bytes):
            return self.snapshot.identity.node.get(said.object, said.object.hex())
        first = prop.ranges[0]
        if first in QUANTITIES:
            return Quantity.decode(said.object)
        if first == "boolean":
            return said.object == "true"
        return Decimal(said.object) if first == "decimal" else said.object


def _sameness(value: Decoded) -> object:
    """Quantities are the same by what they say, not by their words: $5bn and 5 billion dollars."""
    if isinstance(value, Quantity):
        return value.interval, value.unit, value.qualifier
    return value


def _place_in_text(said: StoredStatement) -> tuple[bytes, int, bytes]:
    return said.document, int(said.evidence.partition("-")[0]), said.id


def _take_former(by_property: defaultdict[str, list[StoredStatement]]) -> list[StoredStatement]:
    """Takes out the amounts that a text says were replaced, unless nothing else is known."""
    if "formerAmount" not in by_property or "amount" not in by_property:
        return []
    former = [Quantity.decode(str(s.object)) for s in by_property["formerAmount"]]
    gone = [
        s for s in by_property["amount"]
        if any(_sameness(Quantity.decode(str(s.object))) == _sameness(f) for f in former)
    ]  # fmt: skip
    if len(gone) == len(by_property["amount"]):
        return []
    by_property["amount"] = [s for s in by_property["amount"] if s not in gone]
    return gone
