"""Regions: the boxes of `regions.toml`, and whether a point lies far from the one that it should lie in."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

#: How the countries of the states are written; their boxes are those of all states.
_STATES_OF = ("US", "USA", ("United States", "United States of America", "U.S.", "U.S.A."))


class Point(NamedTuple):
    """Degrees north and east, WGS 84."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:g}, {self.longitude:g}"


@dataclass(frozen=True, eq=False)
class Region:
    """A state or country with the shape of its boxes."""

    name: str
    shape: Any


class Regions:
    """All regions. `far`: degrees outside of a region's boxes that a point may lie."""

    def __init__(self, far: float, states: Sequence[Region], by_state: Mapping[str, Region],
                 by_country: Mapping[str, Region]) -> None:  # fmt: skip
        from shapely import STRtree

        self.far = far
        self._states, self._by_state, self._by_country = states, by_state, by_country
        self._countries = list(dict.fromkeys(by_country.values()))
        self._tree = STRtree([region.shape for region in (*states, *self._countries)])

    def country(self, written: str | None) -> Region | None:
        """The country of a name or ISO 3166 code, None if there is no box of it."""
        return self._by_country.get((written or "").strip().casefold())

    def state(self, written: str | None, country: str | None) -> Region | None:
        """The U.S. state of a name or postal code, None of another country or an unknown name."""
        if country and self.country(country) is not self._by_country["us"]:
            return None
        return self._by_state.get((written or "").strip().casefold())

    def distances(self, regions: Sequence[Region], points: Sequence[Point]) -> Sequence[float]:
        """How many degrees each point lies outside of the region at the same place; 0 is inside."""
        import shapely

        spots = shapely.points([p.longitude for p in points], [p.latitude for p in points])
        found: Sequence[float] = shapely.distance([r.shape for r in regions], spots).tolist()
        return found

    def around(self, point: Point) -> list[str]:
        """The names of the states that a point may lie in, else those of the countries."""
        from shapely.geometry import Point as Spot

        every = [*self._states, *self._countries]
        found = sorted(
            int(i) for i in self._tree.query(Spot(point.longitude, point.latitude), predicate="intersects")
        )
        states = [every[i].name for i in found if i < len(self._states)]
        return states or [every[i].name for i in found]

    def mended(self, region: Region, point: Point) -> tuple[Point, str] | None:
        """The point as it would lie in a region if its signs or its numbers were put right, and what is wrong."""
        north, east = point
        for wrong, tried in (
            ("the sign of its longitude is lost", Point(north, -east)),
            ("the sign of its latitude is lost", Point(-north, east)),
            ("latitude and longitude are swapped", Point(east, north)),
            ("latitude and longitude are swapped and the sign is lost", Point(east, -north)),
            ("latitude and longitude are swapped and the sign is lost", Point(-east, north)),
            ("both signs are lost", Point(-north, -east)),
        ):
            if not self.distances([region], [tried])[0]:
                return tried, wrong
        return None


@cache
def regions() -> Regions:
    """The regions of `regions.toml`, read once."""
    import shapely

    data = tomllib.loads((files(__package__) / "regions.toml").read_text("utf-8"))
    states: list[Region] = []
    by_state: dict[str, Region] = {}
    by_country: dict[str, Region] = {}
    for row in data["state"]:
        states.append(region := _region(row["names"][0], row["boxes"]))
        by_state |= dict.fromkeys(_spellings(row["code"], *row["names"]), region)
    for row in data["country"]:
        region = _region(row["names"][0], row["boxes"])
        by_country |= dict.fromkeys(_spellings(row["code"], row["iso3"], *row["names"]), region)
    code, iso3, names = _STATES_OF
    whole = Region(f"the {names[0]}", shapely.union_all([state.shape for state in states]))
    by_country |= dict.fromkeys(_spellings(code, iso3, *names), whole)
    return Regions(data["far"], states, by_state, by_country)


def _region(name: str, boxes: Sequence[Sequence[float]]) -> Region:
    import shapely

    return Region(name, shapely.union_all([shapely.box(*box) for box in boxes]))


def _spellings(*written: str) -> list[str]:
    return [word.casefold() for word in written]
