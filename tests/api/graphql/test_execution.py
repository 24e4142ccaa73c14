"""How a query is run: bounded, one snapshot for all of it, and faults that tell no secrets."""

import logging

import pytest
from graphql import get_introspection_query

from wattgraph.api.graphql import Limits, execute
from wattgraph.graph.view import View
from wattgraph.graph.view.views import Views


def refusal(found):
    """The one message of a query that was not run."""
    assert "data" not in found
    (error,) = found["errors"]
    return error["message"]


def fragments(levels):
    """A query that doubles at each level of its fragments."""
    spread = " ".join(f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}" for i in range(levels))
    return f"{{ ...f0 }} {spread} fragment f{levels} on Query {{ firms(first: 1000) {{ nodes {{ id }} }} }}"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ firms(first: 1000) { nodes { things(first: 1000) { nodes { id } } } } }", "lower first, select fewer"),
        ("{" + " ".join(f"a{i}:firms(first:1,linkedTo:{{role:BANK}}){{note}}" for i in range(11)) + "}", "several"),
        ("{ " + " ".join(f"a{i}: firms(first: 900) {{ nodes {{ id }} }}" for i in range(250)) + " }", "lower first"),
        (fragments(20), "lower first"),
        ("{ firms(first: 1) { nodes {" + " things(first: 1) { nodes { parties { actor {" * 5 + " id" + "}}}}" * 5
         + " } } }", "levels deep, more than 15"),
        ("{ __schema { types {" + " fields { type {" * 4 + " name" + "}}" * 4 + " } } }", "introspection"),
        ("{" * 400, "Syntax Error"),
        ("{ " + "a " * 4000 + "}", "more than 4000 tokens"),
        ("{" + " ".join(f"a{i}: sums(of: DEAL) {{ totalCount }}" for i in range(12)) + "}", "may return"),
        ("{" + " ".join(f'a{i}:snapshot(view:{{asOf:"20{i}"}}){{policy}}' for i in range(10, 35)) + "}", "may"),
        ("mutation { load }", "only reads"),
        ("query A { __typename } query B { __typename }", "several operations"),
        ("{ firms(first: 1) { colour } }", "Cannot query field 'colour'"),
        ("", "Syntax Error"),
    ],
)  # fmt: skip
def test_what_is_not_run(ledger, answer, query, message):
    assert message in refusal(answer(query))


def test_the_price_counts_variables(ledger, answer):
    query = "query($n: Int!, $m: Int = 900) { firms(first: $n) { nodes { things(first: $m) { nodes { id } } } } }"
    assert "may return" in refusal(answer(query, n=1000))
    assert "errors" not in answer(query, n=2)
    assert "got invalid value 'x'" in refusal(answer(query, n="x"))


def test_an_operation_by_its_name(told):
    query = "query A { snapshot { policy } } query B { deals(first: 1) { totalCount } }"
    assert execute(Views(told), query, None, "B") == {"data": {"deals": {"totalCount": 2}}}
    assert "no operation 'C'; it has A, B" in refusal(execute(Views(told), query, None, "C"))


def test_limits_can_be_set(ledger):
    found = execute(Views(ledger), "{ snapshot { policy } }", limits=Limits(depth=1))
    assert "more than 1" in refusal(found)


def test_a_view_is_paid_for_once(ledger):
    query = "{" + " ".join(f'a{i}: snapshot(view: {{asOf: "2025"}}) {{ sequence }}' for i in range(40)) + "}"
    assert "errors" not in execute(Views(ledger), query)
    assert "errors" not in execute(Views(ledger), query.replace('asOf: "2025"', ""))


def test_no_field_is_answered_after_the_time_is_over(ledger):
    found = execute(Views(ledger), "{ snapshot { policy } }", limits=Limits(seconds=-1))
    assert "took more than -1 s: ask for fewer root fields" in found["errors"][0]["message"]


def test_introspection_is_allowed(ledger, ask):
    assert ask(get_introspection_query())["__schema"]["queryType"] == {"name": "Query", "kind": "OBJECT"}


def test_an_unknown_policy(told, answer):
    found = answer(
        '{ bad: deals(first: 1, view: {policy: "lenient"}) { totalCount } deals(first: 1) { totalCount } }'
    )
    assert found["data"] == {"bad": None, "deals": {"totalCount": 2}}
    assert found["errors"][0]["message"] == "no policy 'lenient'; there are default, strictText, filingsFirst"


def test_a_fault_of_ours_tells_only_the_log(told, answer, monkeypatch, caplog):
    def broken(self, kind):
        raise RuntimeError("secret path")

    monkeypatch.setattr(View, "listing", broken)
    with caplog.at_level(logging.ERROR):
        (error,) = answer("{ deals(first: 1) { totalCount } }")["errors"]
    assert error["message"].startswith("internal error")
    assert "secret path" in caplog.text


def test_one_question_sees_one_snapshot(told, notes, monkeypatch):
    views = Views(told)
    original = views.view

    def growing(name="default", **clocks):
        found = original(name, **clocks)
        page = notes(f"Firm number {found.sequence} was founded.")
        page.actor(f"number {found.sequence}")
        page.into(told)
        return found

    monkeypatch.setattr(views, "view", growing)
    query = '{ a: snapshot { sequence } b: snapshot(view: {policy: "strictText"}) { sequence policy } }'
    found = execute(views, query)["data"]
    assert found["a"]["sequence"] == found["b"]["sequence"]
    assert found["b"]["policy"] == "strictText"


def test_a_snapshot_counts_what_its_policy_admits(told, ask):
    query = "query($policy: String) { snapshot(view: {policy: $policy}) { statements documents } }"
    assert ask(query)["snapshot"]["statements"] - ask(query, policy="strictText")["snapshot"]["statements"] == 18
