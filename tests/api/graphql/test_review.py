"""What waits for review, read through GraphQL: items with their facts, page by page, and who decided."""

import json

import pytest

from wattgraph.api.reviewing import Wish
from wattgraph.api.store import Store

ITEMS = """query ($first: Int!, $after: String, $only: ReviewOnly, $document: ID) {
  review(first: $first, after: $after, only: $only, document: $document) {
    totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
    nodes { id state reasons sentence quote offset document { id mediaType } claim { thing property object }
      fact { type kind parties { name role } partiesComplete modality status date place json
        quantity { value lower upper unit qualifier unitBasis verbatim } }
      decisions { number verb author reason recorded replaced { kind } } } } }"""


@pytest.fixture
def store(ledger):
    with Store(ledger.path) as opened:
        yield opened


@pytest.fixture
def waiting(store, machine, facts):
    """Facts in doubt, and one that was refused."""
    wrong = facts["site"] | {"quantity": {"value": 7, "unit": "MW", "verbatim": "7 MW"}}
    machine(store, [wrong], [facts["loan"], facts["fall"]])
    return store


def test_an_item_with_all_that_it_has(waiting, ask, facts):
    found = ask(ITEMS, first=10)["review"]
    assert found["totalCount"] == 3
    loan = next(node for node in found["nodes"] if node["fact"]["type"] == "CAPITAL_FLOW")
    assert (loan["state"], loan["reasons"]) == ("UNSURE", ["two readings are equally likely"])
    assert loan["sentence"] == "Cipher Mining may borrow 500 million dollars from Oracle in 2026."
    assert loan["quote"] == facts["loan"]["quote"]
    assert loan["document"]["mediaType"] == "text/plain"
    fact = loan["fact"]
    assert fact["parties"] == [
        {"name": "Oracle", "role": "LENDER"}, {"name": "Cipher Mining", "role": "BENEFICIARY"},
    ]  # fmt: skip
    assert (fact["kind"], fact["modality"], fact["status"], fact["date"]) == ("loan", "POSSIBLE", None, "2026")
    assert fact["quantity"] == {
        "value": "500000000", "lower": None, "upper": None, "unit": "USD", "qualifier": "EXACT",
        "unitBasis": "STATED", "verbatim": "500 million dollars",
    }  # fmt: skip
    assert json.loads(fact["json"])["partiesComplete"] is fact["partiesComplete"] is True
    refused = next(node for node in found["nodes"] if node["state"] == "REFUSED")
    assert refused["claim"]["property"] == "power"
    assert "'7 MW' does not stand in" in refused["reasons"][0]


def test_filters(waiting, ask):
    document = ask(ITEMS, first=1)["review"]["nodes"][0]["document"]["id"]
    assert ask(ITEMS, first=1, only="UNSURE")["review"]["totalCount"] == 2
    assert ask(ITEMS, first=1, only="REFUSED")["review"]["totalCount"] == 1
    assert ask(ITEMS, first=1, only="DECIDED")["review"]["totalCount"] == 0
    assert ask(ITEMS, first=1, document=document)["review"]["totalCount"] == 3
    assert ask(ITEMS, first=1, document="00" * 16)["review"]["totalCount"] == 0


def test_pages(waiting, ask):
    seen, after = [], None
    while True:
        page = ask(ITEMS, first=1, after=after)["review"]
        assert page["pageInfo"]["hasPreviousPage"] == bool(seen)
        seen += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == [item.id.hex() for item in waiting.review()]


def test_decisions_with_author_and_time(waiting, ask):
    unsure = waiting.review("unsure")
    waiting.decide([Wish(unsure[0].id.hex(), "reject", "bob", "hearsay")])
    changes = {"kind": "creditFacility"} if unsure[0].fact["type"] == "CapitalFlow" else {"kind": "index"}
    waiting.decide([Wish(unsure[0].id.hex(), "correct", "ann", changes=changes)])
    assert ask(ITEMS, first=10)["review"]["totalCount"] == 2
    (node,) = ask(ITEMS, first=10, only="DECIDED")["review"]["nodes"]
    assert node["state"] == "CORRECTED"
    newest, oldest = node["decisions"]
    assert (newest["verb"], newest["author"], newest["replaced"]) == (
        "CORRECT",
        "ann",
        {"kind": unsure[0].fact["kind"]},
    )
    assert (oldest["verb"], oldest["author"], oldest["reason"]) == ("REJECT", "bob", "hearsay")
    assert newest["recorded"].endswith("Z")
    assert node["fact"]["kind"] == changes["kind"]


def test_words_of_no_vocabulary_are_null(store, machine, facts, ask):
    """What was refused may be refused for its words."""
    machine(store, [facts["loan"] | {"quote": facts["loan"]["quote"]}])
    connection = store.ledger.connection
    connection.execute("UPDATE statements SET status = (SELECT number FROM words WHERE word = 'lender')")
    thing = next(s.subject for s in store.ledger.statements() if s.property == "lender")
    line = store.ledger.fact(thing)[1]
    assert line["status"] == "lender"
    connection.execute(
        "INSERT INTO candidates (run, fact, reasons, item) SELECT max(number), ?, 'odd', zeroblob(10) FROM runs",
        (json.dumps(line),),
    )
    (node,) = ask(ITEMS, first=1)["review"]["nodes"]
    assert (node["fact"]["status"], json.loads(node["fact"]["json"])["status"]) == (None, "lender")


@pytest.mark.parametrize(("variables", "words"), [
    ({"first": 0}, "first is 0: ask for 1 to 1000"),
    ({"first": 1, "after": "x"}, "is no cursor"),
    ({"first": 1, "after": "MSAtIHp6"}, "after: 'zz' is no id"),
    ({"first": 1, "document": "zz"}, "document: 'zz' is no id"),
])  # fmt: skip
def test_bad_arguments(waiting, answer, variables, words):
    (error,) = answer(ITEMS, **variables)["errors"]
    assert words in error["message"]
