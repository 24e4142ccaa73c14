"""Who lends and who borrows, who only arranges, and what was drawn of a facility; most firms do not exist."""

import pytest

from wattgraph.api.store import known_names

from .reading import row, stated, told

CASES = [
    (
        "Zelda Bank agreed to provide Quxon Mining with a $9 million credit facility, of which $3 million "
        "has been drawn.",
        [
            "CapitalFlow.creditFacility | lender Zelda Bank, beneficiary Quxon Mining | [9000000, 9000000] USD | "
            "asserted | None",
            "CapitalFlow.creditFacility | lender Zelda Bank, beneficiary Quxon Mining | [3000000, 3000000] USD | "
            "asserted | closed | drawn",
        ],
    ),
    (
        "Quxon has a $9 million credit facility with Zelda Bank, of which it has drawn $3 million.",
        [
            "CapitalFlow.creditFacility | beneficiary Quxon, lender Zelda Bank | [9000000, 9000000] USD | "
            "asserted | None",
            "CapitalFlow.creditFacility | beneficiary Quxon, lender Zelda Bank | [3000000, 3000000] USD | "
            "asserted | closed | drawn",
        ],
    ),
    (
        "Quxon closed a $20 million delayed-draw loan with Zelda Bank.",
        ["CapitalFlow.loan | beneficiary Quxon, lender Zelda Bank | [20000000, 20000000] USD | asserted | closed"],
    ),
    (
        "Quxon was provided with a $20 million loan by Zelda Bank.",
        ["CapitalFlow.loan | beneficiary Quxon, lender Zelda Bank | [20000000, 20000000] USD | asserted | None"],
    ),
    (
        "Zelda Bank provided a $20 million loan to Quxon.",
        ["CapitalFlow.loan | lender Zelda Bank, beneficiary Quxon | [20000000, 20000000] USD | asserted | None"],
    ),
    (
        "Quxon raised a $20 million loan arranged by Zelda Bank, Umbra Bank, Fenn Bank and Ostrava Bank.",
        [
            "CapitalFlow.loan | beneficiary Quxon, arranger Zelda Bank, arranger Umbra Bank, arranger Fenn Bank, "
            "arranger Ostrava Bank | [20000000, 20000000] USD | asserted | closed"
        ],
    ),
    (
        "Quxon arranged a $20 million loan with Zelda Bank.",
        ["CapitalFlow.loan | beneficiary Quxon, lender Zelda Bank | [20000000, 20000000] USD | asserted | None"],
    ),
    ("Zelda Bank and Quxon Mining closed a $20 million credit facility.", []),
    (
        "Quxon borrowed $20 million from Zelda Bank. Umbra Mining also took out a loan of $20 million from "
        "Zelda Bank.",
        [
            "CapitalFlow.loan | beneficiary Quxon, lender Zelda Bank | [20000000, 20000000] USD | asserted | closed",
            "CapitalFlow.loan | beneficiary Umbra Mining, lender Zelda Bank | [20000000, 20000000] USD | asserted | "
            "closed",
        ],
    ),
    (
        "Quxon provides Zelda Compute with servers at its facility in Ohio.",
        ["Deal.supply | provider Quxon, customer Zelda Compute | - | asserted | announced"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_each_side_of_a_loan_is_told_apart(text: str, expected: list[str]) -> None:
    assert [stated(fact) for fact in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Galaxy Digital closed a $2 million project facility with Deutsche Bank.",
            "beneficiary Galaxy Digital, lender Deutsche Bank",
        ),
        (
            "Deutsche Bank closed a $2 million project facility with Galaxy Digital.",
            "lender Deutsche Bank, beneficiary Galaxy Digital",
        ),
        (
            "Macquarie agreed a $2 million credit facility with Applied Digital.",
            "lender Macquarie, beneficiary Applied Digital",
        ),
    ],
)
def test_of_two_firms_the_one_whose_trade_it_is_more_lends(text: str, parties: str) -> None:
    (fact,) = told(text, names=known_names())
    assert row(fact).split(" | ")[1] == parties
