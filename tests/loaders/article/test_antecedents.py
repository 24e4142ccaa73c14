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
    (
        "Morrow Bank arranged a $450 million loan for Ridgeway Digital.\n\nMarbury Hosting went another "
        "way. It sold notes worth $200 million in September.\n\nThe proceeds will fund 80 MW in Ohio, the "
        "company said.",
        [
            "CapitalFlow.loan | arranger Morrow Bank, beneficiary Ridgeway Digital | [450000000, 450000000] "
            "USD | asserted | None",
            "CapitalFlow.bondIssuance | issuer Marbury Hosting | [200000000, 200000000] USD | asserted | closed",
        ],
    ),
    (
        "Nimbus AI rents from three hosts.\n\nRidgeway Digital supplies 60 MW in Texas, Marbury Hosting 45 "
        "MW in Ohio, and Tidal Compute the rest.\n\nThe contracts are worth $6 billion in all, it said.",
        [
            "Capacity.contracted | provider Ridgeway Digital, customer Nimbus AI | [60, 60] MW | asserted | signed",
            "Capacity.contracted | provider Marbury Hosting, customer Nimbus AI | [45, 45] MW | asserted | signed",
            "Deal.supply | provider Ridgeway Digital, customer Nimbus AI | - | asserted | signed",
            "Deal.supply | provider Marbury Hosting, customer Nimbus AI | - | asserted | signed",
        ],
    ),
    (
        "Ridgeway Digital's first customer was Nimbus AI.\n\nA second tenant, which it declined to name, "
        "signed for 40 MW in July.\n\nThat lease runs for ten years and is worth $520 million.",
        [],
    ),
    (
        "Ridgeway Digital jumped 12% after it won a contract with Nimbus AI.\n\nMarbury Hosting gained 4%, "
        "and Tidal Compute 3%.\n\nThe 10-year contract is worth $1.9 billion.",
        [
            "Deal.unspecified | party Ridgeway Digital, party Nimbus AI | - | asserted | signed",
            "MarketMove.share | subject Ridgeway Digital | [12, 12] percent | asserted | None",
            "MarketMove.share | subject Marbury Hosting | [4, 4] percent | asserted | None",
            "MarketMove.share | subject Tidal Compute | [3, 3] percent | asserted | None",
        ],
    ),
    (
        "Ridgeway Digital to build 300 MW campus in Ohio\n\nCOLUMBUS, Oct 5 (Newswire) - Ridgeway Digital "
        "Inc. (NYSE: RDWY) said on Monday it will invest $2.1 billion in a data center campus near Lima, "
        "Ohio, that is to open with 100 MW in the third quarter of 2027.\n\nThe company has leased 60 MW of "
        "the first phase to Nimbus AI for 15 years, a contract worth about $1.1 billion. Nimbus, which "
        "rents another 45 MW from Marbury Hosting, has an option on a further 40 MW.\n\nMorrow Bank is "
        "providing a $900 million construction loan, and Ridgeway plans to sell $400 million of "
        "convertible notes, up from the $300 million it had announced in August.\n\nRidgeway operates 250 "
        "MW at four sites. It expects to reach 600 MW by the end of 2029.\n\nMarbury Hosting shares fell "
        "3%. The company is in talks to sell a 20% stake to Orvane for $250 million, people familiar with "
        "the matter said.",
        [
            "CapitalFlow.capexCommitment | investor Ridgeway Digital Inc. | [2100000000, 2100000000] USD | "
            "planned | planned",
            "Capacity.planned | owner Ridgeway Digital Inc. | [100, 100] MW | planned | planned",
            "Deal.lease | provider Ridgeway Digital Inc., customer Nimbus AI | [1100000000, 1100000000] USD | "
            "asserted | signed",
            "Capacity.contracted | provider Ridgeway Digital Inc., customer Nimbus AI | [60, 60] MW | "
            "asserted | signed",
            "Deal.lease | customer Nimbus AI, provider Marbury Hosting | - | asserted | announced",
            "Capacity.contracted | provider Marbury Hosting, customer Nimbus AI | [45, 45] MW | asserted | signed",
            "Capacity.planned | provider Ridgeway Digital Inc., customer Nimbus AI | [40, 40] MW | possible | None",
            "CapitalFlow.loan | lender Morrow Bank, beneficiary Ridgeway Digital Inc. | [900000000, "
            "900000000] USD | asserted | None",
            "CapitalFlow.convertibleNotes | issuer Ridgeway Digital Inc. | [400000000, 400000000] USD | "
            "planned | planned",
            "Capacity.existing | owner Ridgeway Digital Inc. | [250, 250] MW | asserted | operational",
            "Capacity.planned | owner Ridgeway Digital Inc. | [600, 600] MW | expected | planned",
            "MarketMove.share | subject Marbury Hosting | [-3, -3] percent | asserted | None",
            "Deal.acquisition | seller Marbury Hosting, buyer Orvane | [250000000, 250000000] USD | reported "
            "| rumoured",
            "Ownership.stake | owner Orvane, target Marbury Hosting | [20, 20] percent | reported | None",
        ],
    ),
    (
        "Tidal Compute has been picked by Nimbus AI to host 40 MW in Geelong. The site, which went live "
        "in 2023, has 90 MW in all, of which 50 MW are let to Corvid Cloud.\n\nTidal shares rose 9% to "
        "A$3.10.\n\nThe company said it would raise A$120 million in a share placement underwritten by "
        "Southern Bank.",
        [
            "Deal.hosting | provider Tidal Compute, customer Nimbus AI | - | asserted | announced",
            "Capacity.contracted | provider Tidal Compute, customer Nimbus AI | [40, 40] MW | asserted | signed",
            "Capacity.contracted | provider Tidal Compute, customer Corvid Cloud | [50, 50] MW | asserted | signed",
            "Deal.lease | provider Tidal Compute, customer Corvid Cloud | - | asserted | signed",
            "MarketMove.share | subject Tidal Compute | [9, 9] percent | asserted | None",
            "CapitalFlow.equity | issuer Tidal Compute, arranger Southern Bank | [120000000, 120000000] AUD | "
            "expected | planned",
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows
