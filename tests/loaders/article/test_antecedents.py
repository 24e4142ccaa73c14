"""Whom "it", "the company" and "the lease" mean in another paragraph: where that is not sure, nobody."""

import pytest

from .reading import stated, told

CASES = [
    (
        "Hollin Digital signed a 12-year lease with Ferrow AI for 90 MW at its Carver campus.\n\nThe lease "
        "is worth $2.4 billion. It will start in 2027.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | [2400000000, 2400000000] USD | "
            "asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [90, 90] MW | asserted | signed",
        ],
    ),
    (
        "Hollin Digital agreed to host Ferrow AI at its Carver campus.\n\nBrantley Mining, meanwhile, is "
        "converting a former aluminium smelter in Ohio. The company has 140 MW there.\n\nIt raised $300 "
        "million of convertible notes in May.",
        [
            "Capacity.existing | owner Brantley Mining | [140, 140] MW | asserted | operational",
        ],
    ),
    (
        "Hollin Digital operates 220 MW in Texas. Hollin Digital trades in New York. Hollin Digital was "
        "founded in 2018.\n\nBrantley Mining signed a lease with Ferrow AI for 60 MW last week.\n\nThe "
        "company has also secured a $500 million loan from Ostrava Bank.",
        [
            "Capacity.existing | owner Hollin Digital | [220, 220] MW | asserted | operational",
            "Deal.lease | provider Brantley Mining, customer Ferrow AI | - | asserted | signed",
            "Capacity.contracted | provider Brantley Mining, customer Ferrow AI | [60, 60] MW | asserted | signed",
            "CapitalFlow.loan | lender Ostrava Bank | [500000000, 500000000] USD | asserted | closed",
        ],
    ),
    (
        "Brantley Mining leases 60 MW to Ferrow AI in Kentucky.\n\nHollin Digital reported results on "
        "Tuesday.\n\nThe lease runs for 15 years and is worth $1.8 billion.",
        [
            "Deal.lease | provider Brantley Mining, customer Ferrow AI | - | asserted | announced",
            "Capacity.contracted | provider Brantley Mining, customer Ferrow AI | [60, 60] MW | asserted | signed",
        ],
    ),
    (
        "Hollin Digital signed leases with two tenants at its Carver campus.\n\nFerrow AI takes 120 MW. "
        "Sylva Cloud, which is based in Dublin, takes 80 MW.\n\nBrantley Mining has no tenants yet. It "
        "operates 60 MW in Kentucky.",
        [
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [120, 120] MW | asserted | signed",
            "Deal.unspecified | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Capacity.contracted | customer Sylva Cloud | [80, 80] MW | asserted | signed",
            "Capacity.existing | owner Brantley Mining | [60, 60] MW | asserted | operational",
        ],
    ),
    (
        "Hollin Digital announced a lease with Ferrow AI.\n\nOstrava Bank acted as adviser to Hollin "
        "Digital.\n\nThe bank also lent Kelvar Mining $60 million in March. It holds 4% of Kelvar.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted | announced",
            "CapitalFlow.loan | lender Ostrava Bank, beneficiary Kelvar Mining | [60000000, 60000000] USD | "
            "asserted | closed",
            "Ownership.stake | owner Ostrava Bank, target Kelvar Mining | [4, 4] percent | asserted | None",
        ],
    ),
    (
        "Ferrow AI has rented space from Brantley Mining.\n\nSeparately, a developer in Ohio leased 75 MW "
        "to an unnamed hyperscaler.\n\nThe lease is worth $1.1 billion over 10 years.",
        [
            "Deal.lease | customer Ferrow AI, provider Brantley Mining | - | asserted | announced",
        ],
    ),
    (
        "Hollin Digital leased 90 MW to Ferrow AI.\n\nKelvar Mining also has news. The miner found a tenant "
        "in May.\n\nThe tenant will pay $600 million over ten years.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [90, 90] MW | asserted | signed",
        ],
    ),
    (
        "Pellworth Power agreed to sell power to Sylva Cloud.\n\nDunmore Energy has a project of its own in "
        "Utah.\n\nThe company expects to have 300 MW there by 2028.",
        [
            "Deal.powerPurchase | provider Pellworth Power, customer Sylva Cloud | - | asserted | signed",
        ],
    ),
    (
        "Orvane, an investment firm, bought 12% of Kelvar Mining in March.\n\nThe miner raised $90 million "
        "in July. Its hosting contract with Sylva Cloud covers 45 MW.",
        [
            "Deal.acquisition | buyer Orvane, target Kelvar Mining | - | asserted | closed",
            "Ownership.stake | owner Orvane, target Kelvar Mining | [12, 12] percent | asserted | None",
            "CapitalFlow.equity | issuer Kelvar Mining | [90000000, 90000000] USD | asserted | closed",
            "Deal.hosting | provider Kelvar Mining, customer Sylva Cloud | - | asserted | announced",
            "Capacity.contracted | provider Kelvar Mining, customer Sylva Cloud | [45, 45] MW | asserted | signed",
        ],
    ),
    (
        "Hollin Digital shares fell 4%.\n\nBrantley Mining shares rose 3%.\n\nThe company is to spend $700 "
        "million on a campus in Kentucky.",
        [
            "MarketMove.share | subject Hollin Digital | [-4, -4] percent | asserted | None",
            "MarketMove.share | subject Brantley Mining | [3, 3] percent | asserted | None",
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows
