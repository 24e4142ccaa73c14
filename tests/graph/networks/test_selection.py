"""Selections: what lies around some actors, or fits; nothing beyond is looked at."""

import networkx as nx
import pytest
import rustworkx

from wattgraph.graph.exports import links_to_networkx, to_networkx
from wattgraph.graph.networks.selection import Select, SelectionError, selected

#: Aa hosts Bb, Bb's lease is guaranteed by Cc, Cc buys from Dd; Ee and Ff are elsewhere.
STORY = [
    ("Deal", "hosting", "hosting", [("provider", "Aa"), ("customer", "Bb")], "$1.1 billion", "signed"),
    (
        "CapitalFlow",
        "backstop",
        "backstop",
        [("guarantor", "Cc"), ("beneficiary", "Bb")],
        "$2.2 billion",
        "announced",
    ),
    ("Deal", "supply", "supply", [("buyer", "Cc"), ("seller", "Dd")], "$3.3 billion", "closed"),
    ("CapitalFlow", "bondIssuance", "bonds", [("issuer", "Ee"), ("issuer", "Ff")], "$4.4 billion", None),
]


@pytest.fixture
def story(ledger, look, text):
    """The view of a text on four things."""
    lines = [f"A {row[2]} of {row[4]} has {' and '.join(name for _, name in row[3])}." for row in STORY]
    page = text(" ".join(lines))
    for kind, word, head, parties, amount, status in STORY:
        page.contract(kind, word, head, parties, amount, **({"status": status} if status else {}))
    page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


def names(view, chosen):
    return sorted(view.name(i) for i in chosen if view.model.is_a(view.node(i).kind, "Actor"))


def kinds(chosen):
    return sorted(thing.word("kind") for thing in chosen.things.values())


@pytest.mark.parametrize(
    ("hops", "actors", "things"),
    [
        (0, ["Aa"], []),
        (1, ["Aa", "Bb"], ["hosting"]),
        (2, ["Aa", "Bb", "Cc"], ["backstop", "hosting"]),
        (3, ["Aa", "Bb", "Cc", "Dd"], ["backstop", "hosting", "supply"]),
        (9, ["Aa", "Bb", "Cc", "Dd"], ["backstop", "hosting", "supply"]),
    ],
)
def test_hops_are_things_between_actors(story, hops, actors, things):
    chosen = selected(story, Select(firms="Aa", hops=hops))
    assert (names(story, chosen.shown), kinds(chosen)) == (actors, things)


def test_what_does_not_fit_is_no_way(story):
    chosen = selected(story, Select(firms=["Aa"], hops=3, classes=["Deal"]))
    assert names(story, chosen.shown) == ["Aa", "Bb"]
    chosen = selected(story, Select(firms=["Cc"], hops=3, statuses=["closed"]))
    assert (names(story, chosen.shown), kinds(chosen)) == (["Cc", "Dd"], ["supply"])


def test_things_alone_come_with_their_parties(story):
    chosen = selected(story, Select(kinds=["bondIssuance", "hosting"]))
    assert names(story, chosen.shown) == ["Aa", "Bb", "Ee", "Ff"]
    assert kinds(selected(story, Select(classes="CapitalFlow"))) == ["backstop", "bondIssuance"]
    assert kinds(selected(story, Select(links="credit"))) == ["backstop"]


def test_links_go_from_one_side_to_the_other_only(story):
    assert names(story, selected(story, Select(firms="Ee")).shown) == ["Ee", "Ff"]
    assert names(story, selected(story, Select(firms="Ee", links=["credit"])).shown) == ["Ee"]
    assert names(story, selected(story, Select(firms="Bb", links="credit", hops=5)).shown) == ["Bb", "Cc"]


def test_roles_start_from_all_that_have_one(ledger, look, listed, reports):
    reports[0].into(ledger)
    listed(("iren", "IREN", "bitcoinMiner"), ("riot", "Riot Platforms", "bitcoinMiner")).into(ledger)
    view = look(ledger)
    chosen = selected(view, Select(roles="bitcoinMiner"))
    assert names(view, chosen.shown) == ["IREN", "Microsoft", "Riot Platforms"]
    assert "riot" in to_networkx(view, select=Select(roles="bitcoinMiner"))
    assert selected(view, Select(firms="iren")) == selected(view, Select(firms="IREN Ltd."))


def test_places_are_those_of_a_thing_or_of_its_site(ledger, look, text):
    page = text("Aa hosts Bb in a hall in Texas, worth $5 million; a second deal in Ohio is worth $6 million.")
    place, ohio, hall = page.thing("Place", "Texas"), page.thing("Place", "Ohio"), page.thing("Site", "hall")
    page.say(place, "name", "Texas", "Texas")
    page.say(ohio, "name", "Ohio", "Ohio")
    page.say(hall, "name", "hall", "hall")
    page.say(hall, "place", place.id, "Texas")
    first = page.contract("Deal", "hosting", "hosts", [("provider", "Aa"), ("customer", "Bb")], "$5 million")
    page.say(first, "site", hall.id, "hall")
    second = page.contract("Deal", "supply", "deal", [("buyer", "Aa"), ("seller", "Bb")], "$6 million")
    page.say(second, "place", ohio.id, "Ohio")
    page.into(ledger)
    assert ledger.quarantine() == []
    view = look(ledger)
    assert kinds(selected(view, Select(classes="Deal", places="texas"))) == ["hosting"]
    assert kinds(selected(view, Select(firms="Aa", classes="Deal", places=["Ohio"]))) == ["supply"]
    shown = to_networkx(view, select=Select(firms="Aa", kinds="hosting"))
    assert sorted(said["type"] for _, said in shown.nodes(data=True)) == ["Deal", "Firm", "Firm", "Site"]


def test_nothing_beyond_is_looked_at(story, monkeypatch):
    """A selection around an actor asks for the parts of those that it reached, and lists nothing."""
    asked = []
    part = story.taking_part
    monkeypatch.setattr(story, "taking_part", lambda actor: (asked.append(story.name(actor)), part(actor))[1])
    monkeypatch.setattr(story, "of_kind", lambda kind: pytest.fail("lists a class"))
    monkeypatch.setattr(story, "statements", lambda: pytest.fail("walks over statements"))
    graph = to_networkx(story, select=Select(firms="Aa", hops=2))
    assert len(graph) == 5
    assert asked == ["Aa", "Bb"]


def test_a_selection_is_a_part_of_the_whole(story):
    whole, part = to_networkx(story), to_networkx(story, select=Select(firms="Bb"))
    assert dict(part.nodes(data=True)).items() <= dict(whole.nodes(data=True)).items()
    assert {*part.edges(keys=True)} == {*whole.subgraph(part.nodes).edges(keys=True)}
    everything = to_networkx(story, select=Select())
    assert nx.utils.graphs_equal(everything, whole)


def test_links_are_derived_edges_that_name_their_statements(story):
    graph = links_to_networkx(story)
    edges = {(story.name(a), story.name(b)): said for a, b, said in graph.edges(data=True)}
    assert set(edges) == {("Aa", "Bb"), ("Cc", "Bb"), ("Cc", "Dd")}
    hosting = edges["Aa", "Bb"]
    assert (hosting["derived"], hosting["link"], hosting["strength"]) == (True, "contract", 0)
    assert (hosting["roles"], hosting["kind"], hosting["status"]) == ("provider-customer", "hosting", "signed")
    said = [story.statement(bytes.fromhex(i)) for i in hosting["statements"].split(",")]
    assert {s.property for s in said} == {"provider", "customer", "kind"}
    assert edges["Cc", "Bb"]["link"] == "credit"


def test_links_of_a_selection(story):
    graph = links_to_networkx(story, Select(firms="Aa", hops=2))
    assert sorted(said["label"] for _, said in graph.nodes(data=True)) == ["Aa", "Bb", "Cc"]
    assert graph.number_of_edges() == 2
    alone = links_to_networkx(story, Select(firms="Ee"))
    assert (len(alone), alone.number_of_edges()) == (1, 0)
    assert links_to_networkx(story, Select(links="credit")).number_of_edges() == 1


def test_parties_of_unstated_role_are_linked_once(view):
    graph = links_to_networkx(view)
    ((one, other, said),) = graph.edges(data=True)
    assert (said["roles"], one < other) == ("party-party", True)


def test_it_is_the_same_each_time_and_rustworkx_takes_it(story):
    one, other = (to_networkx(story, select=Select(firms="Aa", hops=3)) for _ in range(2))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    taken = rustworkx.networkx_converter(one, keep_attributes=True)
    assert (taken.num_nodes(), taken.num_edges()) == (len(one), one.number_of_edges())


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"classes": "Firms"}, "no class 'Firms'; there are .*Firm"),
        ({"kinds": ["host"]}, "no kind 'host'; there are .*hosting"),
        ({"statuses": "done"}, "no status 'done'; there are .*unknown"),
        ({"roles": "miner"}, "no role 'miner'; there are .*bitcoinMiner"),
        ({"links": "debt"}, "no class of links 'debt'; there are contract"),
        ({"hops": -1}, "hops is -1"),
    ],
)
def test_wrong_words_are_told_with_those_that_there_are(wrong, message):
    with pytest.raises(SelectionError, match=message):
        Select(**wrong)


def test_a_firm_that_nobody_names_or_several_do(ledger, look, text):
    for number in (1, 2):
        page = text(f"Report {number}: Cc Corp is a firm.")
        page.firm("Cc Corp")
        page.into(ledger)
    view = look(ledger)
    with pytest.raises(SelectionError, match=r"no actor is called 'Zz'"):
        selected(view, Select(firms="Zz"))
    with pytest.raises(SelectionError, match=r"2 actors are called 'cc'; give the id of one: .* \(Cc Corp\)"):
        selected(view, Select(firms="cc"))
