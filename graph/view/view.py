"""The view: nodes and their values under one policy, derived from the ledger and never holding more than it.

A view is made of one snapshot and does not change; `sequence` names the snapshot.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from ...schema.model import Model, model
from ...schema.statement import Span, decode_evidence
from ..identity import REFERENCE, Identity, resolve
from ..ledger import Ledger, StoredDocument, StoredMention, StoredStatement
from ..origins import Likeness, Origins
from ..policy import DEFAULT, Policy
from .building import NodeBuilder
from .editions import Editions, dates_of, series_of
from .layers import left_out
from .node import Node, Party
from .perspective import Perspective

if TYPE_CHECKING:
    from ...schema.coordinates import Point
    from ..geography.geography import Geography, Nearby
    from ..ownership import Ownership


class Snapshot:
    """Everything of a ledger at one moment, resolved into clusters; the policies' views share it.

    `without`: layers to leave out, by the names of sources or licences. `likeness`: what earlier snapshots learned of
    texts. Raises UnknownLayer.
    """

    def __init__(self, ledger: Ledger, without: Collection[str] = (), likeness: Likeness | None = None) -> None:
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
        self.origins = Origins(self.documents, self.acts, ledger.text, likeness)
        self.listed = {at.key: node[m] for m, at in mentions.items() if at.source == REFERENCE and at.key}

    def view(self, perspective: Perspective | Policy = DEFAULT) -> "View":
        """The view from a perspective, or under a policy alone."""
        return View(self, Perspective(perspective) if isinstance(perspective, Policy) else perspective)


class View:
    """Nodes by id and class, and which things each actor takes part in."""

    def __init__(self, snapshot: Snapshot, perspective: Perspective) -> None:
        self.snapshot = snapshot
        self.perspective = perspective
        self.model: Model = snapshot.model
        self.documents: Mapping[bytes, StoredDocument] = snapshot.documents
        self._builder = NodeBuilder(snapshot, perspective)
        self.nodes: dict[str, Node] = {}
        self._by_kind: defaultdict[str, list[Node]] = defaultdict(list)
        self._part: defaultdict[str, list[tuple[Node, Party]]] = defaultdict(list)
        self._statements: dict[bytes, StoredStatement] = {}
        self._build()

    @property
    def policy(self) -> Policy:
        """The policy by which it admits and ranks."""
        return self.perspective.policy

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

    def origins(self, statements: Iterable[StoredStatement]) -> int:
        """How many independent origins some statements have: copies of one story count once."""
        return self.snapshot.origins.count(said.document for said in statements)

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
            if self._builder.admits(statement):
                said[owner[statement.subject]].append(statement)
                if isinstance(statement.object, bytes):
                    said.setdefault(owner[statement.object], [])
                self._statements[statement.id] = statement
        for identifier in sorted(said):
            node = self._builder.node(identifier, said[identifier])
            self.nodes[identifier] = node
            if self._builder.lists(node):
                self._by_kind[node.kind].append(node)
                for party in node.parties:
                    self._part[party.actor].append((node, party))
