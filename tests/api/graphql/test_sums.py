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


GROUPS = """
query($by: [Dimension!], $families: [String!], $year: Int) {
  sums(of: CAPITAL_FLOW, groupBy: $by, families: $families, year: $year) {
    totalCount overlap note
    nodes { family keys { firm { name } status year role kind } total { lower upper lowerOpen } flags
            byStatus { status total { upper } } optionalCount
            counted { sure because { id } evidence { quote start end document { id } } } }
    across { total { value } countedCount } } }
"""


def test_groups_have_typed_keys_and_the_total_across_them_is_its_own(told, ask):
    found = ask(GROUPS, by=["FIRM"], families=["debt"])["sums"]
    assert [n["keys"]["firm"]["name"] for n in found["nodes"]] == ["Meta", "Microsoft", "Oracle"]
    assert {n["total"]["upper"] for n in found["nodes"]} == {"100000000000"}
    assert found["overlap"]
    assert found["across"] == [{"total": {"value": "100000000000"}, "countedCount": 1}]
    assert found["totalCount"] == 3


def test_groups_by_words(told, ask):
    found = ask(GROUPS, by=["STATUS", "KIND"])["sums"]
    keys = [(n["keys"]["status"], n["keys"]["kind"], n["keys"]["firm"]) for n in found["nodes"]]
    assert ("COMMITTED", "CAPEX_COMMITMENT", None) in keys
    assert not found["overlap"]
    for node in found["nodes"]:
        assert all(item["evidence"] for item in node["counted"])


def test_nothing_is_dated_in_that_year(told, ask):
    assert ask(GROUPS, year=1999)["sums"]["note"] == "nothing with a figure matches"


FIGURES = """
{ ratios { note nodes { deal { caption } perMegawattYear { value } why } }
  concentration(of: CAPITAL_FLOW, by: ISSUER) {
    nodes { whole { total { value } } herfindahl { lower upper }
            parts { actor { name } share { lower upper } sum { countedCount } } } }
  raised(firm: {name: "Microsoft"}) {
    nodes { firm { name } year debt { lower upper } equity { value } cash { upper } sums { countedCount } } }
  financing(program: "00") { note totalCount }
  headroom(firm: {name: "Amazon"}) { note nodes { basis left { value } } } }
"""


def test_figures_over_sums(told, ask):
    found = ask(FIGURES)
    assert found["ratios"]["note"] == "no deal for capacity has an amount"
    pool = next(n for n in found["concentration"]["nodes"] if n["whole"]["total"]["value"] == "100000000000")
    assert [part["actor"]["name"] for part in pool["parts"]] == ["Meta", "Microsoft", "Oracle"]
    (raised,) = found["raised"]["nodes"]
    assert raised["debt"] == {"lower": "0", "upper": "100000000000"}
    assert (raised["firm"], raised["equity"]["value"]) == ({"name": "Microsoft"}, "0")
    assert found["financing"]["note"] == "nothing has the id '00'"
    assert "no actor is called" in ask('{ headroom(firm: {name: "Nobody"}) { note } }')["headroom"]["note"]


def test_a_word_that_there_is_not_is_told(told, ask, answer):
    (error,) = answer(GROUPS, by=["FIRM"], families=["dept"])["errors"]
    assert error["message"].startswith("no family of CapitalFlow 'dept'; there are debt, equity")
    (error,) = answer("{ sums(of: DEAL, role: PROVIDER) { totalCount } }")["errors"]
    assert error["message"].startswith("the role provider is nobody's: give the party")
    (error,) = answer('{ sums(of: DEAL, place: "Atlantis") { totalCount } }')["errors"]
    assert error["message"].startswith("no place, site, state or country is called 'Atlantis'; there are ")


def test_an_empty_look_back_says_what_it_leaves_out(told, ask):
    note = ask('{ sums(of: DEAL, view: {knownAt: "1990"}) { note } }')["sums"]["note"]
    assert note.startswith("nothing with a figure matches; left out as not surely known at 1990: ")
