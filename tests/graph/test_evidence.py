"""There is no number in any answer without words that say it: over made-up ledgers, for answers of every kind."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.changes import changes_since_entry
from wattgraph.graph.conflicts import conflicts
from wattgraph.graph.evidence import unfold
from wattgraph.graph.figures.buildup import buildup
from wattgraph.graph.figures.concentration import concentration
from wattgraph.graph.figures.financing import Financing, financing, raised
from wattgraph.graph.figures.headroom import headroom
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.ledger.records import StoredStatement
from wattgraph.graph.links import hops_from, paths
from wattgraph.graph.roles import roles
from wattgraph.graph.sums import SUMMED, Sums, sums
from wattgraph.graph.view import Snapshot, View
from wattgraph.schema.dates import PartialDate
from wattgraph.schema.evidence import contradiction
from wattgraph.schema.model import QUANTITIES
from wattgraph.schema.quantity import Interval, Quantity

QUICK = settings(max_examples=30)
FIRMS = [("anvil", "Anvil", "bitcoinMiner"), ("birch", "Birch", "hyperscaler"), ("quill", "Quill", "bank")]
#: Head, kind and role of the other party by class.
SORTS = {
    "Deal": [("lease", "provider", "customer"), ("powerPurchase", "provider", "customer")],
    "CapitalFlow": [("loan", "lender", "beneficiary"), ("bondIssuance", "issuer", "lender")],
    "Capacity": [("existing", "owner", "operator"), ("contracted", "provider", "customer")],
}
MONEY = (
    "5 billion dollars",
    "up to 7 billion dollars",
    "about 2 billion dollars",
    "$1.5 billion",
    "800 million euros",
)
POWER = ("500 MW", "1.3 GW", "up to 300 MW", "about 200 MW", "between 100 MW and 150 MW")
FACT = st.one_of(
    st.tuples(st.just(name), st.sampled_from(sorts), st.permutations(["Anvil", "Birch", "Quill"]),
              st.sampled_from(POWER if name == "Capacity" else MONEY), st.sampled_from(["2025-03-01", "2025", None]))
    for name, sorts in SORTS.items()
)  # fmt: skip
FACTS = st.lists(FACT, min_size=1, max_size=5)


def told(text, fact, number):
    """A text of one fact; capacities stand at one site, whose code its text gives."""
    name, (kind, one, other), (first, second, _), amount, date = fact
    page = text(
        f"{first} and {second}: {kind} of {amount}. Alder {number} has the code 4321. {date or ''} It is for Zephyr."
    )
    prop = "power" if name == "Capacity" else "amount"
    site = page.thing("Site", f"Alder {number}")
    page.say(site, "name", f"Alder {number}", f"Alder {number}")
    page.say(site, "eiaPlantCode", "4321", "4321")
    program = page.thing("Program", "Zephyr")
    page.say(program, "name", "Zephyr", "Zephyr")
    dated = (date, date) if date else None
    thing = page.contract(name, kind, kind, [(one, first), (other, second)], amount, prop=prop, date=dated)
    if name == "Capacity":
        page.say(thing, "site", site.id, f"Alder {number}")
    page.say(thing, "program", program.id, "Zephyr")
    return page


def seen(folder, text, listed, facts):
    ledger = Ledger(Path(folder) / "ledger.db", create=True)
    listed(*FIRMS).into(ledger)
    for number, fact in enumerate(facts):
        told(text, fact, number).into(ledger)
    assert ledger.quarantine() == []
    return ledger, Snapshot(ledger).view()


def answers(view: View) -> Iterator[object]:
    """Answers of every kind that graph/ gives."""
    yield from view.nodes.values()
    for of in SUMMED:
        for party in (None, "anvil", "birch"):
            yield from sums(view, of, party)
    for key, *_ in FIRMS:
        yield from hops_from(view, key)
        yield from paths(view, key, frozenset({"anvil", "birch", "quill"}) - {key}, 3)
        yield from roles(view, view.nodes[key])
        yield from headroom(view, key)
    yield from conflicts(view)
    yield from changes_since_entry(view, 0, PartialDate.parse("2025-06")).rows
    yield from raised(view)
    yield from financed(view)
    for of in SUMMED:
        yield sums(view, of)
    for day in buildup(view, [PartialDate.parse("2025-06"), PartialDate.parse("2026")]):
        yield from day.sums


def financed(view: View) -> Iterator[Financing]:
    for node in view.of_kind("Program"):
        yield from financing(view, node.id)


def numbers(answer: object) -> Iterator[Decimal]:
    """All numbers of an answer, whatever it is called and however deep they are."""
    if isinstance(answer, StoredStatement | View):
        return
    if isinstance(answer, Decimal):
        yield answer
    elif isinstance(answer, Interval):
        yield from (end for end in (answer.lower, answer.upper) if end is not None)
    elif isinstance(answer, Quantity):
        yield from numbers(answer.interval)
    elif isinstance(answer, Mapping):
        yield from (n for value in answer.values() for n in numbers(value))
    elif isinstance(answer, list | tuple | set | frozenset | Sums):
        yield from (n for value in answer for n in numbers(value))
    elif is_dataclass(answer):
        yield from (n for field in fields(answer) for n in numbers(getattr(answer, field.name)))


def said(view: View, answer: object) -> list[Decimal]:
    """The numbers that the words of an answer's evidence say; each quote stands at its offsets."""
    found = [Decimal(0)]
    for one in unfold(view, answer):
        text = view.snapshot.ledger.text(one.document.id)
        assert one.spans, one
        assert all(text[span.start : span.end] == span.quote for span in one.spans)
        kind = view.snapshot.mentions[one.statement.subject].kind
        if view.model.kind(kind).properties[one.statement.property].ranges[0] in QUANTITIES:
            quantity = Quantity.decode(str(one.statement.object))
            assert contradiction(quantity, one.spans) is None
            found += set(numbers(quantity))
    return found


def follows(number: Decimal, stated: list[Decimal]) -> bool:
    """Whether a number is stated, or is a sum, a difference of sums, or a quotient of numbers that are."""
    if number in stated or -number in stated:
        return True
    apart = {a - b for a in stated for b in stated}
    if number in apart | {round(a / b, 4) for a in (*apart, *stated) for b in stated if b}:
        return True
    added = {sum(some, Decimal(0)) for size in range(len(stated) + 1) for some in combinations(stated, size)}
    return any(number + less in added for less in added)


@QUICK
@given(facts=FACTS)
def test_no_number_without_words_that_say_it(text, listed, facts):
    with tempfile.TemporaryDirectory() as folder:
        ledger, view = seen(folder, text, listed, facts)
        found = list(answers(view))
        for answer in found:
            stated = said(view, answer)
            for number in numbers(answer):
                assert follows(number, stated), (answer, number, stated)
        for found_here in (concentration(view, "Deal", "provider"), concentration(view, "CapitalFlow", "lender")):
            for pool in found_here:
                behind = {one.statement.id for one in unfold(view, pool)}
                parts = {said.id for part in pool.parts for said in part.total.statements}
                assert parts
                assert parts | {said.id for said in pool.whole.statements} <= behind
        ledger.close()
        assert any(len(list(numbers(answer))) for answer in found)


@dataclass(frozen=True)
class Made:
    """An answer of a type that nobody foresaw."""

    inner: dict[str, tuple[object, ...]]


class Wrapped:
    """One that holds no statement in the open."""

    def __init__(self, inner: object) -> None:
        self._inner = inner

    def proofs(self) -> list[object]:
        return [self._inner]


@pytest.fixture
def one(ledger, iren, look):
    iren("9.7 billion dollars").into(ledger, title="A deal", publisher="The Paper", published="2025-11-03")
    return look(ledger)


def test_types_that_nobody_foresaw_unfold_by_what_they_hold(one):
    (deal,) = one.of_kind("Deal")
    plain = unfold(one, deal)
    assert plain == unfold(one, Made({"x": (deal, deal)})) == unfold(one, [Wrapped(deal)]) == unfold(one, {1: deal})
    assert unfold(one, deal.shown("amount")) == plain[:1]
    assert unfold(one, ["words", 5, one]) == []
    assert str(unfold(one, None)) == "nothing: no statement is held"


@pytest.mark.parametrize("bare", ["words", 5, Decimal("0.5"), Interval.point(Decimal(1))])
def test_what_holds_no_statement_is_refused_and_never_silently_nothing(one, bare):
    with pytest.raises(TypeError, match="holds no statement: give the value, party, node"):
        unfold(one, bare)


def test_what_cannot_be_walked_through_is_refused(one):
    for strange in (object(), [object()], {"x": object()}):
        with pytest.raises(TypeError, match="evidence cannot be found in a object"):
            unfold(one, strange)
    with pytest.raises(TypeError, match="a bare View holds no statement"):
        unfold(one, one)


def test_sums_unfold_whole_and_by_group(one):
    whole = sums(one, "Deal")
    assert len(unfold(one, whole)) > 0
    assert unfold(one, whole) == unfold(one, list(whole)) == unfold(one, whole.groups)


def test_it_prints_claim_quote_publisher_date_and_offsets(one):
    (deal,) = one.of_kind("Deal")
    shown = str(unfold(one, deal.shown("amount")))
    whose = one.name(deal.id)
    assert shown == (
        f"amount of {whose}: 9.7 billion dollars\n"
        "  “IREN signed a 9.7 billion dollars deal with Microsoft.” — “A deal” (The Paper), published 2025-11-03, "
        "characters 0–55"
    )


def test_what_was_superseded_still_unfolds(ledger, text, look):
    for vintage, name in (("1", "Alder"), ("2", "Birch")):
        page = text(f"{vintage} {name}")
        page.say(page.record("desk", f"a#{vintage}", "Site"), "name", name, name)
        page.into(ledger, series="desk/a", vintage=vintage)
    view = look(ledger)
    (gone,) = (node for node in view.nodes.values() if node.replaced)
    assert [str(e.statement.object) for e in unfold(view, gone)] == ["Alder"]
