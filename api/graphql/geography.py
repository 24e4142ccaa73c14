"""Distances in GraphQL: sites near a point, what lies near a site, and where a site lies with the words of it."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal as Number
from decimal import InvalidOperation
from typing import TYPE_CHECKING, Any

import graphene
from graphql import FloatValueNode, IntValueNode, StringValueNode, Undefined

from ...graph.geography import GeographyError, Located
from ...graph.view import View
from ...schema.coordinates import AXES, CoordinateError, Point, degrees
from ...schema.model import Kind
from ...schema.quantity import plain_decimal
from . import enums
from .answers import CAP, Cited, Seen, cite
from .errors import QueryError
from .paging import FIRST, check_first, full_list
from .values import at, evidence_field

if TYPE_CHECKING:
    from ...graph.geography.geography import Nearby, Neighbour

#: Kilometres are told to the metre: coordinates are no better known.
_METRE = Number("0.001")


class Decimal(graphene.Scalar):
    """An exact decimal number: leaves as text, is taken as text or number."""

    @staticmethod
    def serialize(value: Number) -> str:
        """Its shortest spelling."""
        return plain_decimal(value)

    @staticmethod
    def parse_value(value: Any) -> Any:
        """A finite number of a variable, `Undefined` if it is none."""
        try:
            number = Number(str(value))
        except InvalidOperation:
            return Undefined
        return number if number.is_finite() else Undefined

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> Any:
        """A number in the query's text."""
        written = isinstance(node, StringValueNode | IntValueNode | FloatValueNode)
        return cls.parse_value(node.value) if written else Undefined


class Near(graphene.InputObjectType):
    """Around a point. Degrees of WGS 84: 41.69 and -86.46, or 41°41'24"N and 86°27'36"W."""

    latitude = graphene.String(required=True, description="Positive in the north.")
    longitude = graphene.String(required=True, description="Positive in the east.")
    km = graphene.Field(Decimal, required=True, description="How far at most, along a great circle.")


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What lies near a site. Where nothing can be told the numbers are None, and `note` says why."""

    nodes: list["Apart"]
    total_count: int | None
    unplaced: int | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """A site and how far away it is."""

    view: View
    neighbour: "Neighbour"

    @property
    def site(self) -> Seen:
        """The site."""
        return Seen(self.view, self.neighbour.site)

    @property
    def km(self) -> Number:
        """Kilometres, to the metre."""
        return Number(self.neighbour.km).quantize(_METRE)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a site lies."""

    view: View
    located: Located


def sites_near(view: View, choice: Any) -> frozenset[str]:
    """The ids of the sites within a distance of a point. Raises QueryError."""
    try:
        point = Point(degrees("latitude", choice["latitude"]), degrees("longitude", choice["longitude"]))
    except CoordinateError as error:
        raise QueryError(f"near: {error}") from None
    return frozenset(found.site.id for found in _around(view, point, choice["km"]).found)


def _around(view: View, *around: Any, **wanted: Any) -> "Nearby":
    try:
        return view.geography.near(*around, **wanted)
    except GeographyError as error:
        raise QueryError(str(error)) from None


def _nearby(
    seen: Seen, info: Any, km: Number, first: int, kind: Any = None, fuel: Any = None
) -> Neighbourhood:  # fmt: skip
    check_first(first)
    if seen.view.geography.located(seen.node) is None:
        return Neighbourhood([], None, None, "this site has no coordinates, and no place becomes a point")
    wanted = {"kind": enums.words(kind), "fuel": enums.words(fuel), "first": first}
    answer = _around(seen.view, seen.node, km, **wanted)
    nodes = [Apart(seen.view, neighbour) for neighbour in answer.found]
    return Neighbourhood(nodes, answer.total, len(answer.unplaced))


def _point(seen: Seen, info: Any) -> Placed | None:
    found = seen.view.geography.located(seen.node)
    return Placed(seen.view, found) if found else None


def _prove(placed: Placed, info: Any, parts: list[Any] | None = None, first: int = CAP) -> list[Cited]:
    return cite(placed.view, placed.located.statements, enums.words(parts), min(check_first(first), CAP))


class GraphPoint(graphene.ObjectType):
    """Where a site lies: a latitude and a longitude that one document states. Degrees of WGS 84."""

    class Meta:
        name = "Point"

    latitude = graphene.Field(Decimal, required=True, resolver=at("located.point.latitude"))
    longitude = graphene.Field(Decimal, required=True, resolver=at("located.point.longitude"))
    evidence = evidence_field("The words that state it.", _prove)


def has_points(kind: Kind) -> bool:
    """Whether things of a class can have coordinates."""
    return AXES.keys() <= kind.properties.keys()


def fields(site: Callable[[], Any]) -> dict[str, Any]:
    """The fields of a site that are about distance. `site` gives its type later. Called once."""
    neighbour = type("Neighbour", (graphene.ObjectType,), {
        "__doc__": "A site and how far away it is.",
        "site": graphene.Field(site, required=True),
        "km": graphene.Field(Decimal, required=True, description="Kilometres along a great circle, to the metre."),
    })  # fmt: skip
    several = type("NeighbourList", (graphene.ObjectType,), {
        "__doc__": "What lies near, the nearest first.",
        "nodes": full_list(neighbour),
        "total_count": graphene.Int(description="How many there are; null if the site itself has no coordinates."),
        "unplaced": graphene.Int(description="How many more nobody can tell: without coordinates."),
        "note": graphene.String(description="Why there is nothing to measure from."),
    })  # fmt: skip
    return {
        "point": graphene.Field(GraphPoint, resolver=_point, description="Where it lies; null if nothing states it."),
        "nearby": graphene.Field(
            several, required=True, resolver=_nearby, first=FIRST,
            km=graphene.Argument(Decimal, required=True, description="How far at most."),
            kind=graphene.Argument(enums.VOCABULARIES["siteKind"], description="Only of this kind."),
            fuel=graphene.Argument(enums.VOCABULARIES["fuel"], description="Only what runs on this."),
            description="Other sites within a distance. What has no coordinates is never placed.",
        ),
    }  # fmt: skip
