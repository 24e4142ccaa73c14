"""The screen: what may reach the engine."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.api.sparql import Malformed, Refused, Settings
from wattgraph.api.sparql.screen import check

LIMITS = Settings()

HIDDEN = [
    'SELECT * { ?s ?p "SERVICE <http://x/> {" }',
    "SELECT * { ?s ?p 'it''s ((((' }",
    'SELECT * { ?s ?p """ " SERVICE ((( """ }',
    "SELECT * { ?s ?p '''don't SERVICE {{{''' }",
    'SELECT * { ?s ?p "a \\" SERVICE {" }',
    "SELECT * { ?s <http://x/SERVICE> ?o } # SERVICE ((((",
    "SELECT ?SERVICE $service { ?s ?p ?SERVICE }",
    "SELECT * { ?s ex:SERVICE ?o . ?o ex:a.SERVICE ?u }",
    "SELECT ?INSERT { ?s ?p ?INSERT }",
    "PREFIX drop: <urn:x> SELECT * { ?s drop:all ?o }",
]


@pytest.mark.parametrize("query", HIDDEN)
def test_words_in_strings_iris_comments_and_names_are_no_keywords(query: str) -> None:
    check(query, LIMITS)


ELSEWHERE = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { service<http://x/>{ ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
    "PREFIX e: <http://x/> SELECT * { SERVICEe: { ?s ?p ?o } }",
    "PREFIX e: <http://x/> SELECT * { ?s ?p trueSERVICE e: { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { #\nSERVICE#\n<http://x/>#\n{ ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE ?x { } } } }",
]


@pytest.mark.parametrize("query", ELSEWHERE)
def test_service_is_found(query: str) -> None:
    with pytest.raises(Refused, match="SERVICE asks another host"):
        check(query, LIMITS)


DEEP = {
    "parentheses": "SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "groups": "SELECT * " + "{" * 5000 + "}" * 5000,
    "optionals": "SELECT * {" + "OPTIONAL {" * 5000 + "?s ?p ?o" + "}" * 5000 + "}",
    "signs": "SELECT * { FILTER(" + "!" * 5000 + "true) }",
    "signs with space": "SELECT * { FILTER(" + "- " * 5000 + "1) }",
    "collections": "SELECT * { ?s ?p " + "(" * 200 + ")" * 200 + " }",
    "properties": "SELECT * { ?s ?p " + "[ ?p " * 200 + "1" + "]" * 200 + " }",
    "quoted": "SELECT * { ?s ?p " + "<<( ?s ?p " * 200 + "1" + ")>>" * 200 + " }",
}


@pytest.mark.parametrize("what", DEEP)
def test_depth_is_bounded(what: str) -> None:
    with pytest.raises(Malformed, match=r"is nested [\d,]+ deep, and may be 100"):
        check(DEEP[what], LIMITS)


def test_joins_are_bounded() -> None:
    for joined in (" UNION {}" * 1001, " OPTIONAL {}" * 1001, " FILTER(true" + "||true" * 1001 + ")"):
        with pytest.raises(Malformed, match="joins 1,001 parts"):
            check("SELECT * { {}" + joined + "}", LIMITS)


inside = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(inside)
def test_nothing_in_a_comment_counts(text: str) -> None:
    check("SELECT * { ?s ?p ?o } #" + text.replace("\n", " ").replace("\r", " "), LIMITS)


@given(inside, st.sampled_from(['"', "'", '"""', "'''"]))
def test_nothing_in_a_string_counts(text: str, mark: str) -> None:
    body = text.replace("\\", "\\\\").replace(mark[0], f"\\{mark[0]}").replace("\n", "\\n").replace("\r", "\\r")
    check(f"SELECT * {{ ?s ?p {mark}{'(' * 200}{body}{mark} }}", LIMITS)


nested = st.recursive(
    st.sampled_from(["?s ?p ?o .", "?s wg:kind 'x' .", "FILTER(?o > 5)"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda parts: "{ " + " ".join(parts) + " }"),
    max_leaves=12,
)


@given(nested)
def test_shallow_queries_pass(pattern: str) -> None:
    check(f"SELECT * {{ {pattern} }}", LIMITS)


@given(st.text(max_size=200))
def test_any_text_is_screened_without_a_fault(text: str) -> None:
    with contextlib.suppress(Refused, Malformed):
        check(text, LIMITS)
