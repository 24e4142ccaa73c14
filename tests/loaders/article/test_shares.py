"""Lists of amounts under one verb: each keeps its own other side, and none is joint."""

import pytest

from .reading import stated, told

CASES = [
    (
        "Ferrow AI leases 120 MW from Hollin Digital and 80 MW from Brantley Mining.",
        [
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [120, 120] MW | asserted | signed",
            "Capacity.contracted | provider Brantley Mining, customer Ferrow AI | [80, 80] MW | asserted | signed",
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Deal.lease | provider Brantley Mining, customer Ferrow AI | - | asserted | signed",
        ],
    ),
    (
        "Hollin Digital leases 120 MW to Ferrow AI and 80 MW to Sylva Cloud.",
        [
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [120, 120] MW | asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Sylva Cloud | [80, 80] MW | asserted | signed",
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Deal.lease | provider Hollin Digital, customer Sylva Cloud | - | asserted | signed",
        ],
    ),
    (
        "Ferrow AI borrowed $200 million from Ostrava Bank and $150 million from Kelton Bank.",
        [
            "CapitalFlow.loan | beneficiary Ferrow AI, lender Ostrava Bank | [200000000, 200000000] USD | "
            "asserted | closed",
            "CapitalFlow.loan | beneficiary Ferrow AI, lender Kelton Bank | [150000000, 150000000] USD | "
            "asserted | closed",
        ],
    ),
    (
        "Hollin Digital supplies 50 MW to Ferrow AI, 30 MW to Sylva Cloud and 20 MW to Tessaly Compute.",
        [
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [50, 50] MW | asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Sylva Cloud | [30, 30] MW | asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Tessaly Compute | [20, 20] MW | asserted "
            "| signed",
            "Deal.supply | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Deal.supply | provider Hollin Digital, customer Sylva Cloud | - | asserted | signed",
            "Deal.supply | provider Hollin Digital, customer Tessaly Compute | - | asserted | signed",
        ],
    ),
    (
        "Ferrow AI will lease 120 MW, Sylva Cloud 80 MW and Tessaly Compute 40 MW from Hollin Digital.",
        [
            "Deal.lease | customer Ferrow AI, provider Hollin Digital | - | planned | planned",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [120, 120] MW | planned | planned",
            "Capacity.contracted | provider Hollin Digital, customer Sylva Cloud | [80, 80] MW | planned | planned",
            "Capacity.contracted | provider Hollin Digital, customer Tessaly Compute | [40, 40] MW | planned "
            "| planned",
            "Deal.lease | provider Hollin Digital, customer Sylva Cloud | - | planned | None",
            "Deal.lease | provider Hollin Digital, customer Tessaly Compute | - | planned | None",
        ],
    ),
    (
        "Orvane invested $300 million in Ferrow AI and $120 million in Sylva Cloud.",
        [
            "CapitalFlow.investment | investor Orvane, target Ferrow AI | [300000000, 300000000] USD | "
            "asserted | None",
            "CapitalFlow.investment | investor Orvane, target Sylva Cloud | [120000000, 120000000] USD | "
            "asserted | None",
        ],
    ),
    (
        "Orvane bought Hollin Digital for $2 billion and Brantley Mining for $700 million.",
        [
            "Deal.acquisition | buyer Orvane, target Hollin Digital | [2000000000, 2000000000] USD | asserted "
            "| closed",
            "Deal.acquisition | buyer Orvane, target Brantley Mining | [700000000, 700000000] USD | asserted "
            "| closed",
        ],
    ),
    (
        "Sylva Cloud took 40 MW from Hollin Digital, 25 MW from Brantley Mining and 10 MW from Marwick Hosting.",
        [
            "Capacity.contracted | provider Hollin Digital, customer Sylva Cloud | [40, 40] MW | asserted | signed",
            "Capacity.contracted | provider Brantley Mining, customer Sylva Cloud | [25, 25] MW | asserted | signed",
            "Capacity.contracted | provider Marwick Hosting, customer Sylva Cloud | [10, 10] MW | asserted | signed",
            "Deal.unspecified | provider Hollin Digital, customer Sylva Cloud | - | asserted | signed",
            "Deal.unspecified | provider Brantley Mining, customer Sylva Cloud | - | asserted | signed",
            "Deal.unspecified | provider Marwick Hosting, customer Sylva Cloud | - | asserted | signed",
        ],
    ),
    (
        "Hollin Digital has 90 MW in Ohio, 60 MW in Texas and 30 MW in Utah.",
        [
            "Capacity.existing | owner Hollin Digital | [90, 90] MW | asserted | operational",
            "Capacity.existing | owner Hollin Digital | [60, 60] MW | asserted | operational",
            "Capacity.existing | owner Hollin Digital | [30, 30] MW | asserted | operational",
        ],
    ),
    (
        "Hollin Digital operates 90 MW, Brantley Mining 60 MW and Kelvar Mining 30 MW.",
        [
            "Capacity.existing | owner Hollin Digital | [90, 90] MW | asserted | operational",
            "Capacity.existing | owner Brantley Mining | [60, 60] MW | asserted | operational",
            "Capacity.existing | owner Kelvar Mining | [30, 30] MW | asserted | operational",
        ],
    ),
    (
        "Orvane and Kelton Bank invested $300 million and $120 million in Sylva Cloud.",
        [],
    ),
    (
        "Hollin Digital will supply Ferrow AI with 50 MW and Sylva Cloud with 30 MW.",
        [
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [50, 50] MW | planned | planned",
            "Capacity.contracted | provider Hollin Digital, customer Sylva Cloud | [30, 30] MW | planned | planned",
            "Deal.supply | provider Hollin Digital, customer Ferrow AI | - | planned | None",
            "Deal.supply | provider Hollin Digital, customer Sylva Cloud | - | planned | None",
        ],
    ),
    (
        "Nimbus AI committed to buy $3 billion of chips from Zelda Semiconductor and $500 million of "
        "networking gear from Corvid Systems.",
        [
            "Deal.supply | customer Nimbus AI, provider Zelda Semiconductor | [3000000000, 3000000000] USD | "
            "planned | planned",
            "Deal.supply | customer Nimbus AI, provider Corvid Systems | [500000000, 500000000] USD | planned "
            "| planned",
        ],
    ),
    (
        "Ridgeway Digital drew $120 million from Morrow Bank's facility and $80 million from Kelton Bank's.",
        [
            "CapitalFlow.creditFacility | beneficiary Ridgeway Digital, lender Morrow Bank | [120000000, "
            "120000000] USD | asserted | closed",
            "CapitalFlow.loan | beneficiary Ridgeway Digital, lender Kelton Bank | [80000000, 80000000] USD | "
            "asserted | closed",
        ],
    ),
    (
        "Ridgeway Digital, Marbury Hosting and Tidal Compute raised $500 million, $300 million and $200 "
        "million respectively.",
        [],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows
