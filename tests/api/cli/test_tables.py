"""Folders of tables by the command line."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wattgraph.graph.frames import folder

Command = Callable[..., Any]


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_a_folder_holds_all_tables_and_what_they_mean(wattgraph: Command, ledger: Path, format: str) -> None:
    done = wattgraph("export", "--format", format, "--output", "tables")
    assert (done.code, done.out, done.err) == (0, "", "Wrote tables\n")
    told = json.loads(Path("tables/datapackage.json").read_text())
    listed = {one["path"] for one in told["resources"]}
    assert listed | {"datapackage.json", "README.md"} == {path.name for path in Path("tables").iterdir()}
    assert wattgraph("export", "--format", format, "--output", "tables").code == 0


def test_it_follows_the_policy(wattgraph: Command, ledger: Path) -> None:
    rows = []
    for policy in ("default", "strictText"):
        assert wattgraph("export", "--format", "csv", "--output", policy, "--policy", policy).code == 0
        with Path(policy, "statements.csv").open(newline="") as file:
            rows.append([row["modality"] for row in csv.DictReader(file)])
    assert "inferred" in rows[0]
    assert "inferred" not in rows[1]
    assert rows[1]


def test_what_is_wrong_is_told_and_nothing_is_written(wattgraph: Command, ledger: Path) -> None:
    wattgraph("export", "--format", "csv").refused(2, "csv is a folder of tables; name it by --output")
    wattgraph("export", "--format", "csv", "--rdf", "1.1", "--output", "out").refused(2, "csv is no RDF")
    wattgraph("export", "--format", "xlsx").refused(2, "graphml, parquet, csv")
    Path("mine").mkdir()
    Path("mine/thesis.txt").write_text("mine")
    wattgraph("export", "--format", "csv", "--output", "mine").refused(1, "mine: holds thesis.txt", "left as it is")
    wattgraph("export", "--format", "csv", "--output", "none/out").refused(1, "none/out: cannot be written")
    assert not Path("out").exists()


def test_a_missing_extra_is_named(wattgraph: Command, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    wattgraph("export", "--format", "parquet", "--output", "out").refused(2, "pip install 'wattgraph[arrow]'")
    assert not Path("out").exists()


def test_a_full_disk_leaves_nothing(wattgraph: Command, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(table: Any, path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(folder.FOLDERS, "csv", folder.FolderFormat(full, "text/csv"))
    wattgraph("export", "--format", "csv", "--output", "out").refused(5, "out: cannot be written (No space left")
    assert [path.name for path in Path().iterdir() if "out" in path.name] == []
