"""Samples: each shipped source reads its small invented one, refuses nothing, and says all that it can say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wattgraph.api.sources.loading import Loaded, load
from wattgraph.graph.ledger import Ledger
from wattgraph.loaders.sources import Source, defined, names, source
from wattgraph.schema.quantity import Quantity, QuantityError

#: (class and key, property, value or class and key, modality) that a sample must give, among others.
FACTS = {
    "wri": {
        ("Capacity USA0900001", "power", "340.5 MW", "asserted"), ("Site USA0900001", "fuel", "gas", "asserted"),
        ("Site USA0900001", "eiaPlantCode", "900001", "asserted"), ("Site USA0900001", "start", "1998", "asserted"),
        ("Site WRI1900001", "gppdId", "WRI1900001", "asserted"),
        ("Capacity WRI1900001", "owner", "Firm Gannet Utilities#owner", "asserted"),
    },
    "eia860": {
        ("Site 900001", "operator", "Firm 90001", "asserted"), ("Site 900001", "owner", "Firm 90001", "inferred"),
        ("Site 900003/1", "partOf", "Site 900003", "asserted"),
        ("Stake 900003/1#90002/Tamarack Electric Coop", "share", "60 percent", "asserted"),
        ("Stake 900003/1#90003/Quillback Holdings", "share", "40 percent", "asserted"),
        ("Stake 900003/2#99999/Quillback Holdings", "owner", "Firm Quillback Holdings#owner", "asserted"),
        ("Stake 900003/2#99999/Other", "owner", "Group others/900003", "asserted"),
    },
    "epoch": {
        ("Site Larkton Campus", "operator", "Firm Northmoor#firm", "asserted"),
        ("Site Larkton Campus", "endUser", "Firm Brindle AI#firm", "expected"),
        ("Site Tamarack Hall", "endUser", "Firm Brindle AI#firm", "possible"),
        ("Site Larkton Campus", "program", "Program Project Heron#program", "asserted"),
        ("Capacity Larkton Campus#current", "power", "340 MW", "asserted"),
        ("Capacity Larkton Campus#current", "basis", "criticalIT", "asserted"),
        ("Capacity Larkton Campus#2026-03-01/facility", "power", "442.5 MW", "asserted"),
        ("Capacity Larkton Campus#2026-03-01/it", "basis", "criticalIT", "asserted"),
        ("Capacity Larkton Campus#2099-12-31/it", "power", "680 MW", "projected"),
        ("Capacity Larkton Campus#2099-12-31/facility", "kind", "planned", "projected"),
    },
    "im3": {
        ("Site IN/St. Joseph County/Northmoor/Larkton 1/60000/building/1", "kind", "building", "asserted"),
        ("Site IN/St. Joseph County////point/2", "longitude", "-86.48", "asserted"),
    },
    "sec": {
        ("Firm 9000002", "ticker", "BRDL", "asserted"), ("Firm 9000002", "ticker", "BRDL-B", "asserted"),
        ("Firm 9000001", "name", "NORTHMOOR POWER INC", "asserted"),
    },
    "sp500": {
        ("Firm 9000001", "memberOf", "Security S&P 500", "asserted"),
        ("Security S&P 500", "kind", "index", "asserted"),
        ("Firm 9000002", "sector", "Information Technology", "asserted"),
    },
    "gleif": {
        ("Firm 90000000000000000106", "parent", "Firm 90000000000000000203", "asserted"),
        ("Firm 90000000000000000106", "alias", "Northmoor", "asserted"),
        ("Firm 90000000000000000203", "seat", "Bonn", "asserted"),
        ("Firm 90000000000000000300", "ultimateParent", "Firm 90000000000000000203", "asserted"),
    },
}  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "sample.db", create=True) as made:
        yield made


def sampled(ledger: Ledger, one: Source) -> Loaded:
    """Loads a source's sample, as of a release that is no real one."""
    return load(
        ledger, one, one.path.parent / "sample", vintage=None if one.name == "gleif" else "2030", published="2030"
    )


def facts(ledger: Ledger) -> set[tuple[str, str, str, str]]:
    """What a ledger says, with the keys of records for ids and short quantities."""
    keys = {m.id: f"{m.kind} {m.key}" for m in ledger.mentions()}
    return {(keys[s.subject], s.property, short(s.object, keys), s.modality) for s in ledger.statements()}


def short(value: bytes | str, keys: dict[bytes, str]) -> str:
    """A value for people."""
    if isinstance(value, bytes):
        return keys[value]
    try:
        quantity = Quantity.decode(value)
    except QuantityError:
        return value
    return f"{quantity.interval.lower:f} {quantity.unit}"


def test_every_source_has_facts() -> None:
    assert sorted(FACTS) == names()


@pytest.mark.parametrize("name", FACTS)
def test_a_sample(ledger: Ledger, name: str) -> None:
    loaded = sampled(ledger, source(name))
    assert loaded.quarantined == 0, [r.reason for r in ledger.quarantine()]
    assert {t.name for t in loaded.tables} <= set(source(name).tables)
    assert FACTS[name] - facts(ledger) == set()


@pytest.mark.parametrize("name", FACTS)
def test_a_sample_says_each_property_that_its_definition_names(ledger: Ledger, name: str) -> None:
    one = source(name)
    sampled(ledger, one)
    kinds = {m.id: m.kind for m in ledger.mentions()}
    said = {(kinds[s.subject], s.property) for s in ledger.statements()}
    reserved = {"class", "key", "like", "when", "unless", "each", "modality", "status", "from", "to", "quote"}
    for name_of_table in one.tables:
        table = one.table(name_of_table, None)
        for thing in table["things"].values():
            told = thing
            while "like" in told:
                told = table["things"][told["like"]] | {key: value for key, value in told.items() if key != "like"}
            missing = {(told["class"], prop) for prop in set(told) - reserved} - said
            assert missing == set(), name_of_table


def test_validity_is_that_of_a_column(ledger: Ledger) -> None:
    sampled(ledger, source("sp500"))
    sampled(ledger, source("gleif"))
    dated = {s.property: s.valid_from for s in ledger.statements() if s.valid_from}
    assert dated.keys() == {"memberOf", "parent", "lei"}
    assert dated["parent"] == "2017-10-18"


def test_a_relationship_that_ended_is_not_said(ledger: Ledger) -> None:
    sampled(ledger, source("gleif"))
    assert not any(prop == "ultimateParent" and "106" in subject for subject, prop, *_ in facts(ledger))


def test_adding_a_source_edits_no_central_file(ledger: Ledger, tmp_path: Path) -> None:
    """A folder is all: its definition, its sample. `names` finds it where folders are looked for."""
    home = tmp_path / "sources"
    folder = home / "parks"
    (folder / "sample").mkdir(parents=True)
    (folder / "source.toml").write_text(
        '[source]\nname = "parks"\ntitle = "Parks"\npublisher = "Northmoor"\nlicence = "CC0-1.0"\nrolling = true\n'
        '[tables.parks]\nkey = "{id}"\nfiles = ["*.csv"]\n[tables.parks.things.park]\nclass = "Site"\nname = "name"\n'
    )
    (folder / "sample" / "parks.csv").write_text("id,name\n1,Alder Bluff\n")
    assert names(home) == ["parks"]
    loaded = sampled(ledger, defined(folder / "source.toml"))
    assert (loaded.rows, loaded.asserted) == (1, 1)


def test_the_example_of_a_mapping(ledger: Ledger, root: Path) -> None:
    folder = root / "examples" / "mapping"
    loaded = load(ledger, defined(folder / "mapping.toml"), folder / "table.csv")
    assert (loaded.rows, loaded.quarantined) == (4, 0)
    found = facts(ledger)
    assert {
        ("Site D1", "name", "Heron Yard", "asserted"), ("Capacity D1", "power", "1.2 MW", "asserted"),
        ("Capacity D2", "power", "85 MW", "possible"), ("Site D3", "kind", "powerPlant", "asserted"),
        ("Site D1", "start", "2027-03-09", "asserted"),
        ("Site D1", "owner", "Firm Northmoor Power#firm", "asserted"),
        ("Site D2", "endUser", "Firm Brindle AI#firm", "expected"),
        ("Stake D1", "share", "60 percent", "asserted"), ("Program list", "name", "Lake Survey", "asserted"),
    } - found == set()  # fmt: skip
    assert not any(subject == "Capacity D4" for subject, *_ in found)
