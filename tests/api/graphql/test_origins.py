"""Origins in answers: what shares one, by which evidence, and how often a figure counts."""

import pytest

BODY = (
    "The tenant will fill three halls on a former cotton farm south of the town, where machines have run since the "
    "spring of 2019. Residents of the nearest road complained for years about the noise of the fans. Most of the "
    "rent goes into transformers, which suppliers deliver late, and into a pipe that brings water from a reservoir "
    "nine miles away. The county judge called the pipe a gift to the next generation. "
)
ROOT = """{ origins(first: 9, sign: [TEXT]) { totalCount note nodes { id
    documents { id title sameOrigin { title } }
    bonds { sign why estimated exact credit documents { title } passages(first: 2) {
      quote start end otherQuote otherStart otherEnd } }
    claims { property thing { id __typename } statements { id document { title } } evidence { quote } } } } }"""


@pytest.fixture
def copied(told, notes):
    """Two copies of a story on IREN's deal, and one that somebody wrote by himself."""
    for title, words in (
        ("first", "IREN and Microsoft signed a deal of 9.7 billion dollars. " + BODY),
        ("copy", "On Monday, IREN and Microsoft signed a deal of 9.7 billion dollars. Now read: " + BODY),
        ("own", "A deal of 9.7 billion dollars was signed by IREN and Microsoft, who keep the terms secret."),
    ):
        page = notes(words)
        parties = [("party", page.actor("IREN")), ("party", page.actor("Microsoft"))]
        page.fact("Deal", "unspecified", "deal", parties, ("amount", "9.7 billion dollars"), status="signed")
        page.into(told, title=title)
    return told


def test_an_origin_with_its_evidence(copied, ask):
    (origin,) = ask(ROOT)["origins"]["nodes"]
    assert sorted(one["title"] for one in origin["documents"]) == ["copy", "first"]
    assert sorted(one["sameOrigin"][0]["title"] for one in origin["documents"]) == ["copy", "first"]
    (bond,) = origin["bonds"]
    assert bond["sign"] == "TEXT"
    assert bond["exact"] > 0.8
    assert abs(bond["estimated"] - bond["exact"]) < 0.1
    assert bond["credit"] is None
    texts = {one["id"]: copied.text(bytes.fromhex(one["id"])) for one in origin["documents"]}
    titles = {one["title"]: texts[one["id"]] for one in origin["documents"]}
    one, other = (titles[document["title"]] for document in bond["documents"])
    for passage in bond["passages"]:
        assert one[passage["start"] : passage["end"]] == passage["quote"]
        assert other[passage["otherStart"] : passage["otherEnd"]] == passage["otherQuote"]
    assert len(bond["passages"]) == 2  # the deal, and the rest


def test_what_both_say_counts_as_said_once(copied, ask):
    (origin,) = ask(ROOT)["origins"]["nodes"]
    said = {(claim["thing"]["__typename"], claim["property"]) for claim in origin["claims"]}
    assert said == {("Deal", "kind"), ("Deal", "amount"), ("Deal", "party"), ("Firm", "name")}
    (amount,) = (claim for claim in origin["claims"] if claim["property"] == "amount")
    assert sorted(one["document"]["title"] for one in amount["statements"]) == ["copy", "first"]
    assert len(amount["evidence"]) == 2
    query = """{ facts(origins: {atLeast: 2}, first: 9) { nodes { origins documents { title }
        figure { origins statement { document { title } sharesOriginWith { document { title } } } } } } }"""
    (deal,) = ask(query)["facts"]["nodes"]
    assert len(deal["documents"]) == 4
    assert (deal["origins"], deal["figure"]["origins"]) == (3, 3)


def test_the_statements_that_share_an_origin_with_one(copied, ask):
    query = """{ statements(property: "amount", first: 99) { nodes { document { title }
        sharesOriginWith { property document { title } evidence { quote start end } } } } }"""
    found = {
        one["document"]["title"]: [copy["document"]["title"] for copy in one["sharesOriginWith"]]
        for one in ask(query)["statements"]["nodes"] if one["document"]["title"]
    }  # fmt: skip
    assert found == {"A deal": [], "first": ["copy"], "copy": ["first"], "own": []}


def test_a_minimum_of_origins_is_not_met_by_copies(copied, ask):
    query = "query($n: Int) { deals(first: 9, view: {minimumOrigins: $n}) { nodes { amount { origins } } } }"
    assert ask(query, n=3)["deals"]["nodes"] == [{"amount": {"origins": 3}}]
    assert ask(query, n=4)["deals"]["nodes"] == []


def test_where_nothing_is_shared_it_says_what_was_searched(told, ask):
    found = ask("{ origins(first: 9) { totalCount note } }")["origins"]
    assert found == {"totalCount": 0, "note": "searched 5 documents: each is an origin of its own"}


def test_a_persons_judgement_is_a_bond(told, ask):
    one, other = sorted(d.id for d in told.documents())[:2]
    told.judge("nearDuplicate", one, other, author="ann", reason="same wire")
    (origin,) = ask("{ origins(first: 9) { nodes { bonds { sign why exact passages { quote } } } } }")["origins"][
        "nodes"
    ]
    (bond,) = origin["bonds"]
    assert (bond["sign"], bond["exact"]) == ("PERSON", None)
    assert bond["why"] == "ann judged them near-duplicates: same wire"
    assert ask("{ origins(first: 9, sign: TEXT) { totalCount } }")["origins"] == {"totalCount": 0}


def test_no_origin_tells_of_what_was_not_known_then(told, notes, ask):
    for title, day in (("first", "2026-01-05"), ("copy", "2026-01-07")):
        page = notes(f"On {day[-2:]}, IREN and Microsoft signed a deal of 9.7 billion dollars. {BODY}")
        parties = [("party", page.actor("IREN")), ("party", page.actor("Microsoft"))]
        page.fact("Deal", "unspecified", "deal", parties, ("amount", "9.7 billion dollars"), status="signed")
        page.into(told, title=title, published=day, published_basis="given")
    query = """query($day: String) { origins(first: 9, view: {knownAt: $day}) { totalCount note }
        documents(first: 9, view: {knownAt: $day}) { nodes { title sameOrigin { title } } } }"""
    assert ask(query)["origins"]["totalCount"] == 1
    early = ask(query, day="2026-01-06")
    assert early["origins"]["totalCount"] == 0
    assert early["origins"]["note"].startswith("searched ")
    assert {"title": "first", "sameOrigin": []} in early["documents"]["nodes"]
    assert {"title": "first", "sameOrigin": [{"title": "copy"}]} in ask(query)["documents"]["nodes"]


def test_a_policy_of_the_question_and_both_clocks_go_together(copied, ask):
    query = """{ snapshot(view: {minimumOrigins: 2, asOf: "2026", knownAt: "2027"}) { policy asOf knownAt } }"""
    assert ask(query)["snapshot"] == {"policy": "default, at least 2 origins", "asOf": "2026", "knownAt": "2027"}
