"""Tables of things: one a class, who takes part in what, and every value that a document gives."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

from ...schema.model import Property
from ...schema.quantity import Quantity, plain_decimal
from ...schema.words import snake
from ..captions import caption
from ..status import modality, status
from ..view.node import Decoded, Node, Party, Value
from ..view.view import View
from .cells import Cells, Content, date_cells, exact, hexed, quantity_cells
from .tables import holds, joined, tables

#: How a decoded value stands in its column, where that is not text.
_CELLS: dict[str, Callable[[Any], Any]] = {"number": exact, "flag": bool}


def of_class(view: View, kind: str) -> Content:
    """The things of a class, by id, each with the value that the policy shows of each property."""
    nodes = [node for node in view.of_kind(kind) if node.kind == kind]
    resting = [node.documents() for node in nodes]
    found = view.model.kind(kind)
    cells: Cells = {
        "id": [node.id for node in nodes],
        "caption": [caption(view, node) for node in nodes],
        "documents": [len(documents) for documents in resting],
    }
    if found.parties:
        cells |= _progress(nodes)
    for prop in found.properties.values():
        if not prop.party:
            cells |= _shown(prop, [node.shown(prop.name) for node in nodes])
    return Content(cells, set(chain.from_iterable(resting)))


def _progress(nodes: list[Node]) -> Cells:
    how_far = [status(node) for node in nodes]
    basis = [("stated" if found.stated else "inferred") if found.word else None for found in how_far]
    return {
        "status": [found.word for found in how_far],
        "status_basis": basis,
        "modality": [modality(node) for node in nodes],
    }


def _shown(prop: Property, shown: list[Value | None]) -> Cells:
    name, kept = snake(prop.name), holds(prop)
    best = [None if value is None else value.best.id.hex() for value in shown]
    return _decoded(name, kept, [None if value is None else value.decoded for value in shown]) | {
        joined(name, "statement"): best
    }


def _decoded(name: str, kept: str, found: list[Decoded | None]) -> Cells:
    if kept == "quantity":
        return quantity_cells(name, [value if isinstance(value, Quantity) else None for value in found])
    if kept == "date":
        return date_cells(name, [None if value is None else str(value) for value in found])
    as_cell = _CELLS.get(kept, str)
    return {name: [None if value is None else as_cell(value) for value in found]}


def _nodes(view: View) -> Iterator[Node]:
    """All things that a table has, class by class."""
    for table in tables().values():
        if table.kind:
            yield from (node for node in view.of_kind(table.kind) if node.kind == table.kind)


# -- who takes part in what


def parties(view: View) -> Content:
    """A row for each part that somebody has in a thing."""
    found = [(node, party) for node in _nodes(view) for party in node.parties]
    actors = {party.actor: _actor(view, party.actor) for _, party in found}
    return Content(
        {
            "thing": [node.id for node, _ in found],
            "thing_class": [node.kind for node, _ in found],
            "role": [party.role for _, party in found],
            "actor": [party.actor for _, party in found],
            "actor_class": [actors[party.actor][0] for _, party in found],
            "actor_name": [actors[party.actor][1] for _, party in found],
            **_proof(party for _, party in found),
        },
        {said.document for _, party in found for said in party.statements},
    )


def _actor(view: View, identifier: str) -> tuple[str, str]:
    """Class and name; of an actor of whom nothing else is said its class comes from the mention."""
    node = view.node(identifier)
    kind = node.kind if node else view.snapshot.mentions[bytes.fromhex(identifier)].kind
    return kind, view.name(identifier)


def _proof(found: Iterable[Party | Value]) -> Cells:
    resting = [one.statements for one in found]
    return {
        "modality": [said[0].modality for said in resting],
        "statement": [said[0].id.hex() for said in resting],
        "statements": [hexed(s.id for s in said) for said in resting],
    }


# -- all values


class _Row(NamedTuple):
    thing: Node
    property: str
    kept: str
    rank: int
    value: Value


def values(view: View) -> Content:
    """A row for each value of each thing; those of one property are ranked."""
    found = list(_values(view))
    resting = [row.value.documents for row in found]
    cells: Cells = {
        "thing": [row.thing.id for row in found],
        "thing_class": [row.thing.kind for row in found],
        "property": [row.property for row in found],
        "rank": [row.rank for row in found],
        "text": [_text(row) for row in found],
        "object": [row.value.decoded if row.kept == "thing" else None for row in found],
        "documents": [len(documents) for documents in resting],
        **_proof(row.value for row in found),
    }
    quantities = [row.value.decoded if isinstance(row.value.decoded, Quantity) else None for row in found]
    return Content(cells | quantity_cells("", quantities), set(chain.from_iterable(resting)))


def _values(view: View) -> Iterator[_Row]:
    for node in _nodes(view):
        properties = view.model.kind(node.kind).properties
        for name, several in node.values.items():
            kept = holds(properties[name])
            for rank, value in enumerate(several, start=1):
                yield _Row(node, name, kept, rank, value)


def _text(row: _Row) -> str | None:
    decoded = row.value.decoded
    if row.kept == "thing" or isinstance(decoded, Quantity):
        return None
    if isinstance(decoded, bool):
        return "true" if decoded else "false"
    return plain_decimal(decoded) if isinstance(decoded, Decimal) else decoded
