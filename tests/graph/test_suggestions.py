"""What is suggested of things that no rule decides, with which score and reasons, and in what time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.store import Store
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.suggestions import LIKELY, Suggestion, suggestions
from wattgraph.graph.suggestions.spelling import Spelling, masked
from wattgraph.schema.statement import Appearance, Document, Reading, Statement, Thing, mention_of_record


def told(ledger: Ledger, text: Any, look: Any, *names: str) -> list[Suggestion]:
    """The suggestions on firms that a text of each names."""
    for number, name in enumerate(names):
        page = text(f"{number}: {name} rose.")
        page.firm(name)
        page.into(ledger)
    return suggestions(look(ledger), ["firm"])


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        ("Østervang Kraft A/S", "Ostervang Kraft", True),
        ("Росгенерация", "Rosgeneratsiya", True),
        ("Lower Tarn River Authority", "LTRA", True),
        ("Northmoor Pub Pwr Dist", "Northmoor Public Power District", True),
        ("Peregrine Energy Texas", "Peregrine Energy Ohio", False),
        ("Talbot Fund I", "Talbot Fund II", False),
        ("Solar Star California XLI LLC", "Solar Star California XLVIII LLC", False),
        ("Solar Star California XLI LLC", "Solar Star California 41 LLC", True),
        ("Elm Farms Solar", "Elm Farms", False),
        ("Anvil Holdings", "Anvil", False),
        ("Vistra", "Vistara", False),
        ("Вitfarms", "Bitfarms", False),  # the first letter is Cyrillic
    ],
)
def test_names(ledger: Ledger, text: Any, look: Any, one: str, other: str, likely: bool) -> None:
    found = told(ledger, text, look, one, other)
    assert (bool(found) and found[0].score >= LIKELY) == likely
    assert all(s.reasons and 0 <= s.score < 1 for s in found)


def test_letters_that_pass_for_others_are_a_warning(ledger: Ledger, text: Any, look: Any) -> None:
    (found,) = told(ledger, text, look, "Вitfarms", "Bitfarms")
    assert found.score < 0.5
    assert "letters that look like others" in found.reasons[0]
    assert (masked("Вitfarms"), masked("Росгенерация"), masked("Québec")) == ("Bitfarms", None, None)


def test_initials_of_two_firms_are_less(ledger: Ledger, text: Any, look: Any) -> None:
    found = told(ledger, text, look, "Central Plains Storage", "Coastal Pipeline Supply", "CPS")
    assert {s.score for s in found} == {0.5}
    assert len(found) == 2


def test_rare_words_say_more_than_common_ones() -> None:
    spelling = Spelling.of([["Kestrel Energy"], ["Merlin Energy"], ["Osprey Energy"], ["Kestrel Power"]])
    assert (
        spelling.likeness("Kestrel Energy", "Kestrel Power").score
        > spelling.likeness("Kestrel Energy", "Merlin Energy").score
    )


def test_what_a_rule_proposed_and_something_refused_is_shown(ledger: Ledger, text: Any, look: Any) -> None:
    for source, north in (("eia860", "40.0"), ("wri", "45.0")):
        page = text(f"{source}: Elm, 61, {north}, -80.0")
        site = page.record(source, "1", "Site")
        for prop, words in (("name", "Elm"), ("eiaPlantCode", "61"), ("latitude", north), ("longitude", "-80.0")):
            page.say(site, prop, words, words)
        page.into(ledger)
    (found,) = suggestions(look(ledger), ["site"])
    assert found.reasons[0] == "the same identifier (eiaPlantCode:61)"
    assert "say otherwise" in found.reasons[1]


@pytest.fixture
def sites(ledger: Ledger, text: Any, look: Any) -> Any:
    """The suggestions on sites of (source, key, name, kind, latitude), all on one meridian."""

    def suggest(*rows: tuple[str, str, str, str, str]) -> list[Suggestion]:
        for source, key, name, kind, north in rows:
            page = text(f"{source} {key}: {name}, {kind}, {north}, -80.0")
            site = page.record(source, key, "Site")
            said = (("name", name), ("kind", kind), ("latitude", north), ("longitude", "-80.0"))
            for prop, words in said:
                page.say(site, prop, words, f": {name}"[2:] if prop == "name" else words)
            page.into(ledger)
        assert ledger.quarantine() == []
        return suggestions(look(ledger), ["site"])

    return suggest


def test_neighbours_of_one_name(sites: Any) -> None:
    (found,) = sites(
        ("im3", "a", "Elm Data Center", "dataCenter", "40.000"),
        ("epoch", "b", "Elm Datacenter", "dataCenter", "40.005"),
        ("wri", "c", "Elm", "powerPlant", "40.005"),
        ("osm", "d", "Elm Data Center", "dataCenter", "41.000"),
    )
    assert (found.relation, found.score >= LIKELY) == ("same", True)
    assert "0.6 km apart" in found.reasons


def test_parts_belong_to_a_whole_and_never_to_each_other(sites: Any, look: Any, ledger: Ledger) -> None:
    found = sites(
        ("epoch", "a", "Elm Campus", "campus", "40.000"),
        ("epoch", "b", "Elm Building 1", "building", "40.001"),
        ("epoch", "c", "Elm Building 2", "building", "40.001"),
        ("epoch", "d", "Elm Building 2 Phase I", "phase", "40.001"),
    )
    view = look(ledger)
    assert {(view.name(s.one), s.relation, view.name(s.other)) for s in found} == {
        ("Elm Building 1", "partOf", "Elm Campus"), ("Elm Building 2", "partOf", "Elm Campus"),
        ("Elm Building 2 Phase I", "partOf", "Elm Campus"), ("Elm Building 2 Phase I", "partOf", "Elm Building 2"),
    }  # fmt: skip


def test_two_reports_without_a_figure(ledger: Ledger, text: Any, listed: Any, look: Any) -> None:
    listed(("amd", "AMD", "chipMaker"), ("openai", "OpenAI", "aiLab")).into(ledger)
    for day in ("2025-10-06", "2025-10-07", "2025-12-24"):
        page = text(f"AMD will supply OpenAI, a paper wrote on {day}.")
        page.contract("Deal", "supply", "supply", [("provider", "AMD"), ("customer", "OpenAI")])
        page.into(ledger, published=day)
    found = suggestions(look(ledger), ["deal"])
    assert [s.score >= LIKELY for s in found] == [True, False, False]
    assert "reports 1 days apart" in found[0].reasons


def test_many_firms_take_time_in_proportion(ledger: Ledger, look: Any, effort: Callable[..., float]) -> None:
    """Twice as many firms, all of which share words with others, take about twice as long: no comparison of all."""
    took = []
    for size in (1500, 3000):
        names = [f"Anvil {n % 40:02}x {n:04}y Power LLC" for n in range(size)]
        document = Document.of(f"{size}\n" + "\n".join(names))
        things = []
        for number, name in enumerate(names):
            mention = mention_of_record(document.id, "Firm", f"made{size}", str(number))
            at = document.text.index(name)
            things.append(Thing(mention, [Statement(mention.id, "name", name, (document.span(at, at + len(name)),))]))
        read = Reading(document, Appearance(), f"made{size}", "1.0", things)
        ledger.load(document, Appearance(), lambda d, a, r=read: r)  # type: ignore[misc]
        view = look(ledger)
        took.append(effort(lambda view=view: suggestions(view, ["firm"])))  # type: ignore[misc]
    assert took[1] < 6 * took[0] + 1  # the second holds both: three times as many


def test_capacities_of_two_rows_or_of_two_sites_are_two(tmp_path: Path) -> None:
    head = "country_long,name,gppd_idnr,capacity_mw,latitude,longitude,primary_fuel,commissioning_year,owner\n"
    rows = "".join(f"Canada,Plant {n},WRI900000{n},5,45.{n},-80,Hydro,1990,Alder Power\n" for n in range(4))
    table = tmp_path / "database_CAN.csv"
    table.write_text(head + rows)
    with Store(tmp_path / "ledger.db") as store:
        store.load_source("wri", table, vintage="2099")
        assert len(store.view().of_kind("Capacity")) == 4
        assert [found for found in store.suggestions() if found.kind == "deal"] == []
