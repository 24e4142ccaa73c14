"""`wattgraph sparql` as a user meets it."""

import json
from pathlib import Path

import pytest

from wattgraph.api import exits

from .conftest import Command

DEALS = "SELECT ?caption ?kind { GRAPH graph:default { ?d a wg:Deal ; rdfs:label ?caption ; wg:kind ?kind } }"


def test_rows_as_a_table(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("sparql", DEALS)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "hosting · $9.7bn\twg:dealKind.hosting\n"


@pytest.mark.parametrize(
    ("format", "words"),
    [("json", '"bindings"'), ("xml", "<sparql"), ("csv", "caption,kind"), ("tsv", "?caption\t?kind")],
)
def test_rows_in_each_format(wattgraph: Command, ledger: Path, format: str, words: str) -> None:
    answer = wattgraph("sparql", DEALS, "--format", format)
    assert answer.code == 0
    assert words in answer.out
    assert answer.out.endswith("\n")


def test_graphs_and_a_yes_or_no(wattgraph: Command, ledger: Path) -> None:
    graph = "CONSTRUCT { ?d wg:kind ?k } { ?d a wg:Deal ; wg:kind ?k }"
    assert "wg:dealKind.hosting" in wattgraph("sparql", graph).out
    assert "#dealKind.hosting>" in wattgraph("sparql", graph, "--format", "ntriples").out
    assert wattgraph("sparql", "ASK { ?d a wg:Deal }").out == "true\n"
    assert json.loads(wattgraph("--json", "sparql", "ASK { ?d a wg:Site }").out) == {"head": {}, "boolean": False}
    said = wattgraph("sparql", "SELECT ?t { ?s rdf:reifies ?t . ?s rdf:reifies <<( ?m wg:kind ?o )>> }").out
    assert said.startswith("<<( mention:")


def test_the_query_from_a_file_or_standard_input(wattgraph: Command, ledger: Path, home: Path) -> None:
    (home / "deals.rq").write_text(DEALS)
    assert "hosting" in wattgraph("sparql", "--file", "deals.rq").out
    assert "hosting" in wattgraph("sparql", "--file", "-", input=DEALS.encode()).out


def test_it_sees_what_was_loaded_meanwhile(wattgraph: Command, ledger: Path, home: Path) -> None:
    wattgraph("sparql", DEALS)
    (home / "more.txt").write_text("Cipher Mining signed a hosting deal with Amazon worth 5.5 billion dollars.\n")
    assert wattgraph("load", "more.txt").code == 0
    assert len(wattgraph("sparql", DEALS).out.splitlines()) == 2


def test_a_view_of_another_date_or_policy(wattgraph: Command, ledger: Path) -> None:
    early = wattgraph("sparql", DEALS, "--known-at", "2001")
    assert (early.out, early.err) == ("", "Left out as not surely known at 2001: 1 document\n")
    about = "SELECT ?policy ?day { GRAPH graph:about { ?v wg:policy ?policy ; wg:asOf ?day } }"
    assert wattgraph("sparql", about, "--policy", "strictText", "--as-of", "2026").out == "strictText\t2026\n"


REFUSALS = {
    "no date": ((DEALS, "--known-at", "soon"), exits.USAGE, ("knownAt", "'soon'")),
    "no policy": ((DEALS, "--policy", "mine"), exits.USAGE, ("'mine'", "strictText")),
    "no SPARQL": (("SELECT ?x {",), exits.USAGE, ("is not SPARQL: error at 1:",)),
    "an update": (("DROP ALL",), exits.USAGE, ("DROP is an update",)),
    "another host": (("SELECT * { SERVICE <http://x/> {} }",), exits.USAGE, ("SERVICE asks another host",)),
    "too deep": (("ASK " + "{" * 500 + "}" * 500,), exits.USAGE, ("is nested 500 deep",)),
    "an unknown format": ((DEALS, "--format", "pdf"), exits.USAGE, ("'pdf'", "table, json, xml")),
    "rows as a graph": ((DEALS, "--format", "turtle"), exits.USAGE, ("gives rows", "text/csv (csv)")),
    "no query": ((), exits.USAGE, ("as an argument or by --file",)),
    "no such file": (("--file", "none.rq"), exits.USAGE, ("none.rq", "SPARQL query")),
    "too long": (
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--deadline", "0.3"),
        exits.RESOURCE, ("took longer than 0.3 s", "LIMIT"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSALS)
def test_refusals(wattgraph: Command, unchanged: Path, what: str) -> None:
    arguments, code, words = REFUSALS[what]
    wattgraph("sparql", *arguments).refused(code, *words)


def test_no_ledger(wattgraph: Command, home: Path) -> None:
    wattgraph("sparql", DEALS).refused(exits.FAILURE, "no ledger here", "wattgraph load")
    assert list(home.iterdir()) == []
