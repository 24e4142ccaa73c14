"""What links on a day and under a policy: houses, amendments, denials, names that may be one; and bounded answers."""

import pytest

from wattgraph.graph.changes import ask as changes_since
from wattgraph.graph.conflicts import conflicts
from wattgraph.graph.links import Ends, circles, denials, hosts_of_rivals
from wattgraph.graph.policies.policy import Policy
from wattgraph.graph.sums import sums
from wattgraph.graph.view import Perspective, Snapshot
from wattgraph.schema.dates import PartialDate

SIGNED = {"status": "signed"}
LEASE = [("provider", "Hut"), ("customer", "Fluid")]


def day(text):
    return PartialDate.parse(text) if text else None


def stake(page, share, **said):
    owner, target = page.firm("Giant"), page.firm("Fluid")
    thing = page.thing("Stake", share)
    page.say(thing, "kind", "stake", "stake", **said)
    page.say(thing, "share", page.quantity(share), share, **said)
    page.say(thing, "owner", owner.id, "Giant", **said)
    page.say(thing, "target", target.id, "Fluid", **said)
    return thing


@pytest.mark.parametrize(("as_of", "links"), [(None, 1), ("2024-06-01", 0), ("2025-06-01", 1)])
def test_a_house_begins_with_its_stake(ledger, text, ask, as_of, links):
    page = text("Hut leases to Fluid. On 2025-02-01 Giant bought a stake of 60 percent in Fluid.")
    page.contract("Deal", "lease", "leases", LEASE, **SIGNED)
    page.say(stake(page, "60 percent"), "date", "2025-02-01", "2025-02-01")
    page.into(ledger)
    view = Snapshot(ledger).view(Perspective(as_of=day(as_of)))
    assert len(ask(view, "Hut", "Giant").paths) == links


@pytest.mark.parametrize(("least", "links"), [("announced", 1), ("closed", 0)])
def test_a_house_needs_the_status_that_the_policy_asks_for(ledger, text, ask, least, links):
    page = text("Hut closed a lease to Fluid. Giant announced a stake of 60 percent in Fluid.")
    page.contract("Deal", "lease", "lease", LEASE, status="closed")
    stake(page, "60 percent", status="announced")
    page.into(ledger)
    view = Snapshot(ledger).view(Policy.of(minimum_status=least))
    assert len(ask(view, "Hut", "Giant").paths) == links


@pytest.mark.parametrize(("until", "links"), [(None, 1), ("2020", 0)])
def test_a_parent_that_is_over_makes_no_house(ledger, text, ask, until, links):
    page = text("Hut leases to Fluid, which belonged to Giant until 2020.")
    page.contract("Deal", "lease", "leases", LEASE, **SIGNED)
    giant, fluid = page.firm("Giant"), page.firm("Fluid")
    page.things = {giant.id: page.things[giant.id], **page.things}
    page.say(fluid, "parent", giant.id, "Giant", **({"valid_to": until} if until else {}))
    page.into(ledger)
    assert ledger.quarantine() == []
    assert len(ask(Snapshot(ledger).view(), "Hut", "Giant").paths) == links


@pytest.mark.parametrize(("as_of", "said", "shown"), [
    (None, SIGNED, ["$201 million"]),
    ("2024-03-01", SIGNED, ["$101 million"]),
    ("2025-03-01", SIGNED, ["$201 million"]),
    (None, {"modality": "planned"}, ["$101 million", "$201 million"]),
    (None, {"status": "cancelled"}, ["$101 million"]),
])  # fmt: skip
def test_an_amended_contract_yields(ledger, text, ask, as_of, said, shown):
    page = text("Hut leased to Fluid for $101 million on 2024-01-01, amended to $201 million on 2025-01-01.")
    old = page.contract("Deal", "lease", "leased", LEASE, "$101 million", date=("2024-01-01", "2024-01-01"), **SIGNED)
    new = page.contract("Deal", "lease", "amended", LEASE, "$201 million", date=("2025-01-01", "2025-01-01"), **said)
    page.say(new, "amends", old.id, "amended")
    page.into(ledger)
    view = Snapshot(ledger).view(Perspective(as_of=day(as_of)))
    found = [path.hops[0].via.quantity("amount").verbatim for path in ask(view, "Hut", "Fluid").paths]
    assert sorted(found) == shown


def test_what_an_amendment_adds_links(ledger, text, look, ask, rows):
    page = text("Hut leases to Fluid; the amendment adds $201 million.")
    deal = page.contract("Deal", "lease", "leases", LEASE, "$201 million", **SIGNED)
    page.say(deal, "effect", "adds", "adds")
    page.into(ledger)
    assert rows(ask(look(ledger), "Hut", "Fluid")) == [("Hut", "Fluid", "contract", 1)]


# -- denials


def denied(page):
    firms = page.firm("Hut"), page.firm("Fluid")
    deal = page.thing("Deal", "lease")
    page.say(deal, "kind", "lease", "lease", polarity=False)
    for (role, name), firm in zip(LEASE, firms, strict=True):
        page.say(deal, role, firm.id, name, polarity=False)


@pytest.fixture
def both(ledger, text, listed):
    listed(("hut", "Hut", "bitcoinMiner"), ("fluid", "Fluid", "cloudProvider")).into(ledger)
    page = text("Hut signed a lease with Fluid.")
    page.contract("Deal", "lease", "lease", LEASE, **SIGNED)
    page.into(ledger, published="2025-01-01")
    page = text("Hut has no lease with Fluid, both say.")
    denied(page)
    page.into(ledger, published="2025-06-01", publisher="Daily")
    return ledger


def test_a_denial_belongs_to_what_it_denies(both, look, ask):
    view = look(both)
    (deal,) = view.of_kind("Deal")
    assert {said.property for said in deal.denied} == {"kind", "provider", "customer"}
    (path,) = ask(view, "hut", "fluid").paths
    assert denials(view, path.hops[0]) == deal.denied
    assert {c.property for c in conflicts(view)} >= {"kind", "provider", "customer"}
    assert {c.property for c in changes_since(view, "2025-03-01").rows if c.how == "denied"} == {
        "kind", "provider", "customer",
    }  # fmt: skip
    before = Snapshot(both).view(Perspective(known_at=day("2025-03-01")))
    assert [node.denied for node in before.of_kind("Deal")] == [()]


def test_what_is_denied_is_shown_as_disputed(both, look, ask):
    view = look(both)
    (path,) = ask(view, "hut", "fluid").paths
    assert "     disputed: denied by Daily" in str(path).splitlines()


def test_a_sum_says_what_of_it_is_denied(ledger, text, look):
    page = text("Hut signed a lease of $7 billion with Fluid. Hut has no other lease with Fluid.")
    page.contract("Deal", "lease", "lease", LEASE, "$7 billion", **SIGNED)
    (deal,) = (m for m in page.things if page.things[m].mention.kind == "Deal")
    page.say(page.things[deal].mention, "kind", "lease", "no other lease", polarity=False)
    page.into(ledger, publisher="Daily")
    (found,) = sums(look(ledger), "Deal")
    assert found.flags[-1] == "Hut – Fluid lease, $7bn counts though Daily denies it"


def test_a_near_miss_names_the_thing_that_makes_it(ledger, text, look, ask):
    page = text("Hut and Mara sold notes of $2 billion. Mara dropped a lease of $3 billion with Fluid.")
    page.contract("CapitalFlow", "convertibleNotes", "notes", [("issuer", "Hut"), ("issuer", "Mara")], "$2 billion")
    parties = [("provider", "Mara"), ("customer", "Fluid")]
    page.contract("Deal", "lease", "lease", parties, "$3 billion", status="cancelled")
    page.into(ledger)
    view = look(ledger)
    (one,), (other,) = (ask(view, *ends).near_misses for ends in (("Hut", "Mara"), ("Mara", "Fluid")))
    assert one.why.endswith("Hut and Mara are each issuer in Hut – Mara convertible notes, $2bn.")
    assert other.why == "Called off, or retired. Mara – Fluid lease, $3bn: cancelled."


def test_a_denial_of_one_of_two_contracts_joins_neither(both, text, look):
    page = text("Hut signed a lease of $7 billion with Fluid. Hut signed another lease of $3 billion with Fluid.")
    page.contract("Deal", "lease", "lease", LEASE, "$7 billion", **SIGNED)
    page.contract("Deal", "lease", "lease", LEASE, "$3 billion", **SIGNED)
    page.into(both)
    assert all(not deal.denied for deal in look(both).of_kind("Deal") if deal.parties)


def test_a_near_miss_says_who_denies_it(ledger, text, look, ask):
    page = text("Hut has no lease with Fluid, both say.")
    denied(page)
    page.into(ledger, publisher="Daily")
    (miss,) = ask(look(ledger), "Hut", "Fluid").near_misses
    assert (miss.rule, miss.why.endswith("Denied by Daily.")) == ("denied", True)


# -- parties whose role one text does not state


def test_a_source_without_a_role_counts_for_the_role(ledger, text, listed, ask):
    listed(("hut", "Hut", "bitcoinMiner"), ("fluid", "Fluid", "cloudProvider")).into(ledger)
    page = text("Hut and Fluid signed a 9.7 billion dollars deal yesterday, the newspaper says.")
    page.contract("Deal", "lease", "deal", [("party", "Hut"), ("party", "Fluid")], "9.7 billion dollars", **SIGNED)
    page.into(ledger, published="2025-01-01")
    page = text(
        "Under a contract that leases sites in Sydney, Hut provides Fluid with capacity worth 9.7 billion dollars."
    )
    page.contract("Deal", "lease", "leases", LEASE, "9.7 billion dollars", **SIGNED)
    page.into(ledger, published="2025-06-01")
    snapshot = Snapshot(ledger)
    view = snapshot.view(Policy.of(minimum_origins=2))
    (deal,) = view.of_kind("Deal")
    assert [(p.role, p.actor, [s.property for s in p.statements]) for p in deal.parties] == [
        ("provider", "hut", ["provider", "party"]), ("customer", "fluid", ["customer", "party"]),
    ]  # fmt: skip
    assert len(ask(view, "hut", "fluid").paths) == 1
    assert "removed" not in {row.how for row in changes_since(snapshot.view(), "2025-03-01").rows}


# -- names that may be one firm's


@pytest.mark.parametrize("known_at", [None, "2025-03-01"])
def test_a_third_text_with_the_name_takes_no_near_miss_away(ledger, text, ask, missed, known_at):
    for number in range(6):  # the ids of mentions are hashes: whichever is smallest, no pair is lost
        page = text(f"Note {number}: Hut{number} lets to Fluid.")
        page.contract("Deal", "lease", "lets", [("provider", f"Hut{number}"), ("customer", "Fluid")], **SIGNED)
        page.into(ledger, published="2025-01-01" if number in (1, 4) else "2025-06-01")
    page = text("Elsewhere Fluid rents to Giant.")
    page.contract("Deal", "lease", "rents", [("provider", "Fluid"), ("customer", "Giant")], **SIGNED)
    page.into(ledger, published="2025-01-01")
    view = Snapshot(ledger).view(Perspective(known_at=day(known_at)))
    for number in (1, 4) if known_at else range(6):
        assert missed(ask(view, f"Hut{number}", "Giant", association=True)) == [("unsureIdentity", 2)]


def test_who_a_person_called_different_is_no_near_miss(ledger, text, look, ask, missed):
    pages = [text(f"Note {number}: Hut{number} lets to Fluid.") for number in range(3)]
    for number, page in enumerate(pages):
        page.contract("Deal", "lease", "lets", [("provider", f"Hut{number}"), ("customer", "Fluid")], **SIGNED)
        page.into(ledger)
    page = text("Elsewhere Fluid rents to Giant.")
    page.contract("Deal", "lease", "rents", [("provider", "Fluid"), ("customer", "Giant")], **SIGNED)
    page.into(ledger)
    ledger.judge("different", pages[0].firm("Fluid").id, page.firm("Fluid").id, author="ann")
    assert missed(ask(look(ledger), "Hut0", "Giant", 2, association=True)) == []


# -- bounds


def test_answers_say_where_they_stopped(ledger, text, listed, look, ask):
    names = ["Alpha", "Beta", "Gamma", "Delta"]
    listed(*((name.lower(), name, "hyperscaler") for name in names), ("hut", "Hut", "bitcoinMiner")).into(ledger)
    for number, (one, other) in enumerate((a, b) for a in names for b in [*names, "Hut"] if a != b):
        page = text(f"Note {number}: {other} leases to {one}, and {one} invests in {other}.")
        page.contract("Deal", "lease", "leases", [("provider", other), ("customer", one)], **SIGNED)
        page.contract("CapitalFlow", "equity", "invests", [("investor", one), ("issuer", other)], status="closed")
        page.into(ledger)
    view = look(ledger)
    whole, cut = circles(view), circles(view, budget=4)
    assert whole.stopped is None
    assert cut.stopped is not None
    assert cut.stopped.cut <= cut.stopped.searches
    assert "stopped at 4 links in" in cut.stopped.message
    hosts = hosts_of_rivals(view, Ends(role="hyperscaler"), 3)
    assert (list(hosts), hosts.stopped) == (["hut"], None)
    cut_hosts = hosts_of_rivals(view, Ends(role="hyperscaler"), 3, budget=2)
    assert cut_hosts.stopped is not None
    assert ask(view, "hut", "alpha").near_misses.stopped is None
    near = ask(view, "hut", "alpha", budget=10, association=True).near_misses
    assert near.stopped is not None
    assert near.stopped.message.startswith("stopped at 1 links, ")


def test_only_documents_that_the_view_rests_on_were_searched(ledger, text, ask):
    pages = [text(f"Note {number}: Hut leases to Fluid.") for number in range(3)]
    for number, page in enumerate(pages):
        page.contract("Deal", "lease", "leases", LEASE, **SIGNED)
        page.into(ledger, published=f"2025-0{number + 1}-01")
    ledger.retract(pages[0].document.id, "ann")
    snapshot = Snapshot(ledger)
    for known_at, count in ((None, 2), ("2025-02-15", 1)):
        searched = ask(snapshot.view(Perspective(known_at=day(known_at))), "Hut", "Fluid").searched
        assert searched.documents == count
        assert f"{count} document" in searched.message


def test_a_denial_that_comes_first_is_found_by_what_comes_later(ledger, text, listed):
    listed(("hut", "Hut", "bitcoinMiner"), ("fluid", "Fluid", "cloudProvider")).into(ledger)
    page = text("Hut has no lease with Fluid, both say.")
    denied(page)
    page.into(ledger)
    first = Snapshot(ledger)
    assert [bool(deal.parties) for deal in first.view().of_kind("Deal")] == [False]
    page = text("Hut signed a lease with Fluid.")
    page.contract("Deal", "lease", "lease", LEASE, **SIGNED)
    page.into(ledger)
    for snapshot in (Snapshot(ledger, (), first), Snapshot(ledger)):
        (deal,) = snapshot.view().of_kind("Deal")
        assert (len(deal.parties), len(deal.denied)) == (2, 3)
