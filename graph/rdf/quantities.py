"""Quantities as RDF: an interval keeps its bounds, and only a stated number has a `wg:value`."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from ...schema.quantity import Quantity
from . import literals as lit
from . import terms as t


def quantity_triples(iri: NamedNode, quantity: Quantity) -> Iterator[Triple]:
    """All that a quantity says; `Quantity.encode` can be rebuilt from it."""
    interval = quantity.interval
    yield Triple(iri, t.TYPE, t.class_iri("Quantity"))
    for name, number in (("value", interval.value), ("lower", interval.lower), ("upper", interval.upper)):
        if number is not None:
            yield Triple(iri, t.own_iri(name), lit.decimal(number))
    yield Triple(iri, t.own_iri("lowerOpen"), lit.flag(interval.lower_open))
    yield Triple(iri, t.own_iri("upperOpen"), lit.flag(interval.upper_open))
    yield Triple(iri, t.own_iri("unit"), lit.text(quantity.unit))
    yield Triple(iri, t.own_iri("qualifier"), t.word_iri("qualifier", quantity.qualifier))
    yield Triple(iri, t.own_iri("unitBasis"), t.word_iri("unitBasis", quantity.unit_basis))
    if quantity.verbatim:
        yield Triple(iri, t.own_iri("verbatim"), lit.text(quantity.verbatim))
