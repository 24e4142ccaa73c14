"""Things and what they rest on: figures, parties, filters, statements, ids."""

import pytest

FLOWS = """
{ capitalFlows(kind: BOND_ISSUANCE, first: 9) { totalCount nodes {
    caption participantsComplete allocation status statusStated modality origins
    amount { value lower upper lowerOpen upperOpen qualifier unit unitBasis verbatim modality origins
             evidence { quote part } statement { property document { publishedAt publishedBasis } } }
    parties(role: ISSUER) { role actor { name id } } } } }
"""


def test_a_joint_flow_is_one(told, ask):
    (flow,) = ask(FLOWS)["capitalFlows"]["nodes"]
    assert [p["actor"]["name"] for p in flow["parties"]] == ["Meta", "Microsoft", "Oracle"]
    assert (flow["participantsComplete"], flow["allocation"]) == (False, "UNALLOCATED")
    assert (flow["status"], flow["statusStated"]) == ("ANNOUNCED", False)
    amount = flow["amount"]
    assert (amount["value"], amount["qualifier"], amount["unitBasis"]) == ("100000000000", "APPROXIMATELY", "STATED")
    assert amount["evidence"] == [{"quote": flow_text(), "part": "QUOTE"}]
    assert amount["statement"]["document"] == {"publishedAt": None, "publishedBasis": "UNKNOWN"}


def flow_text() -> str:
    return "Firms like Meta, Microsoft and Oracle raise approximately 100 billion dollars through bonds."


def test_a_cap_has_no_point(told, ask):
    found = ask("{ capitalFlows(status: PLANNED, first: 9) { nodes { amount { value lower upper } } } }")
    assert found["capitalFlows"]["nodes"] == [{"amount": {"value": None, "lower": "0", "upper": "50000000000"}}]


def test_the_parts_of_evidence(told, ask):
    query = (
        "{ deals(hasAmount: true, first: 9) { nodes { amount { evidence(parts: [VALUE, UNIT]) { quote part } } } } }"
    )
    (deal,) = ask(query)["deals"]["nodes"]
    assert deal["amount"]["evidence"] == [
        {"quote": "9.7 billion", "part": "VALUE"}, {"quote": "dollars", "part": "UNIT"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "captions"),
    [
        ("hasAmount: false", ["partnership"]),
        ("kind: [PARTNERSHIP, LEASE]", ["partnership"]),
        ('party: {name: "microsoft corp"}', ["deal of unstated kind · 9.7bn USD (currency implied)"]),
        ('party: {id: "iren", role: PARTY}', ["deal of unstated kind · 9.7bn USD (currency implied)"]),
        ('party: {id: "iren", role: LENDER}', []),
        ("status: SIGNED", ["deal of unstated kind · 9.7bn USD (currency implied)"]),
    ],
)
def test_filters(told, ask, filters, captions):
    found = ask(f"{{ deals({filters}, first: 9) {{ nodes {{ caption }} }} }}")
    assert [n["caption"] for n in found["deals"]["nodes"]] == captions


def test_a_group_holds_what_no_member_does(told, ask):
    found = ask("{ capacities(kind: EXISTING, first: 9) { nodes { basis power { value unit qualifier } "
                "parties { role actor { __typename name } } } } }")  # fmt: skip
    assert found["capacities"]["nodes"] == [{
        "basis": None, "power": {"value": "14000", "unit": "MW", "qualifier": "ESTIMATED"},
        "parties": [{"role": "OWNER", "actor": {"__typename": "Group", "name": "Validators"}}],
    }]  # fmt: skip
    assert ask('{ firms(name: "Validators", first: 1) { totalCount } }')["firms"]["totalCount"] == 0


def test_an_actor_and_what_it_takes_part_in(told, ask):
    found = ask(
        '{ node(id: "microsoft") { id ... on Firm { name names ticker tickers aliases parent { name } '
        "things(first: 9, kind: CAPITAL_FLOW) { nodes { __typename status figure { verbatim } } } } } }"
    )
    assert found["node"] == {
        "id": "microsoft", "name": "Microsoft", "names": ["Microsoft"], "ticker": "X:Micr", "tickers": ["X:Micr"],
        "aliases": [], "parent": None,
        "things": {"nodes": [{
            "__typename": "CapitalFlow", "status": "ANNOUNCED", "figure": {"verbatim": "100 billion dollars"},
        }]},
    }  # fmt: skip


def test_every_id_leads_to_its_thing(told, ask):
    deal = ask("{ deals(hasAmount: true, first: 1) { nodes { id mentions statements(first: 1, property: \"amount\") "
               "{ nodes { id document { id } } } } } }")["deals"]["nodes"][0]  # fmt: skip
    (said,) = deal["statements"]["nodes"]
    query = "query($id: ID!) { node(id: $id) { __typename id } }"
    for identifier, kind in (
        (deal["id"], "Deal"), (deal["mentions"][0], "Deal"), (said["id"], "Statement"),
        (said["document"]["id"], "Document"),
    ):  # fmt: skip
        assert ask(query, id=identifier)["node"] == {"__typename": kind, "id": identifier}
    assert ask(query, id="nothing")["node"] is None


def test_the_id_of_a_merged_mention_leads_on(told, ask, notes):
    ask("{ snapshot { sequence } }")
    page = notes("IREN sold a share.")
    mention = page.actor("IREN")
    page.into(told)
    assert ask("query($id: ID!) { node(id: $id) { id } }", id=mention.id.hex())["node"] == {"id": "iren"}


def test_a_statement_with_its_value(told, ask):
    found = ask("{ statements(property: \"amount\", first: 9) { totalCount nodes { property object modality status "
                "polarity loader confidence thing { id } assertedBy { id } quantity { verbatim } "
                "subject { __typename ... on Deal { kind } } } } }")["statements"]  # fmt: skip
    assert found["totalCount"] == 4
    (deal,) = [s for s in found["nodes"] if s["subject"]["__typename"] == "Deal"]
    assert deal == {
        "property": "amount", "object": "[9700000000,9700000000] USD exact implied 9.7 billion",
        "modality": "ASSERTED", "status": "SIGNED", "polarity": True, "loader": "article", "confidence": 1.0,
        "thing": None, "assertedBy": None, "quantity": {"verbatim": "9.7 billion"},
        "subject": {"__typename": "Deal", "kind": "UNSPECIFIED"},
    }  # fmt: skip


def test_a_property_that_there_is_not(told, answer):
    query = '{ deals(first: 1) { nodes { statements(first: 1, property: "colour") { totalCount } } } }'
    assert "Deal has no property 'colour'; it has provider, customer" in answer(query)["errors"][0]["message"]


def test_documents_of_one_loader(told, ask):
    query = "query($loader: String) { documents(loader: $loader, first: 9) { totalCount note } }"
    assert ask(query)["documents"]["totalCount"] == 5
    assert ask(query, loader="article")["documents"]["totalCount"] == 4
    assert ask(query, loader="x")["documents"] == {"totalCount": 0, "note": "loaders here: article, reference"}


def test_what_a_later_edition_replaced_is_shown_apart(told, notes, ask):
    for words, day in (("9.7 billion dollars", "2025-11-03"), ("9.9 billion dollars", "2025-11-04")):
        page = notes(f"Cipher Mining signed a {words} deal with Oracle.")
        parties = [("party", page.actor("Cipher Mining")), ("party", page.actor("Oracle"))]
        page.fact("Deal", "unspecified", "deal", parties, ("amount", words))
        page.into(told, address="https://example.org/deal", published=day, published_basis="given")
    (deal,) = ask(
        '{ deals(party: {name: "Oracle"}, first: 9) { nodes { amount { verbatim origins } origins denied { id } '
        "superseded { property quantity { verbatim } document { publishedAt publishedBasis } } } } }"
    )["deals"]["nodes"]
    assert deal["amount"] == {"verbatim": "9.9 billion dollars", "origins": 1}
    (former,) = [said for said in deal["superseded"] if said["property"] == "amount"]
    assert former["quantity"] == {"verbatim": "9.7 billion dollars"}
    assert former["document"] == {"publishedAt": "2025-11-03", "publishedBasis": "GIVEN"}


def test_facts_of_all_classes(told, ask):
    found = ask("""{
        all: facts(first: 99) { totalCount }
        some: facts(kind: [DEAL, CAPACITY], first: 99) { nodes { __typename } }
        own: facts(party: {name: "Amazon"}, hasAmount: true, first: 99) { nodes { caption } }
        none: facts(party: {name: "Nobody"}, first: 9) { note }
    }""")
    assert found["all"]["totalCount"] == 7
    assert sorted(n["__typename"] for n in found["some"]["nodes"]) == ["Capacity", "Capacity", "Deal", "Deal"]
    assert sorted(n["caption"] for n in found["own"]["nodes"]) == [
        "added · 1,300 MW", "capex commitment · $15bn", "capex commitment · up to $50bn",
    ]  # fmt: skip
    assert found["none"] == {"note": "no actor is called 'Nobody' (names are compared whole)"}


ORIGINS = "query ($origins: Count) { facts(origins: $origins, first: 9) { nodes { figure { origins } } } }"


def test_how_many_documents_give_a_figure(told, notes, ask):
    """What has no figure has no number of them either."""
    assert len(ask(ORIGINS, origins={"atMost": 1})["facts"]["nodes"]) == 6
    assert ask(ORIGINS, origins={"atLeast": 2})["facts"]["nodes"] == []
    page = notes("IREN and Microsoft signed a deal of 9.7 billion dollars.")
    parties = [("party", page.actor("IREN")), ("party", page.actor("Microsoft"))]
    page.fact("Deal", "unspecified", "deal", parties, ("amount", "9.7 billion dollars"))
    page.into(told)
    for bounds in ({"atLeast": 2}, {"atLeast": 2, "atMost": 2}):
        (twice,) = ask(ORIGINS, origins=bounds)["facts"]["nodes"]
        assert twice["figure"] == {"origins": 2}
    assert {n["figure"]["origins"] for n in ask(ORIGINS, origins={"atMost": 1})["facts"]["nodes"]} == {1}


def test_held_back_facts_are_listed(ledger, ask):
    found = ask("{ quarantine(first: 1) { totalCount nodes { reason } } candidates(first: 1) { totalCount } }")
    assert found == {"quarantine": {"totalCount": 0, "nodes": []}, "candidates": {"totalCount": 0}}
