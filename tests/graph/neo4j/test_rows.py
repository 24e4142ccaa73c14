"""Rows: all that a view shows becomes nodes and relationships, with nothing rounded, invented or left out."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.api.store import Store
from wattgraph.graph.exports import to_networkx
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.neo4j import labels
from wattgraph.graph.neo4j.cypher import write
from wattgraph.graph.neo4j.quantities import flat
from wattgraph.graph.neo4j.rows import ArrowRow, NodeRow
from wattgraph.graph.neo4j.sources import document_rows, source_arrows, statement_rows
from wattgraph.graph.neo4j.things import arrow_rows, thing_rows
from wattgraph.graph.view import View
from wattgraph.schema.quantity import Interval, Quantity


def nodes(view: View) -> list[NodeRow]:
    return [*document_rows(view), *thing_rows(view), *statement_rows(view)]


def arrows(view: View) -> list[ArrowRow]:
    return [*arrow_rows(view), *source_arrows(view)]


def of_kind(view: View, kind: str) -> list[dict[str, Any]]:
    return [row.properties for row in thing_rows(view) if row.labels.present[0] == kind]


def test_every_node_and_relationship_of_the_view_is_there(store: Store) -> None:
    view = store.view()
    drawn = to_networkx(view, isolated=True)
    assert {row.key.id: row.labels.present[0] for row in thing_rows(view)} == dict(drawn.nodes(data="type"))
    edges = Counter((a["verb"], start, end, a["role"]) for start, end, a in drawn.edges(data=True))
    assert edges == Counter(tuple(row.key) for row in arrow_rows(view) if row.key.type != labels.LINKED_TO)
    assert Counter(row.key.id for row in statement_rows(view)) == Counter(s.id.hex() for s in view.statements())


def test_relationships_lead_from_a_node_to_a_node_and_are_told_apart(store: Store) -> None:
    view = store.view()
    ids = Counter(row.key.id for row in nodes(view))
    assert set(ids.values()) == {1}
    found = Counter(row.key for row in arrows(view))
    assert set(found.values()) == {1}
    assert {end for key in found for end in (key.start, key.end)} <= ids.keys()
    assert {key.type for key in found} <= set(labels.types())


def test_a_firm_is_an_actor_too(view: View) -> None:
    (iren,) = [row for row in thing_rows(view) if row.properties["caption"] == "IREN"]
    assert iren.labels.present == ("Firm", "Actor")
    assert {"Deal", "Group", "Statement", "Snapshot"} <= set(iren.labels.absent)


def test_an_amount_of_at_most_so_much_has_no_point(view: View) -> None:
    (pledge,) = [p for p in of_kind(view, "CapitalFlow") if p["kind"] == "capexCommitment"]
    assert "amount" not in pledge
    assert "amountExact" not in pledge
    assert (pledge["amountLower"], pledge["amountUpper"]) == (0.0, 50e9)
    assert (pledge["amountUpperExact"], pledge["amountQualifier"]) == ("50000000000", "upTo")
    assert pledge["caption"] == "capex commitment · up to $50bn"


def test_a_joint_flow_says_that_its_list_is_open(view: View) -> None:
    (bonds,) = [p for p in of_kind(view, "CapitalFlow") if p["kind"] == "bondIssuance"]
    assert bonds["participantsComplete"] is False
    assert bonds["openList"] is True
    assert bonds["caption"] == "bond issuance · about $100bn · others (list open)"
    raised = [row for row in arrow_rows(view) if row.key.type == "RAISES"]
    assert len(raised) == 3
    assert all(row.properties.keys() == {"role", "statements"} for row in raised)


def test_an_implied_currency_says_so(view: View) -> None:
    (deal,) = of_kind(view, "Deal")
    assert (deal["amountExact"], deal["amountUnit"], deal["amountUnitBasis"]) == ("9700000000", "USD", "implied")
    assert deal["term"] == "P5Y"
    assert (deal["status"], deal["statusBasis"], deal["modality"]) == ("signed", "stated", "asserted")


decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4)


@given(decimals, decimals)
def test_doubles_are_the_exact_numbers(one: Decimal, other: Decimal) -> None:
    for lower, upper in ((one, one), (min(one, other), max(one, other)), (None, one), (one, None)):
        found = flat("amount", Quantity(Interval(lower, upper), "USD"))
        assert ("amount" in found) == (lower == upper)
        for name in ("amount", "amountLower", "amountUpper"):
            assert (name in found) == (f"{name}Exact" in found)
            if name in found:
                assert found[name] == float(str(found[f"{name}Exact"]))
        assert ("amountLower" in found, "amountUpper" in found) == (lower is not None, upper is not None)


def test_every_figure_leads_to_a_sentence_of_its_document(store: Store) -> None:
    view = store.view()
    said = {row.key.id: row.properties for row in statement_rows(view)}
    text = {s.id.hex(): view.snapshot.ledger.text(s.document) for s in view.statements()}
    for identifier, held in said.items():
        assert text[identifier][held["start"] : held["end"]] == held["quote"]  # type: ignore[misc]
    figures = [(p[n], p[f"{n[:-10]}Verbatim"]) for row in thing_rows(view) for p in (row.properties,) for n in p
               if n.endswith("Statements") and f"{n[:-10]}Verbatim" in p]  # fmt: skip
    assert len(figures) > 10
    for statements, words in figures:
        assert all(words in said[s]["quote"] for s in statements)  # type: ignore[operator, union-attr]


def test_no_text_of_a_document_goes_along(view: View) -> None:
    secret = "drank their coffee black"
    assert all(secret in view.snapshot.ledger.text(document) for document in view.documents)
    rows: chain[NodeRow | ArrowRow] = chain(nodes(view), arrows(view))
    assert not [row for row in rows if secret in repr(row)]


def test_what_was_replaced_and_what_is_denied_is_marked(
    ledger: Ledger, iren: Callable[..., Any], text: Callable[..., Any], listed: Callable[..., Any],
    look: Callable[..., View],
) -> None:  # fmt: skip
    listed(("iren", "IREN", "bitcoinMiner"), ("microsoft", "Microsoft", "hyperscaler")).into(ledger)
    iren("9.7 billion dollars").into(ledger, published="2025-11-01")
    iren("10 billion dollars", former="9.7 billion dollars").into(ledger, published="2025-12-01")
    page = text("Oracle said that it is not a hyperscaler.")
    page.say(page.firm("Oracle"), "role", "hyperscaler", "hyperscaler", polarity=False)
    page.into(ledger)
    view = look(ledger)
    (deal,) = of_kind(view, "Deal")
    assert deal["amountExact"] == "10000000000"
    said = [row.properties for row in statement_rows(view)]
    (old,) = [p for p in said if p["superseded"]]
    assert (old["property"], old["says"], old["shown"]) == ("amount", "$9.7bn", False)
    (denied,) = [p for p in said if not p["polarity"]]
    assert (denied["property"], denied["shown"]) == ("role", False)
    (oracle,) = [p for p in of_kind(view, "Firm") if p["name"] == "Oracle"]
    assert "roles" not in oracle


def test_a_role_on_ones_own_word_stands_apart(
    ledger: Ledger, listed: Callable[..., Any], text: Callable[..., Any], look: Callable[..., View]
) -> None:
    listed(("iren", "IREN", "bitcoinMiner")).into(ledger)
    page = text("IREN, the hyperscaler, said that it grows.")
    firm = page.firm("IREN")
    page.say(firm, "role", "hyperscaler", "hyperscaler", asserted_by=firm.id)
    page.into(ledger)
    (iren,) = of_kind(look(ledger), "Firm")
    assert (iren["roles"], iren["roleBases"], iren["selfRoles"]) == (["bitcoinMiner"], ["reference"], ["hyperscaler"])


def test_a_link_joins_two_actors_once_for_each_thing(view: View) -> None:
    (link,) = [row for row in arrow_rows(view) if row.key.type == labels.LINKED_TO]
    assert sorted(view.name(end) for end in (link.key.start, link.key.end)) == ["IREN", "Microsoft"]
    assert link.properties["derived"] is True
    assert link.properties["class"] == "contract"
    assert view.node(str(link.properties["via"])) in view.of_kind("Deal")
    assert len(link.properties["statements"]) == 2  # type: ignore[arg-type]


def test_a_policy_leaves_out_what_it_does_not_admit(store: Store) -> None:
    view = store.view("strictText")
    assert {row.properties["modality"] for row in statement_rows(view)}.isdisjoint({"inferred"})
    assert not [p for p in of_kind(view, "Firm") if "roles" in p]


def test_digests_tell_rows_apart_and_nothing_else(view: View) -> None:
    first, again = nodes(view), nodes(view)
    assert [row.parameters() for row in first] == [row.parameters() for row in again]
    row = first[0]
    other = row._replace(properties={**row.properties, "caption": "another"})
    turned = row._replace(properties=dict(reversed(row.properties.items())))
    relabelled = row._replace(labels=labels.of_class("Firm"))
    digests = [r.parameters()["digest"] for r in (row, turned, other, relabelled)]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


@pytest.mark.parametrize("name", ["", "a b", "`", "Firm`) DETACH DELETE (n", "Ünï", "1st", "a:b"])
def test_only_plain_identifiers_become_labels(name: str) -> None:
    with pytest.raises(ValueError, match="of the model only"):
        labels.quoted("Firm", name)


def test_no_value_gets_into_cypher(store: Store) -> None:
    made = {write(row) for row in chain(nodes(store.view()), arrows(store.view()))}
    words = {word for text in made for word in text.replace("`", " ").split()}
    assert not [row.key.id for row in nodes(store.view()) if row.key.id in words]
    assert len(made) <= len(labels.labels()) + len(labels.types())
