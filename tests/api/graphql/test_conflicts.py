"""Conflicts by GraphQL: both sides with their words, what policies show, filters, and what is refused."""

import pytest

CONFLICTS = """query($kinds: [ConflictKind!], $of: [ConflictClass!], $firm: OneActor, $site: OneSite,
                     $property: String, $view: ViewInput, $first: Int = 10) {
  conflicts(first: $first, kinds: $kinds, of: $of, firm: $firm, site: $site, property: $property, view: $view) {
    totalCount note
    nodes { id kind open of property why title subject { id caption }
      gap { absolute unit relative evidence(parts: [VALUE]) { quote } }
      ratio { of by value usual } overlap { start end stated }
      sides { words quantity { value unit } named { caption } thing { __typename } superseded denied origins
              context { property word } validity { start stated } documents { title }
              statements { property } evidence(parts: [VALUE]) { quote start document { title } } }
      shown { policy side why } } } }"""


@pytest.fixture
def two(ledger, notes):
    """Two texts on one plant that do not agree, and a third of its servers."""
    for title, head, power, basis in (
        ("One", "Alder", "500 MW", "facility"), ("Two", "Alder Station", "300 MW", "facility"),
        ("Three", "Alder Works", "400 MW", "criticalIT"),
    ):  # fmt: skip
        page = notes(f"{head} 4321 draws {power} ({basis}) on 2025-03-01 as Brindle says.")
        firm = page.actor("Brindle")
        span = page.span(head)
        site = page.note(_mention(page, "Site", span))
        page.say(site, "name", head, head)
        page.say(site, "eiaPlantCode", "4321", "4321")
        power_ = page.fact("Capacity", "existing", "draws", [("subject", firm)], ("power", power))
        page.say(power_, "basis", basis, basis)
        page.say(power_, "date", "2025-03-01", "2025-03-01")
        page.say(power_, "site", site.id, head)
        page.into(ledger, title=title, published="2025-04")
    return ledger


def _mention(page, kind, span):
    from wattgraph.schema.statement import mention_at

    return mention_at(page.document.id, kind, span.start, span.end)


def test_both_sides_with_their_words(two, ask):
    found = ask(CONFLICTS, kinds=["VALUE"])["conflicts"]
    assert (found["totalCount"], found["note"]) == (1, None)
    (one,) = found["nodes"]
    assert (one["kind"], one["open"], one["of"], one["property"]) == ("VALUE", True, "CAPACITY", "power")
    assert one["title"] == f"power of {one['subject']['caption']}"
    assert one["gap"]["absolute"] == "200"
    assert (one["gap"]["unit"], one["gap"]["relative"]) == ("MW", "0.4")
    assert {e["quote"] for e in one["gap"]["evidence"]} >= {"500 MW", "300 MW"}
    assert one["overlap"] == {"start": "2025-03-01", "end": "2025-03-01", "stated": True}
    assert {(s["words"], s["quantity"]["value"], s["documents"][0]["title"]) for s in one["sides"]} == {
        ("500 MW", "500", "One"), ("300 MW", "300", "Two"),
    }  # fmt: skip
    for side in one["sides"]:
        assert side["origins"] == 1
        assert side["evidence"][0]["quote"] == side["words"]
        assert {"property": "basis", "word": "facility"} in side["context"]
        assert [s["property"] for s in side["statements"]] == ["power", "kind", "basis", "date"]
    assert [choice["policy"] for choice in one["shown"]][:2] == ["default", "strictText"]
    assert all(choice["side"] in (0, 1) for choice in one["shown"])


def test_another_basis_has_a_ratio(two, ask):
    found = ask(CONFLICTS, kinds=["BASIS"])["conflicts"]["nodes"]
    assert {(c["ratio"]["value"], c["ratio"]["usual"]) for c in found} == {("1.25", True), ("0.75", False)}
    assert {c["open"] for c in found} == {False}


def test_filters(two, ask, answer):
    def total(**asked):
        return ask(CONFLICTS, **asked)["conflicts"]["totalCount"]

    assert total() == total(of=["CAPACITY"]) == total(property="power") == total(site={"name": "alder"}) == 3
    assert total(of=["DEAL"]) == total(kinds=["TIME"]) == total(property="amount") == 0
    (subject,) = {c["subject"]["id"] for c in ask(CONFLICTS)["conflicts"]["nodes"]}
    assert total(site={"id": subject}) == 3
    assert len(ask(CONFLICTS, first=1)["conflicts"]["nodes"]) == 1
    assert (
        ask(CONFLICTS, site={"name": "Nowhere"})["conflicts"]["note"]
        == "no site has the id or name 'Nowhere' (names are compared whole)"
    )
    assert "no actor is called 'Nobody'" in ask(CONFLICTS, firm={"name": "Nobody"})["conflicts"]["note"]
    assert ask(CONFLICTS, kinds=["SCOPE"])["conflicts"]["note"].startswith("no two documents disagree")
    assert "3 actors are called 'Brindle'" in answer(CONFLICTS, firm={"name": "Brindle"})["errors"][0]["message"]
    assert "say which site" in answer(CONFLICTS, site={})["errors"][0]["message"]
    assert "first is 0" in answer(CONFLICTS, first=0)["errors"][0]["message"]
    assert total(view={"policy": "strictText"}) == 3
