"""Measures of a network are the libraries' own, on the graph as it was published, with the statements behind."""

import sys

import networkx as nx
import pandas
import polars
import pytest

from wattgraph.graph.exports import links_to_networkx, to_networkx
from wattgraph.graph.frames import ExtraMissing
from wattgraph.graph.networks.scores import MEASURES, NetworkError, centrality, communities, undirected


@pytest.fixture
def star(ledger, look, text):
    """The view of a host with four tenants, two of which also trade, one twice with the host."""
    pairs = [("Host", f"Tenant {letter}") for letter in "ABCD"] + [("Tenant A", "Tenant B"), ("Host", "Tenant A")]
    deals = [(one, other, f"${number}.1 million") for number, (one, other) in enumerate(pairs, start=1)]
    page = text(" ".join(f"{one} signed a hosting deal worth {amount} with {other}." for one, other, amount in deals))
    for one, other, amount in deals:
        page.contract("Deal", "hosting", "hosting", [("provider", one), ("customer", other)], amount)
    page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


def test_the_one_in_the_middle(star):
    graph = links_to_networkx(star)
    rows = centrality(graph)
    assert (rows[0].caption, rows[0].score) == ("Host", pytest.approx(5 / 6))
    assert {row.score for row in rows[1:]} == {0}
    shares = {row.caption: row.score for row in centrality(graph, "degree")}
    assert shares == {"Host": 1, "Tenant A": 0.5, "Tenant B": 0.5, "Tenant C": 0.25, "Tenant D": 0.25}


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_puts_the_host_first_and_rests_on_statements(star, measure):
    rows = centrality(links_to_networkx(star), measure)
    assert rows[0].caption == "Host"
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    for row in rows:
        said = [star.statement(bytes.fromhex(i)) for i in row.statements]
        assert {s.property for s in said} == {"kind", "provider", "customer"}


def test_page_rank_is_that_of_the_power_method(star):
    graph = links_to_networkx(star)
    plain = undirected(graph)
    matrix = nx.google_matrix(plain, nodelist=list(plain), alpha=0.85)
    rank = [1 / len(plain)] * len(plain)
    for _ in range(200):
        rank = list(rank @ matrix)
    found = {row.node: row.score for row in centrality(graph, "pagerank")}
    assert [found[node] for node in plain] == pytest.approx(rank, abs=1e-5)


@pytest.mark.parametrize("method", ["louvain", "greedyModularity"])
def test_communities_are_parts_of_the_whole_and_the_same_each_time(star, reports, ledger, look, method):
    for report in reports:
        report.into(ledger)
    graph = to_networkx(look(ledger))
    rows = communities(graph, method, seed=7)
    assert rows == communities(graph, method, seed=7)
    assert sorted(row.node for row in rows) == sorted(graph)
    sizes = {row.community: row.size for row in rows}
    assert list(sizes) == list(range(1, len(sizes) + 1))
    assert list(sizes.values()) == sorted(sizes.values(), reverse=True)
    for one in nx.connected_components(undirected(graph)):
        inside = {row.community for row in rows if row.node in one}
        assert not {row.community for row in rows if row.node not in one} & inside


def test_rows_are_what_frames_take(star):
    rows = centrality(links_to_networkx(star))
    assert list(pandas.DataFrame(rows).columns) == ["node", "caption", "score", "statements"]
    assert polars.DataFrame(rows).columns == ["node", "caption", "score", "statements"]
    assert polars.DataFrame(rows)["score"].to_list() == [row.score for row in rows]


def test_an_empty_graph_has_no_rows():
    empty = nx.MultiDiGraph()
    assert all(centrality(empty, measure) == [] for measure in MEASURES)
    assert communities(empty) == communities(empty, "greedyModularity") == []


def test_nodes_without_edges_are_communities_of_one(ledger, look, listed):
    listed(("iren", "IREN", "bitcoinMiner"), ("riot", "Riot Platforms", "bitcoinMiner")).into(ledger)
    graph = to_networkx(look(ledger), isolated=True)
    assert [(row.node, row.community, row.statements) for row in communities(graph)] == [
        ("iren", 1, ()),
        ("riot", 2, ()),
    ]
    assert [row.score for row in centrality(graph)] == [0, 0]


def test_what_there_is_not_is_told(star, monkeypatch):
    graph = links_to_networkx(star)
    with pytest.raises(NetworkError, match="no measure 'fame'; there are degree, betweenness"):
        centrality(graph, "fame")
    with pytest.raises(NetworkError, match="no method 'guess'; there are louvain, greedyModularity"):
        communities(graph, "guess")
    with pytest.raises(NetworkError, match="eigenvector_centrality cannot be told"):
        centrality(graph, "eigenvector", max_iter=1)
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    with pytest.raises(ExtraMissing, match=r"wattgraph\[network\]"):
        centrality(graph, "pagerank")
