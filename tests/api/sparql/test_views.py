"""SPARQL over other views: policies and dates, each a dataset of its own, few kept, and none made without end."""

from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest

import wattgraph
from wattgraph.api.sparql import Exhausted, Settings, Sparql
from wattgraph.api.store import Store
from wattgraph.graph.ledger import LedgerLocked
from wattgraph.graph.rdf.datasets import Datasets
from wattgraph.graph.rdf.sparqlview import SparqlView
from wattgraph.graph.view.perspective import Perspective, perspective
from wattgraph.schema.dates import DateError

OLD = "IREN signed a hosting deal with Microsoft worth 9.7 billion dollars."
NEW = "Cipher Mining signed a hosting deal with Amazon worth 5.5 billion dollars."
AMOUNTS = "SELECT ?value { ?deal a wg:Deal ; wg:amount/wg:value ?value } ORDER BY ?value"
ABOUT = """
    SELECT ?policy ?asOf ?knownAt { GRAPH graph:about {
        ?view wg:policy ?policy . OPTIONAL { ?view wg:asOf ?asOf } OPTIONAL { ?view wg:knownAt ?knownAt }
    } }"""


@pytest.fixture
def dated(tmp_path: Path) -> Iterator[Store]:
    """Two articles of two years."""
    with wattgraph.open(tmp_path / "dated.db") as store:
        store.load(text=OLD, published="2025-03-01", title="Old")
        store.load(text=NEW, published="2026-03-01", title="New")
        yield store


def rows(sparql: Sparql, query: str, seen: Perspective | None = None) -> list[str]:
    """The lines of the table of an answer, without its head."""
    return sparql.answer(query, "text/csv", perspective=seen).body.decode().split()[1:]


def test_a_query_looks_back(dated: Store) -> None:
    with dated.to_sparql(known_at="2025") as sparql:
        assert rows(sparql, AMOUNTS) == ["9700000000"]
        titles = rows(sparql, "SELECT ?t { ?d wg:appearance/schema:headline ?t }")
        assert "Old" in titles
        assert "New" not in titles
        assert rows(sparql, AMOUNTS, Perspective()) == ["5500000000", "9700000000"]
        assert rows(sparql, ABOUT) == ["default,,2025"]
        assert rows(sparql, ABOUT, Perspective()) == ["default,,"]
    with dated.to_sparql() as sparql:
        assert rows(sparql, AMOUNTS) == ["5500000000", "9700000000"]
        assert sparql.answer(AMOUNTS, perspective=perspective(as_of="2026")).view == "policy default, asOf 2026"
        assert rows(sparql, ABOUT, perspective("strictText", "2026-01")) == ["strictText,2026-01,"]


def test_a_policy_leaves_out_what_is_inferred(dated: Store) -> None:
    asked = "ASK { ?firm wg:role wg:actorRole.bitcoinMiner }"
    with dated.to_sparql() as sparql:
        assert b"true" in sparql.answer(asked).body
        assert b"false" in sparql.answer(asked, perspective=perspective("strictText")).body
        own = perspective({"minimum_status": "signed"})
        assert sparql.answer(AMOUNTS, perspective=own).view == "policy default, at least signed"


def test_a_view_sees_what_was_loaded_meanwhile(dated: Store) -> None:
    with dated.to_sparql(known_at="2026") as sparql:
        assert len(rows(sparql, AMOUNTS)) == 2
        dated.load(text="Riot signed a hosting deal with Google worth 7 billion dollars.", published="2026-05")
        assert len(rows(sparql, AMOUNTS)) == 3


def test_few_datasets_and_workers_are_kept(dated: Store) -> None:
    folder = dated.path.with_name("dated.db.sparql") / "views"
    with dated.to_sparql(Settings(workers=2)) as sparql:
        for year in range(2019, 2026):
            rows(sparql, AMOUNTS, perspective(known_at=str(year)))
            assert len(sparql.workers()) <= 2
        made = {place for place in folder.iterdir() if place.is_dir()}
        assert len(made) <= 6  # four, and those that a worker still reads
        rows(sparql, AMOUNTS, perspective(known_at="2025"))
        assert {place for place in folder.iterdir() if place.is_dir()} == made


def test_a_view_that_is_too_large_is_told(dated: Store) -> None:
    with dated.to_sparql(Settings(largest_view=5)) as sparql:
        with pytest.raises(
            Exhausted, match=r"view of policy default, knownAt 2026 rests on [\d,]+ statements, more than the 5 "
        ):
            sparql.answer(AMOUNTS, perspective=perspective(known_at="2026"))
        assert rows(sparql, AMOUNTS) == ["5500000000", "9700000000"]


def test_many_views_at_once_are_not_made(dated: Store, tmp_path: Path) -> None:
    made = Datasets(dated.ledger, tmp_path / "views", 1)
    made._making.acquire()
    made._making.acquire()
    with pytest.raises(LedgerLocked, match="2 other views are being made; try again"):
        made.published(perspective(known_at="2025"), None)
    made._making.release()
    assert made.published(perspective(known_at="2025"), None).path.is_dir()


def test_what_is_no_date_is_told_at_once(dated: Store) -> None:
    with pytest.raises(DateError, match="knownAt"), dated.to_sparql(known_at="soon"):
        pass


def test_things_that_are_not_so_yet_have_no_class(dated: Store) -> None:
    dated.load(
        text="Galaxy signed a hosting deal with CoreWeave on 3 May 2026 worth $4 billion.", published="2026-05-04"
    )
    told = "SELECT ?why { ?d wg:unlisted ?why ; rdfs:label ?name FILTER CONTAINS(?name, '$4bn') }"
    with dated.to_sparql(as_of="2026-01") as sparql:
        assert rows(sparql, AMOUNTS) == ["5500000000", "9700000000"]
        assert "as of 2026-01" in sparql.answer(told, "text/csv").body.decode()
    with dated.to_sparql(as_of="2026-06") as sparql:
        assert len(rows(sparql, AMOUNTS)) == 3
        assert rows(sparql, told) == []


# -- over HTTP


def test_the_endpoint_takes_a_view(client: httpx.Client) -> None:
    found = client.get(
        "/sparql", params={"query": ABOUT, "policy": "strictText", "asOf": "2026", "knownAt": "2026-03"}
    )
    assert found.headers["wattgraph-view"] == "policy strictText, asOf 2026, knownAt 2026-03"
    (row,) = found.json()["results"]["bindings"]
    assert {name: term["value"] for name, term in row.items()} == {
        "policy": "strictText", "asOf": "2026", "knownAt": "2026-03",
    }  # fmt: skip
    assert client.post("/sparql", data={"query": ABOUT}).headers["wattgraph-view"] == "policy default"
    body = client.post(
        "/sparql", content=ABOUT, params={"knownAt": "2026"}, headers={"Content-Type": "application/sparql-query"}
    )
    assert body.headers["wattgraph-view"] == "policy default, knownAt 2026"


WRONG = {
    "no date": ({"knownAt": "soon"}, "knownAt: 'soon'"),
    "no policy": ({"policy": "mine"}, "filingsFirst"),
    "another spelling": ({"known-at": "2026"}, "parameter 'known-at': write 'knownAt'"),
    "and another": ({"as_of": "2026"}, "parameter 'as_of': write 'asOf'"),
    "twice": ({"asOf": ["2025", "2026"]}, "write 'asOf', once"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_view_that_cannot_be_is_refused(client: httpx.Client, what: str) -> None:
    given, words = WRONG[what]
    found = client.get("/sparql", params={"query": ABOUT, **given})
    assert found.status_code == 400
    assert words in found.json()["errors"][0]["message"]


def test_a_killed_making_leaves_nothing_half(dated: Store, tmp_path: Path) -> None:
    with SparqlView(dated.ledger, tmp_path / "beside") as view:
        first = view.published(perspective(known_at="2025"))
        (first.path.parent / f".{first.path.name}").mkdir()
        assert view.published(perspective(known_at="2025")) == first
        view.published(perspective(known_at="2026"))
        assert not list(first.path.parent.glob(".*"))
