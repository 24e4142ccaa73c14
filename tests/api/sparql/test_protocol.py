"""The SPARQL 1.1 Protocol, queries only, over HTTP."""

import csv
import io
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pyoxigraph as ox
import pytest

from wattgraph.api.sparql.protocol import FORM, QUERY, UPDATE

ROWS = "SELECT ?deal ?kind { GRAPH graph:default { ?deal a wg:Deal ; wg:kind ?kind } } ORDER BY ?kind"
GRAPH = "CONSTRUCT { ?deal wg:kind ?kind } WHERE { GRAPH graph:default { ?deal a wg:Deal ; wg:kind ?kind } }"
JSON = "application/sparql-results+json"


def ask(client: httpx.Client, how: str, query: str, accept: str | None = None, **more: Any) -> httpx.Response:
    """A query in one of the protocol's three ways."""
    headers = {"Accept": accept} if accept else {}
    if how == "get":
        return client.get("/sparql", params={"query": query, **more}, headers=headers)
    if how == "form":
        return client.post("/sparql", data={"query": query, **more}, headers=headers)
    return client.post("/sparql", content=query, params=more, headers={"Content-Type": QUERY, **headers})


@pytest.mark.parametrize("how", ["get", "form", "body"])
def test_a_query_in_each_way(client: httpx.Client, how: str) -> None:
    answer = ask(client, how, ROWS)
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert int(answer.headers["wattgraph-sequence"]) > 0
    kinds = [row["kind"]["value"].rpartition(".")[2] for row in answer.json()["results"]["bindings"]]
    assert kinds == ["partnership", "supply", "unspecified"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (JSON, JSON),
        ("application/json", JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html, text/csv;q=0.5, application/sparql-results+json;q=0.4", "text/csv; charset=utf-8"),
        ("text/csv;q=0, */*;q=0.1", JSON),
        ("text/*", "text/csv; charset=utf-8"),
        ("*/*", JSON),
    ],
)
def test_rows_in_each_format(client: httpx.Client, accept: str, media_type: str) -> None:
    answer = ask(client, "get", ROWS, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    if "csv" not in media_type:
        kind = media_type.partition(";")[0]
        rows = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.from_media_type(kind))
        assert isinstance(rows, ox.QuerySolutions)
        assert len(list(rows)) == 3
    else:
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 3


@pytest.mark.parametrize("form", [GRAPH, "DESCRIBE ?deal { ?deal a wg:Deal }"])
@pytest.mark.parametrize(
    ("accept", "media_type", "format"),
    [
        (None, "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("text/turtle", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/n-triples, text/turtle;q=0.1", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_graphs_in_each_format(
    client: httpx.Client, form: str, accept: str | None, media_type: str, format: ox.RdfFormat
) -> None:
    answer = ask(client, "get", form, accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)
    assert len(set(ox.parse(answer.content, format=format))) >= 3


@pytest.mark.parametrize("accept", [JSON, "text/csv", "text/tab-separated-values"])
def test_a_yes_or_no(client: httpx.Client, accept: str) -> None:
    answer = ask(client, "get", "ASK { ?deal a wg:Deal }", accept)
    assert answer.status_code == 200
    assert "true" in answer.text


def test_the_graphs_to_ask(client: httpx.Client) -> None:
    """By default all together; else those that the query, or the request, names."""
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(**more: Any) -> int:
        (row,) = ask(client, "get", count, **more).json()["results"]["bindings"]
        return int(row["n"]["value"])

    base = "https://w3id.org/wattgraph/graph/"
    both = [f"{base}default", f"{base}statements"]
    parts = [number(**{"default-graph-uri": iri}) for iri in (*both, f"{base}about")]
    assert min(parts) > 0
    assert number() == sum(parts)
    assert number(**{"default-graph-uri": both}) == sum(parts[:2])
    assert number(**{"named-graph-uri": both}) == 0

    def clause(text: str) -> int:
        (row,) = ask(client, "get", count.replace("{", text + " {", 1)).json()["results"]["bindings"]
        return int(row["n"]["value"])

    assert clause("FROM graph:default") == parts[0]
    assert clause("FROM graph:default FROM graph:statements") == sum(parts[:2])
    assert clause("FROM NAMED graph:default") == clause("FROM <urn:none>") == 0
    named = ask(client, "form", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": both[0]})
    assert [row["g"]["value"] for row in named.json()["results"]["bindings"]] == both[:1]


def test_what_a_document_says_is_not_asserted(client: httpx.Client) -> None:
    query = "SELECT ?quote { ?s rdf:reifies <<( ?m wg:amount ?a )>> ; wg:evidence ?e . ?e wg:quote ?quote } LIMIT 50"
    quotes = [row["quote"]["value"] for row in ask(client, "get", query).json()["results"]["bindings"]]
    assert any("9.7 billion" in quote for quote in quotes)
    mentioned = "ASK { ?m wg:amount ?a . ?m a wg:Mention }"
    assert ask(client, "get", mentioned).json()["boolean"] is False


def test_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    said = {str(t.object) for t in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert {f"<{sd}{name}>" for name in ("Service", "SPARQL11Query", "UnionDefaultGraph")} <= said
    assert "<https://w3id.org/wattgraph/graph/statements>" in said
    assert f"<{client.base_url.join('/sparql')}>" in said
    other = client.get("/sparql", headers={"Accept": "application/n-triples"})
    assert other.headers["content-type"] == "application/n-triples"
    assert client.get("/sparql", headers={"Accept": JSON}).status_code == 406


def refused(answer: httpx.Response, status: int, *words: str) -> None:
    """Asserts one clear message in JSON with this status and these words."""
    assert answer.status_code == status, answer.text
    (error,) = answer.json()["errors"]
    for word in words:
        assert word in error["message"]


@pytest.mark.parametrize("how", ["get", "form", "body"])
def test_malformed(client: httpx.Client, how: str) -> None:
    refused(ask(client, how, "SELECT ?x {\n ?x ?y"), 400, "is not SPARQL: error at 2:", "expected")


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX a: <b> DROP ALL", "LOAD <http://x/>"]
)
def test_updates_are_refused_however_they_come(client: httpx.Client, update: str) -> None:
    refused(client.post("/sparql", data={"update": update}), 403, "answers queries only")
    refused(client.post("/sparql", content=update, headers={"Content-Type": UPDATE}), 403, "answers queries only")
    refused(client.get("/sparql", params={"update": update}), 403, "answers queries only")
    for how in ("get", "form", "body"):
        refused(ask(client, how, update), 403, "is an update")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= {word.strip() for word in answer.headers["allow"].split(",")}


def test_head_says_what_get_would(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": ROWS})
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, JSON, b"")


def test_requests_that_are_not_understood(client: httpx.Client) -> None:
    refused(client.get("/sparql", params={"default-graph-uri": "urn:a"}), 400, "no query", "'query'")
    refused(client.post("/sparql", data={}, headers={"Content-Type": FORM}), 400, "no query")
    refused(client.get("/sparql", params=[("query", ROWS), ("query", ROWS)]), 400, "several queries")
    refused(client.post("/sparql", content=ROWS, headers={"Content-Type": "text/plain"}), 415, QUERY, FORM)
    refused(client.post("/sparql", content=b"\xff", headers={"Content-Type": QUERY}), 400, "UTF-8")
    refused(client.post("/sparql", content=b"query=%ff", headers={"Content-Type": FORM}), 400, "UTF-8")
    refused(client.get("/sparql?query=%ff"), 400, "the address", "UTF-8")
    refused(client.post("/sparql", content=b"#" * 200_001, headers={"Content-Type": QUERY}), 413, "200,000 bytes")
    latin = {"Content-Type": f"{QUERY}; charset=latin1"}
    refused(client.post("/sparql", content=ROWS, headers=latin), 415, "UTF-8")
    refused(ask(client, "body", "#" * 100_001), 400, "100,001 characters")
    refused(ask(client, "get", ROWS, "text/html"), 406, "text/csv")
    refused(ask(client, "get", ROWS, "text/turtle"), 406, "this query gives rows", "text/csv")
    refused(ask(client, "get", GRAPH, "text/csv"), 406, "this query gives a graph", "text/turtle")
    refused(ask(client, "get", ROWS, **{"default-graph-uri": "no iri"}), 400, "Invalid IRI")


def test_the_documented_question_has_the_documented_answer(client: httpx.Client, root: Path) -> None:
    page = (root / "docs" / "sparql.md").read_text("utf-8")
    query = page.split("```sparql\n")[1].split("```")[0]
    found = ask(client, "get", query, "text/csv").text
    rows = [list(row.values()) for row in csv.DictReader(io.StringIO(found))]
    table = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| IREN")]
    assert rows == table
