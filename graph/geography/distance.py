"""Distances on the sphere, and the boxes of degrees that surely hold all that is near."""

import numpy as np
from numpy.typing import NDArray

#: The Earth's mean radius R1 = (2a + b) / 3 of the International Union of Geodesy and Geophysics (GRS 80). The radii
#: of curvature of that ellipsoid are 6335 to 6400 km, so that distances differ from those on it by 0.6 % at most.
EARTH_RADIUS_KM = 6371.0088
#: Degrees by which boxes are wider than need be: 11 cm, far more than floating point loses.
_SLACK = 1e-6

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Flags = NDArray[np.bool_]


def kilometres(latitude: Floats, longitude: Floats, other_latitude: Floats, other_longitude: Floats) -> Floats:
    """Great-circle distances by the haversine formula. Degrees in, of shapes that broadcast."""
    north, other_north = np.radians(latitude), np.radians(other_latitude)
    half = np.sin((other_north - north) / 2) ** 2
    half = half + np.cos(north) * np.cos(other_north) * np.sin(np.radians(other_longitude - longitude) / 2) ** 2
    half = np.clip(half, 0, 1)
    found: Floats = 2 * EARTH_RADIUS_KM * np.arctan2(np.sqrt(half), np.sqrt(1 - half))
    return found


def boxes(latitude: Floats, longitude: Floats, km: float) -> tuple[Rows, Floats]:
    """Boxes that hold every point within `km` of each point: which point each is of, and (west, south, east, north).

    A box that would cross the antimeridian is two; one that touches a pole goes around the world.
    """
    angle = np.degrees(km / EARTH_RADIUS_KM) + _SLACK
    south, north = latitude - angle, latitude + angle
    polar = (south <= -90) | (north >= 90)
    ratio = np.sin(np.radians(min(angle, 90.0))) / np.maximum(np.cos(np.radians(latitude)), 1e-300)
    width = np.where(polar, 180, np.degrees(np.arcsin(np.minimum(ratio, 1))) + _SLACK)
    west, east = np.where(polar, -180, longitude - width), np.where(polar, 180, longitude + width)
    owner = np.arange(len(latitude))
    low, high = np.maximum(south, -90), np.minimum(north, 90)
    parts = [(owner, west, east), (owner[west < -180], west + 360, np.full_like(east, 180))]
    parts.append((owner[east > 180], np.full_like(west, -180), east - 360))
    sides = [np.stack((w[o], low[o], e[o], high[o]), axis=1) for o, w, e in parts]
    return np.concatenate([o for o, _, _ in parts]), np.concatenate(sides)
