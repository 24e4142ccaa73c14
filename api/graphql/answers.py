"""What resolvers hand on: things, statements, quantities and quotes, each with the view that it is seen in.

Two root fields of one query may use two views, so that each answer carries its own. graphql-core asks an object
behind an interface for its `__typename`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import overload

from ...graph.captions import caption
from ...graph.ledger import StoredDocument, StoredStatement
from ...graph.policies.choice import Choice, choice
from ...graph.roles import Role
from ...graph.status import modality, status
from ...graph.times.clock import Standing, known, stands
from ...graph.titles import title
from ...graph.view import LeftOut, Node, Party, Value, View
from ...graph.view.admission import thing_stands
from ...schema.model import QUANTITIES
from ...schema.quantity import Interval, Quantity, plain_decimal
from ...schema.statement import Span

#: Plain lists hold no more than this.
CAP = 100
#: The part of evidence that is the clause for people to read.
_CLAUSE = "quote"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document."""

    view: View
    stored: StoredDocument

    @property
    def __typename(self) -> str:
        return "Document"

    @property
    def id(self) -> str:
        """Its id in hexadecimal."""
        return self.stored.id.hex()

    @property
    def known_from(self) -> str | None:
        """When it was known."""
        found = known(self.stored)
        return str(found.day) if found else None

    @property
    def known_basis(self) -> str | None:
        """What that rests on."""
        found = known(self.stored)
        return found.basis if found else None


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a document that prove something."""

    document: Paper
    span: Span


def cite(
    view: View, statements: Iterable[StoredStatement], parts: Collection[str] | None = None, most: int = CAP
) -> list[Cited]:
    """The evidence of statements, each span once, in the order of the statements.

    `parts`: None gives the clauses for people to read; of a statement without one, the words of its value.
    """
    found: dict[tuple[bytes, Span], Cited] = {}
    for said in statements:
        for span in _of_parts(view.evidence(said), parts):
            if len(found) < most:
                paper = Paper(view, view.documents[said.document])
                found.setdefault((said.document, span), Cited(paper, span))
    return list(found.values())


def _of_parts(spans: list[Span], parts: Collection[str] | None) -> list[Span]:
    if parts is not None:
        return [s for s in spans if s.part in parts]
    return [s for s in spans if s.part == _CLAUSE] or [s for s in spans if s.part == "value"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval as texts: decimals leave so that no reader rounds them."""

    interval: Interval

    @property
    def value(self) -> str | None:
        """The one number it holds."""
        return _text(self.interval.value)

    @property
    def lower(self) -> str | None:
        """The least number."""
        return _text(self.interval.lower)

    @property
    def upper(self) -> str | None:
        """The greatest number."""
        return _text(self.interval.upper)

    @property
    def lower_open(self) -> bool:
        """Whether the least number itself is out."""
        return self.interval.lower_open

    @property
    def upper_open(self) -> bool:
        """Whether the greatest number itself is out."""
        return self.interval.upper_open


def _text(number: Decimal | None) -> str | None:
    return None if number is None else plain_decimal(number)


@dataclass(frozen=True, slots=True)
class Measured(Bounds):
    """A quantity with the statements that give it, the best first."""

    view: View
    quantity: Quantity
    statements: tuple[StoredStatement, ...]
    chosen: tuple[Node, str] | None = None

    @classmethod
    def of(cls, view: View, value: Value | None, chosen: tuple[Node, str] | None = None) -> "Measured | None":
        """A value as a quantity, None if it is none. `chosen`: of which node and property it is the one to show."""
        if value is None or not isinstance(value.decoded, Quantity):
            return None
        return cls(value.decoded.interval, view, value.decoded, value.statements, chosen)

    @property
    def statement(self) -> "Said":
        """The statement by which it is shown."""
        return Said(self.view, self.statements[0])

    @property
    def origins(self) -> int:
        """How many independent origins give it."""
        return self.view.origins(self.statements)

    @property
    def policy(self) -> str:
        """By which policy it is shown."""
        return self.view.policy.name

    @property
    def beaten(self) -> "list[Defeated]":
        """What else is said of it and not shown; nothing of a value that is not the one to show."""
        return defeated(self.view, choice(self.view, *self.chosen)) if self.chosen else []


@dataclass(frozen=True, slots=True)
class Defeated:
    """Statements that a view does not show, the best first, and why."""

    view: View
    statements: tuple[StoredStatement, ...]
    why: str

    @property
    def statement(self) -> "Said":
        """The best of them."""
        return Said(self.view, self.statements[0])

    @property
    def origins(self) -> int:
        """How many independent origins say so."""
        return self.view.origins(self.statements)


def defeated(view: View, made: Choice) -> list[Defeated]:
    """What a shown value beat."""
    return [Defeated(view, found.statements, found.why) for found in made.beaten[:CAP]]


def aside(view: View, found: Iterable[LeftOut]) -> list[Defeated]:
    """What the minimums of a policy took out."""
    return [Defeated(view, (one.statement,), one.why) for one in islice(found, CAP)]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement."""

    view: View
    stored: StoredStatement

    @property
    def __typename(self) -> str:
        return "Statement"

    @property
    def id(self) -> str:
        """Its id in hexadecimal."""
        return self.stored.id.hex()

    @property
    def subject(self) -> "Seen | None":
        """The thing that it is about."""
        return seen(self.view, self.stored.subject)

    @property
    def object(self) -> str:
        """Its value in encoded form; of a thing the node's id."""
        said = self.stored.object
        if isinstance(said, str):
            return said
        node = self.view.node(said.hex())
        return node.id if node else said.hex()

    @property
    def thing(self) -> "Seen | None":
        """Its object, if that is a thing."""
        return seen(self.view, self.stored.object) if isinstance(self.stored.object, bytes) else None

    @property
    def quantity(self) -> Measured | None:
        """Its object, if that is a quantity."""
        about, said = self.subject, self.stored
        prop = about.view.model.kind(about.node.kind).properties.get(said.property) if about else None
        if prop is None or prop.ranges[0] not in QUANTITIES or isinstance(said.object, bytes):
            return None
        return Measured.of(self.view, Value(Quantity.decode(said.object), (said,)))

    @property
    def document(self) -> Paper:
        """Where it stands."""
        return Paper(self.view, self.view.documents[self.stored.document])

    @property
    def holds_as_of(self) -> Standing | None:
        """Whether it is true as of the view's date, by its own time."""
        as_of = self.view.perspective.as_of
        return stands(self.stored, as_of) if as_of else None

    @property
    def asserted_by(self) -> "Seen | None":
        """Who says so, if not the document itself."""
        return seen(self.view, self.stored.asserted_by) if self.stored.asserted_by else None


class Sights(Sequence["Seen"]):
    """Things of a list as a view shows them, each made when it is looked at."""

    def __init__(self, view: View, nodes: Sequence[Node]) -> None:
        self._view = view
        self._nodes = nodes

    def __len__(self) -> int:
        return len(self._nodes)

    @overload
    def __getitem__(self, place: int) -> "Seen": ...
    @overload
    def __getitem__(self, place: slice) -> "list[Seen]": ...
    def __getitem__(self, place: int | slice) -> "Seen | list[Seen]":
        if isinstance(place, slice):
            return [Seen(self._view, node) for node in self._nodes[place]]
        return Seen(self._view, self._nodes[place])


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing as a view shows it."""

    view: View
    node: Node

    @property
    def __typename(self) -> str:
        return self.node.kind

    @property
    def id(self) -> str:
        """The node's id."""
        return self.node.id

    @property
    def caption(self) -> str:
        """One line for people."""
        return caption(self.view, self.node)

    @property
    def title(self) -> str:
        """What to call it in a sentence."""
        return title(self.view, self.node)

    @property
    def status(self) -> str | None:
        """How far it has come."""
        return status(self.node).word

    @property
    def status_stated(self) -> bool:
        """Whether a text says so."""
        return status(self.node).stated

    @property
    def modality(self) -> str | None:
        """How firmly it is said."""
        return modality(self.node)

    @property
    def figure(self) -> Measured | None:
        """The quantity that it is known by."""
        found = self.node.figure
        return Measured.of(self.view, self.node.shown(found.property), (self.node, found.property)) if found else None

    @property
    def documents(self) -> list[Paper]:
        """The documents that it rests on."""
        return [Paper(self.view, self.view.documents[d]) for d in self.node.documents()[:CAP]]

    @property
    def origins(self) -> int:
        """How many independent origins it rests on."""
        return self.view.origins(self.node.statements())

    @property
    def unlisted(self) -> str | None:
        """Why lists do not have it."""
        return self.node.unlisted or None

    @property
    def left_out(self) -> list[Defeated]:
        """What the minimums of the policy take out of it."""
        return aside(self.view, self.node.left_out)

    @property
    def mentions(self) -> list[str]:
        """The ids of the places where it is spoken of."""
        return [mention.hex() for mention in self.node.mentions[:CAP]]

    @property
    def holds_as_of(self) -> Standing | None:
        """Whether it is so as of the view's date: begun and not over by its own dates, and no later one in place."""
        as_of = self.view.perspective.as_of
        if as_of is None:
            return None
        return "no" if self.view.successor(self.node) else thing_stands(self.node, as_of)

    @property
    def superseded(self) -> list[Said]:
        """What a later edition or a stated correction replaced."""
        return [Said(self.view, s) for s in self.node.superseded[:CAP]]

    @property
    def denied(self) -> list[Said]:
        """What a text says is not so."""
        return [Said(self.view, s) for s in self.node.denied[:CAP]]


def seen(view: View, mention: bytes) -> Seen | None:
    """The thing that a mention speaks of, None if the view does not show it."""
    node = view.node(mention.hex())
    return Seen(view, node) if node else None


@dataclass(frozen=True, slots=True)
class Playing:
    """A party of a thing, or a role of an actor: whatever rests on statements and has a role."""

    view: View
    part: Party | Role

    @property
    def actor(self) -> Seen | None:
        """The actor that is a party."""
        node = self.view.node(self.part.actor) if isinstance(self.part, Party) else None
        return Seen(self.view, node) if node else None

    @property
    def statement(self) -> Said:
        """The statement by which it is shown."""
        return Said(self.view, self.part.statements[0])
