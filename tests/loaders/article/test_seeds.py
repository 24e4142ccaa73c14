"""The two seed articles: the answers that the questions demand, with their quotes."""

from decimal import Decimal
from pathlib import Path

import pytest

from wattgraph.graph.gate import Gate, judge
from wattgraph.loaders.article import read
from wattgraph.loaders.facts import Fact
from wattgraph.schema.model import model
from wattgraph.schema.statement import Appearance, Document

from .reading import told

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def seed(name: str) -> str:
    """A seed article's text; it is no file of this repository."""
    found = sorted(SEEDS.glob(f"{name}_*.txt"))
    if not found:
        pytest.skip(f"the seed articles are not at {SEEDS}: they are shared apart from the code")
    return found[0].read_bytes().decode()


@pytest.fixture
def amazon() -> tuple[str, list[Fact]]:
    text = seed("000")
    return text, told(text)


def of(facts: list[Fact], kind: str) -> list[Fact]:
    return [f for f in facts if f.type == kind]


def names(fact: Fact) -> list[str]:
    return [p.name for p in fact.parties]


def test_deals_of_the_amazon_article(amazon: tuple[str, list[Fact]]) -> None:
    text, facts = amazon
    (deal,) = of(facts, "Deal")
    assert set(names(deal)) == {"IREN", "Microsoft"}
    assert (deal.kind, deal.status) == ("unspecified", "signed")
    assert deal.quantity is not None
    assert (deal.quantity.value, deal.quantity.unit, deal.quantity.unit_basis) == (
        Decimal(9_700_000_000),
        "USD",
        "implied",
    )
    assert "signing a 9.7 billion deal with Microsoft" in text[slice(*deal.quote)]


def test_money_of_the_amazon_article(amazon: tuple[str, list[Fact]]) -> None:
    _, facts = amazon
    flows = {str(f.quantity.interval): f for f in of(facts, "CapitalFlow") if f.quantity}
    assert set(flows) == {"[0, 50000000000]", "[15000000000, 15000000000]", "[100000000000, 100000000000]"}
    planned, committed, bonds = flows.values()
    assert names(planned)[0] == names(committed)[0] == "Amazon"
    assert (planned.modality, planned.status, committed.status) == ("planned", "planned", "committed")
    assert committed.place is not None
    assert committed.place.value == "northern Indiana"
    assert (bonds.kind, names(bonds), bonds.complete) == ("bondIssuance", ["Meta", "Microsoft", "Oracle"], False)


def test_power_of_the_amazon_article(amazon: tuple[str, list[Fact]]) -> None:
    _, facts = amazon
    planned, group = of(facts, "Capacity")
    assert planned.quantity is not None
    assert (names(planned), planned.quantity.value) == (["Amazon"], 1300)
    assert planned.start is not None
    assert planned.start.value == "2026"
    assert planned.purpose is not None
    assert planned.purpose.value == "multiple data centers"
    assert group.quantity is not None
    assert (group.parties[0].kind, group.quantity.value, group.quantity.qualifier) == ("Group", 14000, "estimated")


def test_deals_of_the_openai_article() -> None:
    facts = told(seed("003"))
    first, second = of(facts, "Deal")
    assert (set(names(first)), first.quantity) == ({"OpenAI", "Broadcom"}, None)
    assert names(second) == ["Bloom Energy", "Brookfield Asset Management"]
    assert second.quantity is not None
    assert (second.kind, second.quantity.value) == ("supply", 5_000_000_000)
    (tokens,) = of(facts, "CapitalFlow")
    assert (tokens.kind, names(tokens)) == ("tokenPurchase", ["BitMine"])


@pytest.mark.parametrize("name", ["000", "003"])
def test_the_gate_lets_every_statement_in(name: str) -> None:
    document = Document.of(seed(name))
    gate = Gate(model(), document, None)
    known: set[bytes] = set()
    for thing in read(document, Appearance()).things:
        _, refused, whole = judge(gate, thing, model().kinds[thing.mention.kind])
        assert not whole
        assert refused == []
        assert all(s.object in known for s in thing.statements if isinstance(s.object, bytes))
        known.add(thing.mention.id)
