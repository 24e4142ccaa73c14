"""Policies in questions: named, or made in the query; what is shown names what it beat; empty answers say why."""

import re

import pytest

DEALS = """query($view: ViewInput) { deals(first: 9, view: $view) { totalCount note
    nodes { id amount { value policy origins
        beaten { why origins statement { quantity { value } } evidence { quote } } } } } }"""


@pytest.fixture
def three(told, notes):
    """A filing, a release and the press say almost the same of IREN's deal."""
    for words, shown in (
        ("9.7", {"address": "https://www.sec.gov/Archives/1", "published": "2025-11-01"}),
        ("9.72", {"publisher": "PR Newswire", "published": "2025-11-02"}),
        ("9.721", {"publisher": "Reuters", "published": "2025-11-03"}),
    ):
        page = notes(f"IREN and Microsoft signed a deal of {words} billion dollars.")
        parties = [("party", page.actor("IREN")), ("party", page.actor("Microsoft"))]
        page.fact("Deal", "unspecified", "deal", parties, ("amount", f"{words} billion dollars"), status="signed")
        page.into(told, published_basis="given", **shown)
    return told


def amounts(found):
    return [deal["amount"]["value"] for deal in found["deals"]["nodes"] if deal["amount"]]


def test_a_shown_figure_names_its_policy_and_what_it_beat(three, ask):
    (shown,) = (deal["amount"] for deal in ask(DEALS)["deals"]["nodes"] if deal["amount"])
    assert (shown["value"], shown["policy"]) == ("9721000000", "default")
    assert [(one["statement"]["quantity"]["value"], one["why"]) for one in shown["beaten"]] == [
        ("9720000000", "newer: 2025-11-03, the other 2025-11-02"),
        ("9700000000", "newer: 2025-11-03, the other 2025-11-01"),
    ]
    assert [one["origins"] for one in shown["beaten"]] == [1, 2]
    assert all("9.7" in one["evidence"][0]["quote"] for one in shown["beaten"])


def test_filings_first_by_name_and_given(three, ask):
    for view in (
        {"policy": "filingsFirst"},
        {"sources": ["FILING"]},
        {"policy": "strictText", "sources": ["FILING"]},
    ):
        assert amounts(ask(DEALS, view=view)) == ["9700000000"]
    (shown,) = (
        deal["amount"] for deal in ask(DEALS, view={"sources": ["FILING"]})["deals"]["nodes"] if deal["amount"]
    )
    assert shown["policy"] == "default, sources ranked filing"
    assert shown["beaten"][0]["why"].startswith("better source: filing (its address is at sec.gov), the other ")


def test_what_is_given_takes_the_place_of_the_named(three, ask):
    query = "query($view: ViewInput) { snapshot(view: $view) { policy statements } }"
    whole = ask(query)["snapshot"]
    assert whole["policy"] == "default"
    assert ask(query, view={"policy": "filingsFirst", "sources": []})["snapshot"] == whole
    only = ask(query, view={"modalities": ["PLANNED"]})["snapshot"]
    assert only["policy"] == "default, only planned"
    assert 0 < only["statements"] < whole["statements"]
    named = 'query { snapshot(view: {policy: "default", minimumStatus: SIGNED, minimumOrigins: 2}) { policy } }'
    assert ask(named)["snapshot"]["policy"] == "default, at least signed, at least 2 origins"


def test_an_answer_that_a_minimum_empties_says_so(three, ask):
    query = "query($view: ViewInput) { deals(first: 9, view: $view) { totalCount note } }"
    found = ask(query, view={"minimumStatus": ["CLOSED"]})["deals"]
    assert found["totalCount"] == 0
    assert "under policy default, 2 deals match" in found["note"]
    assert "leaves out 2 of 2: 1 since its status is signed, the policy asks for closed, 1 since its" in found["note"]
    found = ask(query, view={"minimumOrigins": 5})["deals"]
    assert "2 deals match" in found["note"]
    assert "4 independent origins give it, the policy asks for 5" in found["note"]
    both = ask(query, view={"minimumOrigins": 5, "minimumStatus": ["CLOSED"]})["deals"]["note"]
    reasons = both.partition(" leaves out 2 of 2: ")[2]
    assert sum(int(word) for word in re.findall(r"(\d+) since ", reasons)) == 2  # each once, by its first reason
    assert "status" not in reasons


def test_what_is_not_listed_is_found_by_its_id_with_the_reason(three, ask):
    deal = next(one for one in ask(DEALS)["deals"]["nodes"] if one["amount"])
    query = """query($id: ID!, $view: ViewInput) { node(id: $id, view: $view) { ... on Deal {
        unlisted amount { value } leftOut { why statement { property } } } } }"""
    found = ask(query, id=deal["id"], view={"minimumOrigins": 3})["node"]
    assert (found["unlisted"], found["amount"]) == (None, None)
    assert {one["statement"]["property"] for one in found["leftOut"]} == {"amount"}
    assert ask(query, id=deal["id"], view={"minimumOrigins": 5})["node"]["unlisted"].startswith(
        "4 independent origins"
    )
    assert ask(query, id=deal["id"])["node"]["unlisted"] is None


def test_choices_of_words_as_well(three, notes, ask):
    page = notes("IREN gave Microsoft a lease, worth 9.7 billion dollars.")
    parties = [("party", page.actor("IREN")), ("party", page.actor("Microsoft"))]
    page.fact("Deal", "lease", "lease", parties, ("amount", "9.7 billion dollars"), status="signed")
    page.into(three)
    query = """query($p: String) { deals(hasAmount: true, first: 1) { nodes { choices(property: $p) {
        property shown policy origins statement { document { source } } evidence { quote }
        beaten { why origins } leftOut { why } } } } }"""
    (deal,) = ask(query)["deals"]["nodes"]
    assert [one["property"] for one in deal["choices"]] == ["kind", "amount"]
    ((kind,),) = (one["choices"] for one in ask(query, p="kind")["deals"]["nodes"])
    assert (kind["shown"], kind["policy"], kind["origins"]) == ("lease", "default", 1)
    assert kind["beaten"] == [{"why": "it says more than unspecified", "origins": 4}]
    assert "lease" in kind["evidence"][0]["quote"]


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("minimumStatus: [SIGNED, CLOSED]", "two minimums on one track: signed, closed"),
        ("minimumStatus: RETIRED", "no minimum status 'retired'"),
        ("minimumOrigins: 0", "the minimum of origins is 0"),
        ("modalities: []", "no modality counts"),
        ('policy: "lenient"', "no policy 'lenient'; there are default, strictText, filingsFirst"),
    ],
)
def test_what_cannot_be_is_told(told, answer, view, said):
    (error,) = answer(f"{{ deals(first: 1, view: {{{view}}}) {{ totalCount }} }}")["errors"]
    assert error["message"].startswith(said)


def test_a_document_tells_what_kind_of_source_it_is(three, ask):
    nodes = ask("{ documents(first: 20) { nodes { source sourceWhy } } }")["documents"]["nodes"]
    assert {"source": "FILING", "sourceWhy": "its address is at sec.gov"} in nodes
    assert {"source": "RELEASE", "sourceWhy": "its publisher is PR Newswire"} in nodes
    assert {one["source"] for one in nodes} == {"FILING", "RELEASE", "PRESS", "UNKNOWN"}
