"""What is so as of a date: milestones that follow each other, contracts that are over, names that held."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.links import hops_from
from wattgraph.graph.sums import sums
from wattgraph.graph.times.clock import begun
from wattgraph.graph.times.histories import changed, history
from wattgraph.graph.times.milestones import current
from wattgraph.graph.view import Node, View
from wattgraph.graph.view.views import Views
from wattgraph.schema.dates import PartialDate

from .conftest import Release, Row

OfSite = Callable[[View, str], list[Node]]
TIMELINE = (
    Row("Alder", "2025-06-23", "478", 7), Row("Alder", "2025-12-23", "751", 11),
    Row("Alder", "2026-03-23", "1092", 16), Row("Alder", "2026-10-19", "1244", 18, planned=True),
    Row("Alder", "2026-03-23", "910", 16, basis="criticalIT"), Row("Birch", "2026", "50"),
)  # fmt: skip


def powers(nodes: list[Node]) -> list[str]:
    return [n.quantity("power").verbatim for n in nodes]  # type: ignore[union-attr]


def test_one_milestone_of_a_site_and_basis_stands_at_a_time(
    release: Release, ledger: Ledger, of_site: OfSite
) -> None:
    release("2026-07-19", *TIMELINE)
    views = Views(ledger)
    expected = {
        "2025-06-22": [], "2025-06-23": ["478 MW"], "2025-12-31": ["751 MW"], "2026-07-19": ["1092 MW", "910 MW"],
        "2027": ["910 MW", "1244 MW"],
    }  # fmt: skip
    for day, megawatts in expected.items():
        view = views.view(as_of=day)
        assert sorted(powers(of_site(view, "Alder"))) == sorted(megawatts), day
    future = [n for n in of_site(views.view(as_of="2027"), "Alder") if n.word("kind") == "planned"]
    assert [s.modality for n in future for s in n.statements() if s.property == "power"] == ["projected"]


def test_what_is_over_is_found_by_its_id_and_by_what_took_its_place(
    release: Release, ledger: Ledger, of_site: OfSite
) -> None:
    release("2026-07-19", *TIMELINE)
    view = Views(ledger).view(as_of="2026-01-01")
    (now,) = of_site(view, "Alder")
    assert powers([now]) == ["751 MW"]
    over = [n for n in view.nodes.values() if n.kind == "Capacity" and view.successor(n)]
    assert [n.word("date") for n in over] == ["2025-06-23"]
    assert view.successor(over[0]) == now.id
    assert view.successor(now) is None


def test_a_milestone_whose_day_is_known_in_part_replaces_nothing_before_it_is_over(
    release: Release, ledger: Ledger, of_site: OfSite
) -> None:
    release("2026-07-19", Row("Alder", "2025-06-23", "478", 7), Row("Alder", "2026", "900", 9))
    views = Views(ledger)
    assert powers(of_site(views.view(as_of="2025"), "Alder")) == ["478 MW"]
    assert powers(of_site(views.view(as_of="2026-05-05"), "Alder")) == ["478 MW", "900 MW"]
    assert powers(of_site(views.view(as_of="2026-12-31"), "Alder")) == ["900 MW"]


def test_what_stands_without_a_day_stands_on_the_day_of_its_publication(
    release: Release, ledger: Ledger, of_site: OfSite
) -> None:
    release("2026-07-19", *TIMELINE[:3])
    release("2026-08-01", Row("Alder", "", "1100"), Row("Birch", "", "60"), series="parks/centers")
    views = Views(ledger)
    assert powers(of_site(views.view(as_of="2026-09-01"), "Alder")) == ["1100 MW"]
    assert powers(of_site(views.view(as_of="2025-12-31"), "Alder")) == ["751 MW"]
    assert powers(of_site(views.view(as_of="2024-12-31"), "Alder")) == []  # its timeline begins later
    assert powers(of_site(views.view(as_of="2024-12-31"), "Birch")) == ["60 MW"]  # of unknown time: it passes


def test_without_a_date_the_latest_stands_and_the_latest_plan(
    release: Release, ledger: Ledger, of_site: OfSite
) -> None:
    release("2026-07-19", *TIMELINE, Row("Alder", "2028-03-17", "2310", 32, planned=True))
    view = Views(ledger).view()
    things = of_site(view, "Alder")
    assert len(things) == 6  # of any time: nothing is left out
    taken = current(view, things)
    assert powers([n for n in things if n.id not in taken]) == ["1092 MW", "910 MW", "2310 MW"]


def test_sums_and_links_as_of_a_date_leave_out_what_is_over(release: Release, ledger: Ledger) -> None:
    release("2026-07-19", *TIMELINE)
    views = Views(ledger)
    totals = {total.group.basis: total for total in sums(views.view(as_of="2026-01-01"), "Capacity")}
    assert {str(item.thing.word("date")) for item in totals["facility"].counted} == {"2025-12-23", "2026"}


def test_a_contract_that_is_over_links_nobody(text: Callable[..., Any], ledger: Ledger) -> None:
    page = text("On 2020-05-01 Alder signed a lease of 5 billion dollars with Birch until 2024-04-30.")
    parties = [("provider", "Alder"), ("customer", "Birch")]
    deal = page.contract(
        "Deal", "lease", "lease", parties, "5 billion dollars", date=("2020-05-01", "2020-05-01"), status="signed"
    )
    page.say(deal, "end", "2024-04-30", "2024-04-30")
    page.into(ledger)
    assert ledger.quarantine() == []
    views = Views(ledger)
    seen = {}
    for day in ("2020-04-30", "2020-05", "2022", "2024-04-30", "2024-05-01"):
        view = views.view(as_of=day)
        alder = next(n for n in view.of_kind("Firm") if n.word("name") == "Alder")
        found = view.node(deal.id.hex())
        assert found is not None  # by its id it is always there
        seen[day] = len(view.of_kind("Deal")), len(list(hops_from(view, alder.id))), len(sums(view, "Deal"))
    assert seen == {
        "2020-04-30": (0, 0, 0), "2020-05": (1, 1, 1), "2022": (1, 1, 1), "2024-04-30": (1, 1, 1),
        "2024-05-01": (0, 0, 0),
    }  # fmt: skip


def test_names_of_their_time(text: Callable[..., Any], ledger: Ledger) -> None:
    page = text(
        "Elder was its name until 2021-10-28; it is Alder since 2021-10-28, at times Alde.", loader="source/names"
    )
    firm = page.record("names", "1")
    page.say(firm, "name", "Elder", "Elder", page.span("2021-10-28", "date"), valid_to="2021-10-28")
    page.say(firm, "name", "Alder", "Alder", page.span("2021-10-28", "date"), valid_from="2021-10-28")
    page.say(firm, "name", "Alde", "Alde,".rstrip(","))
    page.into(ledger, published="2022")
    assert ledger.quarantine() == []
    views = Views(ledger)

    def called(as_of: str | None) -> list[str]:
        (node,) = views.view(as_of=as_of).of_kind("Firm")
        return [str(v.decoded) for v in node.values["name"]]

    assert called("2020") == ["Elder", "Alde"]
    assert called("2023") == ["Alder", "Alde"]
    assert called(None)[-1] == "Elder"
    view = views.view()
    (node,) = view.of_kind("Firm")
    spans = [(str(p.decoded), p.begin and str(p.begin), p.end and str(p.end)) for p in history(view, node, "name")]
    assert spans == [("Elder", None, "2021-10-28"), ("Alde", None, None), ("Alder", "2021-10-28", None)]
    assert changed(view, [node], ["name"]) == [node]
    assert changed(view, [node], ["ticker"]) == []


days = st.sampled_from(["2024", "2025-03", "2025-06-23", "2025", "2026-01-01", "2026-Q1", "2027-05-05"])


@settings(max_examples=40)
@given(
    rows=st.lists(st.tuples(days, st.integers(1, 900)), min_size=1, max_size=5, unique_by=lambda r: r[0]), day=days
)
def test_what_took_a_place_was_surely_reached_and_later(
    fresh: Callable[[], Ledger], text: Callable[..., Any], rows: list[tuple[str, int]], day: str
) -> None:
    from .conftest import loaded

    ledger = fresh()
    loaded(text, ledger, "2027-06", [Row("Alder", at, str(megawatts)) for at, megawatts in rows])
    as_of = PartialDate.parse(day)
    view = Views(ledger).view(as_of=day)
    for gone in view.nodes.values():
        later = view.successor(gone) if gone.kind == "Capacity" else None
        if later is None:
            continue
        one, other = (PartialDate.parse(n.word("date") or "") for n in (gone, view.nodes[later]))
        assert one.before(other) is True
        assert begun(other, as_of) == "yes"
        assert view.successor(view.nodes[later]) is None
    listed = [PartialDate.parse(n.word("date") or "") for n in view.of_kind("Capacity")]
    reached = [PartialDate.parse(at) for at, _ in rows if begun(PartialDate.parse(at), as_of) != "no"]
    assert bool(listed) == bool(reached)
