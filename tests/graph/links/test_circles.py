"""Circles of money, hosts of rivals, and firms with many loans: the same search, asked otherwise."""

import pytest

from wattgraph.graph.links import Ends, Through, circles, hosts_of_rivals, linked_often

SIGNED = {"status": "signed"}
LISTED = [
    ("nova", "Nova", "chipMaker"), ("lab", "Lab", "aiLab"), ("oro", "Oro", "hyperscaler"),
    ("azul", "Azul", "hyperscaler"), ("azul-cloud", "Azul Cloud", "hyperscaler"), ("hut", "Hut", "bitcoinMiner"),
    ("rock", "Rock", "bitcoinMiner"), ("b1", "Bank One", "bank"), ("b2", "Bank Two", "bank"),
]  # fmt: skip


@pytest.fixture
def view(ledger, listed, text, look):
    listed(*LISTED).into(ledger)
    page = text(
        "Nova invests in Lab. Lab buys from Nova. Lab rents from Oro. Oro orders from Nova. "
        "Warrants go to Oro of Nova."
    )
    page.contract("CapitalFlow", "investment", "invests", [("investor", "Nova"), ("target", "Lab")], status="closed")
    for head, customer, provider in (
        ("buys", "Lab", "Nova"),
        ("rents", "Lab", "Oro"),
        ("orders", "Oro", "Nova"),
    ):
        page.contract("Deal", "supply", head, [("customer", customer), ("provider", provider)], **SIGNED)
    page.contract("Stake", "warrant", "Warrants", [("owner", "Oro"), ("target", "Nova")])
    page.into(ledger)
    page = text(
        "Hut lets to Oro. Hut leases to Azul. Rock rents to Azul. Rock hosts Azul Cloud. "
        "Azul owns all, 100%, of Azul Cloud."
    )
    for head, host, tenant in (("lets", "Hut", "Oro"), ("leases", "Hut", "Azul"), ("rents", "Rock", "Azul"),
                               ("hosts", "Rock", "Azul Cloud")):  # fmt: skip
        page.contract("Deal", "lease", head, [("provider", host), ("customer", tenant)], **SIGNED)
    page.contract("Stake", "stake", "owns", [("owner", "Azul"), ("target", "Azul Cloud")], "100%", prop="share")
    page.into(ledger)
    page = text("Hut owes $1 million, $2 million and $3 million to Bank One and Bank Two, and Rock owes $4 million.")
    for amount, bank, firm in (
        ("$1 million", "Bank One", "Hut"),
        ("$2 million", "Bank Two", "Hut"),
        ("$3 million", "Bank One", "Hut"),
        ("$4 million", "Bank One", "Rock"),
    ):
        page.contract("CapitalFlow", "loan", "owes", [("lender", bank), ("beneficiary", firm)], amount)
    page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


def test_a_firm_funds_its_own_customer(view):
    found = [[view.name(h.start) for h in circle.hops] for circle in circles(view)]
    assert found == [["Nova", "Lab"], ["Nova", "Lab", "Oro"]]
    assert [circle.hops[0].via.word("kind") for circle in circles(view)] == ["investment"] * 2
    assert [[view.name(h.start) for h in c.hops] for c in circles(view, max_hops=2)] == [["Nova", "Lab"]]
    assert circles(view, Ends(role="aiLab")) == []


def test_hosts_of_rivals_count_a_house_once(view):
    found = hosts_of_rivals(view, Ends(role="hyperscaler"))
    hosts = {view.name(host): sorted(view.name(p.end) for p in paths) for host, paths in found.items()}
    assert hosts == {"Hut": ["Azul", "Oro"]}


def test_firms_with_many_loans_from_banks(view):
    loans = Through(kinds=frozenset({"loan", "creditFacility"}))
    assert {view.name(f): len(h) for f, h in linked_often(view, Ends(role="bank"), 3, loans).items()} == {"Hut": 3}
    assert {view.name(f): len(h) for f, h in linked_often(view, Ends(role="bank"), 1, loans).items()} == {
        "Hut": 3, "Rock": 1,
    }  # fmt: skip
    assert linked_often(view, Ends(role="bank"), 4, loans) == {}
