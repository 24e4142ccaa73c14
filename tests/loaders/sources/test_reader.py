"""The reader: whatever cells hold, each span quotes what stands there, and the gate takes what is said."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.ledger import Judging
from wattgraph.loaders.sources.part import Part, cell, parts
from wattgraph.loaders.sources.reader import TableReader
from wattgraph.loaders.sources.row import RowError
from wattgraph.schema.quantity import Quantity
from wattgraph.schema.statement import Statement

COLUMNS = ("id", "name", "power (MW)", "share", "when", "who", "note")
TABLE: dict[str, Any] = {
    "key": "{id}",
    "missing": ["n/a"],
    "notes": {"share": "the share, as a fraction of one", "when": "month/day/year"},
    "things": {
        "who": {
            "class": "Firm", "key": "who/{each}", "name": "each",
            "each": {"column": "who", "split": ", ", "tags": {"#sure": "asserted", "#guess": "possible"}},
        },
        "site": {
            "class": "Site", "name": "name", "kind": {"word": "dataCenter"}, "start": "when",
            "operator": {"thing": "who"},
        },
        "capacity": {
            "class": "Capacity", "kind": {"word": "existing", "by": "power (MW)"}, "power": "power (MW)",
            "site": {"thing": "site"}, "quote": "note",
        },
        "stake": {
            "class": "Stake", "kind": {"word": "stake", "by": "share"}, "share": "share",
            "owner": {"thing": "who"}, "site": {"thing": "site"},
        },
    },
}  # fmt: skip
#: Line ends, tabs, blanks and signs of every kind: those that a spreadsheet, a script or an attack would bring.
WORDS = st.text(
    st.one_of(st.characters(), st.sampled_from("\t\n\r\x1f\x85\u2028\u2029\u00a0\u200b\x00 ,#;\"'")), max_size=12
)
NUMBERS = st.one_of(
    st.sampled_from(["", "0", "0.0", "n/a", "000", "12.", ".5", "1e3", "-1", "٣", "９"]),
    st.decimals(0, 10**15, places=3).map(lambda d: f"{d:f}"),
    st.integers(0, 10**17).map(str),
)
DAYS = st.sampled_from(["", "3/14/2026", "12/1/2025", "2026-03", "2026", "n/a"])
WHO = st.lists(st.tuples(WORDS, st.sampled_from(["", " #sure", " #guess", " #odd"])), max_size=3).map(
    lambda named: ", ".join(name + tag for name, tag in named)
)
ROWS = st.lists(st.tuples(WORDS, NUMBERS, NUMBERS, DAYS, WHO, WORDS), max_size=8)


def cut(rows: Sequence[Sequence[str]], size: int = 400_000) -> list[Part]:
    """The parts of a table with these rows, each with a key of its own."""
    numbered = [[f"r{n}", *row] for n, row in enumerate(rows)]
    return list(parts(COLUMNS, numbered, TABLE["notes"], bytes(32), size=size))


def said(part: Part) -> list[Statement]:
    """What a part says. All of it must pass the gate as it stands."""
    reader = TableReader("test", TABLE, COLUMNS, None)
    judging = Judging(part.document, 1, None, lambda word: 0, lambda mention: None)
    things = list(reader.things(part.document, part.first, []))
    refused = judging.judged(things).refused
    assert [why for _, _, why, _ in refused] == []
    return [statement for thing in things for statement in thing.statements]


@given(ROWS)
@settings(max_examples=300)
def test_whatever_cells_hold(rows: list[tuple[str, ...]]) -> None:
    (part,) = cut(rows)
    if bad := [number for number, row in enumerate(rows, 2) if not (plain(row[1]) and plain(row[2]))]:
        with pytest.raises(RowError) as caught:
            said(part)
        assert re.match(rf"row {bad[0]}, column '(power \(MW\)|share)': ", caught.value.column)
        return
    statements = said(part)
    for statement in statements:
        for start, end, quote, _ in statement.evidence:
            assert part.document.text[start:end] == quote
            assert "\n" not in quote
            assert "\t" not in quote
    powers = [cell(row[1]) for row in rows if cell(row[1]) not in ("", "n/a")]
    said_powers = [
        Quantity.decode(s.object) for s in statements if s.property == "power" and isinstance(s.object, str)
    ]
    assert [q.verbatim for q in said_powers] == powers
    assert part.document.text.count("\n") == len(rows) + 2


@given(ROWS, st.integers(60, 400))
@settings(max_examples=150)
def test_parts_say_what_one_part_says(rows: list[tuple[str, ...]], size: int) -> None:
    (one,) = cut(rows)
    several = cut(rows, size)
    assert sum(part.rows for part in several) == one.rows == len(rows)
    assert [part.first for part in several] == [2 + sum(p.rows for p in several[:n]) for n in range(len(several))]
    if all(plain(row[1]) and plain(row[2]) for row in rows):
        assert told(several) == told([one])
    else:
        assert refusal(several) == refusal([one])


def plain(words: str) -> bool:
    """Whether a cell is empty, or a number as tables write it."""
    return cell(words) in ("", "n/a") or re.fullmatch(r"[0-9]{1,18}(\.[0-9]{1,30})?", cell(words)) is not None


def refusal(of: Sequence[Part]) -> tuple[object, ...]:
    """What is wrong with a row of some parts, of which one is."""
    with pytest.raises(RowError) as caught:
        told(of)
    return caught.value.args


def told(of: Sequence[Part]) -> set[tuple[str, str, str, str]]:
    """What parts say, without their ids: (class and key, property, object or the class and key of that, modality)."""
    found = set()
    for part in of:
        reader = TableReader("test", TABLE, COLUMNS, None)
        things = list(reader.things(part.document, part.first, []))
        names = {t.mention.id: f"{t.mention.kind} {t.mention.key}" for t in things}
        for thing in things:
            for s in thing.statements:
                other = names[s.object] if isinstance(s.object, bytes) else s.object
                found.add((names[s.subject], s.property, other, s.modality))
    return found


def test_tags_are_modality() -> None:
    (part,) = cut([("Hall", "5", "", "", "Brindle AI #sure, Northmoor #guess, Odd #odd", "")])
    told_names = {s.object: s.modality for s in said(part) if s.property == "name"}
    assert told_names == {
        "Brindle AI": "asserted", "Northmoor": "possible", "Odd #odd": "asserted", "Hall": "asserted",
    }  # fmt: skip


def test_a_unit_and_an_order_stand_in_a_note() -> None:
    (part,) = cut([("Hall", "5", "0.6", "3/14/2026", "Northmoor", "Built in time.")])
    statements = {s.property: s for s in said(part)}
    share = statements["share"]
    assert isinstance(share.object, str)
    quantity = Quantity.decode(share.object)
    assert (quantity.unit, quantity.verbatim, f"{quantity.interval.lower:f}") == ("percent", "0.6", "60")
    assert [(span.quote, span.part) for span in share.evidence] == [
        ("0.6", "value"), ("the share, as a fraction of one", "unit"),
    ]  # fmt: skip
    assert statements["start"].object == "2026-03-14"
    assert [(s.quote, s.part) for s in statements["power"].evidence] == [
        ("5", "value"), ("power (MW)", "unit"), ("Built in time.", "quote"),
    ]  # fmt: skip


def test_the_gate_does_not_take_a_share_whose_note_is_silent() -> None:
    (part,) = cut([("Hall", "5", "0.6", "", "Northmoor", "")])
    statement = next(s for s in said(part) if s.property == "share")
    assert isinstance(statement.object, str)
    false = statement._replace(object=statement.object.replace("[60,60]", "[0.6,0.6]"))
    reader = TableReader("test", TABLE, COLUMNS, None)
    things = [
        thing._replace(statements=[false if s == statement else s for s in thing.statements])
        for thing in reader.things(part.document, 2, [])
    ]
    refused = Judging(part.document, 1, None, lambda word: 0, lambda mention: None).judged(things).refused
    assert {s.property for _, s, _, _ in refused} >= {"share"}


def test_a_note_of_several_lines_stays_one_line() -> None:
    table = TABLE | {"notes": {**TABLE["notes"], "who": "those who use it,\nas far as\tis known  "}}
    (part,) = parts(COLUMNS, [["r1", "Hall", "5", "0.5", "", "Northmoor", ""]], table["notes"], bytes(32))
    judging = Judging(part.document, 1, None, lambda word: 0, lambda mention: None)
    judged = judging.judged(TableReader("test", table, COLUMNS, None).things(part.document, 2, []))
    assert judged.refused == []
    assert part.document.text.split("\n")[2] == "who: those who use it, as far as is known"


def test_a_thing_of_all_rows_is_named_by_the_words_that_prove_it() -> None:
    table = {
        "key": "{id}", "notes": {"id": "number in the Park Index"},
        "things": {
            "index": {"class": "Security", "key": "index", "name": {"text": "Park Index", "by": "id"}},
            "member": {"class": "Firm", "name": "name", "memberOf": {"thing": "index"}},
        },
    }  # fmt: skip
    (part,) = parts(("id", "name"), [["1", "Northmoor"], ["2", "Brindle AI"]], table["notes"], bytes(32))  # type: ignore[arg-type]
    things = TableReader("test", table, ("id", "name"), None).things(part.document, 2, [])
    members = [[span.quote for span in s.evidence] for t in things for s in t.statements if s.property == "memberOf"]
    assert members == [["Park Index", "1"], ["Park Index", "2"]]
