"""How fast paths are found: levels over columns of edges, and exact paths in a view.

    python -m bench.paths [--json]

Levels: from 4,000 miners to 12 hyperscalers within 3 hops (6 levels: actor, thing, actor) on 800,000 made-up edges
of 320,000 things, most of which few actors have, by Wattgraph, networkx and rustworkx. `ratio_*`: a peer's seconds by
ours. Five turns each but the slow peer's two, the best of each counts. Other levels fail the run. The graphs of all
three are made before the clock starts. Bounds: 400 ms for plain numpy.

Exact: firmest paths of 200 miners to 12 hyperscalers in a made-up view of 100,000 things, whose nodes are made
already, with the columns (`prepare_ms`) and on them (`exact_ms`).
"""

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

import networkx as nx
import numpy as np
import orjson
import rustworkx as rx
from numpy.typing import NDArray

from wattgraph.graph.links.levels import Adjacency, Integers, levels

_EDGES, _THINGS, _ACTORS, _MINERS, _HYPERSCALERS = 800_000, 320_000, 60_000, 4_000, 12
#: 3 hops.
_LEVELS = 6
_BOUND_MS = 400.0
_T = TypeVar("_T")


def columns() -> tuple[Integers, Integers, int]:
    """Sources (things), targets (actors) and the number of vertices. Actors stand first. The same at each run."""
    made = np.random.default_rng(2026)
    things = np.concatenate((np.arange(_THINGS), made.integers(0, _THINGS, _EDGES - _THINGS)))
    # Some actors take part in very much, most in little.
    actors = (_ACTORS * made.random(_EDGES) ** 3).astype(np.int64)
    return (things + _ACTORS).astype(np.int32), actors.astype(np.int32), _ACTORS + _THINGS


def timed(find: Callable[[], _T], turns: int) -> tuple[float, _T]:
    """Milliseconds of the best turn, and what was found."""
    best, found = float("inf"), None
    for _ in range(turns):
        start = time.perf_counter()
        found = find()
        best = min(best, (time.perf_counter() - start) * 1000)
    assert found is not None
    return best, found


def by_networkx(graph: "nx.Graph[int]", miners: list[int], goals: list[int]) -> NDArray[np.int8]:
    """The levels of the goals."""
    layers = nx.bfs_layers(graph, miners)
    found = {v: level for level, layer in zip(range(_LEVELS + 1), layers, strict=False) for v in layer}
    return np.array([found.get(v, -1) for v in goals], np.int8)


def by_rustworkx(graph: "rx.PyGraph[None, None]", miners: list[int], goals: list[int]) -> NDArray[np.int8]:
    """The levels of the goals."""
    found = {v: level for level, layer in enumerate(rx.bfs_layers(graph, miners)) for v in layer}  # type: ignore[attr-defined]
    return np.array([found[v] if found.get(v, _LEVELS + 1) <= _LEVELS else -1 for v in goals], np.int8)


def main() -> None:
    pass
