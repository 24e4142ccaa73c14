"""Acquisitions that a noun tells: who buys whom, for how much, and whether it came about."""

import pytest

from .reading import stated, told

BOUGHT = "Deal.acquisition | buyer Nimbus AI, target Kelton Hosting | {} | asserted | {}"
NINE = "[9000000000, 9000000000] USD"
CASES = [
    ("Nimbus AI announced its $9 billion acquisition of Kelton Hosting.", [BOUGHT.format(NINE, "announced")]),
    ("Nimbus AI agreed to a $9 billion takeover of Kelton Hosting.", [BOUGHT.format(NINE, "signed")]),
    ("Nimbus AI's $9 billion acquisition of Kelton Hosting was announced.", [BOUGHT.format(NINE, "announced")]),
    ("Nimbus AI completed its acquisition of Kelton Hosting, valued at $9 billion.", [BOUGHT.format(NINE, "closed")]),
    ("Nimbus AI scrapped its acquisition of Kelton Hosting.", [BOUGHT.format("-", "cancelled")]),
    (
        "The acquisition of Kelton Hosting by Nimbus AI is worth $9 billion.",
        [f"Deal.acquisition | target Kelton Hosting, buyer Nimbus AI | {NINE} | asserted | announced"],
    ),
    (
        "Nimbus AI plans to complete its $9 billion acquisition of Kelton Hosting in March.",
        [f"Deal.acquisition | buyer Nimbus AI, target Kelton Hosting | {NINE} | planned | planned"],
    ),
    # Whose campus is bought sells it, and two who merge are bought by nobody.
    ("Nimbus AI completed its purchase of Kelton Hosting's Ohio campus for $300 million.", []),
    ("Nimbus AI announced the merger of Hollin Digital and Ferrow AI.", []),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows


def test_its_worth_is_not_that_of_the_deal_told_before() -> None:
    text = (
        "Marbury Power leases 400 MW to Nimbus AI. Nimbus AI terminated its planned acquisition of Kelton Hosting,"
        " valued at $9 billion."
    )
    (bought,) = [stated(fact) for fact in told(text, "2026-10-06") if fact.quantity and fact.quantity.unit == "USD"]
    assert bought == f"Deal.acquisition | buyer Nimbus AI, target Kelton Hosting | {NINE} | planned | cancelled"
