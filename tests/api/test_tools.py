"""Tables, folders and networks as a store hands them out, and the examples of their page."""

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pytest

import wattgraph
from wattgraph.api.store import Store
from wattgraph.graph.frames import TableUnknown, tables
from wattgraph.graph.networks.selection import Select
from wattgraph.graph.policies.policy import UnknownPolicy
from wattgraph.schema.quantity import Quantity

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGE = Path(__file__).parents[2] / "docs" / "frames.md"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, examples: Path, root: Path) -> Path:
    """A ledger of the example articles and of a small sample of power plants, called my.db."""
    path = tmp_path_factory.mktemp("tools") / "my.db"
    with wattgraph.open(path) as store:
        store.load(examples, publisher="Example Press")
        store.load_source("wri", root / "loaders/sources/wri/sample", vintage="sample")
    return path


@pytest.fixture
def store(filled: Path) -> Iterator[Store]:
    with wattgraph.open(filled) as opened:
        yield opened


def test_every_table_comes_in_each_form(store: Store) -> None:
    for table in store.tables():
        made = store.to_arrow(table.name)
        assert isinstance(made, pyarrow.Table)
        assert store.to_polars(table.name).height == len(store.to_pandas(table.name)) == made.num_rows


def test_statements_are_the_table_that_is_meant_if_none_is_named(store: Store) -> None:
    assert store.to_polars().height == sum(1 for _ in store.view().statements())
    assert store.to_polars(quotes=True)["quote"].null_count() == 0


@pytest.mark.parametrize("seen", [{}, {"policy": "strictText"}, {"known_at": "2022"}, {"as_of": "2026-01"}])
def test_statements_are_those_of_the_view_word_by_word(store: Store, seen: dict[str, Any]) -> None:
    """The columns are taken at once; here they are held against the statements one by one."""
    view = store.view(**seen)
    found = list(view.statements())
    rows = store.to_arrow("statements", quotes=True, **seen).to_pylist()
    node = view.snapshot.identity.node
    for said, row in zip(found, rows, strict=True):
        named = isinstance(said.object, bytes)
        clause = next((s for s in view.evidence(said) if s.part == "quote"), view.evidence(said)[0])
        assert (row["id"], row["document"], row["mention"]) == (
            said.id.hex(),
            said.document.hex(),
            said.subject.hex(),
        )
        assert (row["thing"], row["property"], row["modality"]) == (node[said.subject], said.property, said.modality)
        assert row["object"] == (None if named else said.object)
        assert row["object_thing"] == (node[said.object] if isinstance(said.object, bytes) else None)
        assert (row["status"], row["polarity"], row["loader"]) == (said.status, said.polarity, said.loader)
        assert (row["valid_from"], row["valid_to"]) == (said.valid_from, said.valid_to)
        assert row["asserted_by"] == (node[said.asserted_by] if said.asserted_by else None)
        assert (row["sequence"], row["confidence"]) == (said.sequence, said.confidence)
        assert (row["start"], row["end"], row["quote"]) == (clause.start, clause.end, clause.quote)
        assert row["thing_class"] == view.snapshot.mentions[said.subject].kind
        if row["interval"] is not None:
            quantity = Quantity.decode(str(said.object))
            assert (row["value"], row["lower"], row["upper"]) == (
                quantity.value, quantity.interval.lower, quantity.interval.upper,
            )  # fmt: skip
    proof = store.to_arrow("evidence", quotes=True, **seen).to_pylist()
    assert [tuple(row.values()) for row in proof] == [
        (said.id.hex(), span.part, said.document.hex(), span.start, span.end, span.quote)
        for said in found
        for span in view.evidence(said)
    ]
    assert seen or any(row["interval"] for row in rows)


def test_what_a_view_takes_a_table_takes(store: Store) -> None:
    assert store.to_polars("firms").height > store.to_polars("firms", policy="strictText").height
    assert store.to_polars("sites").height > store.to_polars("sites", without=["wri"]).height
    with pytest.raises(UnknownPolicy):
        store.to_polars("deals", policy="hearsay")
    with pytest.raises(TableUnknown):
        store.to_pandas("deal")


def test_what_was_not_known_by_then_is_in_no_table(store: Store) -> None:
    """The articles have no date, so that nobody knows whether they were; the release of the power plants has one."""
    known = store.to_pandas("documents", known_at="2026-10")
    assert "Example Press" not in known["publisher"].tolist()
    assert "Example Press" in store.to_pandas("documents")["publisher"].tolist()
    assert store.to_polars("deals", known_at="2026-10").height == 0
    assert known.attrs["wattgraph"]["knownAt"] == "2026-10"
    for table in store.tables():
        for one in store.to_pandas(table.name, known_at="2026-10").attrs["wattgraph"]["licences"]:
            assert one["publisher"] != "Example Press"


def test_sources_are_named_in_the_words_that_they_ask_for(store: Store) -> None:
    words = {one.name: one.attribution for one in store.sources()}["wri"]
    assert [one["attribution"] for one in store.to_pandas("sites").attrs["wattgraph"]["licences"]] == [words]
    assert words in store.to_polars("licences")["attribution"].to_list()
    assert "Example Press, no licence stated" in store.to_polars("licences")["attribution"].to_list()


def test_a_folder_of_tables(store: Store, tmp_path: Path) -> None:
    place = store.export_tables(tmp_path / "out", "csv", only=["sites"], policy="strictText")
    assert {p.name for p in place.iterdir()} == {"sites.csv", "datapackage.json", "README.md"}


def test_networks_of_a_selection(store: Store) -> None:
    whole, part = store.to_networkx(), store.to_networkx(select=Select(firms="IREN"))
    assert 0 < len(part) < len(whole)
    links = store.to_networkx(links=True, select=Select(firms="IREN"))
    assert {said["derived"] for _, _, said in links.edges(data=True)} == {True}
    assert {said["type"] for _, said in links.nodes(data=True)} == {"Firm"}


def test_the_store_and_its_tables_load_no_library_before_they_need_it() -> None:
    code = (
        "import sys, wattgraph\n"
        "from wattgraph.graph.frames import tables\n"
        "from wattgraph.api import store\n"
        "tables()\n"
        "print([name for name in ('pyarrow', 'pandas', 'polars', 'rustworkx', 'networkx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.parametrize("number", range(3))
def test_the_python_of_the_page_runs(filled: Path, number: int) -> None:
    blocks = BLOCK.findall(PAGE.read_text())
    assert len(blocks) == 3
    environment = os.environ | {"PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, "-c", blocks[number]], cwd=filled.parent, capture_output=True, text=True, timeout=120,
        env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout


def test_the_page_of_tables_is_the_models(root: Path) -> None:
    made = runpy.run_path(str(root / "scripts" / "tables.py"))["page"]()
    assert (root / "docs" / "tables.md").read_text() == made, "run: python scripts/tables.py"
    assert all(f"## {name}\n" in made for name in tables())
