"""Measures: counts and sums over records, by groups, with conditions, and the latest of each."""

from collections.abc import Callable
from typing import Any

import pytest

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.measures import BadMeasure, misses

#: (site, its fuel, power, date)
ROWS = (("a", "gas", "100", "2026-01"), ("a", "gas", "150", "2026-06"), ("a", "gas", "900", "2027-01"),
        ("b", "coal", "40.5", "2025-12"))  # fmt: skip


@pytest.fixture
def tables(text: Callable[..., Any], ledger: Ledger) -> dict[str, list[int]]:
    """Two tables of one source: the plants, and their power over time."""
    plants = text("gas coal owner Northmoor names Alder Bramble", loader="source/test")
    firm = plants.record("test", "n", "Firm")
    plants.say(firm, "name", "Northmoor", "Northmoor")
    for key, fuel, name in (("a", "gas", "Alder"), ("b", "coal", "Bramble")):
        site = plants.record("test", key, "Site")
        plants.say(site, "name", name, name)
        plants.say(site, "fuel", fuel, fuel)
    plants.say(site, "owner", firm.id, "Northmoor")
    powers = text("MW\n" + "\n".join(f"{site}\t{mw}\t{day}" for site, _, mw, day in ROWS), loader="source/test")
    for site, _, mw, day in ROWS:
        place = powers.record("test", site, "Site")
        capacity = powers.record("test", f"{site}#{day}", "Capacity")
        row = f"{site}\t{mw}\t{day}"
        start = powers.text.index(row) + 2
        unit = powers.span("MW", "unit")
        words = powers.document.span(start, start + len(mw))
        for prop, value in (("kind", "existing"), ("power", f"[{mw},{mw}] MW exact stated {mw}"), ("date", day)):
            powers.say(capacity, prop, value, row)
            said = powers.things[capacity.id].statements
            at = (
                words if prop != "date" else powers.document.span(start + len(mw) + 1, start + len(mw) + 1 + len(day))
            )
            said[-1] = said[-1]._replace(evidence=(at, unit) if prop == "power" else (at,))
        powers.say(capacity, "site", place.id, row)
        powers.things[place.id] = powers.things.pop(place.id)
    powers.things = dict(sorted(powers.things.items(), key=lambda item: item[1].mention.kind, reverse=True))
    for page in (plants, powers):
        page.into(ledger)
    assert ledger.quarantine() == []
    numbers = dict(ledger.connection.execute("SELECT id, number FROM documents").fetchall())
    return {"plants": [numbers[plants.document.id]], "powers": [numbers[powers.document.id]]}


MEASURES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a count": ({"count": "Site", "table": "plants", "equals": 2}, []),
    "a count over tables counts a record once": ({"count": "Site", "equals": 2}, []),
    "a wrong count": ({"count": "Firm", "equals": 2}, ["the number of Firms is 1, not 2"]),
    "a sum": ({"sum": "Capacity.power", "equals": "1190.5"}, []),
    "a sum at fewer places is compared at those": ({"sum": "Capacity.power", "equals": "1190"}, []),
    "a wrong sum": (
        {"sum": "Capacity.power",
        "equals": "1190.6"}, ["the sum of Capacity.power is 1190.5, not 1190.6"],
    ),
    "a sum by a thing of another table": (
        {"sum": "Capacity.power", "table": ["powers", "plants"], "by": "site.fuel",
         "equals": {"gas": 1150, "coal": "40.5"}}, [],
    ),
    "a sum of one group": (
        {"sum": "Capacity.power", "by": "site.fuel", "equals": {"coal": 40, "oil": 0, "gas": 7}},
        ["the sum of Capacity.power of gas is 1150, not 7"],
    ),
    "a condition": ({"sum": "Capacity.power", "where": {"date": "2026-06"}, "equals": 150}, []),
    "the latest of each": (
        {"sum": "Capacity.power", "latest": {"date": "2026-07-19", "per": "site"}, "by": "site",
         "equals": {"Alder": 150, "Bramble": "40.5"}}, [],
    ),
    "a table that is not there is not asked": ({"count": "Site", "table": "others", "equals": 7}, []),
}  # fmt: skip


@pytest.mark.parametrize(("measure", "wrong"), MEASURES.values(), ids=MEASURES)
def test_a_measure(
    ledger: Ledger, tables: dict[str, list[int]], measure: dict[str, Any], wrong: list[str]
) -> None:  # fmt: skip
    assert [str(miss) for miss in misses(ledger.connection, tables, [measure])] == wrong


@pytest.mark.parametrize(
    "measure",
    [
        {}, {"count": "Site"}, {"count": "Site", "sum": "Capacity.power", "equals": 1},
        {"count": "Place_", "equals": 1},
        {"sum": "power", "equals": 1}, {"sum": "Capacity.weight", "equals": 1}, {"count": "Site", "equals": "many"},
        {"count": "Site", "equals": True}, {"count": "Site", "equals": {"a": "NaN"}}, {"sum": 5, "equals": 1},
        {"sum": "Capacity.power", "where": "site", "equals": 1}, {"count": "Site", "equals": 1, "of": "x"},
        {"sum": "Capacity.power", "latest": {"date": "2026"}, "equals": 1},
    ],
)  # fmt: skip
def test_a_measure_that_cannot_be_taken(ledger: Ledger, measure: dict[str, Any]) -> None:
    with pytest.raises(BadMeasure):
        misses(ledger.connection, {"plants": [1]}, [measure])


@pytest.mark.parametrize(
    ("limits", "wrong"),
    [
        ({"at_least": 2}, []),
        ({"at_least": 2, "at_most": 2}, []),
        ({"at_least": 3}, ["the number of Sites in plants is 2, not at least 3"]),
        ({"at_most": 1}, ["the number of Sites in plants is 2, not at most 1"]),
    ],
)
def test_the_least_and_the_most(
    ledger: Ledger, tables: dict[str, list[int]], limits: dict[str, int], wrong: list[str]
) -> None:
    told = {"count": "Site", "table": "plants", **limits}
    assert [str(miss) for miss in misses(ledger.connection, tables, [told])] == wrong


def test_a_measure_without_a_figure_is_none(ledger: Ledger, tables: dict[str, list[int]]) -> None:
    with pytest.raises(BadMeasure):
        misses(ledger.connection, tables, [{"count": "Site", "table": "plants"}])
