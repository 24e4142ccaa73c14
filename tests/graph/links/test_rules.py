"""Each rule of links on the least text that needs it: what it lets pass, what it keeps out, and the near miss."""

from itertools import pairwise

import pytest

from wattgraph.graph.links import PathError, Through, rules
from wattgraph.graph.links.rules import joints, misses, opposites
from wattgraph.graph.policies.policy import policy
from wattgraph.graph.view import Perspective, Snapshot
from wattgraph.schema.dates import PartialDate
from wattgraph.schema.model import model

SIGNED = {"status": "signed"}
LEASE = [("provider", "Hut"), ("customer", "Fluid")]


@pytest.fixture
def told(ledger, text, look):
    """`told(words)` gives a text to add to; `told()` the view of all."""
    pages = []

    def tell(words=None):
        if words is not None:
            pages.append(text(words))
            return pages[-1]
        for page in pages:
            page.into(ledger)
        pages.clear()
        assert ledger.quarantine() == []
        return look(ledger)

    return tell


def lease(page, words="leases", parties=LEASE, **said):
    return page.contract("Deal", "lease", words, parties, **{**SIGNED, **said})


# -- what makes a link


@pytest.mark.parametrize(
    ("one", "other", "kind", "word", "link"),
    [
        ("provider", "customer", "Deal", "lease", "contract"),
        ("provider", "endUser", "Deal", "lease", "contract"),
        ("party", "party", "Deal", "lease", "contract"),
        ("party", "party", "Deal", "partnership", "affiliation"),
        ("buyer", "seller", "Deal", "assetPurchase", "contract"),
        ("buyer", "target", "Deal", "acquisition", "equity"),
        ("guarantor", "customer", "Deal", "lease", "credit"),
        ("provider", "customer", "Capacity", "contracted", "contract"),
        ("beneficiary", "lender", "CapitalFlow", "loan", "credit"),
        ("beneficiary", "guarantor", "CapitalFlow", "backstop", "credit"),
        ("issuer", "investor", "CapitalFlow", "bondIssuance", "credit"),
        ("issuer", "investor", "CapitalFlow", "equity", "equity"),
        ("target", "investor", "CapitalFlow", "investment", "equity"),
        ("target", "owner", "Stake", "warrant", "equity"),
        ("issuer", "owner", "Stake", "stake", "equity"),
    ],
)
def test_opposite_roles_are_linked(told, ask, rows, one, other, kind, word, link):
    page = told("Alpha agreed on 300 MW with Beta.")
    figure = {"amount": "300 MW", "prop": "power"} if kind == "Capacity" else {}
    page.contract(kind, word, "agreed", [(one, "Alpha"), (other, "Beta")], **figure, **SIGNED)
    assert rows(ask(told(), "Alpha", "Beta", association=True)) == [("Alpha", "Beta", link, 1)]


@pytest.mark.parametrize("roles", [
    ("issuer", "issuer"), ("lender", "lender"), ("provider", "provider"), ("customer", "customer"),
    ("arranger", "issuer"), ("arranger", "investor"), ("arranger", "party"), ("customer", "endUser"),
])  # fmt: skip
def test_one_side_and_arrangers_are_not(told, ask, rows, missed, roles):
    page = told("Alpha and Beta are named.")
    kind, word = ("Deal", "lease") if {"provider", "customer"} & set(roles) else ("CapitalFlow", "loan")
    page.contract(kind, word, "named", list(zip(roles, ("Alpha", "Beta"), strict=True)), **SIGNED)
    found = ask(told(), "Alpha", "Beta", association=True)
    assert rows(found) == []
    assert missed(found) == ([] if "arranger" in roles else [("sameSide", 1)])


@pytest.mark.parametrize(("said", "link"), [
    ({"status": "signed"}, "contract"), ({"status": "operational"}, "contract"),
    ({"status": "announced"}, "contractBeforeSigning"), ({"status": "rumoured"}, "contractBeforeSigning"),
    ({"modality": "planned"}, "contractBeforeSigning"), ({}, "contractBeforeSigning"),
])  # fmt: skip
def test_a_contract_counts_in_full_from_its_signing(told, ask, rows, said, link):
    page = told("Hut leases to Fluid.")
    page.contract("Deal", "lease", "leases", LEASE, **said)
    assert rows(ask(told(), "Hut", "Fluid")) == [("Hut", "Fluid", link, 1)]


@pytest.mark.parametrize(("words", "said", "rule"), [
    ("Hut leases to Fluid.", {"modality": "possible"}, "possible"),
    ("Hut leases to Fluid.", {"modality": "opinion"}, "possible"),
    ("Fluid has an option: Hut leases to Fluid.", {"modality": "possible"}, "option"),
    ("Hut leases to Fluid.", {"status": "cancelled"}, "cancelled"),
    ("Hut leases to Fluid.", {"polarity": False}, "denied"),
])  # fmt: skip
def test_what_does_not_link_is_a_near_miss(told, ask, rows, missed, words, said, rule):
    lease(told(words), **said)
    found = ask(told(), "Hut", "Fluid")
    assert rows(found) == []
    assert missed(found) == [(rule, 1)]
    (miss,) = found.near_misses
    assert miss.at is miss.path.hops[0]
    assert miss.why.startswith(misses()[rule])


def test_what_is_possible_links_last_of_all_if_asked_for(told, ask, rows):
    lease(told("Hut leases to Fluid."), modality="possible")
    (path,) = ask(told(), "Hut", "Fluid", through=Through(possible=True)).paths
    assert (path.link, path.weakest.doubt) == ("contract", "possible")


def test_an_option_never_links(told, ask, rows):
    page = told("Hut leases to Fluid for $3 billion. It adds a wing for $1 billion.")
    first = page.contract("Deal", "lease", "leases", LEASE, "$3 billion", **SIGNED)
    more = page.contract("Deal", "lease", "adds", LEASE, "$1 billion", **SIGNED)
    page.say(more, "optionOf", first.id, "adds", **SIGNED)
    (path,) = ask(told(), "Hut", "Fluid", through=Through(possible=True)).paths
    assert path.hops[0].via.quantity("amount").verbatim == "$3 billion"


def test_what_ended_before_the_day_asked_about_does_not_link(ledger, told, ask, rows, missed):
    page = told("Hut leases to Fluid until June 2024.")
    page.say(lease(page), "end", "2024-06", "until June 2024")
    assert rows(ask(told(), "Hut", "Fluid"))
    for day, linked in (("2024-06-30", True), ("2024", True), ("2024-07-01", False)):
        view = Snapshot(ledger).view(Perspective(policy("default"), PartialDate.parse(day)))
        found = ask(view, "Hut", "Fluid")
        assert (bool(rows(found)), missed(found)) == (linked, [] if linked else [("ended", 1)])


def test_the_completion_of_a_plan_is_no_end(ledger, told, ask, rows):
    page = told("Hut promised 300 MW to Fluid, complete by June 2024.")
    power = page.contract("Capacity", "contracted", "promised", LEASE, "300 MW", prop="power", **SIGNED)
    page.say(power, "end", "2024-06", "June 2024")
    told()
    view = Snapshot(ledger).view(Perspective(policy("default"), PartialDate.parse("2025-01-01")))
    assert rows(ask(view, "Hut", "Fluid")) == [("Hut", "Fluid", "contract", 1)]


# -- houses


@pytest.mark.parametrize(("share", "linked"), [("50%", True), ("80%", True), ("49.9%", False)])
def test_a_parent_of_half_or_more_is_a_step_of_no_hop(told, ask, rows, share, linked):
    page = told(f"Hut leases to Arm. Giant holds {share} of Arm.")
    lease(page, parties=[("provider", "Hut"), ("customer", "Arm")])
    page.contract("Stake", "stake", "holds", [("owner", "Giant"), ("target", "Arm")], share, prop="share")
    found = ask(told(), "Hut", "Giant", 1)
    assert rows(found) == ([("Hut", "Giant", "contract", 1)] if linked else [])
    for path in found.paths:
        (step,) = path.after
        assert step.stake is not None
        assert step.statements


def test_two_owners_of_half_a_venture_are_no_house(told, ask, rows):
    page = told("Hut leases to Left. Left holds 50% of Joint. Right holds 50 percent of Joint.")
    lease(page, parties=[("provider", "Hut"), ("customer", "Left")])
    for owner, share in (("Left", "50%"), ("Right", "50 percent")):
        page.contract("Stake", "stake", "holds", [("owner", owner), ("target", "Joint")], share, prop="share")
    view = told()
    assert rows(ask(view, "Hut", "Joint")) == [("Hut", "Joint", "contract", 1)]
    assert rows(ask(view, "Hut", "Right")) == []


@pytest.mark.parametrize(("words", "linked"), [("subsidiary", True), ("affiliate", False)])
def test_a_stake_without_a_share_counts_by_its_words(told, ask, rows, words, linked):
    page = told(f"Hut leases to Arm, a {words} of Giant.")
    lease(page, parties=[("provider", "Hut"), ("customer", "Arm")])
    page.contract("Stake", "stake", words, [("owner", "Giant"), ("target", "Arm")])
    assert bool(rows(ask(told(), "Hut", "Giant", 1))) == linked


# -- longer paths


def guarantee(page, head="backs", beneficiaries=("Fluid",), role="guarantor"):
    parties = [(role, "Giant"), *(("beneficiary", name) for name in beneficiaries)]
    return page.contract("CapitalFlow", "backstop", head, parties, **SIGNED)


@pytest.mark.parametrize("role", ["guarantor", "lender"])
@pytest.mark.parametrize("beneficiaries", [("Fluid",), ("Fluid", "Hut")])
def test_a_guarantee_of_the_tenant_is_two_hops_from_the_host(told, ask, rows, role, beneficiaries):
    page = told("Hut leases to Fluid. Giant backs the rent.")
    lease(page)
    guarantee(page, beneficiaries=beneficiaries, role=role)
    view = told()
    assert rows(ask(view, "Hut", "Giant")) == [("Hut", "Giant", "credit", 2)]
    assert rows(ask(view, "Fluid", "Giant")) == [("Fluid", "Giant", "credit", 1)]


def test_a_guarantor_who_is_a_party_of_the_lease(told, ask, rows):
    page = told("Hut leases to Fluid, guaranteed by Giant.")
    lease(page, parties=[*LEASE, ("guarantor", "Giant")])
    found = ask(told(), "Hut", "Giant")
    assert rows(found) == [("Hut", "Giant", "credit", 2)]
    assert found.paths[0].hops[1].joint.rule == "sameThing"


def test_of_two_hosts_in_one_clause_nobody_knows_whose_lease_is_backed(told, ask, rows, missed):
    page = told("Hut leases to Fluid, Rock lets to Fluid, and Giant backs Fluid.")
    lease(page)
    lease(page, "lets", [("provider", "Rock"), ("customer", "Fluid")])
    guarantee(page)
    found = ask(told(), "Hut", "Giant")
    assert rows(found) == []
    assert missed(found) == [("association", 2)]


def test_chains_without_a_common_contract_are_association(told, ask, rows):
    page = told("Hut leases to Fluid. Lender lent to Fluid.")
    lease(page)
    page.contract("CapitalFlow", "loan", "lent", [("lender", "Lender"), ("beneficiary", "Fluid")], **SIGNED)
    view = told()
    assert rows(ask(view, "Hut", "Lender")) == []
    assert rows(ask(view, "Hut", "Lender", association=True)) == [("Hut", "Lender", "credit", 2)]
    assert not ask(view, "Hut", "Lender", association=True).paths[0].exposure


def chain(page, joined=None):
    """Hut lets to Fluid, and Fluid lets on to Cloud."""
    cloud, hall = page.firm("Cloud"), page.thing("Site", "Hall")
    page.say(hall, "name", "Hall", "Hall")
    first = lease(page)
    second = lease(page, "lets", [("provider", "Fluid"), ("customer", "Cloud")])
    if joined == "underDeal":
        page.say(second, "underDeal", first.id, "lets")
    if joined == "endUser":
        page.say(first, "endUser", cloud.id, "Cloud")
    if joined == "site":
        for deal in (first, second):
            page.say(deal, "site", hall.id, "Hall")


@pytest.mark.parametrize(("joined", "rule"), [
    ("underDeal", "underDeal"), ("endUser", "endUser"), ("site", "sameSite"), (None, None),
])  # fmt: skip
def test_a_later_hop_names_the_same_contract(told, ask, joined, rule):
    chain(told("Hut leases to Fluid. Fluid lets to Cloud in Hall."), joined)
    found = [path for path in ask(told(), "Hut", "Cloud").paths if len(path.hops) == 2]
    assert [path.hops[1].joint.rule for path in found] == ([rule] if rule else [])


def test_a_path_starts_with_who_is_owed_and_ends_with_who_pays(told, ask, rows, missed):
    lease(told("Hut leases to Fluid."))
    view = told()
    found = ask(view, "Fluid", "Hut")
    assert rows(found) == []
    assert missed(found) == [("association", 1)]
    assert "other way round" in found.near_misses[0].why
    assert rows(ask(view, "Fluid", "Hut", association=True)) == [("Fluid", "Hut", "contract", 1)]


def test_lenders_and_groups_are_not_passed(told, ask, rows):
    page = told("Hut owes Lender. Lender buys from Cloud. Hut leases to hyperscalers. Some hyperscalers pay Chips.")
    page.contract("CapitalFlow", "loan", "owes", [("beneficiary", "Hut"), ("lender", "Lender")], **SIGNED)
    lease(page, "buys", [("customer", "Lender"), ("provider", "Cloud")])
    group = page.thing("Group", "hyperscalers")
    page.say(group, "name", "hyperscalers", "hyperscalers")
    for head, mine, theirs, other in (
        ("leases", "customer", "provider", "Hut"),
        ("pay", "provider", "customer", "Chips"),
    ):
        deal = page.contract("Deal", "supply", head, [(theirs, other)], **SIGNED)
        page.say(deal, mine, group.id, "hyperscalers", **SIGNED)
    view = told()
    assert rows(ask(view, "Hut", "Cloud", association=True)) == []
    assert rows(ask(view, "Hut", "hyperscalers", association=True)) == [("Hut", "hyperscalers", "contract", 1)]
    assert rows(ask(view, "Hut", "Chips", association=True)) == []


# -- the data and the question


def test_the_rules_use_words_of_the_model():
    law, roles = rules(), set(model().vocabularies["partyRole"])
    sides = [role for some in law["sides"].values() for role in some]
    assert len(sides) == len(set(sides))
    used = [*sides, *law["path"]["ends"], *law["path"]["exposed"], *law["money"]["pays"]]
    assert {*used, *(role for pair in opposites() for role in pair)} <= roles
    assert {*law["signed"], *law["out"]} <= set(model().vocabularies["status"])
    assert set(law["possible"]) <= set(model().vocabularies["modality"])
    assert set(law["class"].values()) | set(law["classByKind"].values()) <= set(law["strength"])
    assert list(joints())
    assert not set(law["path"]["exposed"]) & set(law["path"]["ends"]) - {"party"}


@pytest.mark.parametrize(("hops", "more", "message"), [
    (0, {}, "paths have 1 to 3 hops"), (4, {}, "paths have 1 to 3 hops"),
    (1, {"order": "cheapest"}, "there are firmest and shortest"), (1, {"first": 0}, "ask for at least 1"),
])  # fmt: skip
def test_questions_out_of_bounds(told, ask, hops, more, message):
    with pytest.raises(PathError, match=message):
        ask(told(), "Hut", "Fluid", hops, **more)


def test_ranks_follow_the_classes(told):
    law = rules()
    assert all(a != b for a, b in pairwise(law["strength"]))
    assert law["strength"][0] == "contract"
    assert law["doubts"] == ["inferred", "possible"]
