"""Levels over columns of edges equal those of networkx, with masks of edges and vertices and early stops."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.graph.links.levels import UNREACHED, Adjacency, levels

VERTICES = 12
vertex = st.integers(0, VERTICES - 1)
edges = st.lists(st.tuples(vertex, vertex, st.integers(0, 3)), max_size=40)


def adjacency(found):
    columns = [np.array([edge[i] for edge in found], np.int32) for i in range(3)]
    rows = np.arange(len(found), dtype=np.int32)
    return Adjacency.of(columns[0], columns[1], columns[2].astype(np.uint8), rows, VERTICES)


@given(edges, st.sets(vertex, min_size=1), st.integers(0, 5), st.sets(st.integers(0, 3)), st.sets(vertex))
def test_levels_are_those_of_networkx(found, sources, most, types, closed):
    graph = nx.Graph()
    graph.add_nodes_from(range(VERTICES))
    allowed = [(a, b) for a, b, code in found if code in types]
    # A closed vertex is reached by nobody, and left if the search starts there.
    directed = nx.DiGraph()
    directed.add_nodes_from(range(VERTICES))
    directed.add_edges_from((a, b) for pair in allowed for a, b in (pair, pair[::-1]) if b not in closed)
    expected = {
        v: level
        for level, layer in enumerate(nx.bfs_layers(directed, sorted(sources))) if level <= most for v in layer
    }  # fmt: skip
    mask = np.isin(np.arange(256), sorted(types))
    nodes = ~np.isin(np.arange(VERTICES), sorted(closed))
    starts = np.array(sorted(sources), np.int32)
    made = adjacency(found)
    for got in (levels(made, starts, most, mask, nodes), levels(made.masked(mask), starts, most, None, nodes)):
        assert got.tolist() == [expected.get(v, UNREACHED) for v in range(VERTICES)]


@given(edges, vertex, st.sets(vertex, min_size=1))
def test_an_early_stop_tells_the_same_of_the_goals(found, start, goals):
    made, starts, until = adjacency(found), np.array([start], np.int32), np.array(sorted(goals), np.int32)
    assert (levels(made, starts, 9, until=until)[until] == levels(made, starts, 9)[until]).all()


@given(edges)
def test_every_edge_keeps_its_type_and_statement(found):
    made = adjacency(found)
    seen = [
        (v, int(made.neighbours[at]), int(made.types[at]), int(made.statements[at]))
        for v in range(VERTICES) for at in range(made.indptr[v], made.indptr[v + 1])
    ]  # fmt: skip
    both = [(a, b, code, row) for row, edge in enumerate(found) for a, b, code in (edge, (edge[1], edge[0], edge[2]))]
    assert sorted(seen) == sorted(both)


def test_what_does_not_fit_is_refused():
    one, two = np.zeros(1, np.int32), np.zeros(2, np.int32)
    with pytest.raises(ValueError, match="as long as each other"):
        Adjacency.of(one, two, one.astype(np.uint8), one, 3)
    with pytest.raises(ValueError, match="outside of 0 to 1"):
        Adjacency.of(one, one + 2, one.astype(np.uint8), one, 2)
    with pytest.raises(ValueError, match="up to 127"):
        levels(adjacency([]), one, 128)
