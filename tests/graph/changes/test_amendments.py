"""Amendments: an amount that a text tells to have been another one changed in the world, not in what is known."""

from typing import Any

from wattgraph.graph.changes import Change
from wattgraph.graph.ledger import Ledger

from .test_changes import since, told


def lease(text: Any, ledger: Ledger, published: str, told: str, amount: str, *days: str, **more: Any) -> None:
    """An article on a lease of two firms of the reference list, signed on 2025-08-11."""
    page = text(told)
    parties = [("provider", "Anvil"), ("customer", "Birch")]
    deal = page.contract("Deal", "lease", "lease", parties, amount, **more)
    for day in days:
        page.say(deal, "date", day, day)
    page.into(ledger, published=published, title=f"Of {published}", publisher="The Paper")
    assert ledger.quarantine() == []


def raised(text: Any, ledger: Ledger, listed: Any, *days: str) -> list[Change]:
    """The changes of the amount between the first article and one that tells what it was before."""
    listed(("anvil", "Anvil", "bitcoinMiner"), ("birch", "Birch", "hyperscaler")).into(ledger)
    lease(text, ledger, "2025-08-12", "On 2025-08-11 Anvil: a lease of $3.7 billion with Birch.", "$3.7 billion",
          "2025-08-11")  # fmt: skip
    told = f"Anvil and Birch raised their lease from $3.7 billion to $6.7 billion. {' '.join(days)}"
    lease(text, ledger, "2026-03-05", told, "$6.7 billion", *days, former="$3.7 billion")
    return [row for row in since(ledger, "2025").rows if row.thing.kind == "Deal"]


def test_an_amount_that_was_raised_is_no_knowledge_of_the_signing_day(text: Any, ledger: Ledger, listed: Any) -> None:
    rows = {row.property: row for row in raised(text, ledger, listed)}
    assert told(rows["amount"]) == ("unknown", "changed", "amount", "$3.7 billion", "$6.7 billion")
    assert rows["amount"].why == "a text says that it was $3.7bn before; nobody tells when it changed"
    assert rows["amount"].at is None
    assert "formerAmount" not in rows
    assert str(rows["amount"]).startswith("unknown: Anvil – Birch lease, $6.7bn: amount $3.7bn → $6.7bn (a text says")


def test_an_amount_that_was_raised_on_a_day_is_news_of_the_world(text: Any, ledger: Ledger, listed: Any) -> None:
    rows = {row.property: row for row in raised(text, ledger, listed, "2026-03-01")}
    assert told(rows["amount"])[:2] == ("world", "changed")
    assert str(rows["amount"].at) == "2026-03-01"


def test_one_more_source_is_named_by_its_title_and_only_counted(text: Any, ledger: Ledger, listed: Any) -> None:
    listed(("anvil", "Anvil", "bitcoinMiner"), ("birch", "Birch", "hyperscaler")).into(ledger)
    lease(text, ledger, "2025-08-12", "Anvil: a lease of $3.7 billion with Birch.", "$3.7 billion")
    lease(text, ledger, "2026-03-05", "Again, Anvil: a lease of $3.7 billion with Birch.", "$3.7 billion")
    found = since(ledger, "2025")
    whys = {row.why for row in found.rows if row.how == "confirmed"}
    assert whys == {"one more source tells it: “Of 2026-03-05” (The Paper), published 2026-03-05"}
    assert all(row.how != "confirmed" for row in found.differing)
    assert str(found).endswith("that more sources tell")
