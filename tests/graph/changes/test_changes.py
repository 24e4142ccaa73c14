"""What changed between two dates: the world, our knowledge, a plan or a definition, each told from the others."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.changes import Change, Changes, ChangesError, NothingCalled, ask
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import Node, Snapshot
from wattgraph.graph.view.views import Views
from wattgraph.schema.quantity import Quantity

from .conftest import Release, Row, loaded

Told = tuple[str, str, str, str | None, str | None]


def words(value: Any) -> str | None:
    if value is None:
        return None
    return value.decoded.verbatim if isinstance(value.decoded, Quantity) else str(value.decoded)


def told(row: Change) -> Told:
    """Sort, how, property, before and after."""
    return row.sort, row.how, row.property, words(row.before), words(row.after)


def since(ledger: Ledger, day: str, until: str | None = None, **choice: Any) -> Changes:
    return ask(Views(ledger).view(known_at=until), day, **choice)


def of(found: Changes, kind: str = "Capacity") -> list[Told]:
    return sorted(told(row) for row in found.rows if row.thing.kind == kind)


# -- releases of a timeline


def test_a_milestone_that_slipped_is_a_plan_changed_and_its_coming_is_news_of_the_world(
    release: Release, ledger: Ledger
) -> None:
    release("2025-12", Row("Alder", "2025-06-23", "478", 7), Row("Alder", "2026-01-09", "1092", 16, planned=True))
    release("2026-07-19", Row("Alder", "2025-06-23", "478", 7), Row("Alder", "2026-03-23", "1092", 16), form="~")
    found = since(ledger, "2025-12")
    assert of(found) == [
        ("plan", "moved", "date", "2026-01-09", "2026-03-23"),
        ("world", "changed", "status", "planned", "operational"),
    ]
    moved, came = sorted(found.rows, key=lambda row: row.sort)
    assert moved.slip is not None
    assert (moved.slip.days, moved.matured, came.matured) == (73, True, True)
    assert str(came.at) == "2026-03-23"
    assert moved.former is not None
    assert moved.former.id != moved.thing.id  # its record is named by its day


def test_a_plan_that_moves_on_stays_a_plan(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2026-06-09", "1229", 18, planned=True))
    release("2026-07", Row("Alder", "2026-10-19", "1244", 18, planned=True))
    assert of(since(ledger, "2025-12")) == [
        ("plan", "changed", "power", "1229 MW", "1244 MW"),
        ("plan", "moved", "date", "2026-06-09", "2026-10-19"),
    ]


@pytest.mark.parametrize("form", ["", "~"])
def test_a_restated_figure_of_one_day_is_knowledge(release: Release, ledger: Ledger, form: str) -> None:
    """Whether or not the two releases write the day alike."""
    release("2025-12", Row("Alder", "2025-10-14", "540"))
    release("2026-07", Row("Alder", "2025-10-14", "99"), form=form)
    (row,) = since(ledger, "2025-12").rows
    assert told(row) == ("knowledge", "changed", "power", "540 MW", "99 MW")
    assert "which was over by 2025-12-31" in row.why


def test_when_a_figure_without_a_day_changed_is_unknown(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "", "751"))
    release("2026-04", Row("Alder", "", "1092"))
    assert of(since(ledger, "2025-12", "2026-04")) == [("unknown", "changed", "power", "751 MW", "1092 MW")]


def test_a_column_that_became_it_power_is_no_fall(text: Callable[..., Any], ledger: Ledger) -> None:
    for published, power, basis in (("2026-04", "1092 MW", "facility"), ("2026-07", "910 MW", "criticalIT")):
        page = text(f"Alder has {power} of {basis} now.", loader="source/parks")
        capacity = page.record("parks", "Alder#current", "Capacity")
        page.say(capacity, "kind", "existing", "has", status="operational")
        page.say(capacity, "basis", basis, basis)
        page.say(capacity, "power", page.quantity(power), power, status="operational")
        page.into(ledger, series="parks/centers", vintage=published, published=published)
    assert of(since(ledger, "2026-04")) == [
        ("definition", "changed", "basis", "facility", "criticalIT"),
        ("definition", "changed", "power", "1092 MW", "910 MW"),
    ]


def test_new_milestones_are_news_or_history_by_their_day(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2025-01-01", "100", 1))
    release(
        "2026-07-19", Row("Alder", "2025-01-01", "100", 1), Row("Alder", "2025-05-05", "200", 2),
        Row("Alder", "2026-05-05", "300", 3), Row("Alder", "2026-06-06", "300", 3),
        Row("Alder", "2027-01-01", "400", 4, planned=True),
    )  # fmt: skip
    assert of(since(ledger, "2025-12")) == [
        ("knowledge", "appeared", "power", None, "200 MW"),
        ("knowledge", "confirmed", "power", None, "300 MW"),  # June tells no more than May
        ("plan", "appeared", "power", None, "400 MW"),
        ("world", "appeared", "power", None, "300 MW"),
    ]


def test_what_a_new_release_has_no_more_is_withdrawn(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2020-05-19", "167", 1), Row("Alder", "2027-03-03", "2121", 10, planned=True))
    release("2026-07", Row("Alder", "2026-05-23", "590", 4))
    assert of(since(ledger, "2025-12")) == [
        ("knowledge", "withdrawn", "power", "167 MW", None),
        ("plan", "withdrawn", "power", "2121 MW", None),
        ("world", "appeared", "power", None, "590 MW"),
    ]


def test_an_ambiguous_match_is_told_and_not_made(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2026-01-01", "500", 5, planned=True))
    release(
        "2026-07",
        Row("Alder", "2026-08-01", "400", 5, planned=True),
        Row("Alder", "2026-09-01", "500", 6, planned=True),
    )
    rows = since(ledger, "2025-12").rows
    (row,) = [row for row in rows if row.how == "ambiguous"]
    assert (row.sort, row.after, row.slip) == ("plan", None, None)
    assert "2026-08-01 (5 buildings) or 2026-09-01 (6 buildings)" in row.why
    assert "lead to one and its figure to another" in row.why


def test_buildings_that_were_counted_anew_are_not_matched(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2020-05-19", "167", 1), Row("Alder", "2025-09-20", "540", 7))
    release("2026-07", Row("Alder", "2025-10-14", "99", 1), Row("Alder", "2026-02-27", "531", 7))
    found = since(ledger, "2025-12").rows
    assert {row.how for row in found} == {"ambiguous", "appeared"}
    assert all("counted otherwise" in row.why for row in found if row.how == "ambiguous")


def test_figures_that_were_all_revised_alike_are_matched(release: Release, ledger: Ledger) -> None:
    release("2025-12", *(Row("Alder", f"2026-0{n}-01", f"{n}00", n, planned=True) for n in (1, 2)))
    release("2026-07", *(Row("Alder", f"2026-0{n}-17", f"{n * 80}", n) for n in (1, 2)))
    slips = {row.slip.days for row in since(ledger, "2025-12").rows if row.slip}
    assert slips == {16}


def test_dates_that_are_partly_known_slip_by_a_range(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2026-01", "500", 5, planned=True))
    release("2026-07", Row("Alder", "2026-03-10", "500", 5))
    (slip,) = [row.slip for row in since(ledger, "2025-12").rows if row.slip]
    assert (slip.least, slip.most, slip.days) == (38, 68, None)


def test_bases_are_never_matched(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2026-01-09", "1092", 16, planned=True))
    release("2026-07", Row("Alder", "2026-03-23", "910", 16, basis="criticalIT"))
    assert {row.how for row in since(ledger, "2025-12").rows} == {"withdrawn", "appeared"}


# -- documents


def deal(text: Callable[..., Any], amount: str, day: str, tail: str = "", **said: str) -> Any:
    page = text(f"On {day} Alder signed a lease of {amount} dollars with Birch. {tail}")
    parties = [("provider", "Alder"), ("customer", "Birch")]
    page.contract("Deal", "lease", "lease", parties, f"{amount} dollars", date=(day, day), status="signed", **said)
    return page


def test_a_deal_signed_since_is_news_of_the_world_and_an_old_one_is_learned(
    text: Callable[..., Any], ledger: Ledger
) -> None:
    deal(text, "5 billion", "2026-02-03").into(ledger, published="2026-02-04")
    deal(text, "7 billion", "2024-05-06").into(ledger, published="2026-02-04")
    assert of(since(ledger, "2026-01"), "Deal") == [
        ("knowledge", "appeared", "amount", None, "7 billion dollars"),
        ("world", "appeared", "amount", None, "5 billion dollars"),
    ]
    assert since(ledger, "2026-03").rows == ()
    assert since(ledger, "2026-01", "2026-02-03").rows == ()


def test_a_new_source_on_an_old_fact_and_a_correction_are_knowledge(
    text: Callable[..., Any], ledger: Ledger, listed: Callable[..., Any]
) -> None:
    listed(("alder", "Alder", "bitcoinMiner"), ("birch", "Birch", "hyperscaler")).into(ledger)
    deal(text, "5 billion", "2025-02-03").into(ledger, published="2025-02-04", address="https://one.example/")
    deal(text, "5 billion", "2025-02-03", "So it says.").into(
        ledger, published="2026-02-04", address="https://two.example/"
    )
    found = of(since(ledger, "2026-01"), "Deal")
    assert ("knowledge", "confirmed", "amount", "5 billion dollars", "5 billion dollars") in found
    assert {row[:2] for row in found} == {("knowledge", "confirmed")}
    deal(text, "6 billion", "2025-02-03", "Corrected.").into(
        ledger, published="2026-05-04", address="https://one.example/"
    )
    changed = of(since(ledger, "2026-03"), "Deal")
    assert {row[0] for row in changed} == {"knowledge"}
    assert "6 billion dollars" in {row[4] for row in changed}


def test_a_role_that_ended_and_one_that_began(text: Callable[..., Any], ledger: Ledger) -> None:
    for published, words, spans in (
        ("2025-05", "Alder is called a miner.", {}),
        ("2026-05", "Alder was a miner until March 2026 and is a bank since April 2026.", {"until": "2026-03"}),
    ):
        page = text(words, loader="source/roles")
        firm = page.record("roles", "Alder")
        page.say(firm, "name", "Alder", "Alder")
        if spans:
            page.say(firm, "role", "bitcoinMiner", "miner", page.span("March 2026", "date"), valid_to="2026-03")
            page.say(firm, "role", "bank", "bank", page.span("April 2026", "date"), valid_from="2026-04")
        else:
            page.say(firm, "role", "bitcoinMiner", "miner")
        page.into(ledger, series="roles/roles", vintage=published, published=published)
    assert ledger.quarantine() == []
    assert of(since(ledger, "2026-01"), "Firm") == [
        ("world", "added", "role", None, "bank"),
        ("world", "ended", "role", "bitcoinMiner", "bitcoinMiner"),
    ]
    assert {row[0] for row in of(since(ledger, "2026-04-30"), "Firm")} == {"knowledge"}


def test_a_time_that_nobody_tells_is_unknown(text: Callable[..., Any], ledger: Ledger) -> None:
    page = text("Alder was founded.")
    page.firm("Alder")
    page.into(ledger, published="2026-05")
    assert of(since(ledger, "2026-01"), "Firm") == [("unknown", "appeared", "name", None, "Alder")]


def test_only_what_documents_in_between_touch_is_compared(
    release: Release, ledger: Ledger, text: Callable[..., Any]
) -> None:
    release("2025-12", Row("Alder", "2026-01-09", "1092", 16, planned=True))
    deal(text, "5 billion", "2026-02-03").into(ledger, published="2026-02-04")
    assert {row.thing.kind for row in since(ledger, "2026-01").rows} == {"Deal", "Firm"}


# -- since an entry of the log


def test_what_a_load_brought(release: Release, ledger: Ledger, text: Callable[..., Any]) -> None:
    release("2026-07-19", Row("Alder", "2026-03-23", "1092", 16))
    before = ledger.sequence()
    release("2025-12", Row("Alder", "2026-01-09", "1092", 16, planned=True), Row("Birch", "2025-01-01", "50"))
    found = ask(Views(ledger).view(), since_sequence=before)
    # The older release tells nothing of Alder that counts: it is replaced already.
    assert {words(row.after) for row in found.rows} == {"Birch", "50 MW"}
    assert ask(Views(ledger).view(), since_sequence=ledger.sequence()).rows == ()


def test_what_a_new_reading_of_a_document_changed(ledger: Ledger, text: Callable[..., Any], iren: Any) -> None:
    page = iren(published="") if False else iren()
    page.into(ledger, published="2025-11-03")
    before = ledger.sequence()
    again = iren()
    again.version = "2.0"
    (deal_,) = [t for t in again.things.values() if t.mention.kind == "Deal"]
    deal_.statements[:] = [s for s in deal_.statements if s.property != "amount"]
    again.into(ledger, published="2025-11-03")
    (row,) = [r for r in ask(Views(ledger).view(), since_sequence=before).rows if r.property == "amount"]
    assert told(row) == ("knowledge", "removed", "amount", "9.7 billion dollars", None)


def test_things_of_which_nothing_is_said_any_more_are_counted(ledger: Ledger, iren: Any) -> None:
    iren().into(ledger, published="2025-11-03")
    before = ledger.sequence()
    again = iren()
    again.version = "2.0"
    again.things.clear()
    again.into(ledger, published="2025-11-03")
    found = ask(Views(ledger).view(), since_sequence=before)
    assert len(found.gone) > 4
    assert found.rows == ()


# -- asking


def test_questions_that_cannot_be_asked(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2026-01-09", "1092", 16, planned=True))
    with pytest.raises(ChangesError, match="say since when"):
        ask(Views(ledger).view())
    with pytest.raises(ChangesError, match="until 2025 lies before since 2026"):
        since(ledger, "2026", "2025")
    with pytest.raises(ChangesError, match="no class 'Sites'"):
        since(ledger, "2025", of=["Sites"])
    with pytest.raises(ChangesError, match="the log has the entries 0 to"):
        ask(Views(ledger).view(), since_sequence=10**9)
    with pytest.raises(NothingCalled, match="no site is called 'Elder'"):
        since(ledger, "2025", site="Elder")


def test_changes_of_one_site_one_firm_and_one_class(
    release: Release, ledger: Ledger, text: Callable[..., Any]
) -> None:
    release("2025-12", Row("Alder", "2026-01-09", "1092", 16, planned=True), Row("Birch", "2026-01-01", "5"))
    deal(text, "5 billion", "2026-02-03").into(ledger, published="2026-02-04")

    def things(**choice: Any) -> set[str]:
        found = since(ledger, "2025-01", **choice)
        return {row.thing.kind for row in found.rows}

    assert things(of=["Actor"]) == {"Firm"}
    assert things(site="Alder") == {"Site", "Capacity"}
    assert things(firm="Birch") == {"Firm", "Deal"}
    assert len(since(ledger, "2025-01", site="Alder", of=["Capacity"]).rows) == 1


def test_ids_are_unique_and_in_order(release: Release, ledger: Ledger) -> None:
    release("2025-12", *(Row("Alder", f"2026-01-{n:02}", str(n * 50), n, planned=True) for n in range(1, 9)))
    release("2026-07", *(Row("Alder", f"2026-02-{n:02}", str(n * 50), n) for n in range(1, 9)))
    ids = [row.id for row in since(ledger, "2025-12").rows]
    assert len(ids) == 16
    assert ids == sorted(set(ids))


def test_every_value_has_its_words(release: Release, ledger: Ledger) -> None:
    release("2025-12", Row("Alder", "2026-01-09", "1092", 16, planned=True), Row("Alder", "2025-10-14", "540"))
    release("2026-07", Row("Alder", "2026-03-23", "1092", 16), Row("Alder", "2025-10-14", "99"))
    snapshot = Snapshot(ledger)
    view = snapshot.view()
    for row in ask(view, "2025-12").rows:
        for value in (row.before, row.after):
            for said in value.statements if value else ():
                text = ledger.text(said.document)
                assert all(text[span.start : span.end] == span.quote for span in view.evidence(said))


def test_the_later_side_can_be_the_past(release: Release, ledger: Ledger, of_site: Callable[..., list[Node]]) -> None:
    release("2025-12", Row("Alder", "2025-10-14", "540"))
    release("2026-04", Row("Alder", "2025-10-14", "300"))
    release("2026-07", Row("Alder", "2025-10-14", "99"))
    (row,) = since(ledger, "2025-12", "2026-05").rows
    assert told(row)[3:] == ("540 MW", "300 MW")
    (row,) = since(ledger, "2026-05").rows
    assert told(row)[3:] == ("300 MW", "99 MW")


rows = st.lists(
    st.builds(
        Row, st.sampled_from(("Alder", "Birch")), st.sampled_from(("2025-06-01", "2025-10-14", "2026-02-03", "2026")),
        st.sampled_from(("100", "200", "540")), st.sampled_from((None, 1, 2, 7)), st.just("facility"), st.booleans(),
    ),
    max_size=4, unique_by=lambda row: (row.site, row.day),
)  # fmt: skip


@settings(max_examples=60)
@given(old=rows, new=rows, form=st.sampled_from(("", "~")))
def test_each_side_is_what_its_view_tells(
    fresh: Callable[[], Ledger], text: Callable[..., Any], old: list[Row], new: list[Row], form: str
) -> None:
    ledger = fresh()
    loaded(text, ledger, "2025-12", old)
    loaded(text, ledger, "2026-07", new, form=form)
    views = Views(ledger)
    before, after = ({s.id for n in v.nodes.values() for s in n.statements()} for v in (
        views.view(known_at="2025-12"), views.view(),
    ))  # fmt: skip
    found = since(ledger, "2025-12").rows
    for row in found:
        if row.before is None:
            assert row.how in ("appeared", "added", "confirmed")
        if row.after is None:
            assert row.how in ("withdrawn", "removed", "ambiguous")
        assert {s.id for s in (row.before.statements if row.before else ())} <= before
        assert {s.id for s in (row.after.statements if row.after else ())} <= after
    assert len({row.id for row in found}) == len(found)
    if old == new:
        assert found == ()
    assert since(ledger, "2026-07").rows == ()
    by_log = ask(views.view(), since_sequence=0, since="2025-12").rows
    assert all(row.before is None for row in by_log)
