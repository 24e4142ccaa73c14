"""What a view shows: status, links, sums, and that a policy leaves out what it says it leaves out."""

from decimal import Decimal

import pytest

from wattgraph.graph.links import paths
from wattgraph.graph.policies.policy import UnknownPolicy, policy
from wattgraph.graph.status import status
from wattgraph.graph.sums import sums
from wattgraph.schema.quantity import Interval

ROLES = [
    ("iren", "IREN", "bitcoinMiner"),
    ("microsoft", "Microsoft", "hyperscaler"),
    ("meta", "Meta", "hyperscaler"),
    ("oracle", "Oracle", "hyperscaler"),
    ("amazon", "Amazon", "hyperscaler"),
]
BONDS = "Giants like Meta, Microsoft and Oracle raise approximately 100 billion dollars through bonds."
PLANS = "Amazon plans up to 50 billion dollars for AI. Amazon allocated another 15 billion dollars to Indiana."


@pytest.fixture
def known(ledger, listed, iren, text):
    listed(*ROLES).into(ledger)
    iren().into(ledger)
    bonds = text(BONDS)
    issuers = [("issuer", name) for name in ("Meta", "Microsoft", "Oracle")]
    amount = "approximately 100 billion dollars"
    bonds.contract("CapitalFlow", "bondIssuance", "bonds", issuers, amount, complete=False)
    bonds.into(ledger)
    plans = text(PLANS)
    for amount, how, stage in (
        ("up to 50 billion dollars", "planned", "planned"),
        ("15 billion dollars", "asserted", "committed"),
    ):
        plans.contract(
            "CapitalFlow", "capexCommitment", "plans", [("investor", "Amazon")], amount, modality=how, status=stage
        )
    plans.into(ledger)
    return ledger


def test_one_link_from_a_miner_to_a_hyperscaler(known, look):
    view = look(known)
    ends = frozenset({"microsoft", "amazon", "meta", "oracle"})
    (path,) = paths(view, "iren", ends, 3)
    (hop,) = path.hops
    assert (hop.end, hop.link, hop.via.kind) == ("microsoft", "contract", "Deal")
    assert paths(view, "amazon", ends, 3) == []  # issuers of one bond are not linked, nor spenders


def test_strict_text_knows_no_role_of_the_list(known, look):
    assert look(known).node("iren").word("role") == "bitcoinMiner"
    strict = look(known, "strictText")
    assert strict.node("iren").shown("role") is None
    assert strict.node("iren").word("name") == "IREN"
    assert len(strict.of_kind("Deal")) == 1


def test_an_unknown_policy():
    with pytest.raises(UnknownPolicy, match="default, strictText"):
        policy("lenient")


def test_statuses_stated_and_by_rule(known, look):
    view = look(known)
    (deal,) = view.of_kind("Deal")
    assert status(deal) == ("signed", True)
    bond = next(f for f in view.of_kind("CapitalFlow") if f.word("kind") == "bondIssuance")
    assert status(bond) == ("announced", False)


def test_a_sum_is_an_interval_that_lists_its_parts(known, look):
    (total,) = sums(look(known), "CapitalFlow", "amazon")
    assert total.interval == Interval(Decimal(15_000_000_000), Decimal(65_000_000_000))
    assert total.interval.value is None
    assert [str(item.interval) for item in total.counted] in (
        ["[0, 50000000000]", "[15000000000, 15000000000]"],
        ["[15000000000, 15000000000]", "[0, 50000000000]"],
    )


def test_only_the_statuses_asked_for(known, look):
    (total,) = sums(look(known), "CapitalFlow", "amazon", statuses={"committed"})
    assert total.interval.value == 15_000_000_000
    assert [item.why for item in total.left_out] == ["status planned was not asked for"]


def test_a_joint_amount_is_nobodys_own(known, look):
    view = look(known)
    (mine,) = sums(view, "CapitalFlow", "microsoft", kinds={"bondIssuance"})
    assert mine.interval == Interval(Decimal(0), Decimal(100_000_000_000), lower_open=True)
    (all_of_it,) = sums(view, "CapitalFlow", kinds={"bondIssuance"})
    assert all_of_it.interval.value == 100_000_000_000


def test_options_and_cancelled_deals_link_nobody(ledger, listed, iren, look):
    listed(*ROLES).into(ledger)
    for how in ({"modality": "possible", "status": "signed"}, {"status": "cancelled"}):
        page = iren(tail=str(how), **how)
        page.into(ledger)
        assert paths(look(ledger), "iren", frozenset({"microsoft"}), 1) == []
        ledger.retract(page.document.id, "ann")


def test_a_guarantee_is_two_hops_away(ledger, text, look):
    page = text("Hut leases to Fluid. Giant guarantees the lease of Fluid. Rock lets to Fluid as well.")
    lease = page.contract("Deal", "lease", "leases", [("provider", "Hut"), ("customer", "Fluid")], status="signed")
    parties = [("guarantor", "Giant"), ("beneficiary", "Fluid")]
    backstop = page.contract("CapitalFlow", "backstop", "guarantees", parties, status="signed")
    page.say(backstop, "secures", lease.id, "the lease")
    page.contract("Deal", "lease", "lets", [("provider", "Rock"), ("customer", "Fluid")], status="signed")
    page.into(ledger)
    view = look(ledger)
    ids = {view.name(n.id): n.id for n in view.of_kind("Firm")}
    (path,) = paths(view, ids["Hut"], frozenset({ids["Giant"]}), 3)
    assert ([h.link for h in path.hops], path.weakest.link) == (["contract", "credit"], "credit")
    assert paths(view, ids["Hut"], frozenset({ids["Rock"]}), 3) == []  # two hosts of one tenant
    assert paths(view, ids["Rock"], frozenset({ids["Giant"]}), 3) == []  # not its lease
