"""Amounts of each year say that they are, and whoever pays is the customer."""

import pytest

from wattgraph.loaders.article import read
from wattgraph.schema.statement import Appearance, Document

from .reading import stated, told

CASES = [
    (
        "Ferrow AI will pay Hollin Digital $500 million a year for 15 years under the hosting contract.",
        [
            "Deal.hosting | customer Ferrow AI, provider Hollin Digital | [500000000, 500000000] USD | "
            "planned | planned | annual",
        ],
    ),
    (
        "Hollin Digital said the lease with Ferrow AI carries an annual rent of $160 million.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | [160000000, 160000000] USD | asserted "
            "| announced | annual",
        ],
    ),
    (
        "Tessaly Compute plans to spend $4 billion a year on data centers through 2030.",
        [
            "CapitalFlow.capexCommitment | investor Tessaly Compute | [4000000000, 4000000000] USD | planned "
            "| planned | annual",
        ],
    ),
    (
        'Vantor Inc. (the "Company") entered into a lease with Norvik Holdings LLC. The Company will pay '
        "annual base rent of approximately $12.4 million, increasing 3% per year.",
        [
            "Deal.lease | provider Norvik Holdings LLC, customer Vantor Inc. | [12400000, 12400000] USD | "
            "asserted | signed | annual",
        ],
    ),
    (
        "Under the agreement, Sylva Cloud pays Brantley Mining about €60 million annually.",
        [
            "Deal.unspecified | customer Sylva Cloud, provider Brantley Mining | [60000000, 60000000] EUR | "
            "asserted | announced | annual",
        ],
    ),
    (
        "Orvane will invest $200 million a year over five years in Marwick Hosting.",
        [
            "CapitalFlow.investment | investor Orvane, target Marwick Hosting | [200000000, 200000000] USD | "
            "planned | planned | annual",
        ],
    ),
    (
        "Hollin Digital signed a five-year contract worth $1 billion, or $200 million a year, with Ferrow AI.",
        [
            "Deal.unspecified | party Hollin Digital, party Ferrow AI | [1000000000, 1000000000] USD | "
            "asserted | signed",
        ],
    ),
    (
        "Ferrow AI raised $500 million a year ago from Orvane.",
        [
            "CapitalFlow.equity | issuer Ferrow AI, investor Orvane | [500000000, 500000000] USD | asserted | closed",
        ],
    ),
    (
        "Hollin Digital said a year after raising $500 million in new equity it would spend more.",
        [
            "CapitalFlow.equity | issuer Hollin Digital | [500000000, 500000000] USD | asserted | None",
        ],
    ),
    (
        "Microsoft has agreed to pay IREN roughly $1.94 billion per year for cloud services.",
        [
            "Deal.cloudServices | customer Microsoft, provider IREN | [1940000000, 1940000000] USD | asserted "
            "| signed | annual",
        ],
    ),
    (
        "Ferrow AI pays Hollin Digital $12 million a month for 90 MW.",
        [
            "Capacity.contracted | provider Hollin Digital, customer Ferrow AI | [90, 90] MW | asserted | signed",
            "Deal.unspecified | provider Hollin Digital, customer Ferrow AI | - | asserted | signed",
        ],
    ),
    (
        "Hollin Digital's lease with Ferrow AI is worth $160 million annually, or $2.4 billion over 15 years.",
        [
            "Deal.lease | provider Hollin Digital, customer Ferrow AI | [160000000, 160000000] USD | asserted "
            "| announced | annual",
        ],
    ),
    (
        "The annual report of Hollin Digital shows a $200 million loan from Ostrava Bank.",
        [
            "CapitalFlow.loan | lender Ostrava Bank, beneficiary Hollin Digital | [200000000, 200000000] USD "
            "| asserted | None",
        ],
    ),
    (
        "Hollin Digital paid Zelda Semiconductor $80 million last year for chips.",
        [
            "Deal.supply | customer Hollin Digital, provider Zelda Semiconductor | [80000000, 80000000] USD | "
            "asserted | announced",
        ],
    ),
    (
        "Item 1.01 Entry into a Material Definitive Agreement. On October 2, 2026, Ridgeway Digital "
        'Holdings, Inc. (the "Company") and Nimbus AI, Inc. (the "Tenant") entered into a Datacenter '
        "Lease under which the Tenant will pay the Company base rent of approximately $210.0 million per "
        "year, subject to annual escalators of 2.5%.",
        [
            "Deal.lease | customer Nimbus AI, Inc., provider Ridgeway Digital Holdings, Inc. | [210000000, "
            "210000000] USD | planned | planned | annual",
        ],
    ),
    (
        "Under the ten-year deal Nimbus AI pays Ridgeway Digital $95 million annually for 70 MW.",
        [
            "Deal.unspecified | provider Ridgeway Digital, customer Nimbus AI | [95000000, 95000000] USD | "
            "asserted | announced | annual",
            "Capacity.contracted | provider Ridgeway Digital, customer Nimbus AI | [70, 70] MW | asserted | signed",
        ],
    ),
    (
        "Ridgeway Digital will get about $95 million a year from Nimbus AI under the lease.",
        [
            "Deal.lease | provider Ridgeway Digital, customer Nimbus AI | [95000000, 95000000] USD | planned "
            "| planned | annual",
        ],
    ),
    (
        "Ridgeway Digital spends some $40 million a year on power from Northlake Power.",
        [
            "CapitalFlow.capexCommitment | investor Ridgeway Digital | [40000000, 40000000] USD | asserted | "
            "committed | annual",
        ],
    ),
    (
        "Ridgeway Digital sold $300 million of bonds, whose annual interest is $21 million.",
        [
            "CapitalFlow.bondIssuance | issuer Ridgeway Digital | [300000000, 300000000] USD | asserted | closed",
        ],
    ),
    (
        "Corvid Cloud and Marbury Hosting have agreed to a 10-year lease for 85 MW in Dayton, Ohio. "
        "Corvid will pay Marbury about $110 million a year.\n\nUnder the lease, Marbury will deliver 35 MW "
        "in March 2027 and 50 MW in 2028.\n\nOrvane will guarantee up to $300 million of Corvid's rent and "
        "gets warrants for 6% of Marbury.",
        [
            "Deal.lease | customer Corvid Cloud, provider Marbury Hosting | [110000000, 110000000] USD | "
            "asserted | signed | annual",
            "Capacity.contracted | party Corvid Cloud, party Marbury Hosting | [85, 85] MW | asserted | signed",
            "Capacity.contracted | provider Marbury Hosting | [35, 35] MW | planned | planned",
            "Capacity.contracted | provider Marbury Hosting | [50, 50] MW | planned | planned",
            "CapitalFlow.backstop | guarantor Orvane, beneficiary Corvid Cloud | [0, 300000000] USD | planned "
            "| planned",
            "Ownership.warrant | owner Orvane, target Marbury Hosting | [6, 6] percent | asserted | None",
        ],
    ),
]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:50] for text, _ in CASES])
def test_facts(text: str, rows: list[str]) -> None:
    assert [stated(fact) for fact in told(text, "2026-10-06")] == rows


def test_the_ledger_is_told_what_an_amount_counts() -> None:
    document = Document.of("Ferrow AI pays Hollin Digital $95 million a year under the lease.")
    things = read(document, Appearance()).things
    (basis,) = [s for thing in things for s in thing.statements if s.property == "amountBasis"]
    assert (basis.object, basis.evidence[0].quote) == ("annual", "a year")
