"""Ontology, shapes and mappings: derived from the model, and strict enough to catch a number that no text gives."""

import csv
from decimal import Decimal

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

import wattgraph
from wattgraph.graph.rdf import terms as t
from wattgraph.graph.rdf.context import context, ranges_of
from wattgraph.graph.rdf.ontology import MATCHES, mappings, ontology
from wattgraph.graph.rdf.quads import quads, to_rdflib
from wattgraph.graph.rdf.shapes import shapes
from wattgraph.schema.model import model

WG = rdflib.Namespace(t.ONTOLOGY)
SKOS, SH = rdflib.SKOS, rdflib.SH

#: Terms of the verified list that have no counterpart, since they reify what is a property or a statement here.
WITHOUT = {
    "rdf:reifies", "skos:Concept", "org:Membership", "prov:Association", "prov:generatedAtTime", "prov:used",
    "prov:invalidatedAtTime", "prov:wasInfluencedBy", "ftm:Identification", "ftm:Membership", "dct:issued",
    "ftm:ProjectParticipant", "schema:OrganizationRole", "schema:PropertyValue", "schema:Role",
    "schema:datePublished", "fibo:FBC/FinancialInstruments/FinancialInstruments/Issuer",
    "fibo:SEC/Securities/SecuritiesIdentification/TickerSymbol", "cmns:Identifiers/isIdentifiedBy",
    "cmns:PartiesAndSituations/PartyRole",
}  # fmt: skip


@pytest.fixture(scope="module")
def terms():
    return rdflib.Graph().parse(data=ontology().turtle(), format="turtle")


@pytest.fixture(scope="module")
def rules():
    return rdflib.Graph().parse(data=shapes().turtle(), format="turtle")


def as_graph(view):
    """All graphs of a view as one, in the form of RDF 1.1."""
    found = rdflib.Graph()
    for said in to_rdflib(view).quads():
        found.add(said[:3])
    return found


def refused(graph, rules):
    """The messages of what does not conform."""
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=rules)
    messages = {str(m) for m in report.objects(None, SH.resultMessage)}
    assert conforms == (not messages)
    return messages


# -- ontology


def test_every_class_property_and_word_is_declared_with_its_doc(terms):
    for kind in model().kinds.values():
        assert (WG[kind.name], rdflib.RDF.type, rdflib.OWL.Class) in terms
        if kind.extends:
            assert (WG[kind.name], rdflib.RDFS.subClassOf, WG[kind.extends]) in terms
    for name in (*ranges_of(model()), *t.OWN_TERMS, *model().kinds, *t.OWN_CLASSES):
        assert terms.value(WG[name], rdflib.RDFS.comment), name
    for vocabulary in model().vocabularies.values():
        for word in vocabulary:
            place = rdflib.URIRef(t.word_iri(vocabulary.name, word).value)
            assert (place, rdflib.RDF.type, rdflib.URIRef(t.vocabulary_iri(vocabulary).value)) in terms


def test_nothing_of_them_is_blank(terms, rules):
    assert not [node for graph in (terms, rules) for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]


def test_every_term_of_an_export_is_declared(view, terms):
    """What stands in data and not in the ontology is a mistake of one of the two."""
    declared = set(terms.subjects())
    for triple in as_graph(view):
        for term in triple:
            if isinstance(term, rdflib.URIRef) and term in WG:
                assert term in declared


def test_mappings_lead_to_terms_that_were_verified(shared):
    with (shared / "data" / "mapped_terms.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["verified"] == "True"]
    verified = {row["iri"]: row["mapped"] for row in rows}
    mapped = {term for table in mappings().values() for terms in table.values() for term in terms}
    assert mapped <= verified.keys()
    assert {verified[iri] for iri in verified.keys() - mapped} == WITHOUT


def test_mappings_are_of_our_terms(terms):
    for name, table in mappings().items():
        assert name in {*model().kinds, *t.OWN_CLASSES, *ranges_of(model()), *t.OWN_TERMS}
        assert table.keys() <= set(MATCHES)
        for match, found in table.items():
            assert {str(term) for term in terms.objects(WG[name], SKOS[match])} == set(found)


def test_party_roles_are_kinds_of_party(terms):
    query = "SELECT ?role { ?role rdfs:subPropertyOf wg:party }"
    found = {str(row.role).removeprefix(t.ONTOLOGY) for row in terms.query(query, initNs={"wg": WG})}
    assert {"issuer", "lender", "provider"} <= found
    assert "name" not in found


def test_the_context_has_every_property():
    assert {*ranges_of(model()), *t.OWN_TERMS} <= context().keys()


# -- shapes


def test_shapes_are_shapes(rules):
    """Checked against SHACL's own shapes for shapes."""
    assert pyshacl.validate(rdflib.Graph(), shacl_graph=rules, meta_shacl=True)[0]


def test_an_export_conforms(view, rules):
    assert refused(as_graph(view), rules) == set()


@pytest.mark.slow
@pytest.mark.parametrize("corpus", ["seeds", "examples"])
def test_articles_conform(request, corpus, tmp_path, rules):
    folder = request.getfixturevalue("shared") / "seeds" if corpus == "seeds" else request.getfixturevalue("examples")
    with wattgraph.open(tmp_path / "articles.db") as store:
        assert len(store.load(folder)) == 2
        assert refused(as_graph(store.view()), rules) == set()


def capped(graph):
    """The quantities of 'up to 50 billion', as its statement gives it and as the view shows it."""
    found = list(graph.subjects(WG.qualifier, WG["qualifier.upTo"]))
    assert len(found) == 2
    return found


def test_an_up_to_amount_stored_as_a_point_is_refused(view, rules):
    graph = as_graph(view)
    for quantity in capped(graph):
        graph.set((quantity, WG.value, rdflib.Literal(Decimal("50000000000"))))
    assert refused(graph, rules) == {
        "a quantity has a value only where both its bounds are that value",
        "'up to' and other bounds have no value: only the bound is known",
    }


def test_an_up_to_amount_whose_bounds_are_a_point_is_refused(view, rules):
    graph = as_graph(view)
    for quantity in capped(graph):
        for name in ("value", "lower", "upper"):
            graph.set((quantity, WG[name], rdflib.Literal(Decimal("50000000000"))))
    assert refused(graph, rules) == {"'up to' and other bounds have no value: only the bound is known"}


DAMAGE = {
    "no evidence": "DELETE { ?s wg:evidence ?e } WHERE { ?s wg:evidence ?e }",
    "a word of another list": "DELETE { ?d wg:kind ?k } INSERT { ?d wg:kind wg:capitalFlowKind.loan } "
    "WHERE { ?d a wg:Deal ; wg:kind ?k }",
    "an issuer that is no actor": "DELETE { ?f wg:issuer ?a } INSERT { ?f wg:issuer ?f } WHERE { ?f wg:issuer ?a }",
    "an amount without its unit": "DELETE { ?q wg:unit ?u } WHERE { ?q wg:unit ?u }",
    "bounds that are swapped": "DELETE { ?q wg:lower ?l ; wg:upper ?u } INSERT { ?q wg:lower ?u ; wg:upper ?l } "
    "WHERE { ?q wg:lower ?l ; wg:upper ?u FILTER(?l < ?u) }",
    "money in megawatts": 'DELETE { ?q wg:unit ?u } INSERT { ?q wg:unit "MW" } WHERE { ?q wg:unit ?u }',
    "two points": "INSERT { ?q wg:value 5 } WHERE { ?q wg:value ?v }",
    "a quote that starts behind its end": "DELETE { ?e wg:startOffset ?o } INSERT { ?e wg:startOffset 99999 } "
    "WHERE { ?e a wg:Evidence ; wg:startOffset ?o }",
    "a role said of a number": "DELETE { ?s rdf:object ?o } INSERT { ?s rdf:object 5 } "
    "WHERE { ?s rdf:predicate wg:party ; rdf:object ?o }",
    "no caption": "DELETE { ?d rdfs:label ?l } WHERE { ?d a wg:Deal ; rdfs:label ?l }",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found(view, rules, what):
    graph = as_graph(view)
    before = len(graph), set(graph)
    graph.update(DAMAGE[what], initNs={"wg": WG})
    assert (len(graph), set(graph)) != before
    assert refused(graph, rules)


def test_the_forms_are_one_content(view):
    one = {quad.triple for quad in quads(view, "1.1")}
    assert len(one) == len(as_graph(view))
    assert all(isinstance(triple, ox.Triple) for triple in one)
