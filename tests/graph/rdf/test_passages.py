"""One sentence as RDF: what rests on it, nothing of any other document, with licence and attribution."""

from io import BytesIO

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from wattgraph.graph.evidence import unfold
from wattgraph.graph.exports import ExportError, export
from wattgraph.graph.passages import PassageError, passage
from wattgraph.graph.rdf import terms as t
from wattgraph.graph.rdf.quads import quads, to_rdflib
from wattgraph.graph.rdf.received import read
from wattgraph.graph.rdf.resources import RdfError
from wattgraph.graph.rdf.shapes import shapes

TEXT = "Hut signed a lease with Oro for $3 billion. Rock signed a loan with Bank One of $1 billion."


@pytest.fixture
def look_at(ledger, text, look):
    """Two texts that tell of one lease and one loan; of which the first is asked. `look_at(start, end)`."""
    for words, title, licence in ((TEXT, "One", "CC-BY-4.0"), (TEXT.replace("$3", "$4"), "Two", "ODbL-1.0")):
        page = text(words)
        amount = "$3 billion" if "$3" in words else "$4 billion"
        page.contract("Deal", "lease", "lease", [("provider", "Hut"), ("customer", "Oro")], amount, status="signed")
        page.contract("CapitalFlow", "loan", "loan", [("lender", "Bank One"), ("beneficiary", "Rock")], "$1 billion")
        page.into(ledger, title=title, licence=licence)
    view = look(ledger)
    document = next(d for d in view.documents.values() if d.appearance.title == "One")
    return lambda start, end=None, said="Somebody": passage(view, document.id, start, end, said)


def test_it_holds_what_rests_on_the_words(look_at):
    found = look_at(0, 43)
    assert found.quote == TEXT[:43]
    assert found == look_at(20)  # the sentence around a place
    names = {str(s.object) for s in found.statements if s.property == "name"}
    assert names == {"Hut", "Oro"}
    assert {s.property for s in found.statements} == {"name", "kind", "provider", "customer", "amount"}
    assert len({s.document for s in found.statements}) == 1
    assert len(unfold(found.view, found)) == len(found.statements)
    assert str(found).endswith("6 statements of 3 things; CC-BY-4.0; Somebody")
    assert look_at(0, 3).statements
    assert {node.kind for node in look_at(44).things} == {"CapitalFlow", "Firm"}


def test_the_export_holds_nothing_of_another_document(look_at):
    made = list(quads(look_at(0, 43)))
    words = {q.object.value for q in made if isinstance(q.object, ox.Literal)}
    assert {"Hut", "Oro", "$3 billion", "CC-BY-4.0", "Somebody", "0-43"} <= words
    assert not {"Rock", "Bank One", "ODbL-1.0", "$4 billion", "Two"} & words
    documents = {q.object for q in made if q.predicate == t.own_iri("document")}
    assert len(documents) == 1


def test_it_conforms_to_the_shapes(look_at):
    found = rdflib.Graph()
    for said in to_rdflib(look_at(0, 43)).quads():
        found.add(said[:3])
    conforms, _, report = pyshacl.validate(
        found, shacl_graph=rdflib.Graph().parse(data=shapes().turtle(), format="turtle")
    )
    assert conforms, report


@pytest.mark.parametrize("format", ["nquads", "trig", "turtle", "jsonld"])
def test_it_is_written_in_every_form_of_rdf_and_no_import_takes_it_for_the_whole(look_at, tmp_path, format):
    endings = {"nquads": ".nq", "trig": ".trig", "turtle": ".ttl", "jsonld": ".jsonld"}
    path = tmp_path / f"passage{endings[format]}"
    stream = BytesIO()
    export(look_at(0, 43), format, stream)
    path.write_bytes(stream.getvalue())
    with pytest.raises(RdfError, match="one passage of a document"):
        read(path)


def test_no_graphml_of_a_passage(look_at):
    with pytest.raises(ExportError, match="graphml is no RDF; a passage is written as nquads, trig, turtle, jsonld"):
        export(look_at(0, 43), "graphml", BytesIO())


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (9, 4), (0, 500), (500, None)])
def test_a_place_that_there_is_not(look_at, start, end):
    with pytest.raises(PassageError, match=r"is no place in document .*: it has 91 characters"):
        look_at(start, end)


def test_a_document_that_the_view_does_not_know(look_at):
    with pytest.raises(PassageError, match="no document has the id"):
        passage(look_at(0).view, bytes(16), 0)
