"""What rests on one sentence, by Python, GraphQL and the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import wattgraph
from wattgraph.api.cli.main import app
from wattgraph.api.store import Store
from wattgraph.graph.passages import PassageError

TEXT = "IREN signed a hosting deal with Microsoft worth 9.7 billion dollars. Riot said nothing."
ASKED = """query($document: ID!, $start: Int!, $end: Int) { behind(document: $document, start: $start, end: $end) {
    quote start end licences totalCount document { title } things { caption }
    statements { property evidence(parts: VALUE) { quote } } } }"""


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """A store with an article, and the article's id."""
    with wattgraph.open(tmp_path / "told.db") as store:
        (outcome,) = store.load(text=TEXT, title="On IREN", publisher="The Paper")
        yield store, outcome.document.hex()


def test_in_python_and_graphql(told: tuple[Store, str]) -> None:
    store, document = told
    behind = store.behind(document, 5)
    assert behind.quote == TEXT.partition(" Riot")[0]
    assert (behind.licences, behind.attribution) == ([], "The Paper, no licence stated")
    found: Any = store.query(ASKED, {"document": document, "start": 5})["data"]["behind"]
    assert (found["quote"], found["totalCount"]) == (behind.quote, len(behind.statements))
    assert {said["property"] for said in found["statements"]} == {said.property for said in behind.statements}
    assert all(said["evidence"] for said in found["statements"])
    assert store.behind(document, 69).statements == ()


@pytest.mark.parametrize(
    ("document", "start", "words"),
    [("0" * 32, 0, "no document has the id"), ("zz", 0, "is no id of a document"), (None, 999, "is no place")],
)
def test_what_there_is_not(told: tuple[Store, str], document: str | None, start: int, words: str) -> None:
    store, known = told
    with pytest.raises(PassageError, match=words):
        store.behind(document or known, start)
    found = store.query(ASKED, {"document": document or known, "start": start})
    assert words in found["errors"][0]["message"]


def run(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """The exit code and what was written."""
    with pytest.raises(SystemExit) as ended:
        app(list(words))
    out, err = capfd.readouterr()
    return int(str(ended.value.code or 0)), out, err


def test_on_the_command_line(told: tuple[Store, str], capfd: pytest.CaptureFixture[str]) -> None:
    store, document = told
    at = ("export", "--store", str(store.path), "--format")
    code, out, _ = run(capfd, *at, "jsonld", "--behind", f"{document}:0-68")
    assert code == 0
    assert "9.7 billion dollars" in out
    assert json.loads(out)
    for format, place, words in (
        ("turtle", "here", "write DOCUMENT:START-END"), ("parquet", f"{document}:0", "parquet is no RDF"),
        ("graphml", f"{document}:0", "graphml is no RDF"), ("turtle", f"{document}:9999", "is no place in document"),
        ("turtle", f"{document}:9-4", "its end must lie behind its start"),
    ):  # fmt: skip
        code, out, err = run(capfd, *at, format, "--behind", place)
        assert (code != 0, out) == (True, "")
        assert words in err


def test_words_on_which_nothing_rests(told: tuple[Store, str], capfd: pytest.CaptureFixture[str]) -> None:
    store, document = told
    code, out, err = run(capfd, "export", "--store", str(store.path), "--behind", f"{document}:69")
    assert (code, "wattgraph/ontology#passage" in out) == (0, True)
    assert err.startswith("Nothing rests on these words; the document alone is written: ")


def test_a_document_that_came_later(told: tuple[Store, str], capfd: pytest.CaptureFixture[str]) -> None:
    store, document = told
    at = ("export", "--store", str(store.path), "--behind", f"{document}:0", "--known-at", "2001")
    code, out, err = run(capfd, *at)
    assert (code, out) == (1, "")
    assert f"document {document} was not surely known at 2001" in err
