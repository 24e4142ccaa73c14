"""Tables at their edges: edited files of several parts, workbooks, notes, odd keys, vast archives and definitions."""

import json
import zipfile
from pathlib import Path

import pytest

from wattgraph.api.sources.loading import load
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.policies.policy import policy
from wattgraph.graph.view import Snapshot, View
from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.sources import source

from .conftest import TABLE, Desk

STEPS = """\
[source]
name = "steps"
title = "Steps"
publisher = "Northmoor Survey"
licence = "CC0-1.0"

[tables.steps]
key = "{site}#{day}"

[tables.steps.things.site]
class = "Site"
key = "{site}"
name = "site"

[tables.steps.things.capacity]
class = "Capacity"
kind = { word = "existing", by = "power (MW)" }
power = "power (MW)"
date = "day"
site = { thing = "site" }
"""


def look(ledger: Ledger) -> View:
    return Snapshot(ledger).view(policy("default"))


def large(desk: Desk, rows: int = 160) -> list[str]:
    """A table of several parts: each cell of its last column is long. Site Xray stands in the first and last part."""
    desk.mapping.write_text(STEPS)
    filler = "x" * 6000
    middle = [f"Site {n},2020-01-01,{n + 1},{filler}" for n in range(rows)]
    return ["site,day,power (MW),note", f"Xray,2020-05-01,7,{filler}", *middle, f"Xray,2021-05-01,9,{filler}"]


def test_a_large_file_that_is_edited_and_reverted(desk: Desk) -> None:
    lines = large(desk)
    desk.table.write_text("\n".join(lines) + "\n")
    desk.load()
    assert desk.ledger.counts()["documents"] > 2
    first = desk.said("power")
    desk.table.write_text("\n".join([*lines, "Yard,2022-01-01,1.5,x"]) + "\n")
    assert (desk.load().asserted > 0, len(desk.said("power"))) == (True, len(first) + 1)
    desk.table.write_text("\n".join(lines) + "\n")
    assert desk.load().state == "loaded"
    assert desk.said("power") == first
    assert desk.load().state == "unchanged"
    desk.table.write_text("\n".join(lines[:100]) + "\n")
    desk.load()
    assert len(desk.said("power")) == 99


def test_what_stands_in_untouched_parts_of_an_edited_file_counts_as_well(desk: Desk) -> None:
    lines = large(desk)
    desk.table.write_text("\n".join(lines) + "\n")
    desk.load()
    before = len(look(desk.ledger).of_kind("Capacity"))
    desk.table.write_text("\n".join([*lines, "Yard,2022-01-01,1.5,x"]) + "\n")
    desk.load()
    assert len(look(desk.ledger).of_kind("Capacity")) == before + 1


def test_several_files_are_one_table(desk: Desk) -> None:
    desk.edit('key = "{id}"', 'key = "{id}"\nmerge = true\nfiles = ["p*.csv"]')
    desk.table.write_text(TABLE)
    other = desk.table.with_name("pmore.csv")
    other.write_text(TABLE.replace("p1", "q1").replace("p2", "q2").replace("p3", "q3"))
    assert desk.load(desk.folder).rows == 6
    other.write_text("id,name\nq1,Alder\n")
    assert "pmore.csv has other columns than parks.csv" in desk.refusal(desk.folder)


def test_a_thing_that_a_corrected_definition_no_longer_makes_is_not_counted(desk: Desk) -> None:
    desk.load()
    desk.edit('class = "Site"', 'class = "Site"\nwhen = { id = ["p1"] }')
    desk.mapping.write_text(desk.mapping.read_text() + '[[expected]]\ncount = "Site"\nequals = 1\n')
    assert desk.load().closed


def test_a_note_that_tells_no_unit_leaves_it_to_the_columns_name(desk: Desk) -> None:
    desk.edit(
        "[tables.parks.things.holder]",
        '[tables.parks.notes]\n"power (MW)" = "nameplate"\n\n[tables.parks.things.holder]',
    )
    assert (desk.load().quarantined, desk.said("power")) == (0, ["120", "340.50"])


def test_a_sign_in_a_cell_parts_no_key(desk: Desk) -> None:
    desk.table.write_text(TABLE.replace("p1,", "Hall #1,").replace("p2,", "Hall #2,"))
    desk.load(vintage="2025")
    desk.table.write_text(TABLE.replace("p1,", "Hall #1,").replace("p2,", "p9,"))
    desk.load(vintage="2026")
    assert len(look(desk.ledger).of_kind("Site")) == 4  # Hall #2 keeps the word of 2025


def test_one_fact_in_two_times_is_two(desk: Desk) -> None:
    desk.table.write_text("id,site,owner,since,until\n1,A,Acme,2001,2003\n2,A,Acme,2010,2012\n")
    desk.mapping.write_text("""\
[source]
name = "times"
title = "Times"
publisher = "Northmoor Survey"
licence = "CC0-1.0"
[tables.times]
key = "{id}"
[tables.times.things.owner]
class = "Firm"
key = "{owner}#firm"
name = "owner"
[tables.times.things.site]
class = "Site"
key = "{site}"
from = "since"
to = "until"
owner = { thing = "owner" }
""")
    desk.load()
    said = [(s.valid_from, s.valid_to) for s in desk.ledger.statements() if s.property == "owner"]
    assert said == [("2001", "2003"), ("2010", "2012")]


def test_a_golden_copy_gives_the_relations_own_period(tmp_path: Path) -> None:
    start = "Relationship."
    columns = [f"{start}StartNode.NodeID", f"{start}EndNode.NodeID", f"{start}RelationshipType"]
    columns.append(f"{start}RelationshipStatus")
    columns += [f"{start}Period.{n}.{part}" for n in (1, 2) for part in ("startDate", "endDate", "periodType")]
    row = ["9" * 18 + "06", "9" * 18 + "03", "IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE", "2018-12-31T00:00:00Z"]
    row += ["2019-12-30T00:00:00Z", "ACCOUNTING_PERIOD", "2019-01-13T00:00:00Z", "", "RELATIONSHIP_PERIOD"]
    copy = tmp_path / "20260515-gleif-rr-golden-copy.csv"
    copy.write_text(",".join(columns) + "\n" + ",".join(row) + "\n")
    with Ledger(tmp_path / "ledger.db", create=True) as ledger:
        load(ledger, source("gleif"), copy)
        (parent,) = (s for s in ledger.statements() if s.property == "parent")
        assert (parent.valid_from, parent.valid_to) == ("2019-01-13", None)


def workbook(path: Path, *rows: list[object], far: str = "") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    if far:
        book.active[far] = 1
    book.save(path)
    return path


def test_a_workbook_named_itself(desk: Desk) -> None:
    lines = [line.split(",") for line in TABLE.splitlines()]
    lines[1][-1] = 0.00001  # type: ignore[call-overload]
    desk.edit('key = "{id}"', 'key = "{id}"\nheader = 2')
    path = workbook(desk.folder / "parks.xlsx", ["Parks of 2026"], *lines)
    assert desk.load(path).rows == 3
    assert desk.said("power") == ["0.00001", "120"]
    wrong = workbook(
        desk.folder / "wrong.xlsx", ["Parks"], lines[0], [], ["p1", "A", "wind", "", "", "", "B", "much"]
    )
    assert "wrong.xlsx row 4, column 'power (MW)'" in desk.refusal(wrong)
    assert "has no header where it should stand" in desk.refusal(workbook(desk.folder / "short.xlsx", ["Parks"]))


def test_a_vast_workbook(desk: Desk) -> None:
    path = workbook(desk.folder / "vast.xlsx", ["id"], ["1"], far="BXX200000")
    assert "200,000 rows" in desk.refusal(path)


def test_archives_packed_so_that_no_limit_holds(desk: Desk) -> None:
    path = desk.folder / "parks.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("parks.csv", TABLE)
    assert "is compressed in a way that is not read" in desk.refusal(path)


@pytest.mark.parametrize(
    ("content", "words"), [(b"\n\n\n", "is empty"), ("id,name\n1,A\n".encode("utf-16-le"), "parks.csv")]
)
def test_files_of_nothing_or_of_other_letters(desk: Desk, content: bytes, words: str) -> None:
    if content[:1] != b"\n":
        desk.edit('key = "{id}"', 'key = "{id}"\nencoding = "utf-16"')
    desk.table.write_bytes(content)
    assert words in desk.refusal()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name = "name"', 'name = { column = "name", take = "(a{99999999999})" }'),
        ("[tables.parks]\n", '[tables.more]\nlike = ["parks"]\n\n[tables.parks]\n'),
        ("[tables.parks]\n", '[[expected]]\ncount = "Site"\ntable = 5\nequals = 1\n\n[tables.parks]\n'),
        ("[tables.parks]\n", '[[expected]]\ncount = ["Site"]\nequals = 1\n\n[tables.parks]\n'),
        ("[tables.parks]\n", '[[expected]]\ncount = "Site"\nequals = "1e-30"\n\n[tables.parks]\n'),
    ],
)
def test_odd_definitions(desk: Desk, old: str, new: str) -> None:
    desk.edit(old, new)
    assert "mapping.toml" in desk.refusal()


def test_a_record_of_the_api_without_a_name(tmp_path: Path) -> None:
    told = {"lei": "9" * 20, "entity": {"legalName": {"name": None}}}
    file = tmp_path / "lei_record.json"
    file.write_text(json.dumps({"data": {"type": "lei-records", "attributes": told}}))
    with Ledger(tmp_path / "ledger.db", create=True) as ledger, pytest.raises(DocumentError, match="record 1"):
        load(ledger, source("gleif"), file, vintage="2026")
