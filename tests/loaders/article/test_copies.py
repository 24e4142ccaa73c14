"""Copies of the example articles with other names, other numbers and another order: the facts must follow."""

import random
import re
from pathlib import Path

import pytest

from wattgraph.loaders.article import facts
from wattgraph.schema.statement import Document

#: Invented firms; none is in the reference list, and no name is a part of another.
NAMES = {
    "IREN": "Varnhem", "Microsoft": "Northwind", "Amazon": "Tallgrass", "Meta": "Ostrava", "Oracle": "Quillon",
    "OpenAI": "Lumenar", "Broadcom": "Siltronik", "Bloom Energy": "Fjord Energy",
    "Brookfield Asset Management": "Ashdown Asset Management", "BitMine": "Kobold", "Bitfarms": "Granite Hash",
    "Cipher Mining": "Vesper Mining",
}  # fmt: skip
#: Other figures in the same words: the digits change, scale and unit stay.
NUMBERS = {
    "50 billion": "36 billion", "15 billion": "11 billion", "9.7 billion": "3.4 billion",
    "100 billion": "70 billion", "1.3 gigawatts": "2.2 gigawatts", "200,000": "310,000", "$5 billion": "$8 billion",
}  # fmt: skip
TYPES = ("Deal", "CapitalFlow", "Capacity")


def told(text: str) -> set[tuple[object, ...]]:
    """What the extractor takes from a text, without offsets: deals, flows and capacities."""
    found = set()
    for fact in facts(Document.of(text)):
        line = fact.line(text)
        if line["type"] in TYPES:
            parties = tuple(sorted((p["name"], p["role"]) for p in line["parties"]))
            bounds = line["quantity"] and tuple(line["quantity"][k] for k in ("value", "lower", "upper", "unit"))
            found.add((line["type"], line["kind"], parties, bounds, line["modality"], line["partiesComplete"]))
    return found


def replaced(text: str, table: dict[str, str]) -> str:
    words = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    return words.sub(lambda m: table[m.group()], text)


def renamed(found: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """The facts as the copy with other names must tell them."""
    return {
        (kind, sort, tuple(sorted((replaced(name, NAMES), role) for name, role in parties)), *rest)
        for kind, sort, parties, *rest in found
    }


@pytest.fixture(params=["amazon-and-the-miners.txt", "chips-fuel-cells-and-a-rally.txt"])
def article(request: pytest.FixtureRequest, examples: Path) -> str:
    return (examples / request.param).read_text("utf-8")


def test_other_names(article: str) -> None:
    assert told(article)
    assert told(replaced(article, NAMES)) == renamed(told(article))


def test_other_numbers(article: str) -> None:
    before, after = told(article), told(replaced(article, NUMBERS))
    assert len(before) == len(after)
    without = {fact[:3] + fact[4:] for fact in before}
    assert {fact[:3] + fact[4:] for fact in after} == without
    assert {fact[3] for fact in before if fact[3]}.isdisjoint(
        fact[3] for fact in after if fact[3] and fact[3][0] != 14000
    )


@pytest.mark.parametrize("seed", range(3))
def test_another_order_of_paragraphs(article: str, seed: int) -> None:
    title, *paragraphs = article.strip().split("\n\n")
    random.Random(seed).shuffle(paragraphs)
    assert told("\n\n".join([title, *paragraphs])) == told(article)


@pytest.mark.parametrize(
    "text",
    [
        "IREN and Microsoft signed a deal of 9.7 billion dollars.",
        "Microsoft and IREN have signed a deal worth 9.7 billion dollars.",
        "A deal of 9.7 billion dollars was signed by IREN with Microsoft.",
        "IREN signed a 9.7 billion dollar deal with Microsoft.",
        "Microsoft signed a deal with IREN. The contract is worth 9.7 billion dollars.",
    ],
)
def test_another_order_of_words(text: str) -> None:
    (fact,) = told(text)
    assert fact[0] == "Deal"
    assert {name for name, _ in fact[2]} == {"IREN", "Microsoft"}
    assert fact[3] == (9_700_000_000, None, None, "USD")
