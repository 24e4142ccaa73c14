"""Terms: every name in the ontology means one thing, and every literal is spelled as libraries keep it."""

import pyoxigraph as ox
import pytest
import rdflib

from wattgraph.graph.rdf import literals as lit
from wattgraph.graph.rdf import terms as t
from wattgraph.schema.model import model


def test_classes_vocabularies_and_properties_share_no_name():
    classes = [*model().kinds, *t.OWN_CLASSES]
    lists = [t.vocabulary_iri(v).value.removeprefix(t.ONTOLOGY) for v in model().vocabularies.values()]
    modelled = {p for kind in model().kinds.values() for p in kind.properties}
    names = [*classes, *lists, *modelled, *t.OWN_TERMS]
    assert sorted(names) == sorted(set(names))


def test_own_terms_name_known_classes_and_ranges():
    domains = {*t.OWN_CLASSES, *model().kinds, "Statement", "Thing"}
    values = {"string", "boolean", "decimal", "integer", "date", "Class", "Thing"}
    for term in t.OWN_TERMS.values():
        assert term.domain in domains
        assert term.range in {*domains, *values, *model().vocabularies}


def test_node_ids_are_escaped():
    assert t.node_iri("a b/c é").value == "https://w3id.org/wattgraph/id/node/a%20b%2Fc%20%C3%A9"


@pytest.mark.parametrize(
    ("words", "spelled"),
    [("P15Y", "P15Y"), ("P18M", "P1Y6M"), ("P2W", "P14D"), ("P12M", "P1Y"), ("PT8H", "PT8H")],
)
def test_durations_survive_every_library(words, spelled):
    made = lit.spelled("duration", words)
    assert (made.literal.value, made.lexical) == (spelled, None if words == spelled else words)
    store = ox.Store()
    name = ox.NamedNode("https://example.org/a")
    store.add(ox.Quad(name, name, made.literal))
    assert next(iter(store)).object == made.literal
    assert str(rdflib.Literal(spelled, datatype=rdflib.XSD.duration)) == spelled


@pytest.mark.parametrize(
    ("edtf", "datatype"),
    [
        ("2026", t.XSD + "gYear"),
        ("2025-11", t.XSD + "gYearMonth"),
        ("2025-11-03", t.XSD + "date"),
        ("2026-H2", t.EDTF),
        ("2026-21", t.EDTF),
    ],
)
def test_dates_are_as_precise_as_they_were(edtf, datatype):
    made = lit.date(edtf)
    assert (made.value, made.datatype.value) == (edtf, datatype)


def test_decimals_have_one_spelling():
    assert lit.spelled("decimal", "31.50") == (lit.spelled("decimal", "31.5").literal, "31.50")
