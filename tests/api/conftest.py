"""A machine that reads as it is told: which facts it asserts and which it doubts, at which version."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.store import Store
from wattgraph.graph.ledger import Outcome
from wattgraph.loaders.contract import parse
from wattgraph.loaders.facts import things
from wattgraph.loaders.grounding import Page
from wattgraph.schema.statement import Appearance, Candidate, Document, Reading

Fact = dict[str, Any]

TEXT = """\
Miners and money

IREN signed a hosting deal with Microsoft worth 9.7 billion dollars. Cipher Mining may borrow 500 million dollars \
from Oracle in 2026. Shares of Bitfarms and Cipher Mining fell 5%, and BitMine plans a site of 300 MW in Texas.
"""


def fact(type: str, kind: str, parties: Sequence[tuple[str, str]], words: str, quote: str, **more: Any) -> Fact:
    """A line of the contract; `words`: its number with its unit as `value unit verbatim`, or ''."""
    value, unit, verbatim = words.split(" ", 2) if words else ("", "", "")
    quantity = {"value": json.loads(value), "unit": unit, "verbatim": verbatim} if words else None
    if quantity and "%" in verbatim:
        quantity["unitBasis"] = "symbol"
    named = [{"name": name, "role": role} for name, role in parties]
    return {"type": type, "kind": kind, "parties": named, "quantity": quantity, "quote": quote} | more


HOSTING = fact(
    "Deal", "hosting", [("IREN", "provider"), ("Microsoft", "customer")], "9700000000 USD 9.7 billion dollars",
    "IREN signed a hosting deal with Microsoft worth 9.7 billion dollars", status="signed",
)  # fmt: skip
LOAN = fact(
    "CapitalFlow", "loan", [("Oracle", "lender"), ("Cipher Mining", "beneficiary")],
    "500000000 USD 500 million dollars", "Cipher Mining may borrow 500 million dollars from Oracle in 2026",
    modality="possible", date="2026",
)  # fmt: skip
FALL = fact(
    "MarketMove", "share", [("Bitfarms", "subject")], "-5 percent 5%", "Shares of Bitfarms and Cipher Mining fell 5%"
)
OTHER_FALL = FALL | {"parties": [{"name": "Cipher Mining", "role": "subject"}]}
SITE = fact(
    "Capacity", "planned", [("BitMine", "owner")], "300 MW 300 MW", "BitMine plans a site of 300 MW in Texas",
    modality="planned", place="Texas",
)  # fmt: skip


@pytest.fixture
def facts() -> dict[str, Fact]:
    """The facts of the text, by short names."""
    found = {"hosting": HOSTING, "loan": LOAN, "fall": FALL, "other fall": OTHER_FALL, "site": SITE}
    return {name: json.loads(json.dumps(line)) for name, line in found.items()}


@pytest.fixture
def text() -> str:
    """The text of the facts."""
    return TEXT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty ledger."""
    with Store(tmp_path / "facts.db") as made:
        yield made


Machine = Callable[..., Outcome]


@pytest.fixture
def machine() -> Machine:
    """`machine(store, says, doubts, version)` reads the text with an extractor that says and doubts these facts."""
    return read_as


def read_as(
    store: Store, says: Sequence[Fact] = (), doubts: Sequence[Fact] = (), version: str = "1.0", text: str = TEXT
) -> Outcome:
    """One reading of a text by a machine."""

    def read(document: Document, dated: Appearance) -> Reading:
        page = Page(document, dated.published, lambda name, words: None)
        made = [page.fact(line, quote) for line in map(parse, says) if (quote := page.quote(line))]
        unsure = []
        for line in map(parse, doubts):
            quote = page.quote(line)
            assert quote is not None
            shown = json.dumps(page.fact(line, quote).line(document.text))
            unsure.append(Candidate(shown, "two readings are equally likely"))
        return Reading(document, dated, "article", version, things(document, made), unsure)

    return store.ledger.load(Document.of(text), Appearance(), read)
