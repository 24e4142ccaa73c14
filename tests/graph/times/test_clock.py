"""Partial dates and two clocks: an answer is sure only if every day that the dates can mean gives it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.policies.policy import DEFAULT, STRICT_TEXT
from wattgraph.graph.times.clock import begun, both, known, lasting, within
from wattgraph.graph.view import Perspective, Snapshot
from wattgraph.graph.view.admission import admits
from wattgraph.graph.view.views import MOST, Views
from wattgraph.schema.dates import DateError, PartialDate

#: Three years are enough for every way in which dates can lie to each other.
FORMS = [
    *(f"{year}{tail}" for year in (2024, 2025, 2026) for tail in ("", "-H1", "-Q3", "-24", "-02", "-03", "-11")),
    *("2024-12-31", "2025-01-01", "2025-02-28", "2025-03-01", "2025-03-02", "2025-07-19", "2026-02-01"),
]
dates = st.sampled_from(FORMS).map(PartialDate.parse)


def days(of: PartialDate) -> list[date]:
    """Every day that a date can mean."""
    return [of.earliest() + timedelta(n) for n in range((of.latest() - of.earliest()).days + 1)]


def agreed(answers: set[bool]) -> str:
    """The three-valued answer of what is so on some days, or on none."""
    return {frozenset({True}): "yes", frozenset({False}): "no"}.get(frozenset(answers), "open")


@given(dates, dates)
def test_what_has_begun_on_each_day_has_begun(begin: PartialDate, at: PartialDate) -> None:
    first, last = days(begin), days(at)
    assert begun(begin, at) == agreed({b <= d for b in (first[0], first[-1]) for d in (last[0], last[-1])})
    assert lasting(begin, at) == agreed({d <= b for b in (first[0], first[-1]) for d in (last[0], last[-1])})


@given(dates, dates, dates)
def test_a_span_agrees_with_every_day_that_its_ends_can_mean(
    begin: PartialDate, end: PartialDate, at: PartialDate
) -> None:
    """Days of which the beginning lies behind the end do not go together and say nothing."""
    ends, first, last = days(end), at.earliest(), at.latest()
    answers = set()
    for b in days(begin):
        for e in (max(b, ends[0]), ends[-1]):
            if b <= e <= ends[-1]:
                answers |= {True} if max(b, first) <= min(e, last) else set()
                answers |= {False} if first < b or last > e else set()
    if answers:
        assert within(begin, end, at) == agreed(answers)


@given(dates, dates)
def test_an_open_end_is_not_over_and_an_open_beginning_is_not_sure(one: PartialDate, at: PartialDate) -> None:
    assert within(one, None, at) == begun(one, at)
    that_day = one == at and one.precision == "day"  # what ends on a day is so on it
    assert within(None, one, at) == ("yes" if that_day else both("open", lasting(one, at)))
    assert within(None, None, at) == "open"


def test_both_is_kleenes() -> None:
    assert [both(a, b) for a in ("yes", "open", "no") for b in ("yes", "open", "no")] == [
        "yes", "open", "no", "open", "open", "no", "no", "no", "no",
    ]  # fmt: skip


# -- when a document was known


def test_no_document_counts_that_may_not_have_been_there(ledger: Ledger, text: Callable[..., object]) -> None:
    """No look-ahead: an answer "as known in June" that rests on what may be of December is no answer of June."""
    for name, published in (("Alder", "2025-06-14"), ("Birch", "2025-06"), ("Cedar", "2025"), ("Dogwood", "2026")):
        page = text(f"{name} was founded.")
        page.firm(name)
        page.into(ledger, published=published)
    undated = text("Elm was founded.")
    undated.firm("Elm")
    undated.into(ledger)

    def seen(at: str) -> list[str | None]:
        view = Snapshot(ledger).view(Perspective(known_at=PartialDate.parse(at)))
        return [node.word("name") for node in sorted(view.of_kind("Firm"), key=lambda n: n.word("name") or "")]

    assert seen("2025-06-13") == []
    assert seen("2025-06-14") == ["Alder"]
    assert seen("2025-06") == ["Alder", "Birch"]  # by June is by the end of June
    assert seen("2025-12-30") == ["Alder", "Birch"]
    assert seen("2025") == ["Alder", "Birch", "Cedar"]
    assert seen("9999") == ["Alder", "Birch", "Cedar", "Dogwood", "Elm"]


def test_what_tells_when_a_document_was_known(ledger: Ledger, text: Callable[..., object]) -> None:
    def told(**appearance: str) -> tuple[str, str]:
        page = text(f"Alder was founded. {sorted(appearance.items())}")
        page.firm("Alder")
        page.into(ledger, **appearance)
        found = known(Snapshot(ledger).documents[page.document.id])
        assert found
        return str(found.day), found.basis

    assert told(published="2025-06", vintage="2025-05") == ("2025-06", "published")
    assert told(vintage="2025-05", series="a/b") == ("2025-05", "vintage")
    day, basis = told(vintage="v1.3", series="a/b")
    assert (basis, day) == ("recorded", date.fromisoformat(day).isoformat())
    page = text("Birch was founded.")
    page.firm("Birch")
    page.into(ledger, published="2026", address="https://one.example/")
    page.into(ledger, published="2026-03-14", address="https://two.example/")
    found = known(Snapshot(ledger).documents[page.document.id])
    assert found
    assert str(found.day) == "2026-03-14"  # "2026" may be December


def test_the_reference_list_is_known_at_any_time(
    ledger: Ledger, listed: Callable[..., object], text: Callable[..., object]
) -> None:
    listed(("iren", "IREN", "bitcoinMiner")).into(ledger)  # type: ignore[attr-defined]
    view = Snapshot(ledger).view(Perspective(known_at=PartialDate.parse("1990")))
    node = view.node("iren")
    assert node
    assert node.word("role") == "bitcoinMiner"


def test_admission_is_a_function_of_statement_document_and_perspective(
    ledger: Ledger, listed: Callable[..., object], text: Callable[..., object]
) -> None:
    """What columns answer for many statements at once is what one statement after the other gets."""
    listed(("iren", "IREN", "bitcoinMiner")).into(ledger)  # type: ignore[attr-defined]
    for n, published in enumerate(("2025-06-14", "2025", None)):
        page = text(f"Alder{n} was founded, was called Elder{n} until 2024, and is called Oak{n} since March 2025.")
        firm = page.firm(f"Alder{n}")
        page.say(firm, "alias", f"Elder{n}", f"Elder{n}", page.span("2024", "date"), valid_to="2024")
        page.say(firm, "alias", f"Oak{n}", f"Oak{n}", page.span("March 2025", "date"), valid_from="2025-03")
        page.into(ledger, **({"published": published} if published else {}))
    assert ledger.quarantine() == []
    snapshot = Snapshot(ledger)
    clocks = (None, *map(PartialDate.parse, ("2024", "2025-06", "2025-06-14", "2026")))
    counted = set()
    for perspective in (Perspective(p, a, k) for p in (DEFAULT, STRICT_TEXT) for a in clocks for k in clocks):
        admitted = [s.id for s in snapshot.view(perspective).statements()]
        assert admitted == [
            s.id for s in ledger.statements() if admits(s, snapshot.documents[s.document], perspective)
        ]
        counted.add(len(admitted))
    assert len(counted) > 4


def test_views_of_the_last_dates_are_kept(ledger: Ledger) -> None:
    views = Views(ledger)
    usual, day = views.view(), views.view(as_of="2025-01-01")
    for year in range(2000, 2000 + MOST - 1):
        assert views.view() is usual
        views.view(known_at=str(year))
    assert views.view() is usual
    assert views.view(as_of="2025-01-01") is not day


def test_a_clock_that_is_no_date_names_itself(ledger: Ledger) -> None:
    with pytest.raises(DateError, match="knownAt: '2025-13' is no date"):
        Views(ledger).view(known_at="2025-13")
