"""Nodes that are made together are those that are made one by one; and what is left out changes nothing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.conflicts import conflicts, finder
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.policies.policy import Policy
from wattgraph.graph.sums import roundups, standing, sums, wholes
from wattgraph.graph.view import Node, Perspective, Snapshot, View
from wattgraph.graph.view.building import NodeBuilder
from wattgraph.schema.dates import PartialDate

from .columns.histories import STEPS, Step, follow, opened

QUICK = settings(max_examples=20)
DAY = PartialDate.parse("2026-02")
PERSPECTIVES = (
    Perspective(), Perspective(Policy.of("strictText")), Perspective(as_of=DAY), Perspective(known_at=DAY),
    Perspective(Policy.of("filingsFirst"), DAY, DAY), Perspective(Policy.of(minimum_origins=2)),
    Perspective(Policy.of(minimum_status="signed"), as_of=DAY),
)  # fmt: skip
#: What a text says of megawatts: whose, at which site, how much, of what kind, from when, how far they have come.
Plant = tuple[str, str, str, str, str, str | None]
PLANTS = st.lists(
    st.tuples(
        st.sampled_from(("Anvil", "Birch")), st.sampled_from(("Alder", "Beech")),
        st.sampled_from(("40 MW", "60 MW", "100 MW")), st.sampled_from(("existing", "planned", "contracted")),
        st.sampled_from(("2025-06", "2026-01", "2027")), st.sampled_from((None, "operational", "cancelled")),
    ),
    min_size=2, max_size=6,
)  # fmt: skip


def load(ledger: Ledger, text: Any, number: int, plant: Plant) -> None:
    """One text: a site, megawatts at it, a deal that replaced another figure, and a county that it is not in."""
    owner, where, power, kind, date, status = plant
    page = text(
        f"{number}: {owner} has {power} at {where} in {date}, {kind}: a sale, 2 billion dollars, not 3 billion"
        " dollars. It is in Oak, not in Firs."
    )
    site = page.record("list", where, "Site")
    orders = [("name", where), ("state", "Oak")]
    for prop, words in orders if number % 2 else reversed(orders):
        page.say(site, prop, words, words)
    page.say(site, "county", "Firs", "Firs", polarity=False)
    said = {"status": status} if status else {}
    firms = [("provider", owner)] if kind == "contracted" else [("operator", owner)]
    made = page.contract("Capacity", kind, "has", firms, power, prop="power", date=(date, date), **said)
    page.say(made, "site", site.id, where)
    page.contract("Deal", "unspecified", "sale", [("party", owner)], "2 billion dollars", "3 billion dollars", **said)
    page.into(ledger, published=f"2026-0{number % 4 + 1}", series="pages" if number % 2 else "notes")


def filled(ledger: Ledger, text: Any, listed: Any, steps: list[Step], plants: list[Plant]) -> Snapshot:
    for step in steps:
        follow(ledger, step, text, listed)
    listed(("anvil", "Anvil", "utility"), ("birch", "Birch", "utility"), version="2.0").into(ledger)
    for number, plant in enumerate(plants):
        load(ledger, text, number, plant)
    assert not any("Firs" in refused.statement for refused in ledger.quarantine())
    return Snapshot(ledger)


def told(node: Node) -> tuple[object, ...]:
    """All of a node, in its order."""
    return node, list(node.values), list(node.statements()), str(node)


def by_hand(view: View, node: Node) -> Node:
    """The node of the statements about it, which no batch read."""
    said = [s for s in view.statements() if view.snapshot.identity.node[s.subject] == node.id]
    builder = NodeBuilder(view.snapshot, view.perspective, view.editions, lambda: view.common_origins)
    members, mentions = view.snapshot.identity.members[node.id], view.snapshot.mentions
    known = [m for m in members if mentions[m].document not in view.hidden] or members
    kind = min(mentions[m].kind for m in members)
    return builder.made(node.id, kind, known, said, view.editions.replaced_then(said), view.deals)


@QUICK
@given(steps=STEPS, plants=PLANTS)
def test_nodes_made_together_are_those_made_one_by_one(
    text: Any, listed: Any, steps: list[Step], plants: list[Plant]
) -> None:  # fmt: skip
    with opened() as ledger:
        snapshot = filled(ledger, text, listed, steps, plants)
        for perspective in PERSPECTIVES:
            together, alone = snapshot.view(perspective), snapshot.view(perspective)
            numbers = together.numbers()
            assert [told(node) for node in together.all_at(numbers)] == [told(alone.at(n)) for n in numbers]
            for node in alone.nodes.values():
                made = by_hand(alone, node)
                assert (made, list(made.statements())) == (node, list(node.statements()))


@QUICK
@given(steps=STEPS, plants=PLANTS)
def test_what_the_columns_leave_out_has_no_conflict(
    text: Any, listed: Any, monkeypatch: pytest.MonkeyPatch, steps: list[Step], plants: list[Plant]
) -> None:
    with opened() as ledger:
        snapshot = filled(ledger, text, listed, steps, plants)
        for perspective in PERSPECTIVES:
            found = conflicts(snapshot.view(perspective))
            with monkeypatch.context() as patch:
                patch.setattr(finder, "suspects", lambda view, rules: view.numbers())
                assert found == conflicts(snapshot.view(perspective))


@QUICK
@given(plants=PLANTS)
def test_the_rules_that_a_sum_leaves_out_would_change_nothing(
    text: Any, listed: Any, monkeypatch: pytest.MonkeyPatch, plants: list[Plant]
) -> None:
    def totals(view: View) -> list[tuple[object, ...]]:
        found = sums(view, "Capacity", by=("operator",))
        return [(s.group, s.interval, s.counted, s.left_out, s.optional, s.flags) for s in (*found, *found.across)]

    with opened() as ledger:
        snapshot = filled(ledger, text, listed, [], plants)
        for perspective in PERSPECTIVES:
            found = totals(snapshot.view(perspective))
            with monkeypatch.context() as patch:
                patch.setattr(roundups, "_stands_alone", lambda view, thing: False)
                patch.setattr(standing, "_of_one_place", list)
                patch.setattr(wholes, "_NAMING", ("power",))
                assert found == totals(snapshot.view(perspective))
