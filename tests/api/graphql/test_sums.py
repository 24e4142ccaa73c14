"""Sums over the API: intervals with what they count."""

SUM = """
query($name: String, $kinds: [SummedKind!], $statuses: [Status!]) {
  sums(of: CAPITAL_FLOW, party: {name: $name}, kinds: $kinds, statuses: $statuses) {
    note nodes { of family basis unit total { value lower upper lowerOpen upperOpen }
                 counted { why adds { lower upper } thing { status } } countedCount
                 leftOut { why adds { lower } } leftOutCount } } }
"""


def test_a_total_is_never_a_false_point(told, ask):
    (total,) = ask(SUM, name="Amazon")["sums"]["nodes"]
    assert (total["of"], total["family"], total["unit"]) == ("CAPITAL_FLOW", "project", "USD")
    assert total["total"] == {
        "value": None, "lower": "15000000000", "upper": "65000000000", "lowerOpen": False, "upperOpen": False,
    }  # fmt: skip
    assert sorted(item["thing"]["status"] for item in total["counted"]) == ["COMMITTED", "PLANNED"]
    assert (total["countedCount"], total["leftOutCount"]) == (2, 0)


def test_only_what_was_asked_for_is_added(told, ask):
    (total,) = ask(SUM, name="Amazon", statuses=["COMMITTED"])["sums"]["nodes"]
    assert total["total"]["value"] == "15000000000"
    assert total["leftOut"] == [{"why": "status planned was not asked for", "adds": None}]


def test_a_joint_amount_is_nobodys_own(told, ask):
    (total,) = ask(SUM, name="Microsoft", kinds=["BOND_ISSUANCE"])["sums"]["nodes"]
    assert total["total"] == {
        "value": None, "lower": "0", "upper": "100000000000", "lowerOpen": True, "upperOpen": False,
    }  # fmt: skip
    assert total["counted"][0]["why"] == "an unknown share of a joint amount with Meta, Oracle"


def test_nobody_and_nothing(told, ask, answer):
    assert "no actor is called 'Nobody'" in ask(SUM, name="Nobody")["sums"]["note"]
    assert ask(SUM, name="IREN")["sums"] == {"note": "nothing with a figure matches", "nodes": []}
    assert "say which party" in answer(SUM)["errors"][0]["message"]


def test_several_of_one_name_are_listed(ledger, notes, answer):
    for text in ("Acme raises bonds.", "Acme sells bonds."):
        page = notes(text)
        page.actor("Acme")
        page.into(ledger)
    (error,) = answer(SUM, name="Acme")["errors"]
    assert error["message"].startswith("2 actors are called 'Acme'; give the id of one: ")
