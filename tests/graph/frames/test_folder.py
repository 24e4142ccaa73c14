"""Folders of tables: whole or not there, with a dictionary that tells the truth."""

import csv
import hashlib
import json
import os
from decimal import Decimal

import duckdb
import pandas
import pytest
from pyarrow import parquet

from wattgraph.graph.frames import folder as folders
from wattgraph.graph.frames import tables, to_arrow
from wattgraph.graph.frames.errors import FolderTaken, FormatUnknown
from wattgraph.graph.frames.folder import write_folder


def test_parquet_reads_back_the_same(view, tmp_path):
    place = write_folder(view, tmp_path / "out")
    for name in tables():
        read = parquet.read_table(place / f"{name}.parquet")
        made = to_arrow(view, name, quotes=True)
        assert read.equals(made)
        assert read.schema.metadata[b"wattgraph"] == made.schema.metadata[b"wattgraph"]


def test_csv_holds_the_same_exactly(view, tmp_path):
    place = write_folder(view, tmp_path / "out", "csv")
    for name, table in tables().items():
        made = to_arrow(view, name, quotes=True).to_pylist()
        with (place / f"{name}.csv").open(newline="") as file:
            read = list(csv.DictReader(file))
        assert len(read) == len(made)
        for one, other in zip(read, made, strict=True):
            for column in table.columns:
                assert same(one[column.name], other[column.name], column.type), (name, column.name)


def same(cell, value, kind):
    if value is None:
        return cell == ""
    if kind == "number":
        return Decimal(cell) == value
    if kind == "ids":
        return cell.split(",") == value
    return cell == {"flag": lambda v: str(v).lower(), "real": lambda v: f"{v:g}"}.get(kind, str)(value)


def test_the_database_of_an_analyst_reads_them(view, tmp_path):
    place = write_folder(view, tmp_path / "out")
    rows = duckdb.sql(
        f"""SELECT d.amount_value, e.quote FROM '{place}/deals.parquet' d
            JOIN '{place}/evidence.parquet' e ON e.statement = d.amount_statement WHERE e.part = 'value'"""
    ).fetchall()
    assert rows == [(Decimal("9700000000"), "9.7 billion")]


def test_the_dictionary_describes_each_file(view, tmp_path):
    place = write_folder(view, tmp_path / "out", "csv")
    told = json.loads((place / "datapackage.json").read_text())
    assert {one["path"] for one in told["resources"]} == {f"{name}.csv" for name in tables()}
    assert told["wattgraph"]["policy"] == "default"
    for one in told["resources"]:
        content = (place / one["path"]).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = pandas.read_csv(place / one["path"]).columns
        assert [field["name"] for field in one["schema"]["fields"]] == list(header)
    words = (place / "README.md").read_text()
    assert all(f"## {name}.csv" in words for name in tables())
    assert "Example News, no licence stated" in words


def test_foreign_keys_lead_somewhere(view, tmp_path):
    place = write_folder(view, tmp_path / "out")
    told = {one["name"]: one for one in json.loads((place / "datapackage.json").read_text())["resources"]}
    followed = 0
    for one in told.values():
        for key in one["schema"].get("foreignKeys", ()):
            target = told[key["reference"]["resource"]]["path"]
            ids = set(parquet.read_table(place / target)["id"].to_pylist())
            named = parquet.read_table(place / one["path"])[key["fields"][0]].to_pylist()
            assert {name for name in named if name is not None} <= ids
            followed += len(ids)
    assert followed


def test_some_tables_only(view, tmp_path):
    place = write_folder(view, tmp_path / "out", "csv", ["deals", "licences"])
    assert {p.name for p in place.iterdir()} == {"deals.csv", "licences.csv", "datapackage.json", "README.md"}


def test_equal_views_give_equal_bytes(view, tmp_path):
    one, other = (write_folder(view, tmp_path / name) for name in ("one", "other"))
    for path in one.iterdir():
        assert path.read_bytes() == (other / path.name).read_bytes()


def test_an_earlier_export_is_replaced_as_a_whole(view, tmp_path):
    place = write_folder(view, tmp_path / "out", "csv")
    write_folder(view, place, "parquet", ["deals"])
    assert {p.name for p in place.iterdir()} == {"deals.parquet", "datapackage.json", "README.md"}
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("written", [0, 5])
def test_what_breaks_off_leaves_no_trace_and_the_earlier_export(view, tmp_path, monkeypatch, written):
    place = write_folder(view, tmp_path / "out", "csv", ["deals"])
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    made = []

    def breaks(table, path):
        if len(made) == written:
            raise OSError(28, "No space left on device")
        made.append(path)
        parquet.write_table(table, path)

    monkeypatch.setitem(folders.FOLDERS, "parquet", folders.FolderFormat(breaks, "x/y"))
    with pytest.raises(OSError, match="No space"):
        write_folder(view, place)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    assert os.listdir(tmp_path).count("out") == 1
    assert [name for name in os.listdir(tmp_path) if name.startswith(".out")] == []


def test_what_is_no_export_is_left_as_it_is(view, tmp_path):
    taken = tmp_path / "thesis"
    taken.mkdir()
    (taken / "chapter.md").write_text("mine")
    with pytest.raises(FolderTaken, match=r"thesis: holds chapter\.md"):
        write_folder(view, taken)
    place = write_folder(view, tmp_path / "out", "csv", ["deals"])
    (place / "notes.txt").write_text("mine")
    with pytest.raises(FolderTaken, match=r"notes\.txt"):
        write_folder(view, place)
    with pytest.raises(FolderTaken, match="is a file"):
        write_folder(view, taken / "chapter.md")
    assert (taken / "chapter.md").read_text() == (place / "notes.txt").read_text() == "mine"


def test_an_empty_folder_is_filled(view, tmp_path):
    (tmp_path / "out").mkdir()
    assert (write_folder(view, tmp_path / "out") / "deals.parquet").exists()


def test_a_wrong_format_lists_those_that_there_are(view, tmp_path):
    with pytest.raises(FormatUnknown, match="parquet, csv"):
        write_folder(view, tmp_path / "out", "xlsx")
    assert list(tmp_path.glob("out*")) == []


def test_words_that_csv_must_quote_come_back(ledger, look, text, tmp_path):
    page = text('The firm "Aa, Bb" Corp is a firm.')
    page.firm('"Aa, Bb" Corp')
    page.into(ledger)
    place = write_folder(look(ledger), tmp_path / "out", "csv", ["firms"])
    assert pandas.read_csv(place / "firms.csv")["name"].tolist() == ['"Aa, Bb" Corp']
