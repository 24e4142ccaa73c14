"""Levels: how many edges every vertex is away from the nearest of many sources, over columns of edges.

The kernel works on whole frontiers with numpy and has no loop over edges. One hop from actor to actor is two levels
where things (deals, flows) are vertices of their own.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Codes = NDArray[np.uint8]
Mask = NDArray[np.bool_]

#: The level of what no source reaches within the bound.
UNREACHED = -1
#: A frontier with more edges than this share of those to vertices not yet reached is searched from their side.
_TURN = 0.5


class Adjacency(NamedTuple):
    """Undirected edges by vertex: those of vertex v stand at `indptr[v]` to `indptr[v + 1]`.

    `neighbours`: where each leads; `types`: its code, 0 to 255; `statements`: the row of the statement that says it.
    """

    indptr: NDArray[np.int64]
    neighbours: Integers
    types: Codes
    statements: Integers

    @classmethod
    def of(
        cls, source: Integers, target: Integers, types: Codes, statements: Integers, vertices: int
    ) -> "Adjacency":  # fmt: skip
        """From columns of edges, each of which leads both ways. Raises ValueError for columns that do not fit."""
        if not len(source) == len(target) == len(types) == len(statements):
            raise ValueError(
                f"columns of edges must be as long as each other; these have {len(source)} sources, {len(target)}"
                f" targets, {len(types)} types and {len(statements)} statements"
            )
        if len(source) and not 0 <= min(source.min(), target.min()) <= max(source.max(), target.max()) < vertices:
            raise ValueError(f"an edge leads to a vertex outside of 0 to {vertices - 1}: count the vertices again")
        ends = np.concatenate((source, target))
        order = np.argsort(ends, kind="stable")
        indptr = np.zeros(vertices + 1, np.int64)
        np.cumsum(np.bincount(ends, minlength=vertices), out=indptr[1:])
        row = order % max(len(source), 1)
        neighbours = np.concatenate((target, source))[order].astype(np.int32, copy=False)
        return cls(indptr, neighbours, types[row].astype(np.uint8), statements[row].astype(np.int32))

    @property
    def vertices(self) -> int:
        """How many vertices there are."""
        return len(self.indptr) - 1

    def masked(self, types: Mask) -> "Adjacency":
        """Only the edges whose code `types` allows (a mask of codes); make it once for many questions."""
        kept = types[self.types]
        indptr = np.zeros(len(self.indptr), np.int64)
        np.cumsum(kept, out=(total := np.zeros(len(kept) + 1, np.int64))[1:])
        indptr[:] = total[self.indptr]
        return Adjacency(indptr, self.neighbours[kept], self.types[kept], self.statements[kept])


def levels(
    edges: Adjacency, sources: Integers, most: int, types: Mask | None = None, nodes: Mask | None = None,
    until: Integers | None = None,
) -> NDArray[np.int8]:  # fmt: skip
    """Vertex -> its level: 0 of a source, at most `most`, `UNREACHED` of the rest.

    `types`: a mask of edge codes that may be walked; `nodes`: of vertices that may be reached; `until`: vertices
    after all of which it may stop. Raises ValueError for a `most` outside of 0 to 127.
    """
    if not 0 <= most <= 127:
        raise ValueError(f"levels go up to 127, and {most} were asked for")
    found = np.full(edges.vertices, UNREACHED, np.int8)
    found[sources] = 0
    open_ = np.ones(edges.vertices, np.bool_) if nodes is None else nodes.copy()
    open_[sources] = False
    frontier: NDArray[np.integer] = np.unique(sources)
    unseen = int(edges.indptr[-1] - _degrees(edges, frontier).sum())
    for level in range(1, most + 1):
        if not len(frontier) or (until is not None and (found[until] >= 0).all()):
            break
        walked = int(_degrees(edges, frontier).sum())
        step = _from_unreached if walked > _TURN * unseen else _from_frontier
        frontier = step(edges, frontier, found, open_, types)
        found[frontier] = level
        open_[frontier] = False
        unseen -= int(_degrees(edges, frontier).sum())
    return found


def _degrees(edges: Adjacency, some: NDArray[np.integer]) -> NDArray[np.int64]:
    degrees: NDArray[np.int64] = edges.indptr[some + 1] - edges.indptr[some]
    return degrees


def _rows(edges: Adjacency, some: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of all edges of some vertices, one vertex after the other, and how many each has."""
    counts = _degrees(edges, some)
    starts = np.cumsum(counts) - counts
    return np.arange(counts.sum()) + np.repeat(edges.indptr[some] - starts, counts), counts


def _from_frontier(
    edges: Adjacency, frontier: NDArray[np.integer], found: NDArray[np.int8], open_: Mask, types: Mask | None
) -> NDArray[np.intp]:
    """The open vertices next to the frontier."""
    rows, _ = _rows(edges, frontier)
    ends = edges.neighbours[rows]
    keep = open_[ends]
    if types is not None:
        keep &= types[edges.types[rows]]
    hit = np.zeros(edges.vertices, np.bool_)
    hit[ends[keep]] = True
    return np.flatnonzero(hit)


def _from_unreached(
    edges: Adjacency, frontier: NDArray[np.integer], found: NDArray[np.int8], open_: Mask, types: Mask | None
) -> NDArray[np.intp]:
    """The same, looking from each open vertex for the frontier: cheaper where the frontier has most edges."""
    waiting = np.flatnonzero(open_)
    rows, counts = _rows(edges, waiting)
    waiting, counts = waiting[counts > 0], counts[counts > 0]
    if not len(waiting):
        return waiting
    inside = np.zeros(edges.vertices, np.bool_)
    inside[frontier] = True
    touches = inside[edges.neighbours[rows]]
    if types is not None:
        touches &= types[edges.types[rows]]
    return waiting[np.logical_or.reduceat(touches, np.cumsum(counts) - counts)]
