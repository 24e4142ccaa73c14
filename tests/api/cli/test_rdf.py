"""Export in each form, schema and import as a user meets them."""

import json
from pathlib import Path

import pytest
import rdflib

from wattgraph.api import exits

from .conftest import Command, dump


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "rdf-syntax-ns#reifies"),
        (("--rdf", "1.1"), "rdf-syntax-ns#predicate"),
        (("--format", "trig"), "rdf:reifies <<("),
        (("--format", "turtle", "--rdf", "1.1"), "rdf:predicate wg:amount"),
        (("--format", "jsonld"), '"rdf:predicate"'),
    ],
)
def test_export_in_each_form(wattgraph: Command, ledger: Path, options: tuple[str, ...], words: str) -> None:
    answer = wattgraph("export", *options)
    assert (answer.code, answer.err) == (0, "")
    assert words in answer.out


def test_a_form_that_a_format_lacks(wattgraph: Command, unchanged: Path) -> None:
    wattgraph("export", "--format", "jsonld", "--rdf", "1.2").refused(
        exits.USAGE, "jsonld is written in RDF 1.1 only"
    )


def test_schema_prints_what_the_terms_mean(wattgraph: Command, home: Path) -> None:
    terms = rdflib.Graph().parse(data=wattgraph("schema").out, format="turtle")
    assert len(terms) > 1000
    assert len(rdflib.Graph().parse(data=wattgraph("schema", "shapes").out, format="turtle")) > 1000
    assert json.loads(wattgraph("schema", "context").out)["@context"]["kind"] == {"@id": "wg:kind", "@type": "@id"}
    wattgraph("schema", "owl").refused(exits.USAGE, "no schema 'owl'; there are ontology, shapes, context")
    assert not Path("wattgraph.db").exists()


def test_import_brings_the_same_ledger(wattgraph: Command, ledger: Path) -> None:
    assert wattgraph("export", "--output", "graph.nq").code == 0
    answer = wattgraph("import", "graph.nq", "--store", "other.db")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Imported into other.db: ")
    assert dump(Path("other.db")) == dump(ledger)
    again = wattgraph("import", "graph.nq", "--store", "other.db", "--json")
    assert json.loads(again.out) == {"files": 1, "asserted": 0, "errors": []}
    answer = wattgraph("query", "--store", "other.db", "{ documents(first: 1) { nodes { textHeld } } }")
    assert json.loads(answer.out)["data"]["documents"]["nodes"] == [{"textHeld": False}]


def test_bad_files_make_no_ledger_and_keep_no_good_one_out(wattgraph: Command, ledger: Path) -> None:
    wattgraph("export", "--output", "graph.nq", "--rdf", "1.1")
    content = Path("graph.nq").read_text()
    Path("edited.nq").write_text(content.replace('"9700000000"', '"9800000000"'))
    Path("cut.nq").write_text(content[: len(content) // 2])
    wattgraph("import", "edited.nq", "--store", "no.db").refused(
        exits.INCOMPLETE, "edited.nq is no export of a ledger", "so it was edited", "Nothing of it was loaded"
    )
    wattgraph("import", "cut.nq", "--store", "no.db").refused(exits.INCOMPLETE, "cut.nq cannot be parsed", "at line")
    wattgraph("import", "absent.nq", "--store", "no.db").refused(exits.INCOMPLETE, "absent.nq cannot be read")
    wattgraph("import", "graph.csv", "--store", "no.db").refused(exits.INCOMPLETE, "there are .nq, .trig")
    assert not Path("no.db").exists()
    answer = wattgraph("import", "edited.nq", "graph.nq", "--store", "other.db")
    assert answer.code == exits.INCOMPLETE
    assert dump(Path("other.db")) == dump(ledger)
