"""Whatever comes later: a look back says what a ledger says that holds only what was known by then."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.changes import ask
from wattgraph.graph.conflicts import conflicts
from wattgraph.graph.ledger import Ledger, LedgerError
from wattgraph.graph.links import Ends, find_paths
from wattgraph.graph.suggestions import suggestions
from wattgraph.graph.sums import sums
from wattgraph.graph.view import Node, Perspective, Snapshot, View
from wattgraph.graph.view.past import Past
from wattgraph.schema.dates import PartialDate

from ..columns.histories import MADE, Step, opened

QUICK = settings(max_examples=60)
DAYS = ("2026-01-15", "2026-02", "2026", None)
AMOUNTS = ("2 billion dollars", "3 billion dollars", "about 3 billion dollars", "5 billion dollars")
PAIRS = (("Anvil", "Cedar"), ("Anvil", "Birch"), ("Birch", "Cedar"))
#: Loads that were taken: a page and what is told of where it stood. Acts of people: what they did, and to what.
Done = tuple[str, Any, Any]


def raised(text: Any, number: int, other: int, version: str) -> Any:
    """A deal of which a text may say what its amount was before: only that makes one of two earlier reports."""
    amount, former = AMOUNTS[number], AMOUNTS[other % 4]
    was = f", up from {former}," if number != other % 4 and version == "1.1" else ""
    pair = PAIRS[other % 3]
    page = text(f"{pair[0]} signed a deal of {amount}{was} with {pair[1]}. Told on page {number}{other}{version}.")
    parties = [("provider", pair[0]), ("customer", pair[1])]
    page.contract("Deal", "lease", "deal", parties, amount, former if was else None, status="signed")
    return page


def renamed(text: Any, number: int, other: int, version: str) -> Any:
    """A row of a register that gives a firm one more name, and one more number by which it is known."""
    one, name = ("Anvil", "Birch", "Cedar")[number % 3], ("Anvil", "Birch", "Cedar", "Elm", "Elm")[other]
    more = ("lei", f"5493000000000000000{other}") if version == "1.0" else ("ticker", f"NYSE: T{other % 2}")
    page = text(f"{one} is {name}, number 10{number}, {more[1]}, {version}", "1.0", "source/register")
    firm = page.record("register", f"{number}")
    for prop, words in (("name", one), ("alias", name), ("cik", f"10{number}"), more):
        page.say(firm, prop, words, words)
    return page


def campus(text: Any, number: int, other: int, version: str) -> Any:
    """A site of a data set that is a part of another."""
    source = ("plants", "census")[number % 2]
    words = f"{source}: Works {other}, code 77{other}, of Works {number}, code 77{number}. {version}"
    page = text(words, "1.0", source)
    plants = [page.record(source, f"{at}", "Site") for at in (number, other)]
    for plant, at in zip(plants, (number, other), strict=True):
        page.say(plant, "name", f"Works {at}", f"Works {at}")
        page.say(plant, "eiaPlantCode", f"77{at}", f"77{at}")
    if number != other:
        page.say(plants[1], "partOf", plants[0].id, f"Works {number}")
    return page


def placed(text: Any, number: int, other: int, version: str) -> Any:
    """A row of a data set with the position of a site, which may be far from where another source has it."""
    source, north = ("plants", "census")[number % 2], ("31.5", "38.5")[version == "1.1"]
    page = text(f"{source}: Works {other}, code 77{other}, at {north}, -102.25", "1.0", source)
    plant = page.record(source, f"{other}", "Site")
    told = {"name": f"Works {other}", "eiaPlantCode": f"77{other}", "latitude": north, "longitude": "-102.25"}
    for prop, words in told.items():
        page.say(plant, prop, words, words)
    return page


PAGES = MADE | {"placed": placed, "raised": raised, "renamed": renamed, "campus": campus}
STEPS = st.lists(
    st.tuples(
        st.sampled_from((*PAGES, "raised", "renamed", "list", "retract", "same", "different", "unsure", "withdraw")),
        st.integers(0, 3), st.integers(0, 4), st.sampled_from(("1.0", "1.1")), st.integers(0, 3),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


def told_of(verbs: tuple[str, ...], version: str, days: tuple[int, ...]) -> st.SearchStrategy[Any]:
    return st.tuples(
        st.sampled_from(verbs), st.integers(0, 1), st.integers(0, 1), st.just(version), st.sampled_from(days)
    )


#: Two sources that tell of the same few things, and later releases of them, which mostly say the same again.
_PLAIN, _OTHER = ("site",) * 6, ("campus", "renamed", "placed", "same")
RELEASES = st.builds(
    lambda early, late: [*early, *late],
    st.lists(told_of((*_PLAIN, "placed", "row"), "1.0", (0, 0, 1)), min_size=2, max_size=6),
    st.lists(told_of(_PLAIN * 2 + _OTHER, "1.1", (2, 3)), min_size=1, max_size=4),
)


def follow(ledger: Ledger, step: Step, day: str | None, text: Any, listed: Callable[..., Any]) -> Done | None:
    """Takes a step and tells it; None where the ledger refuses, or nothing is there to judge."""
    verb, number, other, version = step
    held = list(ledger.statements())
    things = sorted({s.subject for s in held if s.property in ("name", "kind")})
    if verb in PAGES or verb == "list":
        shown = {"series": "register/rows", "vintage": f"{version}.{other}"} if verb == "row" else {}
        rows = [("anvil", "Anvil", "bitcoinMiner"), ("birch", "Birch", "utility")]
        page = PAGES[verb](text, number, other, version) if verb in PAGES else listed(*rows[: 1 + number % 2])
        return take(ledger, ("load", page, shown | ({"published": day} if day else {})))
    if verb == "withdraw":
        acts = ledger.judgements()
        one = acts[number % len(acts)] if acts else None
        return take(ledger, (verb, (one.verb, one.subject, one.other), None)) if one else None
    if verb == "retract":
        said = held[number * 7 % len(held)] if held else None
        return take(ledger, (verb, (said.id, said.document, said.subject)[other % 3], None)) if said else None
    return take(ledger, (verb, things[number % len(things)], things[-1 - other % len(things)])) if things else None


def take(ledger: Ledger, done: Done) -> Done | None:
    """Does what was done; None where this ledger refuses it."""
    verb, one, other = done
    try:
        if verb == "load":
            one.into(ledger, **other)
        elif verb == "retract":
            ledger.retract(one, "ann")
        elif verb == "withdraw":
            number = next((a.number for a in ledger.judgements() if (a.verb, a.subject, a.other) == one), None)
            return None if number is None else (ledger.withdraw(number, "ann"), done)[1]
        else:
            ledger.judge(verb, one, other, author="ann")
    except LedgerError:
        return None
    return done


def told(view: View) -> dict[str, Any]:
    """What a view answers, whatever the places and the log of its ledger are."""
    snapshot, firms = view.snapshot, [node.id for node in view.of_kind("Actor")]
    return {
        "nodes": [of_node(view, node) for node in view.nodes.values()],
        "listed": {kind: [n.id for n in view.of_kind(kind)] for kind in ("Firm", "Site", "Deal")},
        "parts": {firm: [(n.id, p.role) for n, p in view.taking_part(firm)] for firm in firms},
        "unsure": set(snapshot.identity.unsure),
        "proofs": {(e.rule, e.reason, e.one, e.other) for e in snapshot.identity.proofs},
        "record": dict(snapshot.identity.record),
        "aside": [(c.aside.subject, c.aside.other) for c in snapshot.identity.conflicts],
        "keys": dict(snapshot.listed),
        "sums": [str(found) for by in ((), ("firm",), ("status",)) for found in sums(view, "Deal", by=by)],
        "paths": [(p.start, p.end, [h.via.id for h in p.hops]) for p in paths(view)],
        "conflicts": [(c.id, c.kind, c.gap, c.why) for c in conflicts(view)],
        "suggestions": suggestions(view),
    }  # fmt: skip


def of_node(view: View, node: Node) -> tuple[Any, ...]:
    def bare(statements: Any) -> list[Any]:
        return [s._replace(sequence=0) for s in statements]

    return (
        node.id, node.kind, node.mentions, view.name(node.id),
        {p: [(v.decoded, bare(v.statements)) for v in values] for p, values in node.values.items()},
        [(p.role, p.actor, bare(p.statements)) for p in node.parties], bare(node.superseded), bare(node.denied),
    )  # fmt: skip


def paths(view: View) -> Any:
    names = sorted({view.name(node.id) for node in view.of_kind("Firm")})
    ends = [(one, other) for one in names[:3] for other in names[:3] if one != other]
    return [path for one, other in ends for path in find_paths(view, Ends(name=one), Ends(name=other)).paths]


@QUICK
@given(steps=STEPS, at=st.sampled_from(("2025", "2026-01", "2026-02-10", "2026-06", "2026")))
def test_what_comes_later_changes_no_look_back(text: Any, listed: Any, steps: list[Any], at: str) -> None:
    check(text, listed, steps, at)


@QUICK
@given(steps=RELEASES, at=st.sampled_from(("2026-02-10", "2026-06")))
def test_nor_does_a_later_release_of_what_two_sources_tell(text: Any, listed: Any, steps: list[Any], at: str) -> None:
    check(text, listed, steps, at)


def check(text: Any, listed: Any, steps: list[Any], at: str) -> None:
    """Compares a look back with a ledger of what was known then."""
    then = PartialDate.parse(at)
    with opened() as ledger, opened() as small:
        done = [follow(ledger, step[:4], DAYS[step[4]], text, listed) for step in steps]
        now = Snapshot(ledger)
        later = now.late(then)
        for one in filter(None, done):
            if one[0] != "load" or one[1].document.id not in later:
                take(small, one)
        past, kept = Past(now, then, own_ids=True), Snapshot(small).view()
        assert told(View(past, Perspective(known_at=then), hindsight=True)) == told(kept)
        check_ids(now.view(), now.view(Perspective(known_at=then)), kept)


def check_ids(now: View, view: View, kept: View) -> None:
    """A look back says the same by other ids: by those of now, where a node is one node on both days."""
    assert {n.mentions for n in view.nodes.values()} == {n.mentions for n in kept.nodes.values()}
    before, after = (seen.snapshot.identity.node for seen in (kept, now))
    several = {n for n in after.values() if len({before[m] for m in before if after[m] == n}) > 1}
    for node in view.nodes.values():
        assert view.node(node.id) == node
        assert view.snapshot.identity.members[node.id] == list(node.mentions)
        later = {after[m] for m in node.mentions}
        if len(later) == 1 and not later & several:
            assert node.id in later


# -- one by one


@pytest.fixture
def raise_told(ledger: Ledger, text: Any, listed: Any) -> Ledger:
    """Two reports of 2 and 3 billion, and a third, of May, which says that the second took the place of the first."""
    listed(("anvil", "Anvil", "bitcoinMiner"), ("cedar", "Cedar", "hyperscaler")).into(ledger)
    parties = [("provider", "Anvil"), ("customer", "Cedar")]
    for day, amount, former in (("2026-01-10", AMOUNTS[0], None), ("2026-02-10", AMOUNTS[1], None),
                                ("2026-05-10", AMOUNTS[1], AMOUNTS[0])):  # fmt: skip
        was = f", up from {former}," if former else ""
        page = text(f"Anvil signed a deal of {amount}{was} with Cedar in {day[:7]}.")
        page.contract("Deal", "lease", "deal", parties, amount, former, status="signed")
        page.into(ledger, published=day)
    assert ledger.quarantine() == []
    return ledger


def known(ledger: Ledger, at: str) -> View:
    return Snapshot(ledger).view(Perspective(known_at=PartialDate.parse(at)))


def test_a_former_amount_joins_no_deals_before_it_was_told(raise_told: Ledger) -> None:
    (now,) = known(raise_told, "2026-06").of_kind("Deal")
    view = known(raise_told, "2026-03")
    first, second = view.of_kind("Deal")
    assert {str(first.figure.quantity.verbatim), str(second.figure.quantity.verbatim)} == set(AMOUNTS[:2])  # type: ignore[union-attr]
    assert not {m for node in (first, second) for m in node.mentions} >= set(now.mentions)
    assert len(known(raise_told, "2026-01").of_kind("Deal")) == 1


def test_an_id_of_now_leads_to_what_was_known_if_that_was_one_node(raise_told: Ledger) -> None:
    now = Snapshot(raise_told).view()
    (deal,) = now.of_kind("Deal")
    early, middle = known(raise_told, "2026-01"), known(raise_told, "2026-03")
    for mention in deal.mentions:
        at = now.snapshot.mentions[mention].document
        found = {view: view.node(mention.hex()) for view in (early, middle)}
        assert found[early]
        assert found[early].documents() == early.of_kind("Deal")[0].documents()
        assert (found[middle] is None) == (at in middle.hidden)  # of two deals nobody says which
    assert early.node("anvil")


def test_a_judgement_holds_at_any_time_of_what_was_known(ledger: Ledger, text: Any) -> None:
    """It mends our reading. On a mention of a document that was not known it has no effect, and leads nowhere."""
    firms = []
    for day, name in (("2026-01-10", "Anvil"), ("2026-02-10", "Anvil Corp"), ("2026-05-10", "Anvil Works")):
        page = text(f"{name} reported on {day}.")
        firms.append(page.firm(name).id)
        page.into(ledger, published=day)
    ledger.judge("same", firms[0], firms[1], author="ann")
    assert len(known(ledger, "2026-03").of_kind("Firm")) == 1
    ledger.withdraw(ledger.judgements()[0].number, "ann")
    ledger.judge("same", firms[0], firms[2], author="ann")
    ledger.judge("same", firms[2], firms[1], author="ann")
    assert len(known(ledger, "2026-06").of_kind("Firm")) == 1
    assert len(known(ledger, "2026-03").of_kind("Firm")) == 2


def test_a_view_of_the_past_lays_identity_over_shared_columns(raise_told: Ledger) -> None:
    snapshot = Snapshot(raise_told)
    now = snapshot.view()
    before = [(n.id, n.mentions) for n in now.nodes.values()]
    views = [snapshot.view(Perspective(as_of=day, known_at=PartialDate.parse("2026-03")))
             for day in (None, PartialDate.parse("2026-02"))]  # fmt: skip
    assert views[0].snapshot is views[1].snapshot is not snapshot
    assert views[0].snapshot.columns is snapshot.columns
    assert views[0].snapshot.view().snapshot is snapshot
    assert snapshot.view(Perspective(known_at=PartialDate.parse("9999"))).snapshot is snapshot
    assert [(n.id, n.mentions) for n in snapshot.view().nodes.values()] == before


def test_that_two_things_became_one_is_a_change_of_knowledge(raise_told: Ledger) -> None:
    view = Snapshot(raise_told).view()
    found = [row for row in ask(view, "2026-03").rows if row.property == "identity"]
    assert [(row.sort, row.how, row.thing.kind) for row in found] == [("knowledge", "joined", "Deal")]
    (row,) = found
    assert row.why == "they are one: a text says that one figure replaced the other"
    assert row.before
    assert row.after
    assert str(row.before.decoded).count("Anvil") == 2
    assert str(row.after.decoded).count("Anvil") == 1
    assert {s.document for s in row.before.statements} <= view.documents.keys() - known(raise_told, "2026-03").hidden
    assert not [row for row in ask(view, "2026-05").rows if row.property == "identity"]
    assert not [row for row in ask(view, "2026-03", of=["Firm"]).rows if row.property == "identity"]


def test_what_a_later_text_tells_apart_was_one(ledger: Ledger, text: Any) -> None:
    """Two records bear one ticker, until a third document gives the second a number that the first cannot have."""
    for day, source, prop, code in (("2026-01-10", "sec", "cik", "101"), ("2026-02-10", "lei", "ticker", "NYSE: ANV"),
                                    ("2026-05-10", "lei", "cik", "102")):  # fmt: skip
        page = text(f"Anvil, NYSE: ANV, has {code}; told by {source} on {day}.", "1.0", f"source/{source}")
        firm = page.record(source, source)
        page.say(firm, "name", "Anvil", "Anvil")
        for name, words in {prop: code, "ticker": "NYSE: ANV"}.items():
            page.say(firm, name, words, words)
        page.into(ledger, published=day)
    assert ledger.quarantine() == []
    now = Snapshot(ledger).view()
    (one,) = known(ledger, "2026-03").of_kind("Firm")
    assert len(now.of_kind("Firm")) == 2
    (row,) = [row for row in ask(now, "2026-03").rows if row.property == "identity"]
    assert (row.sort, row.how, row.why) == ("knowledge", "parted", "what was read since tells them apart")
    assert row.former == one
    assert row.after
    assert row.after.decoded == "Anvil; Anvil"
