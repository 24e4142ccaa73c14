"""How much sooner a tree of points finds what is near than looking at every pair.

    python -m bench.geography [--json]

Pairs at most 30 km apart of 12,000 made-up power plants and 1,200 made-up data centers, strewn over the contiguous
United States, thicker around 300 towns. `ratio`: seconds of the distances of all pairs in numpy by those of the tree,
which is made anew each time. Three turns each, alternating, the best of each counts. Other pairs fail the run.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
import orjson

from wattgraph.graph.geography.distance import Floats, kilometres
from wattgraph.graph.geography.tree import PointTree

_KM = 30.0
_PLANTS, _CENTERS, _TOWNS = 12_000, 1_200, 300
_SOUTH_WEST, _NORTH_EAST = (25.0, -124.0), (49.0, -67.0)
Pairs = set[tuple[int, int]]


def points() -> tuple[Floats, Floats]:
    """Latitudes and longitudes, the plants first. The same at each run."""
    made = np.random.default_rng(2026)
    count = _PLANTS + _CENTERS
    anywhere = made.uniform(_SOUTH_WEST, _NORTH_EAST, (count, 2))
    towns = made.uniform(_SOUTH_WEST, _NORTH_EAST, (_TOWNS, 2))
    around = towns[made.integers(0, _TOWNS, count)] + made.normal(0, 0.3, (count, 2))
    chosen = np.where(made.random((count, 1)) < 0.5, anywhere, around)
    return chosen[:, 0], chosen[:, 1]


def by_tree(latitude: Floats, longitude: Floats) -> Pairs:
    """The pairs that the tree finds."""
    rows = np.arange(len(latitude))
    one, other, _ = PointTree(latitude, longitude).within(_KM, rows[_PLANTS:], rows[:_PLANTS])
    return set(zip(one.tolist(), other.tolist(), strict=True))


def by_force(latitude: Floats, longitude: Floats) -> Pairs:
    """The pairs among the distances of all: a center's to every plant at once."""
    found: Pairs = set()
    for row in range(_PLANTS, len(latitude)):
        far = kilometres(latitude[row], longitude[row], latitude[:_PLANTS], longitude[:_PLANTS])
        found.update((row, plant) for plant in np.flatnonzero(far <= _KM).tolist())
    return found


def timed(find: Callable[[Floats, Floats], Pairs], where: tuple[Floats, Floats]) -> tuple[float, Pairs]:
    """Seconds, and what was found."""
    start = time.perf_counter()
    found = find(*where)
    return time.perf_counter() - start, found


def main() -> None:
    """Runs both and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    options = parser.parse_args()
    where = points()
    turns = [(timed(by_tree, where), timed(by_force, where)) for _ in range(3)]
    pairs = turns[0][0][1]
    if any(found != pairs for turn in turns for _, found in turn):
        raise SystemExit("the tree finds other pairs than all distances do")
    tree, force = (min(turn[side][0] for turn in turns) for side in (0, 1))
    figures = {
        "pairs": len(pairs), "tree_seconds": round(tree, 4), "force_seconds": round(force, 4),
        "ratio": round(force / tree, 1),
    }  # fmt: skip
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>14} {value:,}")
    print(orjson.dumps({"bench": "geography", **figures}).decode())


if __name__ == "__main__":
    main()
