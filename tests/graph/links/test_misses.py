"""Near misses: each names the one rule that stands against it, where, and what it says; linked pairs have none."""

from wattgraph.graph.links import Belonging, Ends, Hop, find_paths

SIGNED = {"status": "signed"}


def leases(page, *pairs):
    for head, host, tenant in pairs:
        page.contract("Deal", "lease", head, [("provider", host), ("customer", tenant)], **SIGNED)


def test_two_hosts_of_one_tenant(ledger, text, look, ask, missed):
    page = text("Hut lets to Fluid. Rock leases to Fluid. Rock rents to Giant.")
    leases(page, ("lets", "Hut", "Fluid"), ("leases", "Rock", "Fluid"), ("rents", "Rock", "Giant"))
    page.into(ledger)
    found = ask(look(ledger), "Hut", "Giant")
    assert missed(found) == [("sameSide", 3)]
    (miss,) = found.near_misses
    assert miss.why.endswith("Hut and Rock are both on the other side of Fluid.")
    assert isinstance(miss.at, Hop)


def test_names_that_may_be_one_firms(ledger, text, look, ask, missed):
    one, two = text("Hut lets to Fluid."), text("Elsewhere Fluid rents to Giant.")
    leases(one, ("lets", "Hut", "Fluid"))
    fluid, giant = two.firm("Fluid"), two.firm("Giant")
    rent = two.thing("Deal", "rents")
    two.say(rent, "kind", "lease", "rents", **SIGNED)
    two.say(rent, "provider", fluid.id, "Fluid", **SIGNED)
    two.say(rent, "customer", giant.id, "Giant", **SIGNED)
    one.into(ledger), two.into(ledger)
    view = look(ledger)
    found = ask(view, "Hut", "Giant", association=True)
    assert missed(found) == [("unsureIdentity", 2)]
    (miss,) = found.near_misses
    assert isinstance(miss.at, Belonging)
    assert "Fluid and Fluid" in miss.why


def test_a_role_on_the_firms_own_word(ledger, text, look):
    page = text("Hut lets to Fluid, which calls itself a hyperscaler.")
    leases(page, ("lets", "Hut", "Fluid"))
    fluid = page.firm("Fluid")
    page.say(fluid, "role", "hyperscaler", "hyperscaler", asserted_by=fluid.id)
    page.into(ledger)
    found = find_paths(look(ledger), Ends(name="Hut"), Ends(role="hyperscaler"))
    assert found.paths == ()
    (miss,) = found.near_misses
    assert (miss.rule, miss.path.end, miss.at) == ("ownWord", fluid.id.hex(), None)


def test_one_hop_more(ledger, text, look, ask, missed):
    page = text("Hut lets to Fluid, guaranteed by Giant.")
    parties = [("provider", "Hut"), ("customer", "Fluid"), ("guarantor", "Giant")]
    page.contract("Deal", "lease", "lets", parties, **SIGNED)
    page.into(ledger)
    view = look(ledger)
    assert missed(ask(view, "Hut", "Giant", 1)) == [("hopLimit", 2)]
    assert missed(ask(view, "Hut", "Giant", 2)) == []


def test_linked_pairs_have_none(ledger, text, look, ask, missed):
    page = text("Hut lets to Fluid for $3 billion. Hut may let more to Fluid for $1 billion.")
    sides = [("provider", "Hut"), ("customer", "Fluid")]
    page.contract("Deal", "lease", "lets", sides, "$3 billion", **SIGNED)
    page.contract("Deal", "lease", "may let", sides, "$1 billion", modality="possible")
    page.into(ledger)
    found = ask(look(ledger), "Hut", "Fluid")
    assert len(found.paths) == 1
    assert missed(found) == []
