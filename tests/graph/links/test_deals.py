"""The deals that the domain model names, told in our own sentences: the expected pairs, classes and hops, no others.

The same reports stand here twice: as a careful reader's statements, and as prose that the article loader reads.
"""

import pytest

from wattgraph.graph.links.ends import Ends
from wattgraph.graph.links.search import Wanted, search
from wattgraph.graph.roles import BASES

#: Key, name and role of each firm, as a reference list has them. CoreWeave is no hyperscaler by it.
LISTED = [
    ("iren", "IREN", "bitcoinMiner"), ("cipher", "Cipher", "bitcoinMiner"), ("wulf", "TeraWulf", "bitcoinMiner"),
    ("hut", "Hut 8", "bitcoinMiner"), ("core", "Core Scientific", "bitcoinMiner"),
    ("galaxy", "Galaxy", "bitcoinMiner"), ("applied", "Applied Digital", "bitcoinMiner"),
    ("microsoft", "Microsoft", "hyperscaler"), ("amazon", "Amazon", "hyperscaler"),
    ("google", "Google", "hyperscaler"), ("fluidstack", "Fluidstack", "cloudProvider"),
    ("coreweave", "CoreWeave", "cloudProvider"), ("anthropic", "Anthropic", "aiLab"),
]  # fmt: skip
#: Miner, hyperscaler, class of the weakest hop, number of hops.
EXPECTED = {
    ("IREN", "Microsoft", "contract", 1),
    ("Cipher", "Amazon", "contract", 1),
    ("Cipher", "Google", "credit", 2),
    ("Cipher", "Google", "equity", 1),
    ("TeraWulf", "Google", "credit", 2),
    ("TeraWulf", "Google", "equity", 1),
    ("Hut 8", "Google", "credit", 2),
}
OWN_WORD = {(host, "CoreWeave", "contract", 1) for host in ("Core Scientific", "Galaxy", "Applied Digital")}
SIGNED = {"status": "signed"}


def lease(page, host, tenant, amount, head="lease", **said):
    parties = [("provider", host), ("customer", tenant)]
    return page.contract("Deal", "lease", head, parties, amount, **{**SIGNED, **said})


def backed(text, host, amount, guarantee, warrants=None, parties=("Fluidstack",)):
    """A host that lets to Fluidstack, Google that guarantees; a warrant for it, if its words are given."""
    tail = f" Google got warrants for {warrants} of {host}." if warrants else ""
    page = text(f"{host} signed a lease of {amount} with Fluidstack. Google backs {guarantee} of the rent.{tail}")
    lease(page, host, "Fluidstack", amount)
    sides = [("guarantor", "Google"), *(("beneficiary", name) for name in parties)]
    page.contract("CapitalFlow", "backstop", "backs", sides, guarantee, status="committed")
    if warrants:
        page.contract("Stake", "warrant", "warrants", [("owner", "Google"), ("target", host)], warrants, prop="share")
    return page


def hosts_of_coreweave(text):
    for host, amount in (
        ("Core Scientific", "$10 billion"),
        ("Galaxy", "$15 billion"),
        ("Applied Digital", "$7 billion"),
    ):
        page = text(f"{host} lets halls for {amount} to CoreWeave, which calls itself a hyperscaler.")
        lease(page, host, "CoreWeave", amount, "lets")
        firm = page.firm("CoreWeave")
        page.say(firm, "role", "hyperscaler", "hyperscaler", asserted_by=firm.id)
        yield page


def reports(text):
    page = text("IREN signed a contract worth $9.7 billion with Microsoft. It covers 200 MW.")
    both = [("provider", "IREN"), ("customer", "Microsoft")]
    page.contract("Deal", "cloudServices", "contract", both, "$9.7 billion", **SIGNED)
    page.contract("Capacity", "contracted", "covers", both, "200 MW", prop="power", **SIGNED)
    yield page
    page = text("Cipher signed a lease of $5.5 billion with Amazon.")
    lease(page, "Cipher", "Amazon", "$5.5 billion")
    yield page
    yield backed(text, "Cipher", "$3 billion", "$1.4 billion", "5.4%")
    yield backed(text, "TeraWulf", "$3.7 billion", "$1.8 billion", "8%", parties=("Fluidstack", "TeraWulf"))
    yield backed(text, "Hut 8", "$7 billion", "$2 billion")
    yield from hosts_of_coreweave(text)
    page = text("Hut 8 and Anthropic work together on campuses.")
    page.contract("Deal", "partnership", "work together", [("party", "Hut 8"), ("party", "Anthropic")])
    yield page


@pytest.fixture
def view(ledger, listed, text, look):
    listed(*LISTED).into(ledger)
    for page in reports(text):
        page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


def between(view, start, end, hops=3, **more):
    """Start, end, class and hops of the paths; each once."""
    wanted = Wanted(start.find(view), end.find(view), hops, **more)
    found = search(view, wanted)
    assert found.stopped is None
    return {(view.name(p.start), view.name(p.end), p.link, len(p.hops)) for p in found.paths}


MINERS, LARGE = Ends(role="bitcoinMiner"), Ends(role="hyperscaler")


def test_exactly_the_expected_paths(view):
    assert between(view, MINERS, LARGE) == EXPECTED


def test_a_role_on_the_firms_own_word_counts_when_asked_for(view):
    assert between(view, MINERS, Ends(role="hyperscaler", bases=frozenset(BASES))) == EXPECTED | OWN_WORD


def test_a_partnership_is_an_affiliation(view):
    assert between(view, Ends(name="Hut 8"), Ends(role="aiLab")) == {("Hut 8", "Anthropic", "affiliation", 1)}


def test_two_hosts_of_one_tenant_are_no_path(view):
    for association in (False, True):
        found = between(view, Ends(name="Hut 8"), Ends(name="Amazon"), association=association)
        assert found == set()


def test_a_contract_and_its_megawatts_are_one_hop(view):
    wanted = Wanted(Ends(name="IREN").find(view), LARGE.find(view), 1)
    (path,) = search(view, wanted).paths
    (hop,) = path.hops
    assert hop.via.kind == "Deal"
    assert [thing.kind for thing in hop.also] == ["Capacity"]


def test_the_guarantee_is_joined_to_the_lease_that_it_stands_by(view):
    wanted = Wanted(Ends(name="Cipher").find(view), Ends(name="Google").find(view), 2)
    two = next(p for p in search(view, wanted).paths if len(p.hops) == 2)
    assert two.weakest.via.word("kind") == "backstop"
    assert two.hops[1].joint is not None
    assert (two.hops[1].joint.rule, two.hops[1].joint.inferred) == ("sameClause", True)


@pytest.mark.parametrize("order", ["firmest", "shortest"])
def test_the_order_and_the_first_few(view, order):
    def found(first: int | None) -> list[tuple[int, int]]:
        wanted = Wanted(MINERS.find(view), LARGE.find(view), 3, order, first=first)
        return [(p.weakest.rank, len(p.hops)) for p in search(view, wanted).paths]

    everything = found(None)
    everything_sorted = sorted(everything, key=lambda p: p if order == "firmest" else p[::-1])
    assert everything == everything_sorted
    for first in (1, 3, 100):
        assert found(first) == everything[:first]
