"""How fast paths are found: levels over columns of edges, and exact paths in a view.

    python -m bench.paths [--json]

Levels: from 4,000 miners to 12 hyperscalers within 3 hops (6 levels: actor, thing, actor) on 800,000 made-up edges
of 320,000 things, most of which few actors have, by Wattgraph, networkx and rustworkx. `ratio_*`: a peer's seconds by
ours. Five turns each but the slow peer's two, the best of each counts. Other levels fail the run. The graphs of all
three are made before the clock starts. Bounds: 400 ms for plain numpy.

Exact: all paths of 4,000 firms to 200 others within 3 hops in the view of a made-up ledger of 100,000 things, and
how many links it looked at; `prepare_ms` makes the columns of the view once. An unbounded search must find the same.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import networkx as nx
import numpy as np
import orjson
import rustworkx as rx
from numpy.typing import NDArray

from bench._deals import fill
from wattgraph.graph.links import Path as Path_
from wattgraph.graph.links.ends import Side
from wattgraph.graph.links.index import index
from wattgraph.graph.links.levels import UNREACHED, Adjacency, Integers, levels
from wattgraph.graph.links.search import ORDERS, Wanted, search
from wattgraph.graph.view import Snapshot, View

_EDGES, _THINGS, _ACTORS, _MINERS, _HYPERSCALERS = 800_000, 320_000, 60_000, 4_000, 12
#: Things and firms of the made-up view.
_VIEW, _FIRMS = 100_000, 20_000
#: Some of those who guarantee.
_GUARANTORS = 200
#: 3 hops.
_LEVELS = 6
_BOUND_MS = 400.0
Found = NDArray[np.int8]
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


def by_networkx(graph: "nx.Graph[int]", miners: list[int], vertices: int) -> Found:
    """The levels of all vertices."""
    found = np.full(vertices, UNREACHED, np.int8)
    for level, layer in zip(range(_LEVELS + 1), nx.bfs_layers(graph, miners), strict=False):
        found[layer] = level
    return found


def by_rustworkx(graph: "rx.PyGraph[None, None]", miners: list[int], vertices: int) -> Found:
    """The levels of all vertices. It goes on to the last layer, which the bound leaves out afterwards."""
    found = np.full(vertices, UNREACHED, np.int8)
    for level, layer in enumerate(rx.bfs_layers(graph, miners)):
        found[layer] = level if level <= _LEVELS else UNREACHED
    return found


def columnar() -> dict[str, float]:
    """Figures of the levels. Raises SystemExit if two of the three differ."""
    source, target, vertices = columns()
    made = np.random.default_rng(7)
    chosen = made.choice(_ACTORS, _MINERS + _HYPERSCALERS, replace=False).astype(np.int32)
    miners, goals = np.sort(chosen[:_MINERS]), chosen[_MINERS:]
    nothing = np.zeros(_EDGES, np.uint8)
    build, edges = timed(
        lambda: Adjacency.of(source, target, nothing, np.arange(_EDGES, dtype=np.int32), vertices), 1
    )
    pairs = list(zip(source.tolist(), target.tolist(), strict=True))
    known: nx.Graph[int] = nx.Graph()
    known.add_nodes_from(range(vertices))
    known.add_edges_from(pairs)
    rust: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    rust.add_nodes_from([None] * vertices)
    rust.add_edges_from_no_data(pairs)
    start = miners.tolist()
    ours, found = timed(lambda: levels(edges, miners, _LEVELS), 5)
    until, few = timed(lambda: levels(edges, miners, _LEVELS, until=goals), 5)
    peers = {
        "networkx": timed(lambda: by_networkx(known, start, vertices), 2),
        "rustworkx": timed(lambda: by_rustworkx(rust, start, vertices), 5),
    }
    if any((theirs != found).any() for _, theirs in peers.values()) or (few[goals] != found[goals]).any():
        raise SystemExit("the levels differ between Wattgraph and its peers")
    figures = {"build_ms": build, "levels_ms": ours, "until_goals_ms": until, "bound_ms": _BOUND_MS}
    for name, (theirs, _) in peers.items():
        figures |= {f"{name}_ms": theirs, f"ratio_{name}": theirs / ours}
    return figures


def exact() -> dict[str, float]:
    """Figures of exact paths in a made-up view. Raises SystemExit if a search without bounds finds others."""
    with tempfile.TemporaryDirectory() as folder, fill(Path(folder) / "deals.db", _VIEW, _FIRMS) as ledger:
        view = Snapshot(ledger).view()
        if ledger.quarantine():
            raise SystemExit("the gate refused some of the made-up leases")
        figures: dict[str, float] = {"things": len(view.of_kind("Deal")) + len(view.of_kind("CapitalFlow"))}
        links = index(view)
        figures["prepare_ms"], _ = timed(lambda: links.network, 1)
        starts = Side(frozenset(f"f{n}" for n in range(_MINERS)))
        goals = Side(frozenset(f"f{n}" for n in range(_MINERS, _MINERS + _GUARANTORS)))
        for order in ORDERS:
            wanted = Wanted(starts, goals, 3, order)
            took, found = timed(partial(search, view, wanted), 2)
            figures |= {f"{order}_ms": took, f"{order}_links": found.links, f"{order}_paths": len(found.paths)}
            if found.stopped is not None or {_key(p) for p in found.paths} != _unbounded(view, wanted):
                raise SystemExit(f"the {order} paths are not those that a search without bounds finds")
    return figures


def _key(path: Path_) -> tuple[str, ...]:
    return path.start, *(word for hop in path.hops for word in (hop.via.id, hop.end))


def _unbounded(view: View, wanted: Wanted) -> set[tuple[str, ...]]:
    """What a search finds that knows nothing of how far the ends are."""
    everybody = Side(frozenset(node.id for node in view.of_kind("Actor")))
    found = search(view, replace(wanted, ends=everybody), budget=10_000_000).paths
    return {_key(path) for path in found if path.end in wanted.ends.actors}


def main() -> None:
    """Runs all and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    options = parser.parse_args()
    figures = {name: round(figure, 1) for name, figure in (columnar() | exact()).items()}
    if not options.json:
        for name, figure in figures.items():
            print(f"{name:24} {figure:12,.1f}")
    print(orjson.dumps({"bench": "paths", **figures}).decode())


if __name__ == "__main__":
    main()
