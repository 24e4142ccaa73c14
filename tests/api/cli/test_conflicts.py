"""`wattgraph conflicts` as a user meets it, and conflicts and evidence in Python."""

import json
from pathlib import Path

import pytest

import wattgraph as package
from wattgraph.api import exits
from wattgraph.graph.ledger import Ledger, NotFound
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.statement import Appearance, Document, Reading, Statement, Thing, mention_at

from .conftest import Command


@pytest.fixture
def sites(home: Path) -> Path:
    """A ledger, `wattgraph.db`, in which three texts do not agree on a plant."""
    with Ledger(Path("wattgraph.db"), create=True) as ledger:
        for head, power, basis in (
            ("Alder", "500 MW", "facility"), ("Alder Station", "300 MW", "facility"),
            ("Alder Works", "400 MW", "criticalIT"),
        ):  # fmt: skip
            tell(ledger, head, power, basis)
        assert ledger.quarantine() == []
    return Path("wattgraph.db")


def tell(ledger: Ledger, head: str, power: str, basis: str) -> None:
    """Loads one text on one capacity."""
    text = f"{head} 4321 draws {power} ({basis}) on 2025-03-01."
    document = Document.of(text)
    (quantity,) = find_quantities(power)

    def thing(kind: str, words: str, *said: tuple[str, str | bytes, str]) -> Thing:
        at = text.index(words)
        mention = mention_at(document.id, kind, at, at + len(words))
        quote = document.span(0, len(text), "quote")
        return Thing(mention, [
            Statement(mention.id, prop, value, (document.span(text.index(w), text.index(w) + len(w)), quote))
            for prop, value, w in said
        ])  # fmt: skip

    site = thing("Site", head, ("name", head, head), ("eiaPlantCode", "4321", "4321"))
    capacity = thing(
        "Capacity", power, ("kind", "existing", "draws"), ("power", quantity.quantity.encode(), power),
        ("basis", basis, basis), ("date", "2025-03-01", "2025-03-01"), ("site", site.mention.id, head),
    )  # fmt: skip
    shown = Appearance(title=f"On {head}", publisher="The Paper", published="2025-04", published_basis="given")
    ledger.load(document, shown, lambda d, a: Reading(d, a, "article", "1", [site, capacity]))


def test_both_sides_are_told_with_their_words(wattgraph: Command, sites: Path) -> None:
    answer = wattgraph("conflicts", "--kind", "value")
    assert answer.code == exits.OK
    head, why, *lines = answer.out.splitlines()
    assert head.startswith("value ")
    assert ": power of Alder" in head
    assert head.endswith(", 200 MW (40%) apart")
    assert why == "  same thing, basis, scope and time, and not the same value"
    told = "\n".join(lines)
    assert "500 MW (existing, facility, of 2025-03-01)" in told
    assert "“Alder 4321 draws 500 MW (facility) on 2025-03-01.” — “On Alder” (The Paper), published 2025-04" in told
    assert "characters 0–49" in told
    assert "shown by: default " in told
    assert answer.err == ""


def test_a_ratio_and_what_is_left_out(wattgraph: Command, sites: Path) -> None:
    answer = wattgraph("conflicts", "--kind", "basis", "--first", "1")
    assert "  facility by critical IT is 1.25" in answer.out or "0.75, which is not usual" in answer.out
    assert answer.err == "1 of 2 are shown; --first 2 shows all\n"


def test_json(wattgraph: Command, sites: Path) -> None:
    (one,) = json.loads(wattgraph("conflicts", "--kind", "value", "--site", "alder", "--json").out)
    assert (one["kind"], one["of"], one["property"], one["open"]) == ("value", "Capacity", "power", True)
    assert one["name"].startswith("Alder")
    assert one["gap"] == {"absolute": "200", "unit": "MW", "relative": "0.4"}
    assert {side["value"] for side in one["sides"]} == {"500 MW", "300 MW"}
    assert all(side["evidence"][0]["quote"].startswith("Alder") for side in one["sides"])
    assert set(one["shown"]) >= {"default", "strictText"}


def test_nothing_and_what_there_is_not(wattgraph: Command, sites: Path) -> None:
    assert wattgraph("conflicts", "--of", "Deal").err == "No two documents disagree on what was asked for.\n"
    wattgraph("conflicts", "--kind", "worth").refused(exits.USAGE, "no kind of conflict 'worth'; there are value, ")
    wattgraph("conflicts", "--of", "Worth").refused(exits.USAGE, "no class 'Worth'")
    wattgraph("conflicts", "--site", "Nowhere").refused(exits.FAILURE, "no site has the id or the name 'Nowhere'")
    wattgraph("conflicts", "--firm", "Nobody").refused(exits.FAILURE, "no firm has the id or the name 'Nobody'")


def test_in_python(sites: Path) -> None:
    with package.open(sites) as store:
        (found,) = store.conflicts(["value"], site="Alder Station")
        assert [choice.policy for choice in store.choices(found)][:1] == ["default"]
        told = str(store.evidence(found))
        assert "power of Alder Works existing capacity, 300 MW, 2025-03-01: 300 MW" in told
        assert "“Alder 4321 draws 500 MW (facility) on 2025-03-01.” — “On Alder” (The Paper)" in told
        assert store.evidence(found.subject)[0].claim.startswith("name of Alder")
        said = found.sides[0].statements[0]
        assert [one.statement for one in store.evidence(said.id.hex())] == [said]
        for unknown in ("nothing", "00" * 16):
            with pytest.raises(NotFound, match="no node or statement has the id"):
                store.evidence(unknown)


def test_the_example_of_the_docs_gives_what_the_docs_show(root: Path, home: Path, wattgraph: Command) -> None:
    page = (root / "docs" / "conflicts.md").read_text("utf-8")
    commands = [line.split()[2:] for line in page.splitlines() if line.startswith("$ wattgraph ")]
    assert [words[0] for words in commands] == ["load", "load", "conflicts"]
    for words in commands:
        answer = wattgraph(*(str(root / word) if word.startswith("examples/") else word for word in words))
        assert answer.code == exits.OK, answer.err
    assert answer.out.strip() == page.partition("```text\n")[2].partition("\n```")[0]


def test_a_property_that_there_is_not_lists_those_that_there_are(wattgraph: Command, sites: Path) -> None:
    wattgraph("conflicts", "--property", "powr").refused(exits.USAGE, "no property 'powr'; there are", " power,")
    wattgraph("conflicts", "--property", "amount", "--of", "Capacity").refused(exits.USAGE, "of Capacity; there are")
    with package.open(sites) as store:
        with pytest.raises(ValueError, match="no property 'powr'"):
            store.conflicts(property="powr")
        assert "no property 'powr'" in str(
            store.query('{conflicts(first: 1, property: "powr") {totalCount}}')["errors"]
        )
        assert store.conflicts("value") == store.conflicts(["value"]) != []
