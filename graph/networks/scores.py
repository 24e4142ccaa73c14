"""Figures of a network: who stands in the middle, and who belongs together. networkx and rustworkx work them out.

A network of what was published is a sample: firms that the press writes about have more edges. Read scores as
"of what these documents say", and look at the statements that stand beside each.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ..frames.errors import ExtraMissing

if TYPE_CHECKING:
    import networkx as nx


class NetworkError(ValueError):
    """A measure or a method that does not exist, or a graph of which it cannot be told: says which and why."""


class Score(NamedTuple):
    """A node, its measure, and the ids of the statements that its edges rest on."""

    node: str
    caption: str
    score: float
    statements: tuple[str, ...]


class Member(NamedTuple):
    """A node and its community: 1 is the largest. `statements`: those of its edges inside of the community."""

    node: str
    caption: str
    community: int
    size: int
    statements: tuple[str, ...]


def centrality(graph: "nx.MultiDiGraph[str]", measure: str = "betweenness", **options: Any) -> list[Score]:
    """How central each node of a graph of `to_networkx` is, the most central first, then by id.

    `measure`: `degree` (with how many of the others it is joined), `betweenness`, `closeness`, `eigenvector`
    (networkx), or `pagerank` (rustworkx, the extra `[network]`). Directions are left out, since a role decides them
    and not what flows; several edges between two count as one, and as their number in `eigenvector` and `pagerank`.
    `options` go to the library. The rows are what `pandas.DataFrame` and `polars.DataFrame` take.

    Raises NetworkError, ExtraMissing.
    """
    if measure not in MEASURES:
        raise NetworkError(f"no measure {measure!r}; there are {', '.join(MEASURES)}")
    plain = undirected(graph)
    scores = MEASURES[measure](plain, options) if plain else {}
    rows = [Score(n, _caption(graph, n), float(scores[n]), _statements(graph, n)) for n in plain]
    return sorted(rows, key=lambda row: (-row.score, row.node))


def communities(
    graph: "nx.MultiDiGraph[str]", method: str = "louvain", seed: int = 0, **options: Any
) -> list[Member]:  # fmt: skip
    """Who belongs together in a graph of `to_networkx`, by the edges between them; the largest community first.

    `method`: `louvain`, which draws lots (`seed`), or `greedyModularity`; both by networkx, with the number of edges
    between two as their weight. `options` (as `resolution`) go to the library. The rows are what `pandas.DataFrame`
    and `polars.DataFrame` take. Raises NetworkError.
    """
    from networkx.algorithms import community

    plain = undirected(graph)
    if method not in METHODS:
        raise NetworkError(f"no method {method!r}; there are {', '.join(METHODS)}")
    if not plain.size():
        found: list[set[str]] = [{node} for node in plain]
    elif method == "louvain":
        found = [set(one) for one in community.louvain_communities(plain, weight="weight", seed=seed, **options)]
    else:
        found = [set(one) for one in community.greedy_modularity_communities(plain, weight="weight", **options)]
    ordered = sorted(found, key=lambda one: (-len(one), min(one)))
    return [
        Member(node, _caption(graph, node), number, len(one), _statements(graph, node, one))
        for number, one in enumerate(ordered, start=1)
        for node in sorted(one)
    ]


def undirected(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """The same nodes by id, each pair that is joined by one edge at most; its `weight` is how many there were."""
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for start, end in sorted((min(edge[:2]), max(edge[:2])) for edge in graph.edges()):
        if start != end:
            weight = plain.edges[start, end]["weight"] if plain.has_edge(start, end) else 0
            plain.add_edge(start, end, weight=weight + 1)
    return plain


def _caption(graph: "nx.MultiDiGraph[str]", node: str) -> str:
    return str(graph.nodes[node].get("label", node))


def _statements(graph: "nx.MultiDiGraph[str]", node: str, among: set[str] | None = None) -> tuple[str, ...]:
    """The statements of a node's edges, of those to some others only if these are given."""
    edges = [*graph.out_edges(node, data="statements"), *graph.in_edges(node, data="statements")]
    kept = (ids for start, end, ids in edges if among is None or {start, end} <= among)
    return tuple(sorted({one for ids in kept for one in str(ids).split(",")}))


# -- measures

_Scores = Mapping[str, float]


def _networkx(name: str, **usual: Any) -> Callable[["nx.Graph[str]", Mapping[str, Any]], _Scores]:
    def measured(plain: "nx.Graph[str]", options: Mapping[str, Any]) -> _Scores:
        import networkx as nx

        try:
            scores: _Scores = getattr(nx, name)(plain, **{**usual, **options})
        except nx.NetworkXException as error:
            raise NetworkError(f"{name} cannot be told of this graph: {error}") from error
        return scores

    return measured


def _pagerank(plain: "nx.Graph[str]", options: Mapping[str, Any]) -> _Scores:
    """Page rank by rustworkx: that of networkx needs scipy."""
    try:
        import rustworkx
    except ImportError as error:
        raise ExtraMissing("rustworkx, which pagerank needs,", "network") from error
    both_ways = rustworkx.networkx_converter(plain.to_directed())
    assert isinstance(both_ways, rustworkx.PyDiGraph)
    scores = rustworkx.pagerank(both_ways, weight_fn=lambda edge: float(edge["weight"]), **options)
    return {both_ways[place]: score for place, score in scores.items()}


MEASURES: Mapping[str, Callable[["nx.Graph[str]", Mapping[str, Any]], _Scores]] = {
    "degree": _networkx("degree_centrality"),
    "betweenness": _networkx("betweenness_centrality"),
    "closeness": _networkx("closeness_centrality"),
    "eigenvector": _networkx("eigenvector_centrality", weight="weight", max_iter=1000),
    "pagerank": _pagerank,
}
METHODS = ("louvain", "greedyModularity")
