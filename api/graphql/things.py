"""The types of things, derived from the model: one object type per concrete class, one field per property."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import graphene

from ...graph.view import Value, View
from ...schema.model import QUANTITIES, Kind, Model, Property, model
from ...schema.quantity import plain_decimal
from ...schema.words import plural
from . import enums, geography
from .answers import CAP, Measured, Seen
from .interfaces import Actor, Fact, Thing
from .values import Node, Quantity

Resolver = Callable[[Seen, Any], Any]
#: What makes a field's answer of a value, in its view.
Made = Callable[[View, Value], Any]

#: Properties that a field written by hand shows better.
_BY_HAND = frozenset({"role"})


@cache
def types() -> dict[str, Any]:
    """Class -> its GraphQL type."""
    shipped = model()
    return {k.name: _type(shipped, k) for k in shipped.kinds.values() if k.described and not k.abstract}


def described(shipped: Model) -> Iterator[Kind]:
    """The concrete classes whose things statements describe."""
    return (k for k in shipped.kinds.values() if k.described and not k.abstract)


def _type(shipped: Model, kind: Kind) -> Any:
    shared = Actor if shipped.is_a(kind.name, "Actor") else Fact if kind.parties else None
    meta = type("Meta", (), {"interfaces": (Node, Thing, *((shared,) if shared else ()))})
    fields: dict[str, Any] = {"__doc__": kind.doc, "Meta": meta}
    for prop in kind.properties.values():
        if not prop.party and prop.name not in _BY_HAND:
            fields |= _fields(shipped, prop)
    if geography.has_points(kind):
        fields |= geography.fields(lambda: types()[kind.name])
    return type(kind.name, (graphene.ObjectType,), fields)


def _fields(shipped: Model, prop: Property) -> dict[str, Any]:
    """The field of a property; one of many values has the shown one, and all of them under the plural."""
    found, one = _range(shipped, prop)
    if not prop.many:
        return {prop.name: graphene.Field(found, resolver=_shown(prop.name, one), description=prop.doc)}
    several = graphene.Field(
        graphene.List(graphene.NonNull(found)), required=True, resolver=_all(prop.name, one),
        description=f"{prop.doc} All of them, the first to show first.",
    )  # fmt: skip
    if prop.ranges[0] in shipped.kinds:
        return {prop.name: several}
    shown = graphene.Field(found, resolver=_shown(prop.name, one), description=f"{prop.doc} The one to show.")
    return {prop.name: shown, plural(prop.name): several}


def _range(shipped: Model, prop: Property) -> tuple[Any, Made]:
    """The GraphQL type of a property's values, and what makes one of a decoded value."""
    first = prop.ranges[0]
    if first in QUANTITIES:
        return Quantity, Measured.of
    if first in shipped.vocabularies:
        return enums.VOCABULARIES[first], _word
    if first == "boolean":
        return graphene.Boolean, _flag
    if first in shipped.kinds:
        return _class(shipped, prop.ranges), _thing
    return graphene.String, _word


def _class(shipped: Model, ranges: tuple[str, ...]) -> Any:
    """The type of one class, made later; of several the interface that they share."""
    if len(ranges) > 1:
        return Fact if all(shipped.kind(name).parties for name in ranges) else Thing
    return Actor if shipped.kind(ranges[0]).abstract else lambda: types()[ranges[0]]


def _flag(view: View, value: Value) -> bool:
    return bool(value.decoded)


def _word(view: View, value: Value) -> str:
    return plain_decimal(value.decoded) if isinstance(value.decoded, Decimal) else str(value.decoded)


def _thing(view: View, value: Value) -> Seen | None:
    node = view.node(str(value.decoded))
    return Seen(view, node) if node else None


def _shown(prop: str, one: Made) -> Resolver:
    def resolve(seen: Seen, info: Any) -> Any:
        value = seen.node.shown(prop)
        found = None if value is None else one(seen.view, value)
        return replace(found, chosen=(seen.node, prop)) if isinstance(found, Measured) else found

    return resolve


def _all(prop: str, one: Made) -> Resolver:
    def resolve(seen: Seen, info: Any) -> list[Any]:
        made = (one(seen.view, value) for value in seen.node.values.get(prop, ()))
        return [found for found in made if found is not None][:CAP]

    return resolve
