"""RDF exports: equal content gives equal bytes, bounds stay bounds, and nothing leaks."""

import json
from io import BytesIO
from itertools import permutations

import pyoxigraph as ox
import pytest
import rdflib

from wattgraph.graph.exports import FORMATS, ExportError, export, to_rdflib
from wattgraph.graph.rdf import terms as t
from wattgraph.graph.rdf.context import context
from wattgraph.graph.rdf.quads import unfolded
from wattgraph.graph.rdf.terms import ONTOLOGY, PREFIXES
from wattgraph.schema.quantity import Interval, Quantity
from wattgraph.schema.statement import decode_evidence, encode_evidence

SECRET = "drank their coffee"


#: Every format with every form of RDF that it has.
WRITINGS = [(format, form) for format, found in FORMATS.items() for form in found.forms or (None,)]
PARSED = {
    "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip


def exported(view, format="nquads", form=None):
    stream = BytesIO()
    export(view, format, stream, form)
    return stream.getvalue()


def parsed(view, format, form=None):
    return set(ox.parse(exported(view, format, form), format=PARSED[format]))


def rows(view, query):
    """Answers of SPARQL over all graphs together, terms as their words."""
    store = ox.Store()
    store.extend(ox.parse(exported(view), format=ox.RdfFormat.N_QUADS))
    prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
    found = store.query(prefixes + query, use_default_graph_as_union=True)
    return [tuple(None if term is None else term.value for term in row) for row in found]


def spelled(dataset):
    """The quads of an rdflib dataset as N-Quads terms."""
    return {tuple(term.n3() for term in (s, p, o, rdflib.URIRef(str(g)))) for s, p, o, g in dataset.quads()}


def respelled(quads):
    """The quads of pyoxigraph in rdflib's spelling, without rdflib's normalisation."""

    def term(one):
        if isinstance(one, ox.NamedNode):
            return rdflib.URIRef(one.value)
        plain = one.datatype.value == str(rdflib.XSD.string)
        return rdflib.Literal(one.value, datatype=None if plain else one.datatype.value, normalize=False)

    return {tuple(term(one).n3() for one in (q.subject, q.predicate, q.object, q.graph_name)) for q in quads}


def test_nquads_read_back_alike_in_both_libraries(view):
    written = exported(view, form="1.1")
    dataset = rdflib.Dataset()
    dataset.parse(data=written, format="nquads")
    oxigraph = respelled(ox.parse(written, format=ox.RdfFormat.N_QUADS))
    assert len(oxigraph) == len(written.splitlines()) > 200
    assert spelled(dataset) == oxigraph == spelled(to_rdflib(view))


def test_nothing_is_blank_and_all_is_minted_under_the_base(view):
    for quad in ox.parse(exported(view), format=ox.RdfFormat.N_QUADS):
        assert all(isinstance(term, ox.NamedNode) for term in (quad.subject, quad.predicate, quad.graph_name))
        said = list(quad.object) if isinstance(quad.object, ox.Triple) else ()
        assert all(isinstance(term, ox.NamedNode | ox.Literal) for term in said or (quad.object,))
        assert quad.subject.value.startswith("https://w3id.org/wattgraph/id/")


def test_lines_are_sorted_and_unique(view):
    lines = exported(view).splitlines()
    assert lines == sorted(set(lines))


@pytest.mark.parametrize(("format", "form"), WRITINGS)
def test_equal_content_gives_equal_bytes_in_any_order_of_loading(fresh, reports, look, format, form):
    written = set()
    for order in list(permutations(reports))[::2]:
        ledger = fresh()
        for report in (*order, order[0]):
            report.into(ledger)
        written.add(exported(look(ledger), format, form))
    assert len(written) == 1


@pytest.mark.parametrize("format", FORMATS)
def test_no_text_beyond_the_quotes(view, format):
    assert SECRET in view.snapshot.ledger.text(next(iter(view.documents)))
    written = exported(view, format).decode()
    assert SECRET not in written
    assert "Microsoft" in written


def test_turtle_says_the_same_in_one_graph(view):
    turtle = parsed(view, "turtle", "1.1")
    assert {q.triple for q in turtle} == {q.triple for q in parsed(view, "nquads", "1.1")}
    assert {q.graph_name for q in turtle} == {ox.DefaultGraph()}
    assert len(rdflib.Graph().parse(data=exported(view, "turtle", "1.1"), format="turtle")) == len(turtle)


@pytest.mark.parametrize(("format", "form"), [(f, v) for f, v in WRITINGS if f in ("trig", "jsonld")])
def test_formats_with_graphs_say_the_same(view, format, form):
    assert parsed(view, format, form) == parsed(view, "nquads", form)


def test_statements_are_said_and_not_asserted(view):
    """A reifier names a triple without stating it; the older form says the same in three triples."""
    reified = {q.object for q in parsed(view, "nquads") if q.predicate == t.REIFIES}
    assert len(reified) == len(list(view.statements()))
    assert not reified & {q.triple for q in parsed(view, "nquads")}
    older = parsed(view, "nquads", "1.1")
    assert not [q for q in older if isinstance(q.object, ox.Triple)]
    assert set(unfolded(parsed(view, "nquads"))) == older


def test_json_ld_brings_its_context_and_reads_like_the_model(view):
    written = json.loads(exported(view, "jsonld"))
    assert written["@context"] == context()
    graphs = {graph["@id"]: graph["@graph"] for graph in written["@graph"]}
    (deal,) = [thing for thing in graphs["graph:default"] if "wg:Deal" in thing.get("@type", ())]
    assert (deal["kind"], deal["term"], len(deal["party"])) == ("wg:dealKind.unspecified", "P5Y", 2)
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(view, "jsonld"), format="json-ld")
    assert spelled(dataset) == spelled(to_rdflib(view))


def test_up_to_has_bounds_and_no_value(view):
    query = """SELECT ?lower ?upper ?value ?qualifier {
        ?flow wg:kind wg:capitalFlowKind.capexCommitment ; wg:amount ?q .
        ?q wg:lower ?lower ; wg:upper ?upper ; wg:qualifier ?qualifier . OPTIONAL { ?q wg:value ?value } }"""
    assert rows(view, query) == [("0", "50000000000", None, ONTOLOGY + "qualifier.upTo")]


def test_an_implied_currency_is_marked(view):
    query = """SELECT ?value ?unit ?basis ?words { ?deal a wg:Deal ; wg:amount ?q .
        ?q wg:value ?value ; wg:unit ?unit ; wg:unitBasis ?basis ; wg:verbatim ?words }"""
    assert rows(view, query) == [("9700000000", "USD", ONTOLOGY + "unitBasis.implied", "9.7 billion")]


def test_no_triple_stands_in_both_graphs(view):
    """Stores that query all graphs as one would count it twice."""
    quads = list(ox.parse(exported(view), format=ox.RdfFormat.N_QUADS))
    assert len({quad.triple for quad in quads}) == len(quads)


def test_all_that_is_said_of_a_node(view):
    query = """SELECT ?property { ?deal a wg:Deal . 
        ?s rdf:reifies <<( ?mention ?property ?object )>> . ?mention wg:mentionOf ?deal }"""
    names = [iri.removeprefix(ONTOLOGY) for (iri,) in rows(view, query)]
    assert sorted(names) == ["amount", "kind", "party", "party", "term"]


def test_the_view_names_parties_status_and_caption(view):
    query = """SELECT ?firm ?label ?status ?basis { GRAPH graph:default {
        ?deal a wg:Deal ; rdfs:label ?label ; wg:status ?status ; wg:statusBasis ?basis ; wg:party ?p .
        ?p a wg:Actor ; wg:name ?firm } } ORDER BY ?firm"""
    said = ("deal of unstated kind · 9.7bn USD (currency implied) · 5 y", ONTOLOGY + "status.signed", "stated")
    assert rows(view, query) == [("IREN", *said), ("Microsoft", *said)]


def test_a_status_by_rule_is_marked_inferred(view):
    query = """SELECT ?status ?basis {
        ?flow wg:kind wg:capitalFlowKind.bondIssuance ; wg:status ?status ; wg:statusBasis ?basis }"""
    assert rows(view, query) == [(ONTOLOGY + "status.announced", "inferred")]


def test_every_number_leads_to_its_sentence_and_document(view):
    query = """SELECT ?quote ?title ?day {
        ?deal a wg:Deal ; wg:amount/wg:statedBy ?s . ?s wg:evidence ?e ; wg:document ?d .
        ?e wg:part "quote" ; wg:quote ?quote .
        ?d schema:headline ?title ; schema:datePublished ?day }"""
    quote = "IREN signed a 9.7 billion deal with Microsoft for five years."
    assert rows(view, query) == [(quote, "IREN and Microsoft", "2025-11-03")]


def test_a_joint_flow_has_three_issuers_and_an_open_list(view):
    query = """SELECT (COUNT(?issuer) AS ?n) ?complete { GRAPH graph:default {
        ?flow wg:issuer ?issuer ; wg:participantsComplete ?complete } } GROUP BY ?flow ?complete"""
    assert rows(view, query) == [("3", "false")]


def test_statements_can_be_rebuilt_from_their_resources(view):
    """What the ledger hashes into an id stands in the graph: bounds, basis, words, evidence in its order."""
    query = """SELECT ?id ?spans ?lower ?upper ?unit ?qualifier ?basis ?words {
        ?id rdf:reifies <<( ?mention wg:amount ?q )>> ; wg:spans ?spans .
        ?q wg:lower ?lower ; wg:upper ?upper ; wg:unit ?unit ;
        wg:qualifier ?qualifier ; wg:unitBasis ?basis ; wg:verbatim ?words }"""
    amounts = {s.id.hex(): s for s in view.statements() if s.property == "amount"}
    found = rows(view, query)
    assert len(found) == len(amounts) == 3
    for iri, spans, lower, upper, unit, *words, verbatim in found:
        said = amounts[iri.rpartition("/")[2]]
        qualifier, basis = (word.rpartition(".")[2] for word in words)
        interval = Interval(*(Quantity.decode(f"[{end},{end}] X exact stated ").value for end in (lower, upper)))
        assert Quantity(interval, unit, qualifier, basis, verbatim).encode() == said.object
        text = view.snapshot.ledger.text(said.document)
        assert encode_evidence(decode_evidence(spans, text)) == said.evidence == spans


def test_a_policy_is_another_graph(ledger, reports, look, listed):
    reports[0].into(ledger)
    listed(("iren", "IREN", "bitcoinMiner")).into(ledger)
    query = "SELECT ?g ?role { GRAPH ?g { ?firm wg:role ?role } }"
    graphs = "https://w3id.org/wattgraph/graph/"
    assert rows(look(ledger), query) == [(graphs + "default", ONTOLOGY + "actorRole.bitcoinMiner")]
    assert rows(look(ledger, "strictText"), query) == []
    assert b"graph/strictText" in exported(look(ledger, "strictText"))


def test_an_unknown_format_lists_those_there_are(view):
    with pytest.raises(ExportError, match="'xlsx'; there are nquads, trig, turtle, jsonld, graphml"):
        export(view, "xlsx", BytesIO())


@pytest.mark.parametrize(
    ("format", "form", "why"),
    [
        ("jsonld", "1.2", "jsonld is written in RDF 1.1 only, not in RDF 1.2"),
        ("graphml", "1.1", "graphml is no RDF"),
        ("turtle", "2.0", "turtle is written in RDF 1.2 or 1.1 only, not in RDF 2.0"),
    ],
)
def test_a_form_that_a_format_lacks(view, format, form, why):
    with pytest.raises(ExportError, match=why):
        export(view, format, BytesIO(), form)


def test_what_is_denied_or_taken_back(ledger, reports, look):
    """A denial stands among the statements and not in the view; what a person took back stands nowhere."""
    report = reports[0]
    (deal,) = (thing for thing in report.things.values() if thing.mention.kind == "Deal")
    deal.statements[:] = [s._replace(polarity=s.property != "term") for s in deal.statements]
    report.into(ledger)
    said = "SELECT ?term { ?s rdf:reifies <<( ?deal wg:term ?term )>> ; wg:polarity false }"
    shown = "SELECT ?term { ?deal wg:term ?term }"
    assert (rows(look(ledger), said), rows(look(ledger), shown)) == ([("P5Y",)], [])
    (denial,) = (s.id for s in ledger.statements() if not s.polarity)
    ledger.retract(denial, "tester")
    assert rows(look(ledger), said) == []
    assert denial.hex().encode() not in exported(look(ledger))
