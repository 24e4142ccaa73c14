"""Which side of a contract or a loan a firm is on; firms that do not exist."""

import pytest

from .reading import row, told

CASES = [
    (
        "Quxon has signed a 15-year lease with data center developer Zelda Digital for 130 MW of critical IT load.",
        [
            "Deal.lease | customer Quxon, provider Zelda Digital | - | asserted",
            "Capacity.contracted | provider Zelda Digital, customer Quxon | [130, 130] MW | asserted",
        ],
    ),
    (
        "Umbra Power is large. Quxon Mining said Zelda Compute will lease 160 MW at its Redrock site, in a deal "
        "worth $3 billion.",
        [
            "Deal.lease | provider Quxon Mining, customer Zelda Compute | [3000000000, 3000000000] USD | planned",
            "Capacity.contracted | provider Quxon Mining, customer Zelda Compute | [160, 160] MW | planned",
        ],
    ),
    (
        "Quxon Power sold Zelda Compute 190 MW through 2042, a contract worth $18 million.",
        [
            "Deal.powerPurchase | provider Quxon Power, customer Zelda Compute | [18000000, 18000000] USD | asserted",
            "Capacity.contracted | provider Quxon Power, customer Zelda Compute | [190, 190] MW | asserted",
        ],
    ),
    (
        "Quxon entered into an agreement with Zelda Systems to purchase chips for $5 billion.",
        ["Deal.supply | customer Quxon, provider Zelda Systems | [5000000000, 5000000000] USD | asserted"],
    ),
    (
        "Qux Bank closed a $2 million project financing facility, led by Zelda Bank.",
        ["CapitalFlow.creditFacility | beneficiary Qux Bank, lender Zelda Bank | [2000000, 2000000] USD | asserted"],
    ),
    (
        "Quxon agreed to backstop $18 million of Zelda Compute's obligations and got an 8% stake in Umbra Mining.",
        [
            "CapitalFlow.backstop | guarantor Quxon, beneficiary Zelda Compute | [18000000, 18000000] USD | asserted",
            "Ownership.stake | owner Quxon, target Umbra Mining | [8, 8] percent | asserted",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_each_firm_is_on_its_side(text: str, expected: list[str]) -> None:
    assert [row(fact) for fact in told(text)] == expected


def test_a_site_in_a_relative_clause_is_who_acts() -> None:
    text = "Quxon would convert its $3 million loan with Zelda Bank for the Redrock site in Utah, which has 350 MW."
    found = [row(fact) for fact in told(text) if fact.type == "Capacity"]
    assert found == ["Capacity.existing | owner Quxon | [350, 350] MW | asserted"]


def test_a_stake_between_more_firms_has_no_guessed_target() -> None:
    text = (
        "Umbra Mining runs halls. Umbra Mining grew.\n\nQuxon will backstop obligations of Zelda Compute and receive "
        "warrants, a stake of 5.4%."
    )
    assert [fact for fact in told(text) if fact.type == "Ownership"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quxon agreed to supply Zelda Compute with Umbra GB300 computing capacity.",
            ["Deal.supply | provider Quxon, customer Zelda Compute | - | asserted"],
        ),
        (
            "Quxon agreed to provide Zelda Compute with access to Umbra GB300 GPUs under a $9 million contract.",
            ["Deal.supply | provider Quxon, customer Zelda Compute | [9000000, 9000000] USD | asserted"],
        ),
        (
            "Quxon agreed to buy Umbra MI300X GPUs from Zelda Systems for $5 million.",
            ["Deal.supply | customer Quxon, provider Zelda Systems | [5000000, 5000000] USD | asserted"],
        ),
        (
            "Zelda Compute will be supplied with Umbra H200 servers by Quxon.",
            ["Deal.supply | provider Quxon, customer Zelda Compute | - | planned"],
        ),
        ("Quxon will provide Umbra GB300 capacity.", []),
    ],
)
def test_whose_product_it_is_is_no_party(text: str, expected: list[str]) -> None:
    assert [row(fact) for fact in told(text)] == expected
