"""Location: sites in a wrong place are found with what is wrong, and real plants are left alone."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.checks.regions import Point, regions

from .conftest import Find


def site(latitude: object, longitude: object, **said: str) -> str:
    told = "".join(f" | {name}={value}" for name, value in said.items())
    return f"Site 1 | latitude={latitude} | longitude={longitude}{told}"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (site("34.87", "-117.97", state="AR"), "degrees outside of Arkansas, within the bounds of California"),
        (site("34.87", "-117.97", state="Arkansas", country="USA"), "outside of Arkansas"),
        (site("31.5", "97.2", state="TX"), "outside of Texas: the sign of its longitude is lost"),
        (site("-79.4", "43.7", country="Canada"), "outside of Canada: latitude and longitude are swapped"),
        (site("0", "0", state="TX"), "in the sea where coordinates begin"),
        (site("0.0", "0.0"), "in the sea where coordinates begin"),
        (site("48.1", "11.6", country="USA"), "outside of the United States, within the bounds of Germany"),
        (site("36.2", "-61.0", state="NC"), "outside of North Carolina"),
    ],
)
def test_a_site_in_a_wrong_place_is_found(find: Find, line: str, words: str) -> None:
    (finding,) = find("location", line)
    assert words in finding.message
    assert len(finding.statements) == 2


@pytest.mark.parametrize(
    "line",
    [
        site("34.87", "-92.4", state="AR", country="US"),
        site("38.57", "-74.66", state="MD"),  # at sea, 0.3 degrees off the coast
        site("52.9", "173.2", state="AK"),  # Attu lies beyond 180 degrees
        site("18.2", "-66.1", country="United States"),
        site("-33.9", "151.2", state="NSW", country="Australia"),
        site("-31.9", "115.9", state="WA", country="Australia"),  # not Washington
        site("64.1", "-21.9", country="Iceland"),
        site("12.0", "40.0", country="Nowhere"),
        site("12.0", "40.0"),
        "Site 1 | latitude=12.0 | state=TX",
    ],
)
def test_a_site_in_its_place_passes(find: Find, line: str) -> None:
    assert find("location", line) == []


@settings(max_examples=40)
@given(data=st.data())
def test_every_point_of_a_box_lies_in_its_state(data: st.DataObject) -> None:
    region = regions().state(data.draw(st.sampled_from(("TX", "AK", "HI", "DC", "Guam"))), None)
    assert region is not None
    west, south, east, north = region.shape.geoms[0].bounds if hasattr(region.shape, "geoms") else region.shape.bounds
    point = Point(data.draw(st.floats(south, north)), data.draw(st.floats(west, east)))
    assert regions().distances([region], [point]) == [0]


def test_all_states_and_countries_are_known() -> None:
    known = regions()
    assert known.state("dc", None) is known.state("District of Columbia", "usa")
    assert known.country("USA") is known.country("United States of America")
    assert known.country("deu") is known.country("Germany")
    assert known.state("Georgia", "Georgia") is None


def test_of_real_plants_only_wrong_ones_are_outside(shared: Path) -> None:
    known = regions()
    with (shared / "data/power/eia860_2020_plant.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["Latitude"].strip()]
    places = [known.state(row["State"], "US") for row in rows]
    points = [Point(float(row["Latitude"]), float(row["Longitude"])) for row in rows]
    assert None not in places
    distances = known.distances([place for place in places if place], points)
    outside = {row["Plant Code"] for row, distance in zip(rows, distances, strict=True) if distance > known.far}
    assert len(rows) == 12_608
    assert len(outside) == 2
