"""Points of sites: a latitude and a longitude that one document states of one site, with the words of both."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ...schema.coordinates import AXES, Point
from ..ledger.records import StoredStatement
from ..view.node import Node


class Located(NamedTuple):
    """A site with its point, and the two statements that give it."""

    site: Node
    point: Point
    statements: tuple[StoredStatement, StoredStatement]


def located(site: Node) -> Located | None:
    """Where a site lies, None if nothing states it.

    Both numbers are of one document, and of one mention in it if one has both: a latitude of one source and a
    longitude of another are nobody's point. Of several the best latitude decides, as the view ranks them.
    """
    choices = list(_choices(site))
    same = [choice for choice in choices if choice.statements[0].subject == choice.statements[1].subject]
    return next(iter(same or choices), None)


def _choices(site: Node) -> Iterator[Located]:
    for latitude, north in _stated(site, "latitude"):
        for longitude, east in _stated(site, "longitude"):
            if latitude.document == longitude.document:
                yield Located(site, Point(north, east), (latitude, longitude))


def _stated(site: Node, axis: str) -> Iterator[tuple[StoredStatement, Decimal]]:
    """The degrees that statements give, the best first; what is outside the world, of an older gate, is none."""
    for value in site.values.get(axis, ()):
        if isinstance(value.decoded, Decimal) and abs(value.decoded) <= AXES[axis][0]:
            for statement in value.statements:
                yield statement, value.decoded
