"""The search finds what a search without bounds finds, in order, and says where it stopped."""

import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.links import Ends, Least, Side, Through, find_paths
from wattgraph.graph.links.search import ORDERS, Wanted, search
from wattgraph.graph.view import Snapshot

NAMES = [f"Firm{letter}" for letter in "ABCDEFG"]
#: Kind of thing, its kind word, roles of the two.
SHAPES = [
    ("Deal", "lease", "provider", "customer"), ("Deal", "unspecified", "party", "party"),
    ("CapitalFlow", "backstop", "guarantor", "beneficiary"), ("CapitalFlow", "loan", "lender", "beneficiary"),
    ("Stake", "stake", "owner", "target"),
]  # fmt: skip
firm = st.integers(0, len(NAMES) - 1)
thing = st.tuples(
    firm, firm, st.sampled_from(SHAPES), st.sampled_from([None, "signed", "cancelled"]), st.integers(0, 9)
)


def build(text, things):
    """A text with one line a thing; a thing may name an earlier deal as the one that it falls under."""
    lines = [f"{NAMES[a]} and {NAMES[b]} do number{i}x." for i, (a, b, *_) in enumerate(things)]
    page = text(" ".join(NAMES) + ".\n" + "\n".join(lines))
    for name in NAMES:
        page.firm(name)
    deals = []
    for i, (a, b, (kind, word, one, other), status, under) in enumerate(things):
        if a == b:
            continue
        made = page.contract(kind, word, f"number{i}x", [(one, NAMES[a]), (other, NAMES[b])], status=status)
        if kind != "Stake" and under < len(deals):
            page.say(made, "underDeal", deals[under].id, f"number{i}x")
        if kind == "Deal":
            deals.append(made)
    return page


def key(path):
    return path.start, path.end, tuple((h.via.id, h.start, h.end, h.parties[0].role) for h in path.hops)


@settings(max_examples=25)
@given(things=st.lists(thing, min_size=4, max_size=14), association=st.booleans(), hops=st.integers(1, 3))
def test_bounds_lose_nothing(text, things, association, hops):
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "x.db", create=True) as ledger:
        build(text, things).into(ledger)
        assert ledger.quarantine() == []
        view = Snapshot(ledger).view()
        everybody = frozenset(node.id for node in view.of_kind("Firm"))
        by_name = {view.name(i): i for i in everybody}
        starts, ends = (Side(frozenset(by_name[n] for n in some)) for some in (NAMES[:2], NAMES[-2:]))
        wanted = Wanted(starts, ends, hops, association=association)
        found = search(view, wanted)
        everything = search(view, replace(wanted, ends=Side(everybody)))
        assert [key(p) for p in found.paths] == [key(p) for p in everything.paths if p.end in ends.actors]
        assert [p.worth[:2] for p in found.paths] == sorted(p.worth[:2] for p in found.paths)
        for order in ORDERS:
            other = search(view, replace(wanted, order=order))
            assert sorted(map(key, other.paths)) == sorted(map(key, found.paths))
            assert [key(p) for p in other.paths[:2]] == [
                key(p) for p in search(view, replace(wanted, order=order, first=2)).paths
            ]
        _is_sound(found.paths, hops, association)


def _is_sound(paths, hops, association):
    for path in paths:
        passed = [path.hops[0].start, *(hop.end for hop in path.hops)]
        assert len(set(passed)) == len(passed) <= hops + 1
        assert all(not hop.faults for hop in path.hops)
        assert association or (path.exposure and all(hop.joint for hop in path.hops[1:]))
        for hop in path.hops[:-1]:
            assert hop.parties[1].role in ("customer", "provider", "beneficiary", "target")
        assert all(hop.claims for hop in path.hops)


@pytest.fixture
def star(ledger, text, look):
    """A host with ten tenants, each of which pays a lender."""
    tenants = [f"Tenant{i}x" for i in range(10)]
    page = text(
        "Host. Lender. " + " ".join(f"lets{i}x lends{i}x for $1{i} million to {t}." for i, t in enumerate(tenants))
    )
    for i, tenant in enumerate(tenants):
        sides = [("provider", "Host"), ("customer", tenant)]
        page.contract("Deal", "lease", f"lets{i}x", sides, status="signed")
        sides = [("lender", "Lender"), ("beneficiary", tenant)]
        page.contract("CapitalFlow", "loan", f"lends{i}x", sides, f"$1{i} million", status="closed")
    page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


HOST, LENDER = Ends(name="Host"), Ends(name="Lender")


def test_what_was_searched_is_told(star):
    found = find_paths(star, HOST, LENDER)
    assert found.paths == ()
    assert found.searched.complete
    assert found.searched.message == (
        "searched so far, found none: 1 actor at one end and 1 at the other, up to 3 hops, 10 links looked at,"
        " 1 document, policy default"
    )
    assert {miss.rule for miss in found.near_misses} == {"association"}


@pytest.mark.parametrize(("order", "words"), [
    ("shortest", "searched 1 of 3 hops, more may exist"), ("firmest", "more may exist; order shortest"),
])  # fmt: skip
def test_a_bound_that_was_hit_is_told(star, order, words):
    found = find_paths(star, HOST, LENDER, association=True, order=order, budget=11)
    assert not found.searched.complete
    assert found.searched.message.endswith(words) or words in found.searched.message


def test_the_first_few_say_that_there_may_be_more(star):
    found = find_paths(star, HOST, LENDER, association=True, first=3)
    assert len(found.paths) == 3
    assert found.searched.message.endswith("these are the first 3, more may exist")
    assert find_paths(star, HOST, LENDER, association=True).searched.complete


@pytest.mark.parametrize(("through", "count"), [
    (Through(), 10),
    (Through(links=frozenset({"contract"})), 0),
    (Through(links=frozenset({"contract", "credit"})), 10),
    (Through(kinds=frozenset({"lease", "loan"})), 10),
    (Through(kinds=frozenset({"lease"})), 0),
    (Through(statuses=frozenset({"signed", "closed"})), 10),
    (Through(statuses=frozenset({"closed"})), 0),
    (Through(least=Least(Decimal(1), "USD")), 0),
])  # fmt: skip
def test_filters_on_the_way(star, through, count):
    assert len(find_paths(star, HOST, LENDER, through=through, association=True).paths) == count


def test_a_least_amount_and_firms_to_avoid(star):
    tenants = Ends(name="Tenant3x"), Ends(name="Tenant7x")
    loans = Through(least=Least(Decimal(15_000_000), "USD"))
    counts = [len(find_paths(star, t, LENDER, 1, through=loans).paths) for t in tenants]
    assert counts == [0, 1]
    avoided = frozenset(tenants[0].find(star).actors)
    found = find_paths(star, HOST, LENDER, through=Through(avoid=avoided), association=True)
    assert len(found.paths) == 9
