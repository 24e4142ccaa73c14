"""Tables of facts: what is well-formed is read alike from both formats, what is not is said with its place."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from wattgraph.loaders.contract import FIELDS, LineError, parse
from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.facttable import COLUMNS, QUOTES, read_table
from wattgraph.schema.quantity import Interval

ADDRESS = "https://news.example/a"
FACT = {
    "source": ADDRESS, "type": "Deal", "kind": "hosting",
    "parties": [{"name": "IREN", "role": "provider"}, {"name": "Microsoft", "role": "customer"}],
    "quantity": {"value": 9700000000, "unit": "USD", "verbatim": "9.7 billion dollars"},
    "quote": "IREN signed a deal with Microsoft worth 9.7 billion dollars",
}  # fmt: skip
CELLS = {
    "source": ADDRESS, "type": "Deal", "kind": "hosting", "parties": "IREN (provider); Microsoft (customer)",
    "value": "9700000000", "unit": "USD", "verbatim": "9.7 billion dollars", "quote": FACT["quote"],
}  # fmt: skip


def jsonl(folder: Path, *rows: object) -> Path:
    path = folder / "facts.jsonl"
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def table(folder: Path, *rows: dict[str, str], head: tuple[str, ...] | None = None) -> Path:
    path = folder / "facts.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, head or tuple(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def wrong(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read_table(path)
    assert str(caught.value).startswith(str(path))
    return str(caught.value).removeprefix(f"{path} ")


def test_both_formats_say_the_same(tmp_path):
    (one,), (other,) = read_table(jsonl(tmp_path, FACT)), read_table(table(tmp_path, CELLS))
    assert one.rows[0].line == other.rows[0].line
    assert one.digest == other.digest
    assert one.address == ADDRESS
    assert one.rows[0].line.quantity.value == Decimal(9700000000)


def test_money_for_a_plant_is_a_deal_under_either_type(tmp_path):
    plant = FACT | {"kind": "assetPurchase"}
    (one,), (other,) = (read_table(jsonl(tmp_path, plant | {"type": type})) for type in ("Deal", "CapitalFlow"))
    assert one.rows[0].line == other.rows[0].line
    assert one.rows[0].line.type == "Deal"
    assert "Write bondIssuance" in wrong(jsonl(tmp_path, plant | {"type": "CapitalFlow", "kind": "lease"}))


def test_every_kind_of_the_contract_is_taken(tmp_path, shared):
    contract = (shared / "eval" / "FACTS.md").read_text("utf-8")
    listed = next(line for line in contract.splitlines() if line.startswith("| `kind` |")).split("|")[2]
    told = [part.partition(": ") for part in listed.strip().split(". ")]
    assert len(told) > 5
    for type, _, kinds in told:
        for kind in kinds.split(", "):
            code = {"text": "A"} if type == "Identifier" else {}
            assert parse({"type": type, "kind": kind, "parties": [{"name": "A"}], "quote": "A", **code}).kind == kind


def test_the_order_of_rows_does_not_matter_to_the_digest(tmp_path):
    rows = [FACT, FACT | {"kind": "lease"}]
    (one,), (other,) = read_table(jsonl(tmp_path, *rows)), read_table(jsonl(tmp_path, *rows[::-1]))
    assert one.digest == other.digest


def test_a_csv_of_a_spreadsheet(tmp_path):
    """A byte order mark, line ends of Windows, a quote with a comma and a line end, and empty rows."""
    path = tmp_path / "facts.csv"
    row = f'{ADDRESS},Deal,hosting,"IREN (provider); Pecos County (seller, PublicBody)","IREN, of\r\nSydney"'
    path.write_bytes(b"\xef\xbb\xbfsource,type,kind,parties,quote\r\n,,,,\r\n" + row.encode() + b"\r\n")
    (source,) = read_table(path)
    (found,) = source.rows
    assert found.number == 3
    assert found.line.quote == "IREN, of\r\nSydney"
    assert [(p.name, p.role, p.kind) for p in found.line.parties] == [
        ("IREN", "provider", None), ("Pecos County", "seller", "PublicBody"),
    ]  # fmt: skip


def test_a_source_without_a_text_is_its_quotes(tmp_path):
    (source,) = read_table(jsonl(tmp_path, FACT, FACT | {"kind": "lease"}, FACT | {"quote": "IREN is\na miner"}))
    document = source.quotes()
    assert document.text == f"{FACT['quote']}\nIREN is a miner\n"
    assert document.media_type == QUOTES


def test_what_is_said_of_a_source_need_be_said_once(tmp_path):
    (source,) = read_table(jsonl(tmp_path, FACT | {"title": "A deal", "published": "2026-03"}, FACT))
    assert (source.appearance.title, source.appearance.published) == ("A deal", "2026-03")
    assert source.appearance.published_basis == "given"
    message = wrong(jsonl(tmp_path, FACT | {"title": "A deal"}, FACT | {"title": "No deal"}))
    assert message.startswith("line 2, title: 'No deal', but an earlier row of this source says 'A deal'")


@pytest.mark.parametrize(("row", "message"), [
    ("{", "column 2: no JSON (Expecting property name enclosed in double quotes). Write one JSON object a"),
    ("[1]", "column 1: no JSON object. Write one JSON object a line."),
    ('{"value": NaN}', ": no JSON (NaN is no number)"),
    ("[" * 100_000, ": no JSON"),
    ({"source": None}, "source: is missing. Give the source's address, or the path of its text."),
    ({"type": "Merger"}, "type: 'Merger' is not one of its words. Write Deal, CapitalFlow, "),
    ({"type": None}, "type: is missing. Write Deal, "),
    ({"kind": "loan"}, "kind: 'loan' is not one of its words. Write hosting, lease, "),
    ({"kind": None}, "kind: is missing. Write hosting, lease, "),
    ({"typ": "Deal"}, "typ: there is no such field. The fields are type, kind, "),
    ({"quote": ""}, "quote: is empty. Copy the words of the source that state the fact."),
    ({"quote": 7}, "quote: 7 is no text."),
    ({"offset": -1}, "offset: -1 is no place. Give the number of characters before the quote, from 0."),
    ({"offset": True}, "offset: True is no place."),
    ({"partiesComplete": "no"}, "partiesComplete: 'no' is neither true nor false."),
    ({"partiesComplete": 0}, "partiesComplete: 0 is neither true nor false."),
    ({"text": "IREN"}, "text: a Deal has none. Leave it out, or write null."),
    ({"quantity": {"value": 5, "unit": ["USD"], "verbatim": "5"}}, "quantity.unit: ['USD'] is no unit."),
    ({"parties": []}, "parties: is empty. Name who takes part; a group keeps its words."),
    ({"parties": "IREN"}, "parties: is no list of objects."),
    ({"parties": [{"name": "IREN", "role": "host"}]}, "parties[0].role: 'host' is not one of its words."),
    ({"parties": [{"role": "provider"}]}, "parties[0].name: is missing. Give the name as the text writes it."),
    ({"parties": [{"name": "A", "rle": "party"}]}, "parties[0].rle: there is no such field."),
    ({"parties": [{"name": "A", "class": "Dog"}]}, "parties[0].class: 'Dog' is not one of its words."),
    ({"quantity": 5}, "quantity: is no object."),
    ({"quantity": {"unit": "USD", "verbatim": "5"}}, "quantity.value: is missing, and so are lower and upper."),
    ({"quantity": {"value": "5 bn", "unit": "USD", "verbatim": "5"}}, "quantity.value: '5 bn' is no number."),
    ({"quantity": {"value": True, "unit": "USD", "verbatim": "5"}}, "quantity.value: True is no number."),
    ({"quantity": {"value": 5, "unit": "wheat", "verbatim": "5"}}, "quantity.unit: 'wheat' is no unit."),
    ({"quantity": {"value": 5, "unit": "USD"}}, "quantity.verbatim: is missing. Give the number with its unit"),
    ({"quantity": {"value": 5, "lower": 1, "unit": "USD", "verbatim": "5"}}, "quantity: has a value and bounds"),
    ({"quantity": {"lower": 9, "upper": 1, "unit": "USD", "verbatim": "5"}}, "quantity: no number lies in"),
    ({"quantity": {"value": "1e999999999", "unit": "USD", "verbatim": "5"}}, "quantity.value: '1e999999999' is no"),
    ({"quote": "a\x1fb"}, "quote: holds a control character or half a character. Take it out."),
    ({"parties": [{"name": "\ud800"}]}, "parties[0].name: holds a control character or half a character."),
    ({"source": "a\x00b"}, "source: holds a control character or half a character."),
    ({"title": "\udfff"}, "title: '\\udfff' is no text."),
    ({"modality": "inferred"}, "modality: 'inferred' is not one of its words."),
    ({"status": "done"}, "status: 'done' is not one of its words."),
    ({"date": "03/04/2026"}, "date: '03/04/2026' is no date. Write 2026, 2025-11, 2025-11-03,"),
    ({"term": "12 years"}, "term: '12 years' is no duration. Write P10Y"),
    ({"published": "soon"}, "published: 'soon' is no date. Write 2026, 2026-03 or 2026-03-14."),
    ({"title": 7}, "title: 7 is no text."),
    ({"type": "Role", "kind": "utility"}, "parties: has 2 parties. A Role is of one: name whom it is said of."),
    ({"type": "Identifier", "kind": None, "parties": [{"name": "A"}]}, "text: is missing. Give the code"),
    ({"type": "PolicyEvent"}, "kind: a PolicyEvent has none."),
    ({"source": "../secret.txt"}, "source: '../secret.txt' leads out of the table's folder. Put the text"),
    ({"source": "/etc/passwd"}, "source: '/etc/passwd' leads out of the table's folder."),
])  # fmt: skip
def test_a_bad_line_says_where_and_what_to_write(tmp_path, row, message):
    found = wrong(jsonl(tmp_path, FACT, FACT | row if isinstance(row, dict) else row))
    assert found.removeprefix("line 2").removeprefix(", ").startswith(message)
    assert len(found) < 1000


@pytest.mark.parametrize(("rows", "message"), [
    ([CELLS | {"unit": "wheat"}], "line 2, column 6 (unit): 'wheat' is no unit."),
    ([CELLS, CELLS | {"value": "much"}], "line 3, column 5 (value): 'much' is no number."),
    ([CELLS | {"parties": "IREN (host)"}], "line 2, column 4 (parties): 'host' is not one of its words."),
    ([CELLS | {"offset": "x"}], "line 2, column 9 (offset): 'x' is no place."),
    ([CELLS | {"partiesComplete": "maybe"}], "line 2, column 9 (partiesComplete): 'maybe' is neither"),
    ([CELLS | {"value": ""}], "line 2, column 5 (value): is missing, and so are lower and upper."),
    ([CELLS | {"colour": "red"}], "line 1, column 9: 'colour' is no column of facts. The columns are source, title,"),
    ([{k: v for k, v in CELLS.items() if k != "quote"}], "line 1: there is no column 'quote'."),
])  # fmt: skip
def test_a_bad_cell_says_where_and_what_to_write(tmp_path, rows, message):
    assert wrong(table(tmp_path, *rows)).startswith(message)


def test_rows_that_do_not_fit_the_head(tmp_path):
    path = table(tmp_path, CELLS)
    path.write_text(path.read_text() + "a,b\n")
    assert wrong(path).startswith(
        "line 3: 2 cells, and the head has 8. Put cells that hold a comma into double quotes"
    )
    path.write_text('source,type,quote\n"a,b\n')
    assert wrong(path).startswith("line 2: no CSV (unexpected end of data).")
    path.write_text("source,type,quote,type\n")
    assert wrong(path).startswith("line 1, column 4: 'type' is there twice.")
    path.write_text("source,type,quote\n")
    assert wrong(path).startswith("holds no fact. Give one fact a row")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    folder = tmp_path / "facts"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("A secret.")
    (folder / "inside.txt").symlink_to(tmp_path / "secret.txt")
    assert "leads out of the table's folder" in wrong(jsonl(folder, FACT | {"source": "inside.txt"}))


@pytest.mark.parametrize(("qualifier", "numbers", "interval"), [
    ("exact", {"value": "5"}, Interval.point(Decimal(5))),
    ("upTo", {"lower": 0, "upper": 5}, Interval(Decimal(0), Decimal(5))),
    ("lessThan", {"lower": 0, "upper": 5}, Interval(Decimal(0), Decimal(5), upper_open=True)),
    ("lessThan", {"lower": -5, "upper": 0}, Interval(Decimal(-5), Decimal(0), lower_open=True)),
    ("atLeast", {"lower": 5}, Interval(Decimal(5), None)),
    ("moreThan", {"lower": 5}, Interval(Decimal(5), None, lower_open=True)),
    ("moreThan", {"upper": -5}, Interval(None, Decimal(-5), upper_open=True)),
    ("between", {"lower": 1, "upper": 5}, Interval(Decimal(1), Decimal(5))),
])  # fmt: skip
def test_bounds_have_the_open_ends_of_their_qualifier(qualifier, numbers, interval):
    quantity = {"unit": "percent", "verbatim": "5%", "qualifier": qualifier} | numbers
    line = parse({k: v for k, v in FACT.items() if k != "source"} | {"quantity": quantity})
    assert line.quantity.interval == interval


def test_the_docs_describe_every_column(root):
    page = (root / "docs" / "facts.md").read_text()
    assert [name for name in (*COLUMNS, *FIELDS) if f"`{name}`" not in page] == []


def test_a_line_error_names_field_and_remedy():
    with pytest.raises(LineError, match=r"^type: is missing\. Write Deal"):
        parse({})


@pytest.mark.parametrize(("verbatim", "basis"), [("$2 billion", "symbol"), ("2 billion dollars", "stated")])
def test_the_words_tell_the_basis_of_the_unit(tmp_path, verbatim, basis):
    quantity = {"value": 2000000000, "unit": "USD", "verbatim": verbatim, "unitBasis": None, "qualifier": None}
    (one,) = read_table(jsonl(tmp_path, FACT | {"quantity": quantity}))
    assert one.rows[0].line.quantity.unit_basis == basis


def test_a_place_beyond_any_text_is_refused(tmp_path):
    assert "offset: 99999999999999999999999 is no place" in wrong(jsonl(tmp_path, FACT | {"offset": 10**23 - 1}))
