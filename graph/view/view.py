"""The view: nodes and their values from one perspective, derived from the ledger and never holding more than it.

A view is made of one snapshot and does not change; `sequence` names the snapshot. Its nodes are made when they are
asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import ref

import numpy as np

from ...schema.model import Model
from ...schema.names import name_key
from ...schema.statement import Span, decode_evidence
from ..columns import kin
from ..columns.nodes import Nodes as Table
from ..columns.rows import NONE, Flags, Numbers, Place
from ..ledger import StoredDocument, StoredStatement
from ..origins import Origins
from ..policies.policy import OUT, Policy
from . import admission
from .batches import Seen
from .building import NodeBuilder
from .collection import resting
from .editions import Editions
from .listing import Listing, Nodes
from .node import Node, Party
from .perspective import Perspective
from .shelf import Shelf
from .snapshot import Snapshot

if TYPE_CHECKING:
    from ...schema.coordinates import Point
    from ..geography.geography import Geography, Nearby
    from ..ownership import Ownership

#: What a thing is called by.
NAMES = ("name", "alias")
#: Bytes a row of an identity of its own: what is said of each node and names it, its mentions.
_OWN = 12
#: The class whose things follow each other, and the property that tells at which site.
_MILESTONES, _AT = "Capacity", "site"


class View:
    """Nodes by id and class, and which things each actor takes part in."""

    def __init__(self, snapshot: Snapshot, perspective: Perspective, *, hindsight: bool = False) -> None:
        """`hindsight`: whether identity is the snapshot's, also by what was not known at the perspective's date."""
        self._now, self._hindsight = snapshot, hindsight
        self.perspective = perspective
        self.model: Model = snapshot.model
        self.documents: Mapping[bytes, StoredDocument] = snapshot.documents
        self._columns = snapshot.columns
        self._shelf = Shelf(self._make, lambda: self._builder.read)
        self._over: dict[str, Mapping[str, str]] = {}
        self._lists: dict[str, list[int]] = {}
        self._part: dict[str, list[tuple[Node, Party]]] = {}
        #: Held by its nodes: a strong one would keep a view and its snapshot for as long as a node of it.
        self._weak = ref(self)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The moment that it is of, with the identity of what counts; found at the first question about a node."""
        return self._now if self._hindsight else self._now.known(self.perspective.known_at)

    @cached_property
    def _table(self) -> Table:
        return self.snapshot.resident.nodes

    @property
    def policy(self) -> Policy:
        """The policy by which it admits and ranks."""
        return self.perspective.policy

    @property
    def sequence(self) -> int:
        """The snapshot's last entry in the log."""
        return self._now.sequence

    @property
    def size(self) -> int:
        """About how many bytes it keeps, of its nodes, its flags for each row and an identity of its own."""
        of_row = 4 if self.__dict__.get("snapshot", self._now) is self._now else 4 + _OWN
        return self._shelf.size + of_row * len(self._columns.statements.number)

    # -- looking up

    @cached_property
    def nodes(self) -> Nodes:
        """All nodes by id, in the order of their ids."""
        return Nodes(self)

    def node(self, identifier: str) -> Node | None:
        """The node of an id: its own, a mention's or a listed firm's, so that ids of merged nodes go on working.

        The id of a node that a later document names leads to what was known of it, if that was one node.
        """
        number = self._find(identifier)
        return None if number == NONE else self.at(number)

    def of_kind(self, kind: str) -> list[Node]:
        """The nodes of a class and of those that extend it, by id."""
        with resting():
            return list(self.listing(kind))

    def listing(self, kind: str) -> Listing:
        """The same, each made when it is looked at."""
        found = self._lists.get(kind)
        if found is None:
            numbers = np.flatnonzero(self._listed & self._of_class(kind)).tolist()
            if not self._builder.lists_all:
                with resting():
                    self._make_ready(numbers)
                    numbers = [number for number in numbers if self._lists_at(number)]
            found = self._lists[kind] = numbers
        return Listing(self, found)

    def _make_ready(self, numbers: Sequence[int]) -> None:
        """Makes what decides whether some nodes are listed together: themselves, and as of a date their sites."""
        every = Listing(self, numbers)
        every.make()
        if self.perspective.as_of is not None:
            every.named((_AT,)).make()

    def named(self, kind: str, name: str) -> list[Node]:
        """The nodes of a class with this name or alias, by id; case, punctuation and legal forms do not count."""
        places = kin.named(self.snapshot.resident.resolution.keys, name)
        numbers = np.unique(self._table.number[places])
        numbers = numbers[numbers != NONE]
        chosen = numbers[(self._listed & self._of_class(kind))[numbers]]
        made = (self.at(number) for number in chosen.tolist() if self._lists_at(number))
        key = name_key(name)
        return [
            node for node in made
            if any(name_key(str(v.decoded)) == key for p in NAMES for v in node.values.get(p, ()))
        ]  # fmt: skip

    def _of_class(self, kind: str) -> Flags:
        found: Flags = np.isin(self._table.kind, self._columns.numbers_of(self.model.concrete(kind)))
        return found

    def taking_part(self, actor: str) -> list[tuple[Node, Party]]:
        """The things that an actor is a party of, with its part in each."""
        found = self._part.get(actor)
        if found is None:
            found = self._part[actor] = list(self._parts(actor))
        return list(found)

    def lists(self, node: Node) -> bool:
        """Whether a node is one of its class here: begun, not over, and what the policy asks for."""
        return self._lists_at(self._find(node.id))

    def successor(self, node: Node) -> str | None:
        """As of a date: the id of the milestone that has taken the place of this one; None while it stands."""
        if self.perspective.as_of is None or node.kind != _MILESTONES or (site := node.word(_AT)) is None:
            return None
        found = self._over.get(site)
        if found is None:
            found = self._over[site] = self._over_at(self._find(site))
        return found.get(node.id)

    def _over_at(self, site: int) -> Mapping[str, str]:
        """The milestones at a site that are over, each with the one that took its place."""
        from ..times.milestones import current

        if site == NONE:
            return {}
        rows, said = self._table.named.of(site), self._columns.statements
        rows = rows[self._admitted[rows] & (said.property[rows] == self._columns.number_of(_AT))]
        found = np.unique(self._table.number[said.subject[rows]]).tolist()
        if len(found) < 2:
            return {}  # nothing takes its own place
        things = map(self.at, found)
        # Those to come count too: what is told without a day yields to a timeline that begins later.
        return current(self, [n for n in things if n.kind == _MILESTONES and not (n.replaced or n.unlisted)])

    def statement(self, identifier: bytes) -> StoredStatement | None:
        """A statement that the view rests on, None if it does not hold or the policy leaves it out."""
        row = self._columns.row_of(self.snapshot.ledger.number_of(identifier))
        return self._columns.statement(row) if row != NONE and self._admitted[row] else None

    def statements(self) -> Iterator[StoredStatement]:
        """All statements that the view rests on, in the order of the log."""
        return self._columns.all_statements(np.flatnonzero(self._admitted))

    def statement_count(self) -> int:
        """How many statements the view rests on."""
        return int(np.count_nonzero(self._admitted))

    def evidence(self, said: StoredStatement) -> list[Span]:
        """The words that prove a statement, with their offsets in its document."""
        return list(decode_evidence(said.evidence, self.snapshot.ledger.text(said.document)))

    def ranked(self, said: Iterable[StoredStatement]) -> tuple[StoredStatement, ...]:
        """Statements in the order in which the policy shows them."""
        return self._builder.ranking.ordered(said)

    def origins(self, statements: Iterable[StoredStatement]) -> int:
        """How many independent origins some statements have: copies of one story count once."""
        return self.common_origins.count(said.document for said in statements)

    @cached_property
    def common_origins(self) -> Origins:
        """Which of the documents that count are one source: a copy that comes later binds nothing before."""
        return self.snapshot.origins_among(self.hidden)

    def name(self, identifier: str) -> str:
        """What to call a node: its name, else its parties and kind, as `graph.titles.title` has it."""
        from ..titles import title

        node = self.node(identifier)
        return identifier if node is None else title(self, node)

    def __repr__(self) -> str:
        return f"<View {self}>"

    def __str__(self) -> str:
        """Its policy, dates and entry of the log, and how much it rests on; no node is made for it."""
        return (
            f"{self.perspective.words}, entry {self.sequence:,} of the log: {len(self.nodes):,} nodes,"
            f" {self.statement_count():,} statements, {len(self.documents) - len(self.hidden):,} documents"
        )

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

    # -- making nodes

    def at(self, number: int) -> Node:
        """The node of a number in the snapshot's table."""
        return self._shelf.at(number)

    def each(self, numbers: Sequence[int]) -> Iterator[Node]:
        """The nodes of some numbers, made as they are looked at, many at a time."""
        return self._shelf.each(numbers)

    def all_at(self, numbers: Sequence[int]) -> list[Node]:
        """The nodes of some numbers, made all at once."""
        return self._shelf.all_at(numbers)

    def _lists_at(self, number: int) -> bool:
        node = self.at(number)
        return self._builder.lists(node) and (self.perspective.as_of is None or self.successor(node) is None)

    def numbers(self) -> list[int]:
        """The numbers, in the snapshot's table, of the nodes that are spoken of here."""
        found: list[int] = np.flatnonzero(self.present).tolist()
        return found

    def named_by(self, numbers: Sequence[int], properties: Iterable[str]) -> list[int]:
        """The numbers of what some nodes name by some properties, as the columns have it: no node is made for it."""
        rows, said = self._table.said.of_all(np.asarray(numbers, np.intp))[0], self._columns.statements
        rows = rows[self._admitted[rows] & said.is_thing[rows]]
        rows = rows[np.isin(said.property[rows], self._columns.numbers_of(properties))]
        found: list[int] = np.unique(self._table.number[said.object[rows]]).tolist()
        return found

    def _make(self, numbers: Sequence[int]) -> list[Node]:
        made = self._builder.nodes(self._seen, numbers, self.deals)
        return [node.seen(self._weak) for node in made]

    def deals(self, thing: Node) -> Iterator[Node]:
        """The deals that a thing names; if it names none, those that one of its documents tells of its parties."""
        if named := thing.values.get("underDeal"):
            yield from filter(None, (self.node(str(value.decoded)) for value in named))
        elif thing.parties and (actor := self._find(thing.parties[0].actor)) != NONE:
            rows, said = self._table.named.of(actor), self._columns.statements
            told = [self._columns.documents.place[document] for document in thing.documents()]
            rows = rows[self._admitted[rows] & np.isin(said.property[rows], self._party_words)]
            rows = rows[np.isin(said.document[rows], told)]
            numbers = np.unique(self._table.number[said.subject[rows]])
            numbers = numbers[np.isin(self._table.kind[numbers], self._columns.numbers_of(("Deal",)))]
            yield from map(self.at, numbers.tolist())

    def _find(self, identifier: str) -> int:
        if (number := self._shelf.number(identifier)) is None:
            number = self._table.find(self._columns, identifier)
        if number == NONE and (listed := self.snapshot.listed.get(identifier)):
            number = self._table.find(self._columns, listed)
        if number == NONE:
            number = self.snapshot.earlier(identifier)
        return number if number != NONE and self.present[number] else NONE

    def _parts(self, actor: str) -> Iterator[tuple[Node, Party]]:
        number = self._find(actor)
        if number == NONE:
            return
        rows = self._table.named.of(number)
        rows = rows[self._admitted[rows] & np.isin(self._columns.statements.property[rows], self._party_words)]
        identifier = self._table.id(self._columns, number)
        for thing in np.unique(self._table.number[self._columns.statements.subject[rows]]).tolist():
            node = self.at(thing)
            if self._lists_at(thing):
                yield from ((node, party) for party in node.parties if party.actor == identifier)

    # -- over the columns

    @cached_property
    def _builder(self) -> NodeBuilder:
        return NodeBuilder(self.snapshot, self.perspective, self.editions, lambda: self.common_origins)

    @cached_property
    def _seen(self) -> Seen:
        late = np.isin(self._columns.mentions.document, self._late) if self._hindsight and self.hidden else None
        words = self.model.vocabularies["status"]
        out = self._columns.numbers_of(word for word in words if words.family(word) == OUT)
        return Seen(self._columns, self._table, self._admitted, self.editions, late, out, self._builder.called)

    @cached_property
    def hidden(self) -> frozenset[bytes]:
        """The documents that do not count, since they were not surely known at the perspective's date."""
        return frozenset(self._now.late(self.perspective.known_at))

    @cached_property
    def _late(self) -> Place:
        return np.array([self._columns.documents.place[document] for document in self.hidden], np.intp)

    @cached_property
    def editions(self) -> Editions:
        """Which statements a later edition replaces, of the documents that count."""
        known = {i: d for i, d in self.documents.items() if i not in self.hidden} if self.hidden else None
        return self.snapshot.editions if known is None else Editions(self.snapshot.resident, known)

    @cached_property
    def _party_words(self) -> Place:
        names = {p.name for kind in self.model.kinds.values() for p in kind.properties.values() if p.party}
        return self._columns.numbers_of(names)

    @cached_property
    def _admitted(self) -> Flags:
        return admission.admitted(self._now, self.perspective, self.hidden)

    @property
    def counting(self) -> Flags:
        """For each row of the snapshot's columns whether it counts here."""
        return self._admitted

    def rows_by_node(self) -> tuple[Place, Place, Flags]:
        """The rows that count by the nodes that they are about; whose each is; if a newer edition replaced it."""
        rows, owner = self._table.said.of_all(np.arange(len(self._table)))
        counting = self._admitted[rows]
        rows, owner = rows[counting], owner[counting]
        return rows, owner, self.editions.replaced(rows, owner)

    @cached_property
    def present(self) -> Flags:
        """Which nodes of the snapshot's table are spoken of here."""
        rows = self._columns.statements
        found = self._about(self._admitted)
        found[self._table.number[rows.object[self._admitted & rows.is_thing]]] = True
        return found

    @cached_property
    def _listed(self) -> Flags:
        """Which nodes are of their class here: not those that newer editions replaced whole."""
        rows = self._columns.statements
        current = self._admitted & (~self.editions.replaced_rows | ~rows.polarity)
        return self.present & (self._about(current) | ~self._about(self._admitted))

    def _about(self, rows: Flags) -> Flags:
        """The nodes that some rows are about."""
        found = np.zeros(len(self._table), bool)
        found[self._numbers[rows]] = True
        return found

    @cached_property
    def _numbers(self) -> Numbers:
        return self._table.number[self._columns.statements.subject]
