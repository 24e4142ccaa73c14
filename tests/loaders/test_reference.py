"""The shipped reference list: values stand where their evidence says, and firms stay apart."""

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from wattgraph.loaders.reference import (
    Firm,
    KnownName,
    ReferenceListError,
    edition,
    editions,
    firms,
    names,
    readings,
    tickers,
)
from wattgraph.schema.model import model
from wattgraph.schema.names import name_key
from wattgraph.schema.statement import Document, Statement

SHARED = Path(__file__).parents[3] / "shared"
ROW = """
[[firm]]
id = "one"
name = "One Power"
roles = ["utility"]
source = "its annual report"
"""


def by_id() -> dict[str, Firm]:
    return {firm.id: firm for firm in firms()}


def statements() -> list[tuple[Document, Statement]]:
    return [(r.document, said) for r in readings() for thing in r.things for said in thing.statements]


def read(text: str) -> tuple[Firm, ...]:
    return edition("sample", Document.of('title = "Sample"\nedition = "2025-11-30"\n' + text)).firms


def owners(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, owner in pairs:
        found.setdefault(key, set()).add(owner)
    return found


def test_the_list_covers_the_domain() -> None:
    rows = list(firms())
    roles = Counter(role for firm in rows for role in firm.roles)
    assert len(rows) >= 100
    assert set(roles) == set(model().vocabularies["actorRole"])
    assert min(roles.values()) >= 5
    miners = {firm.id for firm in rows if "bitcoinMiner" in firm.roles}
    assert {"iren", "cipher-mining", "bitfarms", "bitmine"} <= miners
    clouds = {firm.id for firm in rows if "hyperscaler" in firm.roles}
    assert {"microsoft", "amazon", "aws", "alphabet", "google", "meta", "oracle"} <= clouds


def test_who_only_calls_itself_a_hyperscaler_is_none_here() -> None:
    assert "hyperscaler" not in by_id()["coreweave"].roles
    assert "hyperscaler" not in by_id()["hyperscale-data"].roles


def test_every_row_has_a_source_and_a_slug() -> None:
    seen = Counter(firm.id for firm in firms())
    assert [key for key, times in seen.items() if times > 1] == []
    for firm in firms():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", firm.id)
        assert len(firm.cells["source"][0].value) > 20, firm.id


def test_codes_are_well_formed() -> None:
    forms = {
        "cik": r"\d{10}",
        "lei": r"[A-Z0-9]{18}\d\d",
        "country": r"[A-Z]{2}",
        "tickers": r"([A-Z]+:)?[A-Z]{1,5}",
    }
    for firm in firms():
        for key, form in forms.items():
            for cell in firm.cells.get(key, ()):
                assert re.fullmatch(form, cell.value), (firm.id, key, cell.value)


def test_no_name_is_shared_by_two_rows() -> None:
    plain = [(name.text.casefold(), name.id) for name in names() if not name.ambiguous]
    keyed = [(name_key(name.text), name.id) for name in names() if not name.ambiguous]
    assert {key: ids for key, ids in owners(plain + keyed).items() if len(ids) > 1} == {}


def test_no_identifier_is_shared_by_two_rows() -> None:
    pairs = [(code.rpartition(":")[2], firm.id) for firm in firms() for code in firm.tickers]
    for key in ("cik", "lei"):
        pairs += [(cell.value, firm.id) for firm in firms() for cell in firm.cells.get(key, ())]
    assert {key: ids for key, ids in owners(pairs).items() if len(ids) > 1} == {}


def test_an_ambiguous_name_proves_nobody() -> None:
    """Not even once the legal form has fallen away: `Strategy Inc` would prove `Strategy`."""
    proving = {name_key(name.text) for name in names() if not name.ambiguous}
    doubtful = {name_key(name.text) for name in names() if name.ambiguous}
    assert proving & doubtful == set()
    assert {"strategy", "nasdaq", "galaxy", "cipher", "lambda", "brookfield", "arm"} <= doubtful


@pytest.mark.parametrize(
    "few",
    [
        ("BitMine", "BIT Mining", "Bitmain", "Bitfarms", "Bitdeer", "Bit Digital", "Bitfinex", "BitFuFu"),
        ("Constellation Energy", "Brookfield Asset Management", "Brookfield Renewable"),
        ("Amazon", "AWS"), ("Alphabet", "Google", "DeepMind"), ("Morgan Stanley", "JPMorgan"),
    ],
)  # fmt: skip
def test_look_alikes_are_different_firms(few: tuple[str, ...]) -> None:
    meant = {name.text: name.id for name in names() if not name.ambiguous}
    assert len({meant[text] for text in few}) == len(few)


@pytest.mark.parametrize("stranger", ["CipherTrace", "Galaxy Gaming", "Riot Games", "Dominion Voting"])
def test_namesakes_outside_the_list_are_nobody(stranger: str) -> None:
    assert name_key(stranger) not in {name_key(name.text) for name in names()}


def test_divisions_name_their_parent() -> None:
    rows = by_id()
    assert (rows["aws"].parent, rows["google"].parent, rows["amazon"].parent) == ("amazon", "alphabet", None)


def test_names_and_tickers_are_hints_by_id() -> None:
    assert KnownName("Iris Energy", "Firm", "iren", False) in names()
    assert KnownName("Strategy", "Firm", "strategy", True) in names()
    assert KnownName("MicroStrategy", "Firm", "strategy", False) in names()
    assert {code: tickers()[code] for code in ("IREN", "BMNR", "MSTR", "GOOG")} == {
        "IREN": "iren", "BMNR": "bitmine", "MSTR": "strategy", "GOOG": "alphabet",
    }  # fmt: skip


def test_every_value_stands_at_its_span_in_a_line_of_its_own_row() -> None:
    for document, said in statements():
        value, line = said.evidence
        assert (value.part, line.part) == ("value", "quote")
        for span in said.evidence:
            assert document.text[span.start : span.end] == span.quote
        if isinstance(said.object, str):
            assert value.quote == said.object
        assert document.text[value.start - 1] == '"'
        behind = document.text[value.end : document.text.index('"', value.end)]
        assert behind == f" since {said.valid_from}" * bool(said.valid_from) + f" until {said.valid_to}" * bool(
            said.valid_to
        )
        assert line.start < value.start < value.end < line.end
        assert "\n" not in line.quote


def test_spans_point_into_the_row_that_says_it() -> None:
    for file in editions():
        for firm in file.firms:
            block = file.document.text.rindex("[[firm]]", 0, firm.cells["id"][0].start)
            following = file.document.text.find("[[firm]]", block + 1)
            for cells in firm.cells.values():
                assert all(block < c.start and (following < 0 or c.end < following) for c in cells), firm.id


def test_each_file_is_a_dated_document_of_its_own() -> None:
    folder = Path(__file__).parents[2] / "loaders" / "reference"
    found = {r.appearance.series: r for r in readings()}
    assert found.keys() == {f"reference/{file.stem}" for file in folder.glob("*.toml")}
    for file in folder.glob("*.toml"):
        reading = found[f"reference/{file.stem}"]
        assert reading.document.bytes_hash == sha256(file.read_bytes()).digest()
        assert reading.document.media_type == "application/toml"
        assert reading.appearance.published == reading.appearance.vintage >= "2025-11-30"
        assert (reading.loader, reading.appearance.licence) == ("reference", "Apache-2.0")


def test_all_is_inferred_and_nothing_is_refused_by_the_gate() -> None:
    from wattgraph.graph.gate import Gate, judge

    for reading in readings():
        gate = Gate(model(), reading.document, reading.appearance.published)
        earlier: set[bytes] = set()
        for thing in reading.things:
            _, refused, whole = judge(gate, thing, model().kinds.get(thing.mention.kind))
            assert (refused, whole) == ([], "")
            assert {said.modality for said in thing.statements} == {"inferred"}
            assert {said.object for said in thing.statements if said.property == "parent"} <= earlier
            earlier.add(thing.mention.id)


def test_readings_are_the_same_each_time() -> None:
    assert statements() == statements()


def test_names_and_tickers_have_their_times() -> None:
    said = {(s.property, s.object): (s.valid_from, s.valid_to) for _, s in statements() if isinstance(s.object, str)}
    assert said["alias", "Facebook"] == (None, "2021-10-28")
    assert said["name", "Meta Platforms, Inc."] == ("2021-10-28", None)
    assert said["ticker", "NASDAQ:FB"] == (None, "2022-06-09")
    assert said["alias", "Marathon Digital"] == ("2021-03", "2024-08")
    assert (tickers()["META"], tickers().get("FB"), tickers()["XYZ"]) == ("meta", None, "block")


def test_a_row_over_several_lines_keeps_its_places() -> None:
    text = ROW + 'aliases = [\n  "One",  # "Two" is no alias\n  "One Power One",\n]\n'
    (firm,) = read(text)
    assert firm.aliases == ("One", "One Power One")
    whole = 'title = "Sample"\nedition = "2025-11-30"\n' + text
    assert [whole[cell.start : cell.end] for cell in firm.cells["aliases"]] == ["One", "One Power One"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "firm is missing"),
        ("[[firm]", "no TOML"),
        (ROW.replace('source = "its annual report"', ""), "sample.toml, one: source is missing"),
        (ROW.replace('"utility"', '"wizard"'), "wizard.*not in the vocabulary actorRole"),
        (ROW.replace('"one"', '"One"'), "no lower-case slug"),
        (ROW + ROW, "stands twice"),
        (ROW + 'parent = "two"\n', "put its parent 'two' above it"),
        (ROW + "lei = 5\n", "sample.toml, one, lei: no such key, or not its type"),
        (ROW + 'colour = "red"\n', "one, colour: no such key"),
        (ROW + "country = 'US'\n", "'US' does not stand there in plain double quotes"),
        (ROW + 'country = ""\n', "'' does not stand there"),
        (ROW + 'aliases = ["Uno until 2025-13"]\n', "'Uno until 2025-13': '2025-13' is no date"),
        (ROW + 'aliases = ["Uno since 2025 until 2024"]\n', "ends before it begins"),
        (ROW + '  country = "US"\n', "country does not start a line"),
        (ROW.replace("[[firm]]", "[[ firm ]]"), "0 lines"),
    ],
)
def test_errors_name_file_row_and_key(text: str, message: str) -> None:
    with pytest.raises(ReferenceListError, match=message):
        read(text)


def test_ciks_and_tickers_agree_with_the_sec_file() -> None:
    path = SHARED / "data" / "firms" / "sec_company_tickers_2025-11.json"
    if not path.exists():
        pytest.skip(f"the data pack is not here: {path}")
    listed = {row["ticker"]: f"{row['cik_str']:010}" for row in json.loads(path.read_text("utf-8")).values()}
    for firm in firms():
        codes = [code.rpartition(":")[2] for code in firm.tickers]
        ciks = [cell.value for cell in firm.cells.get("cik", ())]
        assert {listed[code] for code in codes if code in listed} == set(ciks), firm.id
        assert not ciks or all(code in listed for code in codes), firm.id


def test_leis_agree_with_the_gleif_records() -> None:
    folder = SHARED / "data" / "lei" / "data" / "lei_records"
    if not folder.exists():
        pytest.skip(f"the data pack is not here: {folder}")
    for firm in firms():
        for cell in firm.cells.get("lei", ()):
            record = json.loads((folder / f"single_lei_record_{cell.value}.json").read_text("utf-8"))
            legal = record["data"]["attributes"]["entity"]["legalName"]["name"]
            assert name_key(legal) == name_key(firm.name)
