"""`view: {asOf, knownAt}` on every root, `changes`, histories, and cursors that are bound to what they page."""

from collections.abc import Callable
from typing import Any

import pytest
from graphql import is_object_type

from wattgraph.api.graphql import schema
from wattgraph.graph.ledger import Ledger

Ask = Callable[..., Any]
DEAL = "On {day} Alder signed a lease of {amount} dollars with Birch until {end}."


@pytest.fixture
def deals(told: Ledger, notes: Any) -> Ledger:
    """Three dated leases, one of them published on a day of which only the year is known."""
    for amount, day, end, published in (
        ("5 billion", "2020-05-01", "2024-04-30", "2020-05-02"), ("7 billion", "2025-03-04", "2031-01-01", "2025"),
        ("8 billion", "2026-02-03", "2032-01-01", "2026-02-03"),
    ):  # fmt: skip
        page = notes(DEAL.format(day=day, amount=amount, end=end))
        parties = [("provider", page.actor("Alder")), ("customer", page.actor("Birch"))]
        deal = page.fact("Deal", "lease", "lease", parties, ("amount", f"{amount} dollars"), status="signed")
        page.say(deal, "date", day, day)
        page.say(deal, "end", end, end)
        page.into(told, title=f"A lease of {amount}", published=published, published_basis="given")
    return told


LEASES = """
query($asOf: String, $knownAt: String) {
  deals(kind: [LEASE], first: 10, view: {asOf: $asOf, knownAt: $knownAt}) { note nodes { date holdsAsOf } } }
"""


def leases(ask: Ask, **clocks: str) -> list[str]:
    return sorted(node["date"] for node in ask(LEASES, **clocks)["deals"]["nodes"])


def test_what_is_so_as_of_a_date(deals: Ledger, ask: Ask) -> None:
    assert leases(ask) == ["2020-05-01", "2025-03-04", "2026-02-03"]
    assert leases(ask, asOf="2021") == ["2020-05-01"]
    assert leases(ask, asOf="2025-03-03") == []
    assert leases(ask, asOf="2026-02-03") == ["2025-03-04", "2026-02-03"]


def test_what_was_known_by_a_date_and_how_many_documents_were_left_out(deals: Ledger, ask: Ask) -> None:
    assert leases(ask, knownAt="2020-05-02") == ["2020-05-01"]
    assert leases(ask, knownAt="2025-12-30") == ["2020-05-01"]  # "2025" may be the 31st
    assert leases(ask, knownAt="2025") == ["2020-05-01", "2025-03-04"]
    note = ask(LEASES, knownAt="2025-12-30")["deals"]["note"]
    assert (
        "left out as not surely known at 2025-12-30: 6 documents, 1 of them with a date that may lie before" in note
    )
    query = '{ snapshot(view: {knownAt: "2025-12-30"}) { documents knownAt asOf leftOut { count later open } } }'
    assert ask(query)["snapshot"] == {
        "documents": 2, "knownAt": "2025-12-30", "asOf": None, "leftOut": {"count": 6, "later": 5, "open": 1},
    }  # fmt: skip


def test_documents_tell_when_they_were_known(deals: Ledger, ask: Ask) -> None:
    found = ask("{ documents(first: 20) { nodes { title knownFrom knownBasis } } }")["documents"]["nodes"]
    bases = {node["title"]: (node["knownFrom"], node["knownBasis"]) for node in found}
    assert bases["A lease of 7 billion"] == ("2025", "PUBLISHED")
    assert bases["A deal"][1] == "RECORDED"
    known = ask('{ documents(first: 20, view: {knownAt: "2020-05-02"}) { nodes { title } } }')["documents"]["nodes"]
    assert {node["title"] for node in known} == {"The list", "A lease of 5 billion"}


def test_what_passes_only_because_its_time_is_unknown_says_so(deals: Ledger, ask: Ask) -> None:
    query = '{ deals(first: 10, view: {asOf: "2025"}) { note nodes { kind date holdsAsOf } } }'
    found = ask(query)["deals"]
    assert {(n["kind"], n["date"], n["holdsAsOf"]) for n in found["nodes"]} == {
        ("UNSPECIFIED", None, "UNKNOWN"), ("PARTNERSHIP", None, "UNKNOWN"), ("LEASE", "2025-03-04", "OPEN"),
    }  # fmt: skip
    assert found["note"] == "so at 2025 as far as known: 2 of unknown time, 1 of a time known in part"
    assert all(n["holdsAsOf"] is None for n in ask("{ deals(first: 10) { nodes { holdsAsOf } } }")["deals"]["nodes"])


def test_every_root_that_answers_from_the_graph_takes_the_clocks() -> None:
    roots = schema().query_type
    assert roots is not None
    views = {name: field.args.get("view") for name, field in roots.fields.items()}
    without = {name for name, argument in views.items() if argument is None}
    assert without == {"review", "quarantine", "candidates"}  # they show the ledger, not the graph
    for argument in views.values():
        assert argument is None or {"asOf", "knownAt", "policy"} <= set(argument.type.fields)


@pytest.mark.parametrize("clock", ["asOf", "knownAt"])
def test_a_clock_that_is_no_date(deals: Ledger, answer: Ask, clock: str) -> None:
    (error,) = answer(f'{{ deals(first: 1, view: {{{clock}: "soon"}}) {{ totalCount }} }}')["errors"]
    assert f"{clock}: 'soon' is no date: write 2026" in error["message"]


def test_a_cursor_is_bound_to_its_perspective(deals: Ledger, ask: Ask, answer: Ask) -> None:
    query = """query($after: String, $view: ViewInput) {
      firms(first: 1, after: $after, view: $view) { nodes { id } pageInfo { endCursor } } }"""
    for view in ({}, {"asOf": "2026"}, {"knownAt": "2026-05"}, {"policy": "strictText"}):
        cursor = ask(query, view=view)["firms"]["pageInfo"]["endCursor"]
        assert ask(query, view=view, after=cursor)["firms"]["nodes"]
        for other in ({"asOf": "2025"}, {"knownAt": "2025"}):
            (error,) = answer(query, view=other, after=cursor)["errors"]
            assert "another policy or date" in error["message"]


# -- changes

CHANGES = """
query($since: String, $until: String, $sorts: [ChangeSort!], $first: Int!, $after: String, $firm: OneActor) {
  changes(since: $since, until: $until, sorts: $sorts, first: $first, after: $after, firm: $firm, of: [DEAL, FIRM]) {
    totalCount note counts { sort count } documents { title } pageInfo { endCursor hasNextPage }
    nodes { id sort how property at why matured slip { days least most }
      thing { __typename id caption } former { id }
      before { text } after { text modality quantity { value } thing { id }
        evidence { quote start end document { title } } statements { id } } } } }
"""


def test_changes_between_two_dates(deals: Ledger, ask: Ask) -> None:
    found = ask(CHANGES, since="2025", until="2026-03", first=20)["changes"]
    assert found["documents"] == [{"title": "A lease of 8 billion"}]
    assert found["counts"] == [{"sort": "WORLD", "count": 1}, {"sort": "UNKNOWN", "count": 2}]
    (deal,) = [n for n in found["nodes"] if n["sort"] == "WORLD"]
    assert (deal["how"], deal["property"], deal["at"], deal["before"]) == ("APPEARED", "amount", "2026-02-03", None)
    assert deal["after"]["quantity"] == {"value": "8000000000"}
    assert [e["document"]["title"] for e in deal["after"]["evidence"]] == ["A lease of 8 billion"]
    assert "4 documents" in found["note"]  # which are known by their loading only
    world = ask(CHANGES, since="2025", until="2026-03", sorts=["WORLD"], first=20)["changes"]
    assert [n["id"] for n in world["nodes"]] == [deal["id"]]


def test_changes_page_by_page_with_cursors_of_their_own(deals: Ledger, ask: Ask, answer: Ask) -> None:
    whole = ask(CHANGES, since="2020", first=1000)["changes"]
    ids, after = [], None
    while True:
        part = ask(CHANGES, since="2020", first=2, after=after)["changes"]
        ids += [node["id"] for node in part["nodes"]]
        after = part["pageInfo"]["endCursor"]
        if not part["pageInfo"]["hasNextPage"]:
            break
    assert ids == [node["id"] for node in whole["nodes"]]
    assert len(ids) == whole["totalCount"] > 4
    (error,) = answer(CHANGES, since="2021", first=2, after=after)["errors"]
    assert "another policy or date" in error["message"]


@pytest.mark.parametrize(("variables", "message"), [
    ({}, "say since when"),
    ({"since": "soon"}, "since: 'soon' is no date"),
    ({"since": "2026", "until": "2025"}, "until 2025 lies before since 2026"),
    ({"since": "2020", "firm": {"name": "Elder"}}, "no actor is called 'Elder'"),
    ({"since": "2020", "firm": {}}, "say which firm"),
])  # fmt: skip
def test_changes_that_cannot_be_asked(deals: Ledger, answer: Ask, variables: dict[str, Any], message: str) -> None:
    (error,) = answer(CHANGES, first=2, **variables)["errors"]
    assert message in error["message"]


def test_nothing_became_known(deals: Ledger, ask: Ask) -> None:
    found = ask(CHANGES, since="2021", until="2022", first=2)["changes"]
    assert found["nodes"] == []
    assert "no document became known in between" in found["note"]


def test_what_a_load_brought(deals: Ledger, ask: Ask, notes: Any) -> None:
    before = ask("{ snapshot { sequence } }")["snapshot"]["sequence"]
    page = notes("Cedar was founded.")
    page.actor("Cedar")
    page.into(deals, published="2019", published_basis="given")
    query = "query($n: Int) { changes(sinceSequence: $n, first: 9) { nodes { sort how after { text } } } }"
    assert ask(query, n=before)["changes"]["nodes"] == [
        {"sort": "UNKNOWN", "how": "APPEARED", "after": {"text": "Cedar"}}
    ]


# -- histories


def test_the_history_of_a_name_and_who_changed_it(told: Ledger, ask: Ask, answer: Ask, notes: Any) -> None:
    page = notes("Elder was its name until 2021-10-28 and Alder is since then.")
    firm = page.actor("Alder")
    page.say(firm, "alias", "Elder", "Elder", page.span("2021-10-28", "date"), valid_to="2021-10-28")
    page.into(told, published="2022", published_basis="given")
    query = """{ firms(changed: [ALIAS], first: 9, view: {asOf: "2020"}) { nodes {
        name history(property: "alias") {
          text validFrom validTo toldFrom holdsAsOf evidence(parts: [VALUE]) { quote } } } } }"""
    assert ask(query)["firms"]["nodes"] == [{"name": "Alder", "history": [{
        "text": "Elder", "validFrom": None, "validTo": "2021-10-28", "toldFrom": "2022", "holdsAsOf": "OPEN",
        "evidence": [{"quote": "Elder"}],
    }]}]  # fmt: skip
    assert ask("{ firms(changed: [TICKER], first: 9) { totalCount } }")["firms"]["totalCount"] == 0
    (error,) = answer('{ firms(first: 1) { nodes { history(property: "power") { text } } } }')["errors"]
    assert "Firm has no property 'power'" in error["message"]


def test_new_types_are_objects() -> None:
    assert all(
        is_object_type(schema().get_type(name)) for name in ("Change", "ToldValue", "Slip", "Period", "LeftOut")
    )
