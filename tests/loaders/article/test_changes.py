"""Amounts that were moved to another: the new one is the fact, the old one its former amount."""

import pytest

from .reading import stated, told

CASES = [
    (
        "Google increased its backstop of Fluidstack's lease obligations to $3.2 billion from $1.8 billion.",
        [
            "CapitalFlow.backstop | guarantor Google, beneficiary Fluidstack | [3200000000, 3200000000] USD | "
            "asserted | None | from $1.8 billion",
        ],
    ),
    (
        "Orvane raised its backstop to $3.2bn from $1.8bn.",
        [
            "CapitalFlow.backstop | guarantor Orvane | [3200000000, 3200000000] USD | asserted | None | from $1.8bn",
        ],
    ),
    (
        "TeraWulf said Google had increased its backstop to $3.2bn from $1.8bn.",
        [
            "CapitalFlow.backstop | guarantor Google | [3200000000, 3200000000] USD | asserted | None | from $1.8bn",
        ],
    ),
    (
        "Cipher Mining signed a lease with Fluidstack in September. Google has lifted its backstop of the "
        "tenant's obligations from $1.4 billion to $1.7 billion.",
        [
            "Deal.lease | provider Cipher Mining, customer Fluidstack | - | asserted | signed",
            "CapitalFlow.backstop | guarantor Google, beneficiary Fluidstack | [1700000000, 1700000000] USD | "
            "asserted | None | from $1.4 billion",
        ],
    ),
    (
        "Dunmore Energy upsized its convertible notes offering to $850 million from $600 million.",
        [
            "CapitalFlow.convertibleNotes | issuer Dunmore Energy | [850000000, 850000000] USD | asserted | "
            "None | from $600 million",
        ],
    ),
    (
        "Dunmore Energy said its credit facility with Ostrava Bank was expanded from €200 million to €350 million.",
        [
            "CapitalFlow.creditFacility | beneficiary Dunmore Energy, lender Ostrava Bank | [350000000, "
            "350000000] EUR | asserted | signed | from €200 million",
        ],
    ),
    (
        "Pellworth upsized its revolving credit facility by $100 million to $400 million.",
        [
            "CapitalFlow.creditFacility | beneficiary Pellworth | [400000000, 400000000] USD | asserted | None",
        ],
    ),
    (
        "Tessaly Compute boosted its 2027 capital expenditure plan to $9 billion from an earlier $7 billion.",
        [
            "CapitalFlow.capexCommitment | investor Tessaly Compute | [9000000000, 9000000000] USD | planned "
            "| planned | from $7 billion",
        ],
    ),
    (
        "Under the amended agreement, Orvane's guarantee of Sylva Cloud's payments rises from $250 "
        "million to $410 million.",
        [
            "CapitalFlow.backstop | guarantor Orvane, beneficiary Sylva Cloud | [410000000, 410000000] USD | "
            "asserted | None | from $250 million",
        ],
    ),
    (
        "The loan was raised from $200 million to $260 million, Kelvar Mining said.",
        [],
    ),
    (
        "Quellan Corp. raised $400 million from Ostrava Capital.",
        [
            "CapitalFlow.equity | issuer Quellan Corp., investor Ostrava Capital | [400000000, 400000000] USD "
            "| asserted | closed",
        ],
    ),
    (
        "Quellan raised $400 million to $500 million in new equity.",
        [
            "CapitalFlow.equity | issuer Quellan | [400000000, 500000000] USD | asserted | closed",
        ],
    ),
    (
        "Google has lifted its backstop of Fluidstack's obligations from $1.4 billion to $1.7 billion.",
        [
            "CapitalFlow.backstop | guarantor Google, beneficiary Fluidstack | [1700000000, 1700000000] USD | "
            "asserted | None | from $1.4 billion",
        ],
    ),
    (
        "Google raised its guarantee of Fluidstack's lease payments by $300 million to $1.7 billion.",
        [
            "CapitalFlow.backstop | guarantor Google, beneficiary Fluidstack | [1700000000, 1700000000] USD | "
            "asserted | None",
        ],
    ),
    (
        "Tessaly Compute raised its 2027 capex guidance to between $9 billion and $10 billion, from $7 "
        "billion to $8 billion.",
        [
            "CapitalFlow.capexCommitment | investor Tessaly Compute | [9000000000, 10000000000] USD | "
            "asserted | None",
        ],
    ),
    (
        "Orvane's guarantee of Sylva Cloud's payments rises from $250 million to $410 million.",
        [
            "CapitalFlow.backstop | guarantor Orvane, beneficiary Sylva Cloud | [410000000, 410000000] USD | "
            "asserted | None | from $250 million",
        ],
    ),
    (
        "The loan to Kelvar Mining was raised from $200 million to $260 million.",
        [
            "CapitalFlow.loan | beneficiary Kelvar Mining | [260000000, 260000000] USD | asserted | None | "
            "from $200 million",
        ],
    ),
    (
        "Kelvar Mining increased the size of its convertible notes offering from $300 million to $400 million.",
        [
            "CapitalFlow.convertibleNotes | issuer Kelvar Mining | [400000000, 400000000] USD | asserted | "
            "None | from $300 million",
        ],
    ),
    (
        "Hollin Digital's lease with Ferrow AI grew to 150 MW from 90 MW, lifting its value to $4.1 "
        "billion from $2.4 billion.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | [4100000000, 4100000000] USD | "
            "asserted | announced | from $2.4 billion",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [150, 150] MW | asserted | signed",
        ],
    ),
    (
        "Google, which had guaranteed $1.8 billion of Fluidstack's obligations, now guarantees $3.2 billion.",
        [
            "CapitalFlow.backstop | guarantor Google | [3200000000, 3200000000] USD | asserted | None | from "
            "$1.8 billion",
        ],
    ),
    (
        "Google bumped up its backstop for the Fluidstack lease by $1.4bn, taking the total to $3.2bn.",
        [
            "CapitalFlow.backstop | guarantor Google | [3200000000, 3200000000] USD | asserted | None",
        ],
    ),
    (
        "Kelton Bank upped its loan to Brantley Mining to $90 million from $50 million.",
        [
            "CapitalFlow.loan | lender Kelton Bank, beneficiary Brantley Mining | [90000000, 90000000] USD | "
            "asserted | None | from $50 million",
        ],
    ),
    (
        "Ridgeway's term loan B was upsized to $1.25 billion, from the $1 billion first marketed, and "
        "priced at SOFR plus 325.",
        [
            "CapitalFlow.loan | beneficiary Ridgeway | [1250000000, 1250000000] USD | asserted | None | from "
            "$1 billion",
        ],
    ),
    (
        "The lender group, led by Morrow Bank, agreed to increase the size of Ridgeway Digital's "
        "warehouse facility from $300 million to $450 million.",
        [
            "CapitalFlow.creditFacility | beneficiary Ridgeway Digital | [450000000, 450000000] USD | "
            "asserted | None | from $300 million",
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows
