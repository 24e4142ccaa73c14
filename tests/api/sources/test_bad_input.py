"""Bad input: each kind is refused as a whole; the message says what, where (file, row, column) and what to do."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from wattgraph.api.sources.loading import load
from wattgraph.graph.ledger import Ledger
from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.sources import source

from .conftest import TABLE, Desk

#: What is changed in the table -> the words of the message.
CELLS = {
    "a number with a comma": (
        "340.50", '"1,340.50"',
        "parks.csv row 2, column 'power (MW)': '1,340.50'|1340.50, without the comma",
    ),
    "a comma for the point": ("340.50", '"340,5"', "row 2, column 'power (MW)': '340,5'|Write it as 1234.5"),
    "a number with its unit": ("340.50", "340.5 MW", "row 2, column 'power (MW)': '340.5 MW'|no plain number"),
    "a negative power": ("340.50", "-340.50", "row 2, column 'power (MW)': '-340.50'|leave the cell empty"),
    "an exponent": ("340.50", "3.4E+02", "row 2, column 'power (MW)'|Write it as 1234.5"),
    "a slashed date without an order": ("2026-03-01", "3/1/2026", "row 3, column 'since': '3/1/2026'|month/day/year"),
    "a day that is none": ("2026-03-01", "2026-02-30", "row 3, column 'since': '2026-02-30'"),
    "an unknown word": ("servers", "warehouse", "row 3, column 'type': 'warehouse'|'wind', 'servers'"),
    "a latitude of words": ("41.7,", "north,", "row 3, column 'lat'|leave the cell empty"),
    "no key": ("p2,", ",", "row 3, column 'id': is empty"),
    "a key twice": ("p3,", "p1,", "row 4: has the same key ({id}) as row 2"),
    "a cell too many": ("p3,", "p3,p3,", "row 4: has 9 cells, the header has 8|fetch it anew"),
    "a cell too few": ("Quillback,", "", "row 4: has 7 cells, the header has 8|fetch it anew"),
    "a quote that does not end": ("Quillback", '"Quillback', "row 4: cannot be read as CSV|cut off"),
    "a renamed column": (
        "power (MW)", "Power in MW",
        "no column 'power (MW)'; the nearest is 'Power in MW'|say so in the definition",
    ),
    "another unit": ("power (MW)", "power (GW)", "no column 'power (MW)'; the nearest is 'power (GW)'"),
    "a missing column": (",holder,", ",h0ld3r_,", "has no column 'holder'|right file and release"),
    "a column twice": ("lat,lon", "name,lon", "the column 'name' twice|Rename one"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), CELLS.values(), ids=CELLS)
def test_a_bad_cell(desk: Desk, old: str, new: str, words: str) -> None:
    assert old in TABLE
    desk.table.write_text(TABLE.replace(old, new, 1))
    message = desk.refusal()
    for part in ("parks.csv", *words.split("|")):
        assert part in message


@pytest.mark.parametrize("judges", [0, 1])
def test_the_row_is_right_in_a_large_table(desk: Desk, judges: int) -> None:
    header, *_ = TABLE.splitlines()
    lines = [f"p{n},Park {n} {'of the north ' * 20},wind,,,,Northmoor,12" for n in range(6000)]
    lines[5000] = lines[5000].removesuffix("12") + "1,2"
    desk.table.write_text("\n".join([header, *(line.replace("1,2", '"1,2"') for line in lines)]))
    assert "row 5002, column 'power (MW)': '1,2'" in desk.refusal(judges=judges)
    lines[5000] = lines[40]
    desk.table.write_text("\n".join([header, *lines]))
    assert "row 5002: has the same key ({id}) as row 42" in desk.refusal(judges=judges)


def test_rows_are_counted_as_a_spreadsheet_does(desk: Desk) -> None:
    broken = TABLE.replace("Alder Bluff", '"Alder\nBluff"').replace("p2,", "\np2,").replace("120\n", '"1,20"\n')
    desk.table.write_text(broken)
    assert "row 4, column 'power (MW)': '1,20'" in desk.refusal()


@pytest.mark.parametrize("length", range(1, len(TABLE) - 12, 23))
def test_a_download_that_broke_off(desk: Desk, length: int) -> None:
    last = TABLE[:length].splitlines()[-1]
    desk.table.write_text(TABLE[:length])
    if last.count(",") < 7 and not TABLE.startswith(last):
        assert "the header has 8. If the file is cut off, fetch it anew" in desk.refusal()
    elif TABLE.startswith(last):
        assert "the table has no column" in desk.refusal()


FILES = {
    "empty": (b"", "is empty|Fetch the file anew"),
    "Latin-1": (
        TABLE.replace("Quillback", "Québec").encode("latin-1"),
        "row 4: byte 0xe9 is not valid UTF-8|latin-1|iconv",
    ),
    "UTF-16": (TABLE.encode("utf-16"), "row 1: byte 0xff is not valid UTF-8|iconv"),
    "a web page": (b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "no column"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), FILES.values(), ids=FILES)
def test_a_bad_file(desk: Desk, data: bytes, words: str) -> None:
    desk.table.write_bytes(data)
    message = desk.refusal()
    for part in ("parks.csv", *words.split("|")):
        assert part in message


def test_older_western_text_is_read_where_the_definition_says_so(desk: Desk) -> None:
    desk.table.write_bytes(TABLE.replace("Quillback", "Québec").encode("latin-1"))
    desk.edit('key = "{id}"', 'key = "{id}"\nencoding = "latin-1"')
    desk.load()
    assert "Québec" in desk.said("name")


JSON = {
    "broken off": ('[{"id": "p1", "name": "Alder', "cannot be read as JSON|Fetch the file anew"),
    "a number": ("5", "holds no table|list of objects"),
    "a list of numbers": ("[5]", "holds no table"),
    "nothing": ("[]", "holds no table"),
    "too deep": ("[" * 100_000, "cannot be read as JSON"),
    "deep objects": ('[{"a":' + '{"a":' * 5_000 + "1" + "}" * 5_000 + "}]", "parks.json"),
    "Latin-1": (b'[{"id": "Qu\xe9bec"}]', "is not UTF-8 at byte 11"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), JSON.values(), ids=JSON)
def test_bad_json(desk: Desk, tmp_path: Path, data: str | bytes, words: str) -> None:
    path = tmp_path / "parks.json"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    message = desk.refusal(path)
    for part in ("parks.json", *words.split("|")):
        assert part in message


def test_a_bad_line_of_json(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "parks.jsonl"
    path.write_text('{"id": "p1"}\n\n[1]\n')
    assert "parks.jsonl line 3: is no object" in desk.refusal(path)
    path.write_text('{"id": "p1"}\n{"id":\n')
    assert "parks.jsonl line 2: cannot be read as JSON" in desk.refusal(path)


def test_bad_parquet(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "parks.parquet"
    path.write_bytes(b"PAR1" + b"x" * 100 + b"PAR1")
    assert "parks.parquet cannot be read as Parquet" in desk.refusal(path)


def test_another_kind_of_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "parks.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    message = desk.refusal(path)
    assert "parks.xls is no table. Tables are .csv" in message
    assert "does not exist" in desk.refusal(tmp_path / "nothing.csv")


ARCHIVES = {
    "a path that leaves its folder": ("../parks.csv", "../parks.csv has a path that leads out of its archive"),
    "a path from the root": ("/etc/parks.csv", "/etc/parks.csv has a path that leads out of its archive"),
}


@pytest.mark.parametrize(("inner", "words"), ARCHIVES.values(), ids=ARCHIVES)
def test_a_path_that_leaves_its_archive(
    desk: Desk, archive: Callable[..., Path], inner: str, words: str
) -> None:  # fmt: skip
    before = sorted(p.name for p in desk.folder.parent.iterdir())
    assert words in desk.refusal(archive((inner, TABLE)))
    assert sorted(p.name for p in desk.folder.parent.iterdir()) == before


def test_a_zip_bomb(desk: Desk, archive: Callable[..., Path]) -> None:
    message = desk.refusal(archive(("parks.csv", TABLE + "x" * 30_000_000)))
    assert "parks.zip/parks.csv unpacks to more than 200 times its size" in message


def test_a_zip_bomb_whose_header_lies(desk: Desk, archive: Callable[..., Path]) -> None:
    path = archive(("parks.csv", TABLE + "x" * 30_000_000))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert "parks.zip" in desk.refusal(path)


def test_a_damaged_archive(desk: Desk, archive: Callable[..., Path]) -> None:
    path = archive(("parks.csv", TABLE * 50))
    data = bytearray(path.read_bytes())
    data[60:70] = b"\x00" * 10
    path.write_bytes(bytes(data))
    assert "parks.zip is a damaged ZIP archive" in desk.refusal(path)


def test_what_is_wrong_in_an_archive_names_its_place_there(desk: Desk, archive: Callable[..., Path]) -> None:
    desk.edit('key = "{id}"', 'key = "{id}"\nfiles = ["*.csv"]')
    bad = TABLE.replace("340.50", '"1,340.50"')
    message = desk.refusal(archive(("deep/parks.csv", bad)))
    assert message.startswith(f"{desk.folder}/parks.zip/deep/parks.csv row 2, column 'power (MW)'")
    loaded = desk.load(archive(("deep/parks.csv", TABLE)))
    assert [str(p) for t in loaded.tables for p in t.files] == [f"{desk.folder}/parks.zip/deep/parks.csv"]


def test_an_archive_without_tables(desk: Desk, archive: Callable[..., Path]) -> None:
    message = desk.refusal(archive(("readme.md", "nothing")))
    assert message.startswith(f"{desk.folder}/parks.zip holds no table of parks")


def test_an_encrypted_archive(desk: Desk, archive: Callable[..., Path]) -> None:
    path = archive(("parks.csv", TABLE))
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + place] |= 1
    path.write_bytes(bytes(data))
    assert "parks.csv is encrypted" in desk.refusal(path)
    assert zipfile.is_zipfile(path)


def test_a_link_that_leaves_its_folder(desk: Desk, tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere.csv"
    folder.mkdir()
    elsewhere.write_text(TABLE)
    os.symlink(elsewhere, folder / "parks.csv")
    desk.edit('key = "{id}"', 'key = "{id}"\nfiles = ["*.csv"]')
    assert "folder/parks.csv is a link that leads out of its folder" in desk.refusal(folder)


def test_one_bad_table_of_two_loads_neither(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").write_text(TABLE)
    (folder / "b.csv").write_text(TABLE.replace("servers", "warehouse"))
    desk.edit('key = "{id}"', 'key = "{id}"\nfiles = ["*.csv"]')
    assert "b.csv row 3, column 'type'" in desk.refusal(folder)


def test_a_key_in_two_files_of_one_release(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.csv").write_text(TABLE.replace("p2,", "\np2,"))
    (folder / "b.csv").write_text(TABLE.replace("p1,", "q1,").replace("p2,", "\nq2,"))
    desk.edit('key = "{id}"', 'key = "{id}"\nfiles = ["*.csv"]')
    message = desk.refusal(folder)
    assert "b.csv row 5: has the same key ({id}) as a row of a.csv, of the same release" in message
    assert "--vintage NAME" in message
    (folder / "b.csv").write_text((folder / "a.csv").read_text())  # the same file twice is no contradiction
    assert desk.load(folder).quarantined == 0


def test_a_cell_that_the_gate_refuses_goes_to_quarantine(desk: Desk) -> None:
    desk.table.write_text(TABLE.replace("41.69", "941.69"))
    loaded = desk.load()
    assert loaded.quarantined == 1
    assert [r.reason for r in desk.ledger.quarantine()]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("wri", "power/wri_gppd_1.3.0_USA.csv"), ("eia860", "power/eia860_2020_plant.csv"),
        ("eia860", "power/eia860_2020_owner.csv"), ("epoch", "sites/epoch_2026-07/data_centers.csv"),
        ("sec", "firms/sec_company_tickers_2025-11.json"), ("sp500", "firms/sp500_constituents.csv"),
        ("im3", "sites/im3_datacenter_footprints.geojson"),
    ],
)  # fmt: skip
def test_a_copy_that_lost_its_end_between_two_rows(shared: Path, tmp_path: Path, name: str, file: str) -> None:
    whole = shared / "data" / file
    part = tmp_path / Path(file).parent.name / whole.name
    part.parent.mkdir()
    lines = whole.read_text().splitlines(keepends=True)
    part.write_text("".join(lines[: len(lines) // 2]) if len(lines) > 1 else lines[0][: len(lines[0]) // 2])
    with Ledger(tmp_path / "ledger.db", create=True) as ledger:
        with pytest.raises(DocumentError, match=part.name):
            load(ledger, source(name), part)
        assert ledger.counts()["documents"] == ledger.counts()["mentions"] == 0
