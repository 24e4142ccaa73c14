"""Who acts, who owns and whose figure it is, across clauses and sentences; firms that do not exist."""

import pytest

from .reading import row, told

CASES = [
    (
        "Quxon Energy, owner of 82% of Zelda Power, declined to comment.",
        [
            "Ownership.stake | owner Quxon Energy, target Zelda Power | [82, 82] percent | asserted",
        ],
    ),
    (
        "Zelda Power is 40% owned by Quxon Capital.",
        [
            "Ownership.stake | owner Quxon Capital, target Zelda Power | [40, 40] percent | asserted",
        ],
    ),
    (
        "Quxon sold 25% of its shares to Zelda Capital.",
        [
            "Deal.acquisition | seller Quxon, buyer Zelda Capital | - | asserted",
            "Ownership.stake | owner Zelda Capital, target Quxon | [25, 25] percent | asserted",
        ],
    ),
    (
        "Quxon and Zelda Capital formed a joint venture, Umbra Park, in May. Quxon will own 60% of "
        "the venture and Zelda Capital 40%.",
        [
            "Deal.jointVenture | party Quxon, party Zelda Capital | - | asserted",
            "Ownership.stake | owner Quxon, target Umbra Park | [60, 60] percent | planned",
            "Ownership.stake | owner Zelda Capital, target Umbra Park | [40, 40] percent | planned",
        ],
    ),
    (
        "Quxon raised its holding in Zelda Power to 9.9% from 7%.",
        [
            "Ownership.stake | owner Quxon, target Zelda Power | [9.9, 9.9] percent | asserted",
        ],
    ),
    (
        "Quxon issued Zelda Labs warrants for up to 5% of its common stock.",
        [
            "Ownership.warrant | owner Zelda Labs, target Quxon | [0, 5] percent | asserted",
        ],
    ),
    (
        "Quxon put £130 million into Zelda Compute and got 15 per cent.",
        [
            "CapitalFlow.investment | investor Quxon, target Zelda Compute | [130000000, 130000000] GBP | asserted",
            "Ownership.stake | owner Quxon, target Zelda Compute | [15, 15] percent | asserted",
        ],
    ),
    (
        "State regulators approved a request by Quxon Power to raise its rates.",
        [
            "PolicyEvent.None | party State regulators, subject Quxon Power | - | asserted",
        ],
    ),
    (
        "The county commission voted 4-1 to grant Quxon a tax abatement.",
        [
            "PolicyEvent.None | party county commission, subject Quxon | - | asserted",
        ],
    ),
    (
        "Washington will vote on a moratorium next week.",
        [],
    ),
    (
        "Analysts at Quxon Research expect data centers to draw 88 GW by 2030, against 46 GW today.",
        [
            "Projection.demand | projector Quxon Research, subject data centers | [88000, 88000] MW | projected",
        ],
    ),
    (
        "Quxon guided to 2027 revenue of at least $900 million.",
        [
            "Projection.revenue | projector Quxon, subject Quxon | [900000000, ) USD | projected",
        ],
    ),
    (
        "Quxon shares leapt by a third, Zelda Mining lost 3% and the Nasdaq 0.2%.",
        [
            "MarketMove.share | subject Quxon | [33.333, 33.333] percent | asserted",
            "MarketMove.share | subject Zelda Mining | [-3, -3] percent | asserted",
            "MarketMove.index | subject Nasdaq | [-0.2, -0.2] percent | asserted",
        ],
    ),
    (
        "Movers: Quxon Mining +12%, Zelda Compute -3.5%.",
        [
            "MarketMove.share | subject Quxon Mining | [12, 12] percent | asserted",
            "MarketMove.share | subject Zelda Compute | [-3.5, -3.5] percent | asserted",
        ],
    ),
    (
        "Quxon's headcount fell 3%.",
        [],
    ),
    (
        "Quxon will pay Zelda Semiconductor $1.1 billion for 40,000 chips.",
        [
            "Deal.supply | customer Quxon, provider Zelda Semiconductor | [1100000000, 1100000000] USD | planned",
        ],
    ),
    (
        "Turbines for the plant of Quxon were ordered from Zelda Works for €75 million.",
        [
            "Deal.supply | provider Zelda Works, customer Quxon | [75000000, 75000000] EUR | asserted",
        ],
    ),
    (
        "Zelda Labs has reserved 26 MW in halls of Quxon Hosting until 2032.",
        [
            "Capacity.contracted | provider Quxon Hosting, customer Zelda Labs | [26, 26] MW | asserted",
            "Deal.unspecified | provider Quxon Hosting, customer Zelda Labs | - | asserted",
        ],
    ),
    (
        "Quxon terminated the power supply agreement, dated June 3, 2022, with Zelda Electric Cooperative.",
        [
            "Deal.powerPurchase | customer Quxon, provider Zelda Electric Cooperative | - | asserted",
        ],
    ),
    (
        "A club of banks including Quxon Bank and Marlow Bank agreed a €1.1 billion facility for Zelda Data.",
        [
            "CapitalFlow.creditFacility | lender Quxon Bank, lender Marlow Bank, beneficiary Zelda "
            "Data | [1100000000, 1100000000] EUR | asserted",
        ],
    ),
    (
        "Quxon placed $350 million of convertible notes due 2030 with Zelda Partners.",
        [
            "CapitalFlow.convertibleNotes | issuer Quxon, investor Zelda Partners | [350000000, "
            "350000000] USD | asserted",
        ],
    ),
    (
        "Quxon raised $70 million from Zelda Ventures.",
        [
            "CapitalFlow.equity | issuer Quxon, investor Zelda Ventures | [70000000, 70000000] USD | asserted",
        ],
    ),
    (
        "Quxon took over its competitor Zelda Halls, which has 15 MW in Oulu, for 38 million euros.",
        [
            "Deal.acquisition | buyer Quxon, target Zelda Halls | [38000000, 38000000] EUR | asserted",
            "Capacity.existing | owner Zelda Halls | [15, 15] MW | asserted",
        ],
    ),
    (
        'Quxon Inc. (the "Company") and Zelda Cloud LLC ("Zelda") signed a hosting agreement. The '
        "Company operates 90 MW.",
        [
            "Deal.hosting | provider Zelda Cloud LLC, customer Quxon Inc. | - | asserted",
            "Capacity.existing | owner Quxon Inc. | [90, 90] MW | asserted",
        ],
    ),
    (
        "They wanted Quxon to put $20 million into a swimming hall.",
        [],
    ),
    (
        "Quxon Mining rents out halls. The miner's stock rose 9%.",
        [
            "MarketMove.share | subject Quxon Mining | [9, 9] percent | asserted",
        ],
    ),
    (
        "Quxon sold the 520 MW Beaumont units to Zelda Power for $780 million.",
        [
            "Deal.acquisition | seller Quxon, buyer Zelda Power | [780000000, 780000000] USD | asserted",
            "Capacity.existing | owner Quxon | [520, 520] MW | asserted",
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:40] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [row(fact) for fact in told(text)] == rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Like Hollin Digital, which supplies Ferrow AI, Brantley Mining now rents space to a hyperscaler: Sylva.",
            [
                "Deal.supply | provider Hollin Digital, customer Ferrow AI | - | asserted",
                "Deal.lease | provider Brantley Mining, customer Sylva | - | asserted",
            ],
        ),
        (
            "Like Hollin Digital, Brantley Mining signed a lease with Sylva.",
            ["Deal.lease | provider Brantley Mining, customer Sylva | - | asserted"],
        ),
        (
            "Brantley Mining, like Hollin Digital, signed a lease with Sylva.",
            ["Deal.lease | provider Brantley Mining, customer Sylva | - | asserted"],
        ),
        (
            "Unlike Hollin Digital, which leases to Ferrow AI, Brantley Mining signed a lease with Sylva.",
            [
                "Deal.lease | provider Hollin Digital, customer Ferrow AI | - | asserted",
                "Deal.lease | provider Brantley Mining, customer Sylva | - | asserted",
            ],
        ),
        (
            "Miners, like Hollin Mining and Brantley Mining, signed leases with Sylva.",
            ["Deal.lease | provider Hollin Mining, provider Brantley Mining, customer Sylva | - | asserted"],
        ),
        (
            "Brantley Mining signed a lease with a new tenant: Sylva.",
            ["Deal.lease | provider Brantley Mining, customer Sylva | - | asserted"],
        ),
    ],
)
def test_who_is_only_compared_is_no_party(text: str, expected: list[str]) -> None:
    found = sorted(told(text), key=lambda fact: fact.head)
    assert [row(fact) for fact in found] == expected
