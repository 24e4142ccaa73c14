"""Three releases of Epoch AI, which disagree on purpose-made cases: only two clocks can tell what each knew."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.store import Store
from wattgraph.graph.changes import Change
from wattgraph.graph.view import Node, View
from wattgraph.schema.quantity import Quantity, plain_decimal

NEW_CARLISLE, PROMETHEUS = "Anthropic-Amazon New Carlisle", "Meta Prometheus"
ABILENE, DECEMBER = "OpenAI Stargate Abilene", "2025-12"


@pytest.fixture(scope="module")
def epoch(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("epoch") / "epoch.db") as store:
        assert store.load_source("epoch", shared / "data" / "sites").state == "loaded"
        yield store


def site_of(view: View, key: str) -> Node:
    """The site of a record; its name differs between releases."""
    mentions = view.snapshot.mentions
    (found,) = [n for n in view.of_kind("Site") if any(mentions[m].key == key for m in n.mentions)]
    return found


def at(view: View, key: str, **wanted: str | None) -> list[Decimal | None]:
    """The megawatts of a site's capacities whose words are these."""
    site = site_of(view, key)
    found = [n for n in view.of_kind("Capacity") if n.word("site") == site.id]
    chosen = [n for n in found if all(n.word(prop) == word for prop, word in wanted.items())]
    return [q.interval.value for n in chosen if (q := n.quantity("power"))]


def words(change: Change) -> tuple[str, str, str | None, str | None]:
    """Sort, property, before and after."""

    def of(value: Any) -> str | None:
        if value is None:
            return None
        point = value.decoded.interval.value if isinstance(value.decoded, Quantity) else None
        return str(value.decoded) if point is None else plain_decimal(point)

    return change.sort, change.property, of(change.before), of(change.after)


def test_prometheus_in_october_as_each_release_knew_it(epoch: Store) -> None:
    """Question 33: what did we believe on a day about a site."""
    october = {"as_of": "2025-10-14"}
    for known_at, megawatts in (
        ("2025-12", 540),
        ("2026-06", 540),
        ("2026-07-18", 540),
        ("2026-07-19", 99),
        (None, 99),
    ):
        view = epoch.view(known_at=known_at, **october)
        assert at(view, PROMETHEUS, basis="facility", date="2025-10-14") == [megawatts], known_at


def test_new_carlisles_current_power_in_three_releases_is_no_fall(epoch: Store) -> None:
    """Question 32: 751, 1092, then 910 MW; the last one counts IT power."""
    for known_at, megawatts, basis in (
        ("2025-12", 751, "facility"),
        ("2026-04", 1092, "facility"),
        (None, 910, "criticalIT"),
    ):
        assert at(epoch.view(known_at=known_at), NEW_CARLISLE, date=None, basis=basis) == [megawatts]

    def told(since: str, until: str | None = None) -> list[tuple[str, str, str | None, str | None]]:
        found = epoch.changes(since, until, of=["Capacity"], site=NEW_CARLISLE).rows
        return [words(row) for row in found if row.thing.word("date") is None]

    assert told("2025-12", "2026-04") == [("unknown", "power", "751", "1092")]
    assert told("2026-04") == [
        ("definition", "basis", "facility", "criticalIT"), ("definition", "power", "1092", "910"),
    ]  # fmt: skip
    assert told("2025-12") == [
        ("definition", "basis", "facility", "criticalIT"), ("definition", "power", "751", "910"),
    ]  # fmt: skip


def test_both_bases_of_one_day(epoch: Store) -> None:
    view = epoch.view(as_of="2026-03-23")
    assert at(view, NEW_CARLISLE, basis="facility", date="2026-03-23") == [1092]
    assert at(view, NEW_CARLISLE, basis="criticalIT", date="2026-03-23") == [910]


def test_a_restatement_is_knowledge(epoch: Store) -> None:
    rows = epoch.changes(DECEMBER, of=["Capacity"], site=PROMETHEUS).rows
    day = [words(r) for r in rows if r.former and r.former.word("date") == r.thing.word("date") == "2025-10-14"]
    assert ("knowledge", "power", "540", "99") in day
    assert {sort for sort, *_ in day} == {"knowledge"}


@pytest.mark.parametrize(("site", "megawatts", "before", "after", "days"), [
    (NEW_CARLISLE, 1092, "2026-01-09", "2026-03-23", 73),
    (ABILENE, 590, "2026-04-01", "2026-05-23", 52),
])  # fmt: skip
def test_milestones_slipped(epoch: Store, site: str, megawatts: int, before: str, after: str, days: int) -> None:
    """Question 41, as the domain model reads it: per site and milestone."""
    rows = epoch.changes(DECEMBER, of=["Capacity"], site=site).rows
    (moved,) = [r for r in rows if words(r) == ("plan", "date", before, after)]
    assert moved.slip is not None
    assert (moved.slip.days, moved.matured) == (days, True)
    assert moved.thing.quantity("power").interval.value == megawatts  # type: ignore[union-attr]
    assert ("world", "status", "planned", "operational") in [words(r) for r in rows if r.thing.id == moved.thing.id]


def test_renumbered_buildings_are_told_as_ambiguous(epoch: Store) -> None:
    rows = epoch.changes(DECEMBER, of=["Capacity"], site=PROMETHEUS).rows
    unclear = [r for r in rows if r.how == "ambiguous"]
    assert {r.thing.word("buildings") for r in unclear} == {"1", "6", "7"}
    assert [r for r in rows if r.how == "moved"] == []


def test_totals_as_of_the_day_of_the_release(epoch: Store) -> None:
    """The control totals of the data: IT megawatts by user of the compute, one milestone a site."""
    view = epoch.view(as_of="2026-07-19")
    totals: dict[str, Decimal] = {}
    for thing in view.of_kind("Capacity"):
        power = thing.quantity("power")
        if thing.word("basis") == "criticalIT" and thing.word("kind") == "existing" and power:
            for firm in thing.actors("operator"):
                totals[view.name(firm)] = totals.get(view.name(firm), Decimal(0)) + (power.interval.value or 0)
    by_name = {name.split()[0]: total for name, total in totals.items()}
    assert {name: by_name[name] for name in ("Google", "Meta", "Microsoft", "Amazon")} == {
        "Google": 2434, "Meta": 1893, "Microsoft": 1519, "Amazon": 1422,
    }  # fmt: skip


def test_projections_that_matured(epoch: Store) -> None:
    """Question 52: what was projected in December for a day that has come, and what came."""
    rows = [r for r in epoch.changes(DECEMBER, of=["Capacity"]).rows if r.matured]
    figures = {words(r)[1:] for r in rows if r.property == "power"}
    assert ("power", "1070", "820") in figures  # Prometheus on 2026-05-28
    assert all(r.before and r.before.best.modality == "projected" for r in rows)
    assert all(r.after and r.after.best.modality == "asserted" for r in rows)


def test_no_change_lacks_its_words(epoch: Store, words_of: Callable[[View, Any], list[str]]) -> None:
    found = epoch.changes(DECEMBER)
    assert len(found.rows) > 500
    for row in found.rows:
        for value in (row.before, row.after):
            assert value is None or all(words_of(found.view, said) for said in value.statements)


@pytest.fixture
def words_of() -> Callable[[View, Any], list[str]]:
    """The quotes of a statement, each checked at its offsets."""

    def find(view: View, said: Any) -> list[str]:
        text = view.snapshot.ledger.text(said.document)
        spans = view.evidence(said)
        assert all(text[s.start : s.end] == s.quote for s in spans)
        return [s.quote for s in spans]

    return find
