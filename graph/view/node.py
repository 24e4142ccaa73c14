"""Nodes: what the documents together say of one thing, each value with the statements that it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...schema.model import Property, model
from ...schema.quantity import Quantity
from ..ledger.records import StoredStatement

if TYPE_CHECKING:
    from weakref import ref

    from .view import View

#: A decoded object: a quantity, a flag, a number, a node's id (in `Reference`), or words.
Decoded = Quantity | bool | Decimal | str


class Value(NamedTuple):
    """One value of a property with all the statements that give it, the best first."""

    decoded: Decoded
    statements: tuple[StoredStatement, ...]

    @property
    def best(self) -> StoredStatement:
        """The statement by which it is ranked and shown."""
        return self.statements[0]

    @property
    def documents(self) -> list[bytes]:
        """The documents that say so, each once."""
        return sorted({s.document for s in self.statements})


class Figure(NamedTuple):
    """The quantity that a node is known by, its property and the statement that it is shown by."""

    property: str
    quantity: Quantity
    statement: StoredStatement


class Party(NamedTuple):
    """Who takes part in a thing, as what, and who says so."""

    role: str
    actor: str
    statements: tuple[StoredStatement, ...]


class LeftOut(NamedTuple):
    """A statement that the view counts and does not show, and why."""

    statement: StoredStatement
    why: str


def _gone() -> None:
    """Of a node that no view made."""


@dataclass(frozen=True)
class Node:
    """A thing: its class, its mentions, and its values by property, ranked by the view's policy.

    `superseded` holds what a later edition or a stated correction replaced; `denied` what a text says is not so;
    `left_out` what too few origins give for the policy. `unlisted`: why only its id finds it, '' if lists do.
    `bound`: the status of the deal that a contracted capacity stands under; `called_off`: the status by which a newer
    text calls it off, as of a date. `status` reads both.
    """

    id: str
    kind: str
    mentions: tuple[bytes, ...]
    values: Mapping[str, tuple[Value, ...]]
    parties: tuple[Party, ...]
    superseded: tuple[StoredStatement, ...] = ()
    denied: tuple[StoredStatement, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unlisted: str = ""
    bound: str | None = None
    called_off: str | None = None

    def __str__(self) -> str:
        """What it is called, what is told of it, and who says so; its class and id where its view is gone."""
        view = self.__dict__.get("seen_in", _gone)()
        if view is None:
            return f"{self.kind} {self.id}"
        from ..lines import of_node

        return of_node(view, self)

    def seen(self, view: "ref[View]") -> "Node":
        """Itself, with the view that it is seen in, which gives the names of others when it is printed."""
        object.__setattr__(self, "seen_in", view)
        return self

    @property
    def replaced(self) -> bool:
        """Whether newer editions replaced all that was said of it: a milestone that the next release has no more."""
        return bool(self.superseded) and not (self.values or self.parties or self.denied or self.left_out)

    def shown(self, prop: str) -> Value | None:
        """The value that the policy puts first, None if nothing is said."""
        found = self.values.get(prop)
        return found[0] if found else None

    def displayed(self, prop: Property) -> tuple[Value, ...]:
        """What a view shows of a property: all values where it takes many, else the first."""
        found = self.values.get(prop.name, ())
        return found if prop.many else found[:1]

    @cached_property
    def figure(self) -> "Figure | None":
        """What it is known by: its amount, power, share or change; None if nothing of that is said."""
        for prop in model().kind(self.kind).figures:
            found = self.shown(prop)
            if found and isinstance(found.decoded, Quantity):
                return Figure(prop, found.decoded, found.best)
        return None

    def word(self, prop: str) -> str | None:
        """The first value of a property whose values are words."""
        found = self.values.get(prop)
        return str(found[0].decoded) if found else None

    def quantity(self, prop: str) -> Quantity | None:
        """The first value of a property whose values are quantities."""
        found = self.shown(prop)
        return found.decoded if found and isinstance(found.decoded, Quantity) else None

    def statements(self) -> Iterator[StoredStatement]:
        """All statements that the node rests on, parties included."""
        for values in self.values.values():
            for value in values:
                yield from value.statements
        for party in self.parties:
            yield from party.statements

    def documents(self) -> list[bytes]:
        """The documents that it rests on, each once."""
        return sorted({s.document for s in self.statements()})

    def actors(self, *roles: str) -> list[str]:
        """The node ids of its parties in these roles, of all if none is given; each once, in the text's order."""
        return list(dict.fromkeys(p.actor for p in self.parties if not roles or p.role in roles))
