"""The screen: what may reach the engine."""

import contextlib

import pyoxigraph as ox
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
    r"SELECT * { ?s ex:it\'s ?o . ?s ex:\( ?o }",
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
    "PREFIX e: <http://x/> SELECT * { ?s ?p e:.SERVICE <http://x/> { ?s ?p ?o } }",
    "PREFIX : <http://x/> SELECT * { ?s ?p :.SERVICE <http://x/> { ?s ?p ?o } }",
    r"PREFIX e: <http://x/> SELECT * { ?s e:a\' ?o . SERVICE <http://x/> { ?s ?p ?o } ?s ?p '' }",
    r"PREFIX e: <http://x/> SELECT * { ?s e:\# ?o . SERVICE <http://x/> { ?s ?p ?o } }",
    r"SELECT * { ?s <urn:\u0041#> ?o . SERVICE <http://x/> { ?s ?p ?o } }",
    r"SELECT * { ?s <urn:\U00000041'> ?o . SERVICE <http://x/> { ?s ?p ?o } ?s ?p '' }",
]


@pytest.mark.parametrize("query", ELSEWHERE)
def test_service_is_found(query: str) -> None:
    with pytest.raises(Refused, match="SERVICE asks another host"):
        check(query, LIMITS)


#: Only a parser knows that these begin no IRI.
COMPARED = [
    "SELECT * { ?s ?p ?c FILTER(?c<'x>')SERVICE <ADDRESS> { ?a ?b ?c } FILTER(?c<'x>') }",
    "SELECT * { ?s ?p ?c FILTER(?c<='x>')SERVICE <ADDRESS> { ?a ?b ?c } FILTER(?c<='x>') }",
    "SELECT * { ?s ?p ?c FILTER(?c<#>'''\n'a')service <ADDRESS> { ?a ?b ?c } FILTER(?c<'''z''') }",
]


@pytest.mark.parametrize("query", COMPARED)
def test_where_the_screen_cannot_tell_the_engine_sees_no_service(query: str) -> None:
    handed_on = check(query, LIMITS).text
    assert "service" not in handed_on.lower()
    with pytest.raises(SyntaxError):
        ox.Store().query(handed_on)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("a Service" AS ?x) {}',
        "SELECT ('''my \\\\service''' AS ?x) {}",
        "SELECT (<urn:SERVICE#> AS ?x) {} # service",
        "PREFIX e: <urn:service#> SELECT (e:service AS ?x) (?service AS ?y) {}",
    ],
)  # fmt: skip
def test_the_word_means_the_same_where_it_is_no_keyword(query: str) -> None:
    def rows(text: str) -> list[str]:
        found = ox.Store().query(text)
        assert isinstance(found, ox.QuerySolutions)
        return [str(row["x"]) for row in found]

    assert rows(check(query, LIMITS).text) == rows(query) != []


@pytest.mark.parametrize(
    ("query", "own"),
    [
        ("SELECT * FROM <urn:g> { ?s ?p ?o }", True),
        ("PREFIX g: <urn:g> SELECT * from NAMED g: { GRAPH ?g { ?s ?p ?o } }", True),
        ("ASKFROM<urn:g>{ ?s ?p ?o }", True),
        ("PREFIX from: <urn:x> SELECT ?from { ?from from:a 'FROM <urn:g>', <urn:FROM> } # FROM <urn:g>", False),
    ],
)
def test_whether_a_query_names_its_graphs(query: str, own: bool) -> None:
    assert check(query, LIMITS).dataset is own


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


@pytest.mark.parametrize("unit", ["'\\", '"\\', "'''\\'", '"""\\"', "<a", "'''a''", "?a<#>", "\\u0041?s\\'"])
def test_strings_that_do_not_end_are_read_once(unit: str) -> None:
    """It would take minutes if each quote were the start of another try."""
    with contextlib.suppress(Refused, Malformed):
        check((unit * LIMITS.length)[: LIMITS.length], LIMITS)


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
