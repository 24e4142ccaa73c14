"""What proves that firms and sites are one, what never does, and what becomes of judgements that contradict."""

from collections.abc import Callable
from typing import Any

import pytest

from wattgraph.graph.ledger import Ledger, LedgerError

Row = dict[str, Any]


@pytest.fixture
def table(text: Any) -> Callable[..., Any]:
    """A vintage of a data set: `table("eia860", "2024", ("2", {"name": ..., "cik": ...}))`, loaded by `into`."""

    def make(source: str, vintage: str, *rows: tuple[str, Row], kind: str = "Firm") -> Any:
        lines = [f"{source} {vintage}"]
        for number, (_, row) in enumerate(rows):
            lines += [f"{number}.{prop}: <{value}>" for prop, value in row.items() if prop not in ("valid", "partOf")]
        page = text("\n".join(lines), loader=source)
        made = {key: page.record(source, key, kind) for key, _ in rows}
        for number, (key, row) in enumerate(rows):
            for prop, value in row.items():
                if prop == "partOf":
                    page.say(made[key], prop, made[value].id, f"{number}.name")
                elif prop != "valid":
                    times = row.get("valid", {}).get(prop, {})
                    line = f"{number}.{prop}: <{value}>"
                    at = page.text.index(line) + len(line) - len(value) - 1
                    span = page.document.span(at, at + len(value))
                    page.things[made[key].id].statements.append(
                        page.say(made[key], prop, value, line, **times)._replace(evidence=(span,))
                    )
                    del page.things[made[key].id].statements[-2]
        page.appearance = page.appearance._replace(series=f"{source}/rows", vintage=vintage)
        page.mentions = made
        return page

    return make


def nodes(view: Any, kind: str = "Firm") -> int:
    return len(view.of_kind(kind))


def test_a_record_of_many_vintages_is_one_thing(ledger: Ledger, table: Any, look: Any) -> None:
    for vintage, name in (("2022", "Alder Power"), ("2023", "AlderPoint"), ("2024", "Point Energy")):
        table("sec", vintage, ("7", {"name": name})).into(ledger)
    table("sp500", "2024", ("7", {"name": "Alder Power"})).into(ledger)  # another source's 7
    assert nodes(look(ledger)) == 2


def test_a_record_that_a_person_cuts_is_cut(ledger: Ledger, table: Any, look: Any) -> None:
    pages = [table("sec", vintage, ("7", {"name": "Alder"})) for vintage in ("2022", "2023")]
    for page in pages:
        page.into(ledger)
    before = ledger.dump_hash()
    number = ledger.judge("different", *(p.mentions["7"].id for p in pages), author="ann")
    assert nodes(look(ledger)) == 2
    ledger.withdraw(number, "ann")
    assert (nodes(look(ledger)), ledger.dump_hash()) == (1, before)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"cik": "0001234"}, {"cik": "1234"}, True),
        ({"lei": "5299000J2N45DDNE4Y28"}, {"lei": "5299000j2n45ddne4y28"}, True),
        ({"lei": "5299000J2N45DDNE4Y28"}, {"lei": "5299000J2N45DDNE4Y29"}, False),
        ({"ticker": "NYSE:ABCD"}, {"ticker": "ABCD"}, True),
        ({"ticker": "NYSE:ABCD"}, {"ticker": "TSX:ABCD"}, False),
        ({"ticker": "NasdaqGS:ABCD"}, {"ticker": "NASDAQ:ABCD"}, True),
        ({"ticker": "ABCD", "valid": {"ticker": {"valid_to": "2020-01"}}}, {"ticker": "ABCD"}, False),
        ({"ticker": "ABCD", "valid": {"ticker": {"valid_from": "2020-01"}}}, {"ticker": "ABCD"}, True),
        ({"name": "Other"}, {"name": "Other"}, False),
    ],
)
def test_identifiers_and_tickers(
    ledger: Ledger, table: Any, look: Any, one: Row, other: Row, together: bool
) -> None:  # fmt: skip
    table("sec", "2024-05", ("1", {"name": "First", **one})).into(ledger)
    table("sp500", "2024-06", ("2", {"name": "Second", **other})).into(ledger)
    assert ledger.quarantine() == []
    assert nodes(look(ledger)) == (1 if together else 2)


@pytest.mark.parametrize(("day", "together"), [("2024-07-20", True), ("2025-07-20", False), (None, False)])
def test_a_ticker_proves_at_one_date_only(
    ledger: Ledger, table: Any, text: Any, look: Any, day: str | None, together: bool
) -> None:  # fmt: skip
    table("sec", "2024-06-01", ("1", {"name": "First", "ticker": "ABCD"})).into(ledger)
    page = text("Second (ABCD) rose.")
    page.say(page.firm("Second"), "ticker", "ABCD", "ABCD")
    page.into(ledger, **({"published": day} if day else {}))
    assert nodes(look(ledger)) == (1 if together else 2)


def test_a_former_name_proves_until_it_ended(ledger: Ledger, table: Any, text: Any, look: Any) -> None:
    row = {"name": "Strategic", "alias": "Microstrat", "valid": {"alias": {"valid_to": "2025-02-05"}}}
    table("reference", "2025-11-30", ("strat", row)).into(ledger)
    for day in ("2024-12-01", "2025-06-01"):
        page = text(f"Microstrat bought more on {day}.")
        page.firm("Microstrat")
        page.into(ledger, published=day)
    view = look(ledger)
    assert nodes(view) == 2
    assert view.name("strat") == "Strategic"
    assert [str(v.decoded) for v in view.nodes["strat"].values["name"]] == ["Strategic", "Microstrat"]


@pytest.fixture
def owners(ledger: Ledger, text: Any) -> Callable[..., None]:
    """A source that names the owner of a plant by its EIA code."""

    def load(source: str, code: str, *names: str) -> None:
        page = text(f"{source}\nplant {code}\n" + "\n".join(names), loader=source)
        firms = []
        for number, name in enumerate(names):
            firms.append(page.record(source, f"{code}-{number}"))
            page.say(firms[-1], "name", name, name)
        site = page.record(source, f"plant {code}", "Site")
        page.say(site, "eiaPlantCode", code, code)
        for firm, name in zip(firms, names, strict=True):
            page.say(site, "owner", firm.id, name)
        page.into(ledger)

    return load


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        (["Bluestem Wind  LLC"], ["Bluestem Wind, L.L.C."], 1),
        (["Bluestem Wind LLC"], ["Bluestem Wind Holdings LLC"], 2),
        (["Bluestem Wind LLC", "Bluestem Wind Inc"], ["Bluestem Wind"], 3),
    ],
)
def test_two_sources_that_name_one_owner_of_one_site(
    ledger: Ledger, owners: Any, look: Any, mine: list[str], theirs: list[str], left: int
) -> None:  # fmt: skip
    owners("eia860", "61", *mine)
    owners("wri", "061", *theirs)
    view = look(ledger)
    assert (nodes(view), nodes(view, "Site")) == (left, 1)


def test_two_rows_of_one_source_stay_two(ledger: Ledger, table: Any, text: Any, look: Any) -> None:
    """Not even a text that names both alike joins them; rows that share an identifier are several of one firm."""
    row = {"name": "Birch Power", "ticker": "BRCH"}
    table("eia860", "2024", ("1", row), ("2", row)).into(ledger)
    table("sp500", "2024", ("a", {**row, "cik": "7"}), ("b", {**row, "cik": "7"})).into(ledger)
    view = look(ledger)
    assert sorted(len(node.mentions) for node in view.of_kind("Firm")) == [1, 3]
    assert view.snapshot.identity.unsure


def test_equal_names_at_two_sites_prove_nothing(ledger: Ledger, owners: Any, look: Any) -> None:
    owners("eia860", "61", "Bluestem Wind LLC")
    owners("wri", "62", "Bluestem Wind LLC")
    view = look(ledger)
    assert nodes(view) == 2
    assert [e.rule for e in view.snapshot.identity.unsure] == ["equalNames"]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"eiaPlantCode": "0061"}, {"eiaPlantCode": "61"}, True),
        ({"eiaPlantCode": "61", "latitude": "40.0", "longitude": "-80.0"},
         {"eiaPlantCode": "61", "latitude": "40.1", "longitude": "-80.1"}, True),
        ({"eiaPlantCode": "61", "latitude": "40.0", "longitude": "-80.0"},
         {"eiaPlantCode": "61", "latitude": "40.5", "longitude": "-80.0"}, False),
        ({"eiaPlantCode": "61", "kind": "powerPlant"}, {"eiaPlantCode": "61", "kind": "generator"}, False),
        ({"name": "Elm 1", "latitude": "40.0", "longitude": "-80.0"},
         {"name": "Elm 1", "latitude": "40.0", "longitude": "-80.0"}, False),
        ({"name": "Elm Building 2", "eiaPlantCode": "61"}, {"name": "Elm", "eiaPlantCode": "61"}, False),
        ({"name": "Elm Phase II", "eiaPlantCode": "61"}, {"name": "Elm Phase 2", "eiaPlantCode": "61"}, True),
        ({"name": "Elm Expansion", "eiaPlantCode": "61"}, {"name": "Elm Phase 2", "eiaPlantCode": "61"}, False),
    ],
)  # fmt: skip
def test_sites(ledger: Ledger, table: Any, look: Any, one: Row, other: Row, together: bool) -> None:
    table("eia860", "2024", ("1", {"name": "Elm", **one}), kind="Site").into(ledger)
    table("wri", "1.3.0", ("x", {"name": "Elm", **other}), kind="Site").into(ledger)
    view = look(ledger)
    assert nodes(view, "Site") == (1 if together else 2)
    identified = "eiaPlantCode" in one and not together
    assert bool(view.snapshot.identity.unsure) == identified


def test_a_part_is_never_its_whole(ledger: Ledger, table: Any, look: Any) -> None:
    campus, hall = {"name": "Elm", "gppdId": "E1"}, {"name": "Elm north", "gppdId": "E1", "partOf": "c"}
    table("epoch", "2025", ("c", campus), ("h", hall), kind="Site").into(ledger)
    view = look(ledger)
    assert (ledger.quarantine(), nodes(view, "Site")) == ([], 2)


def test_a_key_that_is_only_a_name_tells_spellings_apart(ledger: Ledger, listed: Any, table: Any, look: Any) -> None:
    """Two spellings of a listed firm are that firm; rows with keys of the source's own stay two."""
    listed(("corewell", "CoreWell", "cloudProvider")).into(ledger)
    names = {"firm/CoreWell": "CoreWell", "firm/Corewell Inc": "Corewell Inc"}
    table("epoch", "2026", *((key, {"name": name}) for key, name in names.items())).into(ledger)
    assert nodes(look(ledger)) == 1
    table("sec", "2026", ("7", {"name": "CoreWell"}), ("8", {"name": "Corewell Inc"})).into(ledger)
    assert nodes(look(ledger)) == 2


def test_keys_that_are_names_prove_nothing_by_themselves(ledger: Ledger, table: Any, look: Any) -> None:
    names = {"firm/Anvil LLC": "Anvil LLC", "firm/Anvil Inc": "Anvil Inc"}
    table("wri", "2026", *((key, {"name": name}) for key, name in names.items())).into(ledger)
    assert nodes(look(ledger)) == 2


# -- judgements


@pytest.fixture
def firms(ledger: Ledger, text: Any) -> list[bytes]:
    """Five firms of other names."""
    page = text("Anvil, Bellows, Crucible, Drill and Engine rose.")
    found = [page.firm(name).id for name in ("Anvil", "Bellows", "Crucible", "Drill", "Engine")]
    page.into(ledger)
    return found


def test_same_is_transitive(ledger: Ledger, firms: list[bytes], look: Any) -> None:
    ledger.judge("same", firms[0], firms[1], author="ann")
    ledger.judge("same", firms[1], firms[2], author="ann")
    assert nodes(look(ledger)) == 3


def test_same_is_transitive_against_the_rules(ledger: Ledger, table: Any, look: Any) -> None:
    rows = [(str(n), {"name": f"Firm {n}", "cik": f"100{n}"}) for n in range(3)]
    page = table("sec", "2024", *rows)
    page.into(ledger)
    ids = [page.mentions[key].id for key, _ in rows]
    ledger.judge("same", ids[0], ids[1], author="ann")
    ledger.judge("same", ids[1], ids[2], author="ann")
    assert nodes(look(ledger)) == 1


def test_who_fits_one_of_two_that_a_person_joined_fits_both(ledger: Ledger, table: Any, look: Any) -> None:
    """Both firms are known from two sources; judging one record of each the same joins all four, and no fifth."""
    pages = {s: table(s, "2024", *((k, {"name": s + k, "cik": k}) for k in "123")) for s in ("sec", "sp500")}
    for page in pages.values():
        page.into(ledger)
    assert nodes(look(ledger)) == 3
    number = ledger.judge("same", pages["sec"].mentions["1"].id, pages["sp500"].mentions["2"].id, author="ann")
    assert sorted(len(node.mentions) for node in look(ledger).of_kind("Firm")) == [2, 4]
    ledger.withdraw(number, "ann")
    assert nodes(look(ledger)) == 3


def test_things_of_one_name_beside_rows_stay_apart(ledger: Ledger, text: Any, look: Any) -> None:
    """What a row names beside its record is known by its key: rows of other keys may name others of that name."""
    page = text("Springfield, Illinois. Springfield, Missouri. Anvil LLC; Anvil LLC")
    for number, kind in enumerate(("Place", "Place", "Firm", "Firm")):
        mention = page.record("eia860", f"{number}#{kind}", kind)
        page.say(mention, "name", "Springfield" if kind == "Place" else "Anvil LLC",
                 "Springfield" if kind == "Place" else "Anvil LLC")  # fmt: skip
    page.into(ledger)
    view = look(ledger)
    assert (nodes(view, "Place"), nodes(view)) == (2, 2)


def test_what_contradicts_is_refused_and_names_why(ledger: Ledger, firms: list[bytes]) -> None:
    a, b, c, d, _ = firms
    first = ledger.judge("same", a, b, author="ann")
    second = ledger.judge("same", b, c, author="bob")
    with pytest.raises(LedgerError, match=rf"cannot be different.*{first} .*by ann.*{second} .*by bob.*withdraw"):
        ledger.judge("different", a, c, author="cid")
    third = ledger.judge("different", c, d, author="ann")
    before = ledger.sequence()
    with pytest.raises(LedgerError, match=rf"cannot be same.*{third} "):
        ledger.judge("same", a, d, author="cid")
    assert ledger.sequence() == before
    ledger.withdraw(third, "ann")
    ledger.judge("same", a, d, author="cid")
    assert ledger.conflicts() == []


def test_the_last_word_on_a_pair_replaces_the_one_before(ledger: Ledger, firms: list[bytes], look: Any) -> None:
    ledger.judge("same", firms[0], firms[1], author="ann")
    ledger.judge("different", firms[1], firms[0], author="ann")
    assert (nodes(look(ledger)), ledger.conflicts()) == (5, [])


def test_a_judgement_of_one_vintage_counts_for_the_record(ledger: Ledger, table: Any, text: Any) -> None:
    pages = [table("sec", vintage, ("7", {"name": "Alder"})) for vintage in ("2022", "2023")]
    page = text("Aldermoor and Aldine rose.")
    one, other = page.firm("Aldermoor").id, page.firm("Aldine").id
    for loaded in (*pages, page):
        loaded.into(ledger)
    ledger.judge("same", pages[0].mentions["7"].id, one, author="ann")
    ledger.judge("different", pages[1].mentions["7"].id, other, author="ann")
    with pytest.raises(LedgerError, match="stand against it"):
        ledger.judge("same", one, other, author="ann")


def test_a_record_and_a_text_of_one_contract(ledger: Ledger, table: Any, text: Any, look: Any) -> None:
    """Judged the same, a row's capacity and a text's are one, in all vintages of the row; withdrawn, they are two."""
    rows = [table("epoch", vintage, ("7", {"kind": "existing"}), kind="Capacity") for vintage in ("2024", "2025")]
    page = text("Anvil runs a plant of 100 MW.")
    told = page.contract("Capacity", "existing", "runs", [("owner", "Anvil")], "100 MW", prop="power")
    for loaded in (*rows, page):
        loaded.into(ledger)
    before = ledger.dump_hash()
    assert nodes(look(ledger), "Capacity") == 2
    number = ledger.judge("same", told.id, rows[1].mentions["7"].id, author="ann")
    (one,) = look(ledger).of_kind("Capacity")
    assert len(one.mentions) == 3
    ledger.withdraw(number, "ann")
    assert (nodes(look(ledger), "Capacity"), ledger.dump_hash()) == (2, before)
