"""`wattgraph check`: what it prints, what it exits with, and how findings are accepted."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from wattgraph.api.checking import Assertion, check
from wattgraph.api.store import Store
from wattgraph.graph.checks import Finding, finding_id
from wattgraph.graph.ledger import Ledger
from wattgraph.schema.statement import Appearance, Document, Reading, Statement, Thing, mention_of_record

from .conftest import Command

#: A plant whose coordinates lie in California, and one in its place.
ROWS = ("name,state,latitude,longitude", "Creek,AR,34.87,-117.97", "Brook,AR,34.87,-92.4")


def load(rows: Iterable[str], store: str = "wattgraph.db") -> None:
    """Loads a sheet of sites into a ledger."""
    document = Document.of("\n".join(rows))
    head, *lines = document.text.split("\n")
    things, place = [], len(head) + 1
    for number, line in enumerate(lines):
        mention = mention_of_record(document.id, "Site", "register", str(number))
        quote, statements = document.span(place, place + len(line), "quote"), []
        for prop, cell in zip(head.split(","), line.split(","), strict=True):
            value = document.span(place, place + len(cell))
            statements.append(Statement(mention.id, prop, cell, (value, quote)))
            place += len(cell) + 1
        things.append(Thing(mention, statements))
    with Store(store) as opened:
        shown = Appearance(title="Register of plants", publisher="The Office")
        opened.ledger.load(document, shown, lambda text, dated: Reading(text, dated, "sheet", "1", things))


@pytest.fixture
def wrong(home: Path) -> Path:
    """A ledger with one site in a wrong place."""
    load(ROWS)
    return home / "wattgraph.db"


def test_a_sound_ledger_passes(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("check")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split(":")[0] for line in answer.out.splitlines()] == [
        "dates", "figures", "location", "orphans", "ownership", "sources",
    ]  # fmt: skip
    assert answer.out.count("nothing wrong") == 6


def test_the_examples_pass(wattgraph: Command, examples: Path) -> None:
    assert wattgraph("load", examples).code == 0
    assert wattgraph("check", "--strict").code == 0


def test_a_finding_has_its_statements_and_what_to_do(wattgraph: Command, wrong: Path) -> None:
    answer = wattgraph("check", "--only", "location")
    assert answer.code == 1
    head, finding, latitude, state, advice = answer.out.splitlines()
    assert head == "location: 1 fail (sites with coordinates looked at: 2)"
    assert "degrees outside of Arkansas, within the bounds of California" in finding
    where = "“Creek,AR,34.87,-117.97” — “Register of plants” (The Office), publication date unknown, characters 30–52"
    assert f"latitude = 34.87: {where}" in latitude
    assert f"state = AR: {where}" in state
    assert "next: " in advice
    assert "wattgraph retract " in advice


def test_following_the_advice_makes_it_pass(wattgraph: Command, wrong: Path) -> None:
    advice = wattgraph("check").out.split("'wattgraph retract ")[1]
    assert wattgraph("retract", advice[:32], "--reason", "typed wrongly").code == 0
    assert wattgraph("check").code == 0


def test_json_tells_the_same(wattgraph: Command, wrong: Path) -> None:
    answer = wattgraph("check", "--json")
    told = json.loads(answer.out)
    assert (answer.code, told["failed"], told["warned"], told["gone"]) == (1, 1, 0, [])
    assert {one["name"]: one["failed"] for one in told["checks"]}["location"] == 1
    (finding,) = told["findings"]
    assert finding["check"] == "location"
    assert finding["known"] is None
    assert finding["statements"][0]["quote"] == ROWS[1]
    assert finding["statements"][0]["object"] == "34.87"


def test_an_accepted_finding_is_shown_and_passes(wattgraph: Command, wrong: Path, home: Path) -> None:
    identifier = json.loads(wattgraph("check", "--json").out)["findings"][0]["id"]
    known = home / "known.txt"
    known.write_text(f"# errors of the source\n{identifier} the office knows (letter #12)\n")
    answer = wattgraph("check", "--known", known)
    assert answer.code == 0
    assert f"known {identifier}: " in answer.out
    assert "accepted: the office knows (letter #12)" in answer.out
    assert "location: 1 known (" in answer.out


def test_its_id_outlives_a_reload_and_other_loads(wattgraph: Command, wrong: Path, home: Path) -> None:
    before = json.loads(wattgraph("check", "--json").out)["findings"][0]["id"]
    load(["name,state", "Else,TX"], "other.db")
    load(ROWS, "other.db")
    assert json.loads(wattgraph("check", "--json", "--store", "other.db").out)["findings"][0]["id"] == before


def test_an_accepted_finding_that_is_gone_is_told(wattgraph: Command, ledger: Path, home: Path) -> None:
    known = home / "known.txt"
    known.write_text("0123456789abcdef long ago\n")
    answer = wattgraph("check", "--known", known)
    assert answer.code == 0
    assert "0123456789abcdef (long ago) is not found any more; its line can go" in answer.err


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("0123456789abcdef", "no reason"),
        ("creek it is right", "no id"),
        ("0123456789abcdef one\n0123456789abcdef two", "known.txt:2: 0123456789abcdef stands above already"),
    ],
)
def test_a_known_file_needs_ids_and_reasons(wattgraph: Command, ledger: Path, line: str, word: str) -> None:
    Path("known.txt").write_text(line)
    wattgraph("check", "--known", "known.txt").refused(2, "known.txt:", word)


def test_a_known_file_must_be_there(wattgraph: Command, ledger: Path) -> None:
    wattgraph("check", "--known", "nowhere.txt").refused(1, "nowhere.txt")


def test_a_check_that_is_none_is_refused_with_the_list(wattgraph: Command, ledger: Path) -> None:
    wattgraph("check", "--only", "everything").refused(2, "no check 'everything'", "location, orphans, ownership")


def test_no_ledger_is_an_error_of_its_own(wattgraph: Command, home: Path) -> None:
    wattgraph("check").refused(1, "no ledger here")


def test_the_limit_shortens_and_counts_all(wattgraph: Command, home: Path) -> None:
    load([ROWS[0], *(f"Creek {n},AR,34.87,-117.97" for n in range(30))])
    answer = wattgraph("check", "--only", "location", "--limit", "2")
    assert answer.out.count("  error ") == 2
    assert "30 fail" in answer.out
    assert "and 28 more; --limit 0 shows all" in answer.out
    assert wattgraph("check", "--limit", "0").out.count("  error ") == 30


def test_warnings_fail_only_where_asked(wattgraph: Command, home: Path) -> None:
    document = Document.of("A hosting deal.")
    deal = mention_of_record(document.id, "Deal", "register", "1")
    said = Statement(deal.id, "kind", "hosting", (document.span(2, 9),))
    with Store() as store:
        store.ledger.load(document, Appearance(), lambda d, a: Reading(d, a, "sheet", "1", [Thing(deal, [said])]))
    answer = wattgraph("check")
    assert answer.code == 0
    assert "orphans: 1 warning (things looked at: 1)" in answer.out
    assert "“hosting”" in answer.out
    assert wattgraph("check", "--strict").code == 1


def test_checking_writes_nothing(wattgraph: Command, unchanged: Path) -> None:
    assert wattgraph("check").code == 0


def test_a_source_adds_its_assertions(home: Path) -> None:
    load(ROWS)

    def total(ledger: Ledger) -> tuple[int, list[Finding]]:
        count = sum(m.kind == "Site" for m in ledger.mentions())
        made = finding_id("register", "sites", [("expected", 3, "found", count)])
        found = Finding(made, "register", "error", f"it has {count} sites, not 3", "load all of it")
        return 1, [] if count == 3 else [found]

    assertion = Assertion("register", "as many sites as the register says", "totals", total)
    with Store() as store:
        report = check(store.ledger, ["register"], assertions=[assertion])
        assert [f.message for f in report.findings] == ["it has 2 sites, not 3"]
        assert report.failed == 1
        accepted = check(store.ledger, assertions=[assertion], known={report.findings[0].id: "one is to come"})
    assert [(c.name, c.failed, c.known) for c in accepted.checks][-1] == ("register", 0, 1)
