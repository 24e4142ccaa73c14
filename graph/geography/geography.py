"""The geography of a view: its sites on a tree of points, and what lies near what.

What has no coordinates is never placed, however well people know where it lies: answers say what they leave out.
"""

import math
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...schema.coordinates import Point
from ..view.node import Node
from .distance import Flags
from .errors import GeographyError, NoPoint
from .origins import origin, whereabouts
from .points import Located, located
from .tree import PointTree

if TYPE_CHECKING:
    from ..view.view import View

#: A distance in kilometres.
Km = float | int | Decimal


class Neighbour(NamedTuple):
    """A site and how far away it is, in kilometres."""

    site: Node
    km: float


class Nearby(NamedTuple):
    """What lies near a point. `found`: nearest first, then by id, `total` of them in all.

    `site`: the one that it was asked around, which is not in `found`. `unplaced`: the sites of the wanted kind and
    fuel that have no coordinates, so that nobody knows whether they are near.
    """

    point: Point
    site: Node | None
    found: list[Neighbour]
    total: int
    unplaced: tuple[Node, ...]

    def proofs(self) -> list[object]:
        """What the answer rests on: the places of what was found, and of what it was asked around."""
        return [self.site, self.found]


class Pair(NamedTuple):
    """Two sites and how far apart they are, in kilometres."""

    one: Node
    other: Node
    km: float


class Pairs(NamedTuple):
    """Sites near others: nearest first, then by ids. `unplaced`: those asked about that have no coordinates."""

    found: list[Pair]
    unplaced: list[Node]

    def proofs(self) -> list[object]:
        """What the answer rests on: the places of the pairs."""
        return [self.found]


class Geography:
    """The sites of one view. The tree is made at the first question."""

    def __init__(self, view: "View") -> None:
        self._view = view
        sites = view.of_kind("Site")
        where = [located(site) for site in sites]
        #: Sites with a point, by id.
        self.placed: list[Located] = [found for found in where if found is not None]
        #: Sites without one, by id.
        self.unplaced: list[Node] = [site for site, found in zip(sites, where, strict=True) if found is None]
        self._row = {found.site.id: row for row, found in enumerate(self.placed)}
        self._wanted: dict[tuple[str | None, str | None], tuple[Flags, tuple[Node, ...]]] = {}

    def located(self, site: Node) -> Located | None:
        """A site's point with what states it, None if nothing does."""
        row = self._row.get(site.id)
        return None if row is None else self.placed[row]

    def near(
        self, where: Point | Node | str, km: Km, *, kind: str | None = None, fuel: str | None = None,
        first: int | None = None,
    ) -> Nearby:  # fmt: skip
        """The sites within `km` of a point, of a site, or of words: `LAT,LON`, a site's id or its exact name.

        `kind` and `fuel` are words of siteKind and fuel; `first`: how many at most. Raises NoPoint where there is
        nothing to measure from, CoordinateError for degrees, GeographyError for anything else that is none.
        """
        start = origin(self._view, where) if isinstance(where, str) else where
        site = start if isinstance(start, Node) else None
        point = self._point(start) if isinstance(start, Node) else start
        far = _distance(km)
        wanted, unplaced = self._choice(kind, fuel)
        rows, kilometres = self._tree.near(float(point.latitude), float(point.longitude), far)
        kept = wanted[rows] & (rows != (-1 if site is None else self._row[site.id]))
        rows, kilometres = rows[kept], kilometres[kept]
        found = [Neighbour(self.placed[r].site, float(k)) for r, k in zip(rows[:first], kilometres, strict=False)]
        return Nearby(point, site, found, len(rows), unplaced)

    def within(self, km: Km, these: Iterable[Node], those: Iterable[Node]) -> Pairs:
        """All pairs of one of `these` and another of `those` that are at most `km` apart. Raises GeographyError."""
        sides = [list(these), list(those)]
        rows = [np.array(sorted({self._row[n.id] for n in side if n.id in self._row}), np.intp) for side in sides]
        lost = {n.id: n for side in sides for n in side if n.id not in self._row}
        columns = self._tree.within(_distance(km), *rows)
        found = [Pair(self.placed[a].site, self.placed[b].site, float(k)) for a, b, k in zip(*columns, strict=True)]
        return Pairs(found, [lost[i] for i in sorted(lost)])

    def sites(self, kind: str | None = None, fuel: str | None = None) -> list[Node]:
        """All sites of a kind and a fuel, placed or not, by id. Raises GeographyError for a word of no list."""
        self._check(kind, fuel)
        return [node for node in self._view.of_kind("Site") if _fits(node, kind, fuel)]

    @cached_property
    def _tree(self) -> PointTree:
        points = [found.point for found in self.placed]
        return PointTree(
            np.array([p.latitude for p in points], np.float64), np.array([p.longitude for p in points], np.float64)
        )

    def _point(self, site: Node) -> Point:
        found = self.located(site)
        if found is None:
            raise NoPoint(f"{self._view.name(site.id)} has no coordinates: {whereabouts(self._view, site)}")
        return found.point

    def _choice(self, kind: str | None, fuel: str | None) -> tuple[Flags, tuple[Node, ...]]:
        """Which rows are of a kind and a fuel, and the sites without a point that are. Asked for often, so kept."""
        if (kind, fuel) not in self._wanted:
            self._check(kind, fuel)
            rows = np.array([_fits(found.site, kind, fuel) for found in self.placed], np.bool_)
            self._wanted[kind, fuel] = rows, tuple(n for n in self.unplaced if _fits(n, kind, fuel))
        return self._wanted[kind, fuel]

    def _check(self, kind: str | None, fuel: str | None) -> None:
        for word, name in ((kind, "siteKind"), (fuel, "fuel")):
            words = self._view.model.vocabularies[name]
            if word is not None and word not in words:
                raise GeographyError(f"{word!r} is not in the list {name}; there are {', '.join(words)}")


def _fits(site: Node, kind: str | None, fuel: str | None) -> bool:
    burns = (value.decoded for value in site.values.get("fuel", ()))
    return kind in (None, site.word("kind")) and (fuel is None or fuel in burns)


def _distance(km: Km) -> float:
    far = float(km)
    if math.isfinite(far) and far >= 0:
        return far
    raise GeographyError(f"{km} is no distance; give kilometres, 0 or more")
