"""The tree finds what looking at every point finds, at the antimeridian and the poles too."""

import csv
import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wattgraph.graph.geography.distance import EARTH_RADIUS_KM, kilometres
from wattgraph.graph.geography.tree import PointTree

HALF_AROUND = math.pi * EARTH_RADIUS_KM
#: Anywhere, and often where a planar tree goes wrong.
LATITUDES = st.one_of(st.floats(-90, 90), st.sampled_from([-90, -89.9999, 0, 89.99, 90]))
LONGITUDES = st.one_of(st.floats(-180, 180), st.sampled_from([-180, -179.9999, 0, 179.9999, 180]))
POINTS = st.lists(st.tuples(LATITUDES, LONGITUDES), max_size=40)
KM = st.one_of(st.floats(0, 21_000), st.sampled_from([0, 0.001, 30, 10_007.557, HALF_AROUND]))


def tree_of(points):
    return PointTree(np.array([p[0] for p in points], float), np.array([p[1] for p in points], float))


def brute(tree, latitude, longitude):
    return kilometres(np.array([latitude], float), np.array([longitude], float), tree.latitude, tree.longitude)


@given(POINTS, LATITUDES, LONGITUDES, KM)
@example([(0, -180), (0, 180), (0, 179.99)], 0, 180, 5)
@example([(90, 12), (89.9, -168), (89.9, 12)], 89.95, 12, 20)
@example([(-90, 0), (-89.999, 180)], -90, 77, 1)
@example([(0, 180), (0, -180), (1, 2)], 0, 0, HALF_AROUND)
def test_near(points, latitude, longitude, km):
    tree = tree_of(points)
    rows, far = tree.near(latitude, longitude, km)
    expected = brute(tree, latitude, longitude)
    assert sorted(rows) == list(np.flatnonzero(expected <= km))
    assert np.array_equal(far, expected[rows])
    assert list(zip(far, rows, strict=True)) == sorted(zip(far, rows, strict=True))


@given(POINTS, POINTS, KM)
@example([(0, 180), (0, -180)], [(0, 180), (0, 179.99)], 3)
def test_within(one_side, other_side, km):
    points = one_side + other_side
    tree = tree_of(points)
    these, those = np.arange(len(one_side)), np.arange(len(one_side) // 2, len(points))  # some are on both sides
    found = {(a, b): far for a, b, far in zip(*tree.within(km, these, those), strict=True)}
    expected = {
        (a, b): far for a in these for b, far in enumerate(brute(tree, *points[a]))
        if a != b and b in those and far <= km
    }  # fmt: skip
    assert found == expected
    assert list(found.values()) == sorted(found.values())


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_a_distance_is_one(north, east, other_north, other_east):
    ways = (north, east, other_north, other_east), (other_north, other_east, north, east)
    there, back = (kilometres(*(np.array([d], float) for d in degrees)) for degrees in ways)
    assert there == back
    assert 0 <= there[0] <= HALF_AROUND


def test_known_distances():
    """A degree of the equator is the 360th part of it; the other two by the law of cosines in 30 digits."""
    known = [
        ((0, 0, 0, 1), 111.1950802335329), ((0, 179.5, 0, -179.5), 111.1950802335329),
        ((90, 0, -90, 0), HALF_AROUND), ((89, 0, 89, 180), 222.3901604670658), ((41.69, -86.46, 41.69, -86.46), 0),
    ]  # fmt: skip
    for degrees, km in known:
        assert kilometres(*(np.array([d], float) for d in degrees)) == pytest.approx(km, abs=1e-7)


def test_no_points():
    tree = tree_of([])
    assert [len(column) for column in tree.near(0, 0, 100)] == [0, 0]
    assert [len(column) for column in tree.within(100, np.arange(0), np.arange(0))] == [0, 0, 0]


def test_power_plants(shared):
    """All plants of the U.S. and Canada in the Global Power Plant Database 1.3.0."""
    points = []
    for country in ("USA", "CAN"):
        with (shared / "data" / "power" / f"wri_gppd_1.3.0_{country}.csv").open(newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["latitude"]]
            points += [(float(row["latitude"]), float(row["longitude"])) for row in rows]
    assert len(points) > 10_000
    tree = tree_of(points)
    these = np.arange(0, len(points), 400)
    near = {(a, b) for a in these for b in np.flatnonzero(brute(tree, *points[a]) <= 30) if a != b}
    assert near
    assert {(a, b) for a, b, _ in zip(*tree.within(30, these, np.arange(len(points))), strict=True)} == near
    assert {(b, a) for a, b, _ in zip(*tree.within(30, np.arange(len(points)), these), strict=True)} == near
    for row in these:
        rows, _ = tree.near(*points[row], 30)
        assert sorted(rows) == list(np.flatnonzero(brute(tree, *points[row]) <= 30))
