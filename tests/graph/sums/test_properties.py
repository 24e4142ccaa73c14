"""Whatever is loaded, in whatever order: a sum stays inside the interval sum of its parts."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.sums import Sum, sums
from wattgraph.graph.sums.claims import added
from wattgraph.graph.sums.shares import whole
from wattgraph.schema.quantity import Interval

FIRMS = ("Meta", "Oracle", "Google", "IREN")
DATES = (None, ("2025", "2025"), ("2025-10", "October 2025"), ("2026", "2026"))
AMOUNTS = (
    "up to 9 billion dollars", "2 billion dollars", "3 billion dollars", "5.5 billion dollars",
    "more than 4 billion dollars", "1,350 million dollars", "850 million dollars", "500 million dollars",
)  # fmt: skip
QUICK = settings(max_examples=60)


class Report(NamedTuple):
    """What one text says: who raised how much, when, and how firmly."""

    names: tuple[str, ...]
    amounts: tuple[str, ...]
    date: tuple[str, str] | None
    modality: str
    kind: str


REPORTS = st.builds(
    Report, st.lists(st.sampled_from(FIRMS), min_size=1, max_size=3, unique=True).map(tuple),
    st.lists(st.sampled_from(AMOUNTS), min_size=1, max_size=3, unique=True).map(tuple), st.sampled_from(DATES),
    st.sampled_from(("asserted", "asserted", "planned", "possible")),
    st.sampled_from(("bondIssuance", "loan", "buyback")),
)  # fmt: skip


def load(text, ledger, report, tail=""):
    page = text(
        f"{' and '.join(report.names)} raised bonds for {' and '.join(report.amounts)}"
        f"{' in ' + report.date[1] if report.date else ''}, they said {report.modality} {report.kind}.{tail}"
    )
    for amount in report.amounts:
        page.contract(
            "CapitalFlow", report.kind, "bonds", [("issuer", n) for n in report.names], amount, date=report.date,
            modality=report.modality,
        )  # fmt: skip
    page.into(ledger)
    return page.document.id


@contextmanager
def filled(text, listed, reports) -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db", create=True) as ledger:
        listed(*((name.lower(), name, "hyperscaler") for name in FIRMS)).into(ledger)
        for report in reports:
            load(text, ledger, report)
        yield ledger


def shown(found: list[Sum]) -> list[object]:
    """What can be compared between two ledgers of the same texts."""
    return [
        (str(s.group), str(s.interval), [sorted((i.thing.id, str(i.interval), i.why, i.because) for i in part)
                                         for part in (s.counted, s.left_out, s.optional)], sorted(s.flags))
        for s in found
    ]  # fmt: skip


def within(number: Decimal | None, least: Decimal | None, most: Decimal | None) -> bool:
    return number is None or ((least is None or number >= least) and (most is None or number <= most))


@QUICK
@given(reports=st.lists(REPORTS, min_size=1, max_size=6))
def test_a_total_stays_inside_the_interval_sum_of_its_parts(text, listed, look, reports):
    with filled(text, listed, reports) as ledger:
        view = look(ledger)
        for total in sums(view, "CapitalFlow", kinds=("bondIssuance", "loan")):
            things = [item.thing for item in [*total.counted, *total.left_out]]
            naive = [whole(thing, thing.quantity("amount"))[0] for thing in things]
            most = sum((n.upper for n in naive), Decimal(0)) if all(n.upper is not None for n in naive) else None
            least = max((n.lower for n in naive), default=Decimal(0))
            assert within(total.interval.lower, least, most)
            assert within(total.interval.upper, least, most)
            every = added([])
            for item in total.counted:
                every += item.interval
            assert every == total.interval
            assert {i.thing.id for i in total.counted}.isdisjoint(i.thing.id for i in total.left_out)
            assert all(item.statements and item.why for item in [*total.counted, *total.left_out])


@QUICK
@given(reports=st.lists(REPORTS, min_size=1, max_size=5), firm=st.sampled_from(FIRMS))
def test_a_firms_part_is_no_more_than_the_total(text, listed, look, reports, firm):
    with filled(text, listed, reports) as ledger:
        view = look(ledger)
        across = {s.group: s for s in sums(view, "CapitalFlow", kinds=("loan",))}
        for own in sums(view, "CapitalFlow", firm.lower(), kinds=("loan",)):
            most = across[own.group].interval.upper
            assert within(own.interval.upper, Decimal(0), most)


@QUICK
@given(reports=st.lists(REPORTS, min_size=1, max_size=5), chance=st.randoms(use_true_random=False))
def test_the_order_of_loading_does_not_matter(text, listed, look, reports, chance):
    shuffled = list(reports)
    chance.shuffle(shuffled)
    with filled(text, listed, reports) as one, filled(text, listed, shuffled) as other:
        for by in ((), ("issuer", "year")):
            assert shown(sums(look(one), "CapitalFlow", by=by)) == shown(sums(look(other), "CapitalFlow", by=by))


@QUICK
@given(reports=st.lists(REPORTS, min_size=1, max_size=4), more=REPORTS)
def test_retracting_a_document_removes_what_rested_on_it_alone(text, listed, look, reports, more):
    with filled(text, listed, reports) as without, filled(text, listed, reports) as ledger:
        before = {d.id for d in without.documents()}
        document = load(text, ledger, more)
        if document not in before:
            ledger.retract(document, author="ann")
        assert shown(sums(look(ledger), "CapitalFlow")) == shown(sums(look(without), "CapitalFlow"))


@QUICK
@given(reports=st.lists(REPORTS, min_size=1, max_size=4), copied=st.integers(0, 3))
def test_a_second_report_of_the_same_never_adds(text, listed, look, reports, copied):
    """Of one figure by text; where a text gives several of the same parties, which is which may be open."""
    single = [report._replace(amounts=report.amounts[:1]) for report in reports]
    with filled(text, listed, single) as ledger:
        before = {s.group: s.interval for s in sums(look(ledger), "CapitalFlow")}
        load(text, ledger, single[copied % len(single)], " It was in the papers.")
        for total in sums(look(ledger), "CapitalFlow"):
            old = before[total.group]
            assert within(total.interval.upper, None, old.upper)


class Plant(NamedTuple):
    """What one text says of megawatts: whose, at which site, from when."""

    operator: str
    site: str | None
    power: str
    kind: str
    date: str | None


PLANTS = st.builds(
    Plant, st.sampled_from(FIRMS), st.sampled_from((None, "Alder", "Birch")),
    st.sampled_from(("40 megawatts", "60 megawatts", "100 megawatts", "up to 80 megawatts")),
    st.sampled_from(("existing", "planned", "contracted")), st.sampled_from((None, "2025", "2026")),
)  # fmt: skip


def load_plant(text, ledger, plant):
    site, date = plant.site or "some site", plant.date or "some year"
    page = text(f"{plant.operator} has {plant.power} at {site} in {date}, {plant.kind}.")
    place = page.record("list", site, "Site") if plant.site else None
    if place:
        page.say(place, "name", site, site)
    made = page.contract(
        "Capacity", plant.kind, "has", [("operator", plant.operator)], plant.power, prop="power",
        date=(date, date) if plant.date else None,
    )  # fmt: skip
    if place:
        page.say(made, "site", place.id, site)
    page.into(ledger)


@QUICK
@given(plants=st.lists(PLANTS, min_size=1, max_size=6), chance=st.randoms(use_true_random=False))
def test_megawatts_stay_inside_their_interval_sum_in_any_order(text, listed, look, plants, chance):
    shuffled = list(plants)
    chance.shuffle(shuffled)
    with filled(text, listed, []) as one, filled(text, listed, []) as other:
        for ledger, order in ((one, plants), (other, shuffled)):
            for plant in order:
                load_plant(text, ledger, plant)
        assert one.quarantine() == []
        found = sums(look(one), "Capacity")
        assert shown(found) == shown(sums(look(other), "Capacity"))
        for total in found:
            things = [item.thing for item in [*total.counted, *total.left_out]]
            naive = added_up(whole(thing, thing.quantity("power"))[0] for thing in things)
            assert within(total.interval.upper, Decimal(0), naive.upper)
            assert within(total.interval.lower, Decimal(0), naive.lower)
            assert all(item.because or item.interval is not None for item in total.left_out)


def added_up(intervals):
    total = added([])
    for interval in intervals:
        total += interval
    return total


class Link(NamedTuple):
    """How one contract hangs on an earlier one: `to` counts back from it; whether it was cancelled since."""

    prop: str | None
    to: int
    cancelled: bool


LINKS = st.lists(
    st.builds(
        Link, st.sampled_from((None, "amends", "amends", "underDeal", "underDeal")), st.integers(1, 5),
        st.sampled_from((False, False, True)),
    ), min_size=1, max_size=7,
)  # fmt: skip


def brute_force(links):
    """Which contracts count: none that a selected one amends, none under what is held; each by walking its chain."""
    above = {
        i: (link.prop, max(i - link.to, 0)) for i, link in enumerate(links) if link.prop and i
    }  # fmt: skip
    amended = {i: [] for i in range(len(links))}  # all that it takes the place of
    for i in amended:
        at = i
        while above.get(at, ("", 0))[0] == "amends":
            at = above[at][1]
            amended[i].append(at)

    def selected(i):
        return not links[i].cancelled

    def held(i):  # whether what it is counts somewhere
        taken = any(selected(j) and i in amended[j] for j in amended)
        return selected(i) or taken or (above.get(i, ("", 0))[0] == "underDeal" and held(above[i][1]))

    for i in amended:
        frames = [above[at][1] for at in (i, *amended[i]) if above.get(at, ("", 0))[0] == "underDeal"]
        gone = any(selected(j) and i in amended[j] for j in amended)
        if selected(i) and not gone and not any(held(frame) for frame in frames):
            yield i


@QUICK
@given(links=LINKS, chance=st.randoms(use_true_random=False))
def test_chains_of_amendments_and_frames_count_as_a_brute_force_count_does(text, listed, look, links, chance):
    """Amounts each larger than all before together: no two sets of them have one sum, so none is lost unseen."""
    amounts = [f"{101 * 3**i} million dollars" for i in range(len(links))]
    order = list(amounts)
    chance.shuffle(order)
    page = text(f"Meta has hosting of IREN for {', for '.join(order)}, amended, under a frame.")
    made = []
    for i, (link, amount) in enumerate(zip(links, amounts, strict=True)):
        parties = [("provider", "IREN"), ("customer", "Meta")]
        status = "cancelled" if link.cancelled else "signed"
        made.append(page.contract("Deal", "hosting", "hosting", parties, amount, status=status))
        if link.prop and i:
            page.say(made[i], link.prop, made[max(i - link.to, 0)].id, "frame")
    with filled(text, listed, []) as ledger:
        page.into(ledger)
        assert ledger.quarantine() == []
        found = sums(look(ledger), "Deal")
        counted = {item.thing.id for total in found for item in total.counted}
        expected = list(brute_force(links))
        assert counted == {made[i].id.hex() for i in expected}
        assert added_up(t.interval for t in found) == Interval.point(
            Decimal(sum(101 * 3**i for i in expected)) * 10**6
        )


STAKES = st.lists(
    st.tuples(st.sampled_from(FIRMS), st.sampled_from(FIRMS), st.integers(1, 12)).filter(lambda s: s[0] != s[1]),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@QUICK
@given(rows=STAKES, kind=st.sampled_from(("Stake", "Deal")), chance=st.randoms(use_true_random=False))
def test_what_nothing_holds_is_never_lost(text, listed, look, rows, kind, chance):
    """Contracts of two firms with a day of their own each add all of their amounts: a sum is not too small either."""
    amounts = [101 * 3**i for i in range(len(rows))]
    pages = []
    for (one, other, month), amount in zip(rows, amounts, strict=True):
        day = f"2025-{month:02d}-11"
        page = text(f"{one} holds a stake in or leases from {other}, worth {amount} million dollars, since {day}.")
        sides = [("owner", one), ("target", other)] if kind == "Stake" else [("customer", one), ("provider", other)]
        word = "stake" if kind == "Stake" else "lease"
        page.contract(kind, word, word, sides, f"{amount} million dollars", date=(day, day), status="signed")
        pages.append(page)
    chance.shuffle(pages)
    with filled(text, listed, []) as ledger:
        for page in pages:
            page.into(ledger)
        assert ledger.quarantine() == []
        found = sums(look(ledger), kind)
        assert added_up(total.interval for total in found) == Interval.point(Decimal(sum(amounts)) * 10**6)
