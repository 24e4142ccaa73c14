"""Paths with filters, near misses and what was searched: every hop with its quotes, in one query."""

import pytest

DEAL = """
query($from: ActorChoice!, $to: ActorChoice!, $through: PathThrough, $order: PathOrder, $hops: Int = 3,
      $association: Boolean) {
  paths(from: $from, to: $to, maxHops: $hops, order: $order, through: $through, association: $association, first: 9) {
    totalCount note
    searched { message complete fromCount toCount maxHops links documents policy toActors { name } }
    nodes {
      start { name } firm { name } link exposure
      after { above { name } below { name } stake { caption } unsure evidence { quote } }
      weakest { link doubt status fromActor { name } toActor { name } via { caption } }
      hops {
        fromActor { name } toActor { name } fromRole toRole link doubt
        via { caption } also { caption } before { above { name } }
        joint { rule inferred evidence { quote } }
        evidence { quote start end document { id } }
      }
    }
    nearMisses { rule why start { name } firm { name } hops { via { caption } evidence { quote } } after { unsure } }
  }
}
"""


@pytest.fixture
def leased(told, notes, ledger):
    """IREN lets to Fluid, whose lease Oracle backs; Cipher Mining lets to Fluid as well."""
    page = notes(
        "IREN lets 40 MW to Fluid for $3 billion. Oracle backs $1 billion of the rent of Fluid. "
        "Cipher Mining rents to Fluid. Oracle owns 60% of Data Arm."
    )
    iren, fluid, oracle = page.actor("IREN"), page.actor("Fluid"), page.actor("Oracle")
    cipher, arm = page.actor("Cipher Mining"), page.actor("Data Arm")
    both = [("provider", iren), ("customer", fluid)]
    lease = page.fact("Deal", "lease", "lets", both, ("amount", "$3 billion"), status="signed")
    page.fact("Capacity", "contracted", "lets", both, ("power", "40 MW"), status="signed")
    page.fact("Deal", "lease", "rents", [("provider", cipher), ("customer", fluid)], status="signed")
    sides = [("guarantor", oracle), ("beneficiary", fluid)]
    backstop = page.fact("CapitalFlow", "backstop", "backs", sides, ("amount", "$1 billion"))
    page.say(backstop, "secures", lease.id, "the rent")
    page.fact("Stake", "stake", "owns", [("owner", oracle), ("target", arm)], ("share", "60%"))
    page.into(ledger, title="A lease")
    return ledger


def test_every_hop_has_its_quotes(leased, ask):
    found = ask(DEAL, **{"from": {"name": "IREN"}, "to": {"name": "Oracle"}})["paths"]
    (path,) = found["nodes"]
    assert (path["start"], path["firm"], path["link"], path["exposure"]) == (
        {"name": "IREN"}, {"name": "Oracle"}, "CREDIT", True,
    )  # fmt: skip
    first, second = path["hops"]
    assert (first["via"]["caption"], first["also"]) == ("lease · $3bn", [{"caption": "contracted · 40 MW"}])
    assert (first["joint"], first["doubt"], first["before"]) == (None, None, [])
    assert second["joint"]["rule"] == "SECURES"
    assert (second["fromRole"], second["toRole"]) == ("BENEFICIARY", "GUARANTOR")
    quote = "Oracle backs $1 billion of the rent of Fluid"
    assert quote in {proof["quote"].strip(" .") for proof in second["evidence"]}
    assert quote in second["joint"]["evidence"][0]["quote"]
    assert path["weakest"]["via"] == second["via"]
    assert (path["weakest"]["fromActor"], path["weakest"]["toActor"]) == ({"name": "Fluid"}, {"name": "Oracle"})
    assert found["searched"]["message"].startswith("1 found: 1 actor at one end and 1 at the other, up to 3 hops")
    assert found["searched"]["complete"]


def test_a_step_inside_a_house_is_shown(leased, ask):
    found = ask(DEAL, **{"from": {"name": "IREN"}, "to": {"name": "Data Arm"}})["paths"]
    (path,) = found["nodes"]
    assert len(path["hops"]) == 2
    (step,) = path["after"]
    assert (step["above"], step["below"], step["unsure"]) == ({"name": "Oracle"}, {"name": "Data Arm"}, None)
    assert step["stake"]["caption"] == "stake · 60 %"
    assert step["evidence"]


def test_nothing_found_tells_what_was_searched_and_what_came_near(leased, ask):
    found = ask(DEAL, **{"from": {"name": "Cipher Mining"}, "to": {"role": "HYPERSCALER"}})["paths"]
    assert found["nodes"] == []
    assert found["searched"]["message"].startswith("searched so far, found none: 1 actor at one end and 4")
    assert {a["name"] for a in found["searched"]["toActors"]} == {"Amazon", "Meta", "Microsoft", "Oracle"}
    assert (found["searched"]["policy"], found["searched"]["maxHops"]) == ("default", 3)
    (miss,) = [m for m in found["nearMisses"] if m["firm"] == {"name": "Oracle"} and m["rule"] == "ASSOCIATION"]
    assert miss["why"].startswith("A chain of links")
    assert all(hop["evidence"] for hop in miss["hops"])


@pytest.mark.parametrize(("through", "count"), [
    ({"links": ["CONTRACT"]}, 0), ({"links": ["CONTRACT", "CREDIT"]}, 1), ({"kinds": ["LEASE", "BACKSTOP"]}, 1),
    ({"statuses": ["SIGNED"]}, 0), ({"atLeast": {"value": "1e9", "unit": "USD"}}, 1),
    ({"atLeast": {"value": "2000000000", "unit": "USD"}}, 0), ({"avoid": [{"name": "Fluid"}]}, 0),
])  # fmt: skip
def test_filters_on_the_way(leased, ask, through, count):
    found = ask(DEAL, through=through, order="SHORTEST", **{"from": {"name": "IREN"}, "to": {"name": "Oracle"}})
    assert found["paths"]["totalCount"] == count


def test_association_and_the_hop_limit(leased, ask):
    ends = {"from": {"name": "Cipher Mining"}, "to": {"name": "Oracle"}}
    found = ask(DEAL, association=True, **ends)["paths"]
    assert [path["exposure"] for path in found["nodes"]] == [False]
    near = ask(DEAL, hops=1, **{**ends, "from": {"name": "IREN"}})["paths"]["nearMisses"]
    assert [(miss["rule"], len(miss["hops"])) for miss in near] == [("HOP_LIMIT", 2)]


def test_a_firms_links_take_the_same_arguments(leased, ask):
    found = ask(
        '{ firms(name: "IREN", first: 1) { nodes { '
        "all: links { firm { name } } two: links(first: 2) { link } "
        "near: links(maxHops: 1, order: SHORTEST, through: {kinds: [LEASE]}) { firm { name } } "
        "groups: links(to: {actorClass: GROUP}) { link } } } }"
    )["firms"]["nodes"][0]
    assert [path["firm"]["name"] for path in found["all"]] == ["Fluid", "Microsoft", "Oracle"]
    assert len(found["two"]) == 2
    assert (found["near"], found["groups"]) == ([{"firm": {"name": "Fluid"}}], [])


def test_bad_questions(leased, answer):
    variables = {"from": {"name": "IREN"}, "to": {"name": "Oracle"}}
    for more, words in (
        ({"hops": 4}, "paths have 1 to 3 hops"),
        ({"through": {"atLeast": {"value": "much", "unit": "USD"}}}, "'much' is no number"),
    ):
        (error,) = answer(DEAL, **variables, **more)["errors"]
        assert words in error["message"]
