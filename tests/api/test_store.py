"""The Python face: a store loads, answers, takes back, and leaves nothing half done."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
import rdflib

import wattgraph
from wattgraph.api.store import DateError, NotLoaded, Store
from wattgraph.graph.ledger import LedgerError, LedgerMissing, NotFound
from wattgraph.graph.policies.policy import UnknownPolicy

TEXT = "IREN signed a hosting deal with Microsoft worth 9.7 billion dollars.\n"
ROWS = """
[source]
name = "register"
title = "Register"
publisher = "Lark County"
licence = "CC0-1.0"

[tables.rows]
files = ["rows*.csv"]
key = "{number}"

[tables.rows.things.firm]
class = "Firm"
name = "name"
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with wattgraph.open(tmp_path / "test.db") as made:
        yield made


def test_the_examples_answer_a_query(store: Store, examples: Path) -> None:
    assert [outcome.state for outcome in store.load([examples])] == ["loaded", "loaded"]
    answer = store.query("query Q($n: Int!) { deals(first: $n) { totalCount } }", {"n": 2})
    assert answer == {"data": {"deals": {"totalCount": 3}}}


def test_loading_twice_writes_nothing(store: Store, examples: Path) -> None:
    store.load(examples)
    before = store.stats()
    assert [outcome.state for outcome in store.load(str(examples))] == ["unchanged", "unchanged"]
    assert store.stats() == before


def test_other_metadata_adds_an_appearance(store: Store) -> None:
    (first,) = store.load(text=TEXT)
    store.load(text=TEXT, publisher="Example Press", title="A deal")
    store.load(text=TEXT, publisher="Other Press", published="2025-11")
    shown = store.ledger.appearances(first.document)
    assert [(a.publisher, a.published) for a in shown] == [("Example Press", None), ("Other Press", "2025-11")]


def test_paths_and_text_are_the_same_document(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    assert [o.document for o in store.load([path])] == [o.document for o in store.load(text=TEXT)]


def test_progress_is_told(store: Store, examples: Path) -> None:
    told: list[tuple[int, int, str]] = []
    store.load(examples, progress=lambda done, total, path: told.append((done, total, path.suffix)))
    assert told == [(1, 2, ".txt"), (2, 2, ".txt")]


def test_good_files_are_loaded_before_bad_ones_are_raised(store: Store, examples: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NotLoaded, match=r"absent\.txt does not exist") as raised:
        store.load([tmp_path / "absent.txt", tmp_path / "empty.txt", examples])
    assert [error.path.name for error in raised.value.errors] == ["absent.txt", "empty.txt"]
    assert [outcome.state for outcome in raised.value.outcomes] == ["loaded", "loaded"]


def test_a_wrong_date_loads_nothing(store: Store) -> None:
    with pytest.raises(DateError, match="next week"):
        store.load(text=TEXT, published="next week")
    assert store.stats()["documents"] == 0


def test_the_order_of_loading_does_not_matter(store: Store, tmp_path: Path, examples: Path) -> None:
    store.load(examples)
    store.load(text=TEXT, published="2025-11-03")
    with wattgraph.open(tmp_path / "other.db") as other:
        other.load(text=TEXT)
        other.load(sorted(examples.glob("*.txt"), reverse=True))
        other.load(text=TEXT, published="2025-11-03")
        assert other.dump_hash() == store.dump_hash()


def test_graphs_for_other_libraries(store: Store, examples: Path) -> None:
    store.load(examples)
    graph = store.to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.has_node("iren")
    assert isinstance(store.to_rdflib(), rdflib.Dataset)
    assert not [s for s in store.view("strictText").statements() if s.modality == "inferred"]
    with pytest.raises(UnknownPolicy, match="there are default, strictText"):
        store.view("mine")


def test_answers_follow_what_is_taken_back(store: Store) -> None:
    (outcome,) = store.load(text=TEXT)
    assert store.view().of_kind("Deal")
    before = store.dump_hash()
    store.retract(outcome.document.hex(), "Ann", "a joke")
    assert not store.view().of_kind("Deal")
    store.load(text=TEXT)
    assert not store.view().of_kind("Deal")
    store.restore(outcome.document, "Ann")
    assert store.view().of_kind("Deal")
    assert store.dump_hash() == before


def test_judgements(store: Store) -> None:
    store.load(text=TEXT)
    number = store.judge("same", "iren", "microsoft", "Ann", "a merger")
    assert [act.verb for act in store.judgements()] == ["same"]
    joined = len(store.view().of_kind("Firm"))
    store.withdraw(number, "Ann")
    assert store.judgements() == []
    assert len(store.view().of_kind("Firm")) == joined + 1


def test_the_key_of_a_row_is_no_id(store: Store, tmp_path: Path) -> None:
    """Sources share their keys (a plant's code, a firm's number): only those of the reference list are ids."""
    store.load(text=TEXT)
    (tmp_path / "rows.csv").write_text("number,name\n7,Alder\n8,Birch\n")
    (tmp_path / "mapping.toml").write_text(ROWS)
    store.load_source(str(tmp_path / "mapping.toml"), tmp_path / "rows.csv", vintage="2026")
    assert any(mention.key == "7" for mention in store.ledger.mentions())
    with pytest.raises(NotFound, match="no id '7'"):
        store.judge("same", "7", "8", "Ann")


@pytest.mark.parametrize("identifier", ["nobody", "ab" * 16, "zz" * 16, "", b"\0" * 16])
def test_an_unknown_id(store: Store, identifier: str | bytes) -> None:
    with pytest.raises(NotFound):
        store.retract(identifier, "Ann")


def test_care(store: Store, tmp_path: Path) -> None:
    store.load(text=TEXT)
    with wattgraph.open(store.backup(tmp_path / "copy.db"), create=False) as copy:
        assert copy.stats() == store.stats()
    assert store.rebuild()["differed"] == 0
    with pytest.raises(LedgerError, match="exists already"):
        store.backup(tmp_path / "copy.db")


def test_no_ledger_is_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing):
        wattgraph.open(tmp_path / "absent.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_the_package_is_light_and_knows_its_version() -> None:
    code = (
        "import sys, wattgraph; print(wattgraph.__version__, [m for m in sys.modules if m.startswith('wattgraph.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, _, modules = done.stdout.partition(" ")
    assert version.count(".") == 2
    assert modules == "[]\n"
    with pytest.raises(AttributeError, match="no attribute 'shut'"):
        wattgraph.shut  # noqa: B018


def test_the_python_of_its_page_runs(root: Path, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(root / "examples")
    page = (root / "docs" / "python.md").read_text()
    for code in re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_a_text_that_defeats_the_extractor_keeps_no_other_out(tmp_path, monkeypatch):
    from wattgraph.loaders import article

    honest = article.read

    def read(document, appearance, names, parser):
        if "odd" in document.text:
            raise IndexError("no such token")
        return honest(document, appearance, names, parser)

    monkeypatch.setattr(article, "read", read)
    for name, text in (("a.txt", "An odd text."), ("b.txt", "Anvil signed a deal of $3 billion with Basalt.")):
        (tmp_path / name).write_text(text)
    with wattgraph.open(tmp_path / "s.db") as store:
        with pytest.raises(NotLoaded, match=r"a\.txt defeats the extractor \(IndexError: no such token\)"):
            store.load(tmp_path)
        assert store.query("{ deals(first: 1) { totalCount } }")["data"]["deals"]["totalCount"] == 1
