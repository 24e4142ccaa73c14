"""A tree of points: what lies within a distance, found without looking at all of them."""

from collections.abc import Iterator

import numpy as np

from .distance import Flags, Floats, Rows, boxes, kilometres

#: How many points are searched around at once: bounds the memory of the pairs that their boxes hold.
_AT_ONCE = 256


class PointTree:
    """Points by row, in degrees, in Shapely's STR tree. The tree holds planar boxes, the sphere decides."""

    def __init__(self, latitude: Floats, longitude: Floats) -> None:
        import shapely

        self.latitude, self.longitude = latitude, longitude
        self._shapely = shapely
        self._tree = shapely.STRtree(shapely.points(longitude, latitude))

    def near(self, latitude: float, longitude: float, km: float) -> tuple[Rows, Floats]:
        """The rows within a distance of a point and how far each is, nearest first, then by row."""
        around = np.array([latitude]), np.array([longitude])
        _, rows = self._candidates(*around, km)
        rows = np.unique(rows)
        far = kilometres(*around, self.latitude[rows], self.longitude[rows])
        rows, far = rows[far <= km], far[far <= km]
        order = np.argsort(far, kind="stable")  # the rows are in order
        return rows[order], far[order]

    def within(self, km: float, these: Rows, those: Rows) -> tuple[Rows, Rows, Floats]:
        """All pairs of one of `these` and another of `those` within a distance, nearest first, then by row."""
        few, many = (these, those) if len(these) <= len(those) else (those, these)
        wanted = np.zeros(len(self.latitude), dtype=bool)
        wanted[many] = True
        found = list(self._pairs(km, few, wanted))
        near, other, far = (np.concatenate(column) for column in zip(*found, strict=True)) if found else _NOTHING
        one, two = (near, other) if few is these else (other, near)
        order = np.lexsort((two, one, far))
        return one[order], two[order], far[order]

    def _pairs(self, km: float, few: Rows, wanted: Flags) -> Iterator[tuple[Rows, Rows, Floats]]:
        for start in range(0, len(few), _AT_ONCE):
            part = few[start : start + _AT_ONCE]
            owner, rows = self._candidates(self.latitude[part], self.longitude[part], km)
            near = part[owner]
            kept = wanted[rows] & (near != rows)
            near, rows = _once(near[kept], rows[kept], len(wanted))
            far = kilometres(
                self.latitude[near], self.longitude[near], self.latitude[rows], self.longitude[rows]
            )  # fmt: skip
            yield near[far <= km], rows[far <= km], far[far <= km]

    def _candidates(self, latitude: Floats, longitude: Floats, km: float) -> tuple[Rows, Rows]:
        """The rows in the boxes around some points, each with the place of its point. May hold a pair twice."""
        owner, sides = boxes(latitude, longitude, km)
        box, rows = self._tree.query(self._shapely.box(*sides.T))
        return owner[box], rows


_NOTHING = (np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0))


def _once(near: Rows, rows: Rows, count: int) -> tuple[Rows, Rows]:
    """Pairs of rows, each once: the two halves of a box across the antimeridian may both hold a point on it."""
    return np.divmod(np.unique(near * count + rows), count)
