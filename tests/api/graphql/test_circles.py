"""Circles of money and hosts of rivals by GraphQL: every hop with its quotes, bounded and priced."""

import pytest

CIRCLES = """
query($who: ActorChoice, $hops: Int = 3, $first: Int = 9, $view: ViewInput) {
  circles(who: $who, maxHops: $hops, first: $first, view: $view) {
    totalCount stopped note
    nodes {
      funder { name } customer { name }
      funding { link via { caption } evidence { quote document { id } } }
      way { fromActor { name } toActor { name } link via { caption } evidence { quote } }
    } } }
"""
HOSTS = """
query($rivals: ActorChoice!, $hops: Int = 1, $first: Int = 9, $through: PathThrough) {
  hostsOfRivals(rivals: $rivals, maxHops: $hops, first: $first, through: $through) {
    totalCount stopped note
    nodes { host { name } rivals { name } paths { firm { name } hops { via { caption } evidence { quote } } } }
  } }
"""


@pytest.fixture
def rounds(told, notes, ledger):
    """Nvidia funds OpenAI, which buys from it, and rents from Oracle, which buys from it too."""
    page = notes(
        "Nvidia invests $100 billion in OpenAI. OpenAI buys chips for $5 billion of Nvidia. "
        "OpenAI rents from Oracle. Oracle orders from Nvidia. IREN lets to Oracle. IREN hosts Microsoft."
    )
    nvidia, lab, oracle = page.actor("Nvidia"), page.actor("OpenAI"), page.actor("Oracle")
    iren, microsoft = page.actor("IREN"), page.actor("Microsoft")
    sides = [("investor", nvidia), ("target", lab)]
    page.fact("CapitalFlow", "investment", "invests", sides, ("amount", "$100 billion"), status="closed")
    for head, customer, provider in (
        ("buys", lab, nvidia), ("rents", lab, oracle), ("orders", oracle, nvidia), ("lets", oracle, iren),
        ("hosts", microsoft, iren),
    ):  # fmt: skip
        page.fact("Deal", "supply", head, [("customer", customer), ("provider", provider)], status="signed")
    page.into(ledger, title="Rounds", published="2026-01-05")
    return ledger


def test_every_hop_of_a_circle_has_its_quotes(rounds, ask):
    found = ask(CIRCLES)["circles"]
    assert (found["totalCount"], found["stopped"], found["note"]) == (2, None, None)
    short, long = found["nodes"]
    assert (short["funder"], short["customer"]) == ({"name": "Nvidia"}, {"name": "OpenAI"})
    assert "Nvidia invests $100 billion in OpenAI" in short["funding"]["evidence"][0]["quote"]
    assert any("OpenAI buys chips" in proof["quote"] for proof in short["way"][0]["evidence"])
    assert [hop["toActor"]["name"] for hop in long["way"]] == ["Oracle", "Nvidia"]
    assert ask(CIRCLES, hops=2)["circles"]["totalCount"] == 1
    assert len(ask(CIRCLES, first=1)["circles"]["nodes"]) == 1


def test_who_funds_can_be_named(rounds, ask):
    assert ask(CIRCLES, who={"name": "Nvidia"})["circles"]["totalCount"] == 2
    nobody = ask(CIRCLES, who={"name": "Oracle"})["circles"]
    assert (nobody["totalCount"], nobody["nodes"]) == (0, [])
    assert "no actor is called 'Nvidea'" in ask(CIRCLES, who={"name": "Nvidea"})["circles"]["note"]
    assert ask(CIRCLES, view={"knownAt": "2025"})["circles"]["totalCount"] == 0


def test_hosts_serve_two_houses(rounds, ask):
    found = ask(HOSTS, rivals={"role": "HYPERSCALER"})["hostsOfRivals"]
    (host,) = found["nodes"]
    assert host["host"] == {"name": "IREN"}
    assert sorted(rival["name"] for rival in host["rivals"]) == ["Microsoft", "Oracle"]
    assert all(path["hops"][0]["evidence"] for path in host["paths"])
    assert ask(HOSTS, rivals={"role": "UTILITY"})["hostsOfRivals"]["totalCount"] == 0
    assert ask(HOSTS, rivals={"role": "HYPERSCALER"}, through={"kinds": ["LEASE"]})["hostsOfRivals"]["nodes"] == []


WRONG = {
    "hops": (CIRCLES, {"hops": 9}, "maxHops is 9"),
    "hops of hosts": (HOSTS, {"rivals": {"role": "HYPERSCALER"}, "hops": 0}, "maxHops is 0"),
    "nobody": (HOSTS, {"rivals": {}}, "say who are rivals"),
    "first": (CIRCLES, {"first": 0}, "first"),
}


@pytest.mark.parametrize("what", WRONG)
def test_questions_out_of_bounds(rounds, answer, what):
    query, asked, words = WRONG[what]
    assert words in answer(query, **asked)["errors"][0]["message"]


def test_many_at_once_cost_too_much(rounds, answer):
    many = " ".join(f"c{n}: circles(first: 1) {{ totalCount }}" for n in range(11))
    assert "lower first" in answer(f"{{ {many} }}")["errors"][0]["message"]
