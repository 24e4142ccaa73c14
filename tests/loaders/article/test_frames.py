"""One sentence in, its facts out; sentences of our own about firms that do not exist."""

import pytest

from .reading import row, told

CASES = [
    ("Quxon signed a $3 billion contract with Zelda Cloud.",
     ["Deal.unspecified | party Quxon, party Zelda Cloud | [3000000000, 3000000000] USD | asserted"]),
    ("Quxon Power's €40 million agreement with Zelda Cloud to install fuel cells is large.",
     ["Deal.supply | provider Quxon Power, customer Zelda Cloud | [40000000, 40000000] EUR | asserted"]),
    ("Quxon is partnering with chip maker Zelda to design processors.",
     ["Deal.partnership | party Quxon, party Zelda | - | asserted"]),
    ("Quxon agreed to buy Zelda Mining for £250 million.",
     ["Deal.acquisition | buyer Quxon, target Zelda Mining | [250000000, 250000000] GBP | asserted"]),
    ("Quxon raised $400 million through convertible notes.",
     ["CapitalFlow.convertibleNotes | issuer Quxon | [400000000, 400000000] USD | asserted"]),
    ("Quxon plans to spend up to $2 billion on data centers.",
     ["CapitalFlow.capexCommitment | investor Quxon | [0, 2000000000] USD | planned"]),
    ("Marlow Bank lent Quxon $85 million.",
     ["CapitalFlow.loan | lender Marlow Bank, beneficiary Quxon | [85000000, 85000000] USD | asserted"]),
    ("Quxon has a €70 million credit facility from Marlow Bank.",
     ["CapitalFlow.creditFacility | beneficiary Quxon, lender Marlow Bank | [70000000, 70000000] EUR | asserted"]),
    ("Quxon invested $60 million in Zelda Labs.",
     ["CapitalFlow.investment | investor Quxon, target Zelda Labs | [60000000, 60000000] USD | asserted"]),
    ("Quxon operates 80 MW in Ohio.", ["Capacity.existing | owner Quxon | [80, 80] MW | asserted"]),
    ("Quxon bought 500 BTC.", ["CapitalFlow.tokenPurchase | buyer Quxon | [500, 500] BTC | asserted"]),
    ("Shares of Quxon fell 4% on Monday.", ["MarketMove.share | subject Quxon | [-4, -4] percent | asserted"]),
    ("Quxon holds 30% of Zelda Power.",
     ["Ownership.stake | owner Quxon, target Zelda Power | [30, 30] percent | asserted"]),
    ("Quxon Hosting won a $9 million contract from Zelda Labs.",
     ["Deal.unspecified | party Quxon Hosting, party Zelda Labs | [9000000, 9000000] USD | asserted"]),
    ("Quxon bought 900 servers from Zelda Micro for $38 million.",
     ["Deal.supply | customer Quxon, provider Zelda Micro | [38000000, 38000000] USD | asserted"]),
    ("Quxon leased 40 MW to Zelda Labs.",
     ["Deal.lease | provider Quxon, customer Zelda Labs | - | asserted",
      "Capacity.contracted | provider Quxon, customer Zelda Labs | [40, 40] MW | asserted"]),
    ("Quxon agreed to buy Zelda Power, owner of 90 MW, for $20 million.",
     ["Deal.acquisition | buyer Quxon, target Zelda Power | [20000000, 20000000] USD | asserted",
      "Capacity.existing | owner Zelda Power | [90, 90] MW | asserted"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_sentence_tells_its_facts(text: str, expected: list[str]) -> None:
    assert [row(f) for f in told(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Will Quxon sign a $3 billion contract with Zelda Cloud?",
        "Quxon has not signed any contract with Zelda Cloud.",
        "Zelda Cloud denied a report that it will invest $500 million in Quxon.",
        "Quxon reported revenue of $90 million.",
        "Quxon has a market value of $2 billion.",
        "Quxon posted a margin of 41%.",
        "Quxon sold power at $40 per megawatt hour.",
        "Quxon used 500 MWh of energy.",
        "Shares of Quxon closed at $14.20.",
        "Consumer groups had asked for 2,000 MW.",
        "Quxon capitalized on the trend with Zelda Cloud.",
    ],
)
def test_what_is_no_fact_gives_none(text: str) -> None:
    assert told(text) == []


def test_a_joint_amount_is_one_flow_with_an_open_list() -> None:
    (flow,) = told("Giants like Quxon, Zelda and Marlow are raising about $20 billion through bond offerings.")
    assert [(p.name, p.role) for p in flow.parties] == [(n, "issuer") for n in ("Quxon", "Zelda", "Marlow")]
    assert not flow.complete
    assert flow.quantity is not None
    assert flow.quantity.qualifier == "approximately"


def test_a_group_keeps_its_figure_to_itself() -> None:
    (capacity,) = told(
        "Quxon spoke. Rivals eye the miners' existing capacity, estimated at about 6 gigawatts in the U.S."
    )
    assert [(p.name, p.kind) for p in capacity.parties] == [("miners", "Group")]
    assert capacity.place is not None
    assert capacity.place.value == "U.S."


def test_pronouns_and_descriptions_lead_back_to_the_name() -> None:
    text = "Bitcoin miner Quxon spoke. It raised $50 million of new stock. The miner runs 70 MW."
    flow, capacity = told(text)
    assert flow.parties[0].name == capacity.parties[0].name == "Quxon"
    assert text[slice(*flow.parties[0].spot)] == "It"
    assert text[slice(*capacity.parties[0].spot)] == "The miner"
    assert text[slice(*flow.parties[0].full)] == "Quxon"


def test_the_value_of_a_contract_told_later_joins_the_deal() -> None:
    (deal,) = [
        f
        for f in told("Quxon signed a lease with Zelda Cloud. The contract is worth $2 billion.")
        if f.type == "Deal"
    ]
    assert deal.quantity is not None
    assert deal.quantity.value == 2_000_000_000


def test_a_restatement_is_the_same_fact() -> None:
    text = "Quxon signed a $3 billion deal with Zelda Cloud. Some like the $3 billion deal of Quxon with Zelda Cloud."
    assert len(told(text)) == 1


def test_a_replaced_amount_is_the_former_one_and_no_fact() -> None:
    (flow,) = told("Quxon plans to spend $3 billion on data centers, up from $2 billion.")
    assert flow.former is not None
    assert flow.former[0].value == 2_000_000_000


def test_the_tenant_is_the_customer_of_the_deal_told_before() -> None:
    text = (
        "Quxon leased its hall to Zelda Labs. Marlow Bank will backstop $9 million of the tenant's lease obligations."
    )
    flow = next(f for f in told(text) if f.type == "CapitalFlow")
    assert [(p.name, p.role) for p in flow.parties] == [("Marlow Bank", "guarantor"), ("Zelda Labs", "beneficiary")]


def test_a_bare_amount_takes_the_currency_that_the_text_names() -> None:
    text = "Quxon raised 90 million euros of new stock. Zelda Cloud signed a 4 billion deal with Marlow."
    deal = next(f for f in told(text) if f.type == "Deal")
    assert deal.quantity is not None
    assert deal.quantity.unit_basis in ("implied", "assumed")
