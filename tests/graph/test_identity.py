"""Which mentions are one node: one deal told twice, a corrected amount, another deal, look-alikes."""

from itertools import permutations

import pytest

from wattgraph.graph.ledger import Ledger

LIST = [("iren", "IREN", "bitcoinMiner"), ("microsoft", "Microsoft", "hyperscaler")]


def deals(view):
    return view.of_kind("Deal")


@pytest.fixture
def known(ledger, listed):
    listed(*LIST).into(ledger)
    return ledger


def test_firms_take_the_id_of_the_list(known, iren, look):
    iren().into(known)
    view = look(known)
    (deal,) = deals(view)
    assert sorted(deal.actors()) == ["iren", "microsoft"]
    assert view.name("iren") == "IREN"


def test_two_articles_on_one_deal(known, iren, look):
    iren().into(known)
    second = iren(amount="9.72 billion dollars", tail="So another paper wrote.")
    second.into(known)
    (deal,) = deals(look(known))
    assert (len(deal.mentions), len(deal.documents())) == (2, 2)
    known.retract(second.document.id, "ann")
    (deal,) = deals(look(known))
    assert (len(deal.mentions), len(deal.documents())) == (1, 1)


def test_every_member_id_goes_on_working(known, iren, look):
    iren().into(known)
    iren(tail="So another paper wrote.").into(known)
    view = look(known)
    (deal,) = deals(view)
    assert all(view.node(m.hex()) is deal for m in deal.mentions)
    assert deal.id == min(m.hex() for m in deal.mentions)
    assert view.node("f" * 32) is None
    assert view.node("no such id") is None


def test_a_corrected_amount_stays_with_its_deal(known, iren, look):
    iren().into(known)
    iren(amount="10.2 billion dollars", former="9.7 billion dollars").into(known)
    iren(amount="10.2 billion dollars", tail="As reported later.").into(known)
    (deal,) = deals(look(known))
    assert len(deal.mentions) == 3
    assert deal.quantity("amount").value == 10_200_000_000
    assert len(deal.values["amount"]) == 1
    assert [s.property for s in deal.superseded] == ["amount"]


def test_an_edited_page_replaces_its_older_edition(known, iren, look):
    address = "https://example.org/iren"
    iren().into(known, address=address, published="2025-11-03")
    iren(amount="9.9 billion dollars").into(known, address=address, published="2025-11-04")
    (deal,) = deals(look(known))
    assert [v.decoded.value for v in deal.values["amount"]] == [9_900_000_000]


def test_another_deal_of_the_same_pair_stays_apart(known, iren, look):
    iren().into(known)
    iren(amount="3.1 billion dollars", tail="The second contract.").into(known)
    assert len(deals(look(known))) == 2


def test_a_cap_is_not_the_amount_below_it(known, text, look):
    page = text("IREN plans to spend up to 50 billion dollars, and IREN gave another 15 billion dollars.")
    for amount in ("up to 50 billion dollars", "15 billion dollars"):
        page.contract("CapitalFlow", "capexCommitment", "spend", [("investor", "IREN")], amount)
    page.into(known)
    assert len(look(known).of_kind("CapitalFlow")) == 2


def test_one_document_with_one_figure_is_one_deal(known, text, look):
    page = text("IREN has a hosting contract with Microsoft. The accord is worth 9.7 billion dollars.")
    parties = [("provider", "IREN"), ("customer", "Microsoft")]
    page.contract("Deal", "hosting", "hosting contract", parties)
    page.contract("Deal", "unspecified", "accord", parties, "9.7 billion dollars")
    page.into(known)
    (deal,) = deals(look(known))
    assert len(deal.mentions) == 2
    assert [v.decoded for v in deal.values["kind"]] == ["hosting", "unspecified"]


def test_different_roles_or_families_stay_apart(known, text, look):
    page = text("IREN hosts Microsoft for 9.7 billion dollars. Microsoft sold IREN chips for 9.7 billion dollars.")
    page.contract(
        "Deal", "hosting", "hosts", [("provider", "IREN"), ("customer", "Microsoft")], "9.7 billion dollars"
    )
    page.into(known)
    other = text("Microsoft sold IREN chips for 9.7 billion dollars.")
    other.contract("Deal", "supply", "sold", [("provider", "Microsoft"), ("customer", "IREN")], "9.7 billion dollars")
    other.into(known)
    assert len(deals(look(known))) == 2


def test_neither_figure_nor_date_is_no_proof(known, text, look):
    for tail in ("today", "again"):
        page = text(f"IREN works with Microsoft {tail}.")
        page.contract("Deal", "partnership", "works", [("party", "IREN"), ("party", "Microsoft")])
        page.into(known)
    view = look(known)
    assert len(deals(view)) == 2
    assert len(view.snapshot.identity.unsure) == 1


def test_a_person_decides_and_can_take_it_back(known, iren, look):
    iren().into(known)
    iren(tail="So another paper wrote.").into(known)
    before = known.dump_hash()
    one, other = deals(look(known))[0].mentions
    number = known.judge("different", one, other, author="ann", reason="two contracts")
    assert len(deals(look(known))) == 2
    known.withdraw(number, "ann")
    assert len(deals(look(known))) == 1
    assert known.dump_hash() == before


def test_a_person_can_join_what_the_rules_cannot(known, iren, look):
    iren().into(known)
    iren(amount="3.1 billion dollars", tail="The second contract.").into(known)
    one, other = (d.mentions[0] for d in deals(look(known)))
    known.judge("same", one, other, author="ann")
    (deal,) = deals(look(known))
    assert len(deal.values["amount"]) == 2


def test_a_listed_firm_that_a_person_merges_keeps_its_id_working(ledger, listed, look):
    page = listed(*LIST)
    page.into(ledger)
    one, other = [m.id for m in ledger.mentions()]
    ledger.judge("same", one, other, author="ann")
    view = look(ledger)
    assert view.node("microsoft") is view.node("iren")
    assert view.node("iren").id == "iren"


def test_equal_names_alone_are_unsure(ledger, text, look):
    for tail in ("today", "again"):
        page = text(f"Anvil grew {tail}.")
        page.firm("Anvil")
        page.into(ledger)
    view = look(ledger)
    assert len(view.of_kind("Firm")) == 2
    assert [e.reason for e in view.snapshot.identity.unsure] == ["known by equal names only ('anvil')"]


def test_look_alikes_are_four_firms(ledger, text, listed, look):
    names = ["BitMine", "Bitfarms", "Bitmain", "Bitdeer", "Вitfarms"]  # the last begins with a Cyrillic letter
    listed(*[(name.lower(), name, "bitcoinMiner") for name in names[:4]]).into(ledger)
    page = text(" and ".join(names) + " rose.")
    for name in names:
        page.firm(name)
    page.into(ledger)
    assert len(look(ledger).of_kind("Firm")) == 5


def test_the_outcome_does_not_hang_on_the_order_of_loading(fresh, iren, listed, look):
    pages = [
        iren(),
        iren(tail="So another paper wrote."),
        iren(amount="10.2 billion dollars", former="9.7 billion dollars"),
        iren(amount="3.1 billion dollars", tail="The second contract."),
        listed(*LIST),
    ]
    seen = set()
    for order in permutations(pages):
        ledger: Ledger = fresh()
        for page in order:
            page.into(ledger)
        view = look(ledger)
        seen.add(tuple((d.id, d.mentions, d.quantity("amount").encode()) for d in deals(view)))
        ledger.close()
    assert len(seen) == 1
