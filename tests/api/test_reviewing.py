"""What people decide: it enters through the gate, survives every reload, and leaves no trace when withdrawn."""

import json

import pytest

from wattgraph.api.reviewing import Wish
from wattgraph.graph.ledger import LedgerError, NotFound


def waiting(store, only="waiting"):
    return {item.fact["parties"][0]["name"]: item.id.hex() for item in store.review(only) if item.fact}


def decide(store, verb, identifier, author="ann", **more):
    (number,) = store.decide([Wish(identifier, verb, author, **more)])
    return number


def said(store, kind):
    """What holds of a class: for each thing its parties by role, and its figure."""
    view = store.view()
    return sorted(
        (sorted((p.role, view.name(p.actor)) for p in node.parties), node.figure.quantity.verbatim)
        for node in view.of_kind(kind)
    )


LOANED = ([("beneficiary", "Cipher Mining"), ("lender", "Oracle")], "500 million dollars")


def test_what_waits_is_listed_in_the_order_of_the_text(store, machine, facts):
    machine(store, [facts["hosting"]], [facts["site"], facts["fall"], facts["loan"]])
    items = store.review()
    assert [item.fact["type"] for item in items] == ["CapitalFlow", "MarketMove", "Capacity"]
    assert [item.state for item in items] == ["unsure"] * 3
    assert items[0].reasons == ("two readings are equally likely",)
    assert store.sentence(items[0]) == "Cipher Mining may borrow 500 million dollars from Oracle in 2026."


def test_an_accepted_fact_holds_and_no_longer_waits(store, machine, facts):
    machine(store, [facts["hosting"]], [facts["loan"]])
    assert said(store, "CapitalFlow") == []
    decide(store, "accept", waiting(store)["Oracle"])
    assert said(store, "CapitalFlow") == [LOANED]
    assert waiting(store) == {}
    (item,) = store.review("decided")
    assert (item.state, item.decision.author) == ("accepted", "ann")
    assert {s.loader for s in store.ledger.statements() if s.property == "lender"} == {"review"}


def test_ids_are_the_same_after_a_reload_a_new_version_and_a_trimmed_quote(store, machine, facts):
    machine(store, [], [facts["loan"]])
    before = waiting(store)
    trimmed = facts["loan"] | {"quote": "borrow 500 million dollars from Oracle in 2026"}
    machine(store, [], [trimmed, facts["site"]], "1.1")
    assert waiting(store)["Oracle"] == before["Oracle"]


def test_accepting_outlives_a_version_that_proposes_it_no_more(store, machine, facts):
    machine(store, [], [facts["loan"]])
    decide(store, "accept", waiting(store)["Oracle"])
    machine(store, [facts["hosting"]], [], "2.0")
    assert said(store, "CapitalFlow") == [LOANED]


def test_what_is_accepted_counts_once_when_a_machine_says_it_too(store, machine, facts):
    machine(store, [], [facts["fall"], facts["loan"]])
    for identifier in waiting(store).values():
        decide(store, "accept", identifier)
    before = store.dump_hash()
    machine(store, [facts["fall"], facts["loan"]], [], "2.0")
    assert said(store, "Event") == [([("subject", "Bitfarms")], "5%")]
    assert store.dump_hash() == before  # the person's word stands, the machine's is set aside


def test_one_of_two_facts_of_one_number_is_accepted_by_itself(store, machine, facts):
    machine(store, [facts["other fall"]], [facts["fall"]])
    decide(store, "accept", waiting(store)["Bitfarms"])
    assert [parties for parties, _ in said(store, "Event")] == [
        [("subject", "Bitfarms")], [("subject", "Cipher Mining")],
    ]  # fmt: skip


def test_what_is_rejected_stays_out_when_a_machine_is_sure_of_it(store, machine, facts):
    machine(store, [], [facts["loan"]])
    number = decide(store, "reject", waiting(store)["Oracle"])
    assert waiting(store) == {}
    trimmed = facts["loan"] | {"quote": "borrow 500 million dollars from Oracle"}
    machine(store, [trimmed, facts["hosting"]], [], "2.0")
    assert said(store, "CapitalFlow") == []
    assert len(said(store, "Deal")) == 1
    store.withdraw(number, "ann")
    assert said(store, "CapitalFlow") == [LOANED]


def test_another_fact_of_the_same_number_is_not_rejected_with_it(store, machine, facts):
    machine(store, [], [facts["loan"]])
    decide(store, "reject", waiting(store)["Oracle"])
    turned = facts["loan"] | {"parties": [
        {"name": "Cipher Mining", "role": "lender"}, {"name": "Oracle", "role": "beneficiary"},
    ]}  # fmt: skip
    machine(store, [turned], [], "2.0")
    assert len(said(store, "CapitalFlow")) == 1


def test_a_doubted_fact_is_corrected(store, machine, facts):
    machine(store, [], [facts["loan"]])
    changes = {"kind": "creditFacility", "parties": "Cipher Mining (beneficiary)", "date": ""}
    number = decide(store, "correct", waiting(store)["Oracle"], changes=changes)
    assert said(store, "CapitalFlow") == [([("beneficiary", "Cipher Mining")], "500 million dollars")]
    machine(store, [facts["loan"]], [], "2.0")  # the machine is sure of what was corrected
    assert [s.object for s in store.ledger.statements() if s.property == "kind"] == ["creditFacility"]
    (item,) = store.review("decided")
    assert (item.state, json.loads(item.decision.was)["kind"]) == ("corrected", "loan")
    store.withdraw(number, "ann")
    assert said(store, "CapitalFlow") == [LOANED]


@pytest.mark.parametrize("of", ["thing", "statement"])
def test_an_asserted_fact_is_corrected_in_one_step(store, machine, facts, of):
    machine(store, [facts["hosting"]])
    before = store.dump_hash()
    amount = next(s for s in store.ledger.statements() if s.property == "amount")
    identifier = (amount.subject if of == "thing" else amount.id).hex()
    number = decide(store, "correct", identifier, changes={"kind": "cloudServices"})
    kinds = [s.object for s in store.ledger.statements() if s.property == "kind"]
    assert kinds == ["cloudServices"]
    assert len(store.view().of_kind("Deal")) == 1
    machine(store, [facts["hosting"] | {"parties": [{"name": "IREN", "role": "provider"}]}], [], "2.0")
    assert [s.object for s in store.ledger.statements() if s.property == "kind"] == ["cloudServices"]
    machine(store, [facts["hosting"]], [], "3.0")
    store.withdraw(number, "ann")
    assert store.dump_hash() == before


def test_a_role_is_corrected_without_its_actor(store, machine, facts):
    quote = "IREN signed a hosting deal"
    role = {"type": "Role", "kind": "utility", "parties": [{"name": "IREN", "role": "subject"}], "quote": quote}
    machine(store, [role, facts["hosting"]])
    stated = next(s for s in store.ledger.statements() if s.property == "role")
    decide(store, "correct", stated.id.hex(), changes={"kind": "bitcoinMiner"})
    assert [s.object for s in store.ledger.statements() if s.property == "role" and s.modality != "inferred"] == [
        "bitcoinMiner"
    ]
    assert said(store, "Deal")[0][0] == [("customer", "Microsoft"), ("provider", "IREN")]


@pytest.mark.parametrize(("changes", "words"), [
    ({"value": "600000000", "verbatim": "600 million dollars"}, "'600 million dollars' does not stand in"),
    ({"value": "600000000"}, "says [500000000, 500000000], not [600000000, 600000000]"),
    ({"parties": "Acme (lender)"}, "'Acme' is not what stands there"),
    ({"date": "2027"}, "says 2026, not 2027"),
    ({"place": "Norway"}, "its value 'Norway' does not stand at"),
    ({"quote": "Cipher will borrow"}, "does not stand in document"),
    ({"kind": "lone"}, "kind: 'lone' is not one of its words. Write bondIssuance"),
    ({"unit": "wheat"}, "quantity.unit: 'wheat' is no unit"),
    ({"colour": "red"}, "colour: there is no such field"),
])  # fmt: skip
def test_what_no_sentence_states_does_not_come_in_by_a_person_either(store, machine, facts, changes, words):
    machine(store, [facts["hosting"]], [facts["loan"]])
    before, sequence = store.dump_hash(), store.ledger.sequence()
    identifier = waiting(store)["Oracle"]
    with pytest.raises(LedgerError) as caught:
        decide(store, "correct", identifier, changes=changes)
    assert str(caught.value).startswith(identifier)
    assert words in str(caught.value)
    assert (store.dump_hash(), store.ledger.sequence()) == (before, sequence)


def test_a_refused_fact_cannot_be_accepted_but_corrected(store, machine, facts):
    machine(store, [facts["loan"] | {"quantity": {"value": 7, "unit": "USD", "verbatim": "7 dollars"}}])
    (item,) = store.review()
    assert (item.state, item.fact["quantity"]["verbatim"]) == ("refused", "7 dollars")
    assert len(item.reasons) == 1
    with pytest.raises(LedgerError, match=r"the gate refused it .*correct it \('wattgraph review correct"):
        decide(store, "accept", item.id.hex())
    decide(store, "correct", item.id.hex(), changes={"value": "500000000", "verbatim": "500 million dollars"})
    assert said(store, "CapitalFlow") == [LOANED]
    assert store.review() == []


def test_a_refused_detail_of_a_fact_that_stands(store, machine, facts):
    machine(store, [facts["loan"] | {"date": "2027"}])
    (item,) = store.review("refused")
    assert (item.fact, item.claim.property, item.claim.object) == (None, "date", "2027")
    number = decide(store, "correct", item.id.hex(), changes={"date": "2026"})
    assert [s.object for s in store.ledger.statements() if s.property == "date"] == ["2026"]
    assert said(store, "CapitalFlow") == [LOANED]
    store.withdraw(number, "ann")
    decide(store, "reject", item.id.hex())
    assert store.review() == []
    assert said(store, "CapitalFlow") == [LOANED]


def test_a_decision_is_changed_and_the_last_one_counts(store, machine, facts):
    machine(store, [], [facts["loan"]])
    before, identifier = store.dump_hash(), waiting(store)["Oracle"]
    first = decide(store, "accept", identifier)
    accepted = store.dump_hash()
    second = decide(store, "reject", identifier, "bob")
    assert said(store, "CapitalFlow") == []
    (item,) = store.review("decided")
    assert [(act.verb, act.author) for act in item.decisions] == [("reject", "bob"), ("accept", "ann")]
    store.withdraw(second, "bob")
    assert store.dump_hash() == accepted
    store.withdraw(first, "ann")
    assert store.dump_hash() == before
    assert waiting(store) == {"Oracle": identifier}


def test_the_same_decision_twice_writes_nothing(store, machine, facts):
    machine(store, [], [facts["loan"]])
    identifier = waiting(store)["Oracle"]
    first = decide(store, "accept", identifier)
    sequence = store.ledger.sequence()
    assert decide(store, "accept", identifier) == first
    assert store.ledger.sequence() == sequence


def test_all_decisions_or_none(store, machine, facts):
    machine(store, [], [facts["loan"], facts["site"]])
    before, ids = store.dump_hash(), waiting(store)
    with pytest.raises(LedgerError, match="says 2026"):
        store.decide([
            Wish(ids["BitMine"], "accept", "ann"), Wish(ids["Oracle"], "correct", "ann", changes={"date": "2027"}),
        ])  # fmt: skip
    assert store.dump_hash() == before
    assert waiting(store) == ids


def test_retract_takes_back_what_a_person_brought_in(store, machine, facts):
    machine(store, [], [facts["loan"]])
    decide(store, "accept", waiting(store)["Oracle"])
    thing = next(s.subject for s in store.ledger.statements() if s.property == "lender")
    store.retract(thing, "bob")
    assert said(store, "CapitalFlow") == []
    store.restore(thing, "bob")
    assert said(store, "CapitalFlow") == [LOANED]


@pytest.mark.parametrize("verb", ["accept", "reject", "correct"])
def test_an_id_that_is_none(store, machine, facts, verb):
    machine(store, [facts["hosting"]])
    for identifier in ("", "zz", "00" * 10, "00" * 16):
        with pytest.raises(NotFound, match=r"no (item of the review|statement, thing or document) has the id"):
            decide(store, verb, identifier, changes={"kind": "lease"})


def test_rebuild_and_backup_keep_decisions(store, machine, facts, tmp_path):
    machine(store, [facts["hosting"]], [facts["loan"], facts["site"]])
    ids = waiting(store)
    decide(store, "accept", ids["Oracle"])
    decide(store, "reject", ids["BitMine"])
    before = store.dump_hash()
    assert store.rebuild()["differed"] == 0
    assert store.dump_hash() == before
    copy = store.backup(tmp_path / "copy.db")
    with type(store)(copy) as other:
        assert other.dump_hash() == before


def test_a_list_that_is_none_and_a_place_that_is_none(store, machine, facts):
    machine(store, [facts["hosting"]], [facts["site"]])
    for ask in (store.review, store.review_count):
        with pytest.raises(LedgerError, match="no list 'most' of the review; there are waiting, unsure, refused"):
            ask("most")
    with pytest.raises(NotFound, match="no item has the id 'zz'"):
        store.review(after="zz")
