"""Who is linked to whom: the question of the design page, roles and on whose word they rest, notes."""

DESIGN = """
{ firms(role: BITCOIN_MINER, linkedTo: {role: HYPERSCALER, maxHops: 3}, first: 20) {
    totalCount
    nodes { name tickers
      links(to: {role: HYPERSCALER}, maxHops: 3) {
        firm { name }
        hops { via { __typename ... on Deal { kind status amount { verbatim value lower upper unit unitBasis } } }
               evidence { quote start end document { title publisher publishedAt } } }
        weakest { modality confidence status origins } } } } }
"""
LINKED = """
query($policy: String, $basis: [RoleBasis!]) {
  firms(role: BITCOIN_MINER, roleBasis: $basis, linkedTo: {role: HYPERSCALER}, first: 9, view: {policy: $policy}) {
    totalCount note nodes { name } } }
"""


def test_the_question_of_the_design_page(told, ask):
    (firm,) = ask(DESIGN)["firms"]["nodes"]
    assert (firm["name"], firm["tickers"]) == ("IREN", ["X:IREN"])
    (link,) = firm["links"]
    assert link["firm"] == {"name": "Microsoft"}
    (hop,) = link["hops"]
    assert hop["via"] == {
        "__typename": "Deal", "kind": "UNSPECIFIED", "status": "SIGNED",
        "amount": {
            "verbatim": "9.7 billion", "value": "9700000000", "lower": "9700000000", "upper": "9700000000",
            "unit": "USD", "unitBasis": "IMPLIED",
        },
    }  # fmt: skip
    assert hop["evidence"] == [{
        "quote": "IREN signed a 9.7 billion deal with Microsoft", "start": 0, "end": 45,
        "document": {"title": "A deal", "publisher": "The Paper", "publishedAt": None},
    }]  # fmt: skip
    assert link["weakest"] == {"modality": "ASSERTED", "confidence": 1.0, "status": "SIGNED", "origins": 1}


def test_strict_text_says_why_it_is_empty(told, ask):
    found = ask(LINKED, policy="strictText")["firms"]
    assert (found["totalCount"], found["nodes"]) == (0, [])
    assert found["note"] == (
        "no text gives any firm the role bitcoinMiner or hyperscaler; "
        "under policy default, where the reference list does, 1 firm matches"
    )
    assert ask(LINKED)["firms"] == {"totalCount": 1, "note": None, "nodes": [{"name": "IREN"}]}


def test_a_role_on_the_firms_own_word_is_shown_and_not_counted(ledger, notes, ask):
    page = notes("Hutch, a bitcoin miner by its own account, signed a lease with Oracle, a hyperscaler.")
    hutch, oracle = page.actor("Hutch"), page.actor("Oracle")
    page.say(hutch, "role", "bitcoinMiner", "bitcoin miner", asserted_by=hutch.id)
    page.say(oracle, "role", "hyperscaler", "hyperscaler")
    page.fact("Deal", "lease", "lease", [("provider", hutch), ("customer", oracle)], status="signed")
    page.into(ledger)
    found = ask(LINKED)["firms"]
    assert found["totalCount"] == 0
    assert "roles that firms give themselves (roleBasis: SELF), 1 firm matches" in found["note"]
    assert ask(LINKED, basis=["SELF"])["firms"]["nodes"] == [{"name": "Hutch"}]
    roles = ask(
        '{ firms(name: "hutch", first: 1) { nodes { roles { role basis evidence(parts: VALUE) { quote } } } } }'
    )
    assert roles["firms"]["nodes"][0]["roles"] == [
        {"role": "BITCOIN_MINER", "basis": "SELF", "evidence": [{"quote": "bitcoin miner"}]}
    ]


def test_issuers_of_one_bond_are_not_linked(told, ask):
    found = ask('{ paths(from: {name: "Meta"}, to: {role: HYPERSCALER}, first: 5) { totalCount note } }')
    assert found["paths"] == {"totalCount": 0, "note": None}


def test_paths_from_one_to_another(told, ask):
    found = ask(
        '{ paths(from: {role: BITCOIN_MINER}, to: {name: "Microsoft"}, maxHops: 1, first: 5) { totalCount '
        "nodes { hops { fromActor { name } toActor { name } fromRole toRole link via { caption } } } } }"
    )["paths"]
    (hop,) = found["nodes"][0]["hops"]
    assert hop == {
        "fromActor": {"name": "IREN"}, "toActor": {"name": "Microsoft"}, "fromRole": "PARTY", "toRole": "PARTY",
        "link": "CONTRACT", "via": {"caption": "deal of unstated kind · 9.7bn USD (currency implied)"},
    }  # fmt: skip


def test_who_is_not_known_is_named(told, ask, answer):
    assert (
        "no actor is called 'Nobody'"
        in ask('{ paths(from: {name: "Nobody"}, to: {role: BANK}, first: 1) { note } }')["paths"]["note"]
    )
    assert "no firm is called 'Nobody'" in ask('{ firms(name: "Nobody", first: 1) { note } }')["firms"]["note"]
    (error,) = answer("{ paths(from: {}, to: {role: BANK}, first: 1) { note } }")["errors"]
    assert error["message"].startswith("say who: from:")
    (error,) = answer("{ firms(linkedTo: {maxHops: 4}, first: 1) { note } }")["errors"]
    assert error["message"] == "maxHops is 4: paths have 1 to 3 hops"


def test_an_empty_ledger_says_so(ledger, ask):
    assert "nothing is loaded yet" in ask(LINKED)["firms"]["note"]
