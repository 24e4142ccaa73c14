"""networkx and GraphML: figures stand on nodes, edges carry roles and statement ids."""

import re
from io import BytesIO

import networkx as nx

from wattgraph.graph.exports import export, to_networkx
from wattgraph.graph.rdf import terms as t
from wattgraph.graph.verbs import relations, tables, verb, verbs
from wattgraph.schema.model import model


def of_type(graph, kind):
    return [(name, said) for name, said in graph.nodes(data=True) if said["type"] == kind]


def flow(graph, kind):
    (found,) = [(name, said) for name, said in of_type(graph, "CapitalFlow") if said["kind"] == kind]
    return found


def test_a_joint_flow_is_one_node_with_three_raises_and_no_figure_on_them(view):
    graph = to_networkx(view)
    name, said = flow(graph, "bondIssuance")
    edges = list(graph.in_edges(name, data=True))
    assert sorted(view.name(start) for start, _, _ in edges) == ["Meta", "Microsoft", "Oracle"]
    for _, _, edge in edges:
        assert (edge["verb"], edge["role"]) == ("RAISES", "issuer")
        assert set(edge) == {"verb", "label", "role", "statements"}
        assert view.statement(bytes.fromhex(edge["statements"])).property == "issuer"
    assert (said["value"], said["valueExact"], said["participantsComplete"]) == (1e11, "100000000000", False)


def test_up_to_has_no_value(view):
    _, said = flow(to_networkx(view), "capexCommitment")
    assert (said["lower"], said["upper"], said["upperExact"]) == (0.0, 5e10, "50000000000")
    assert "value" not in said
    assert "valueExact" not in said


def test_a_deal_node(view):
    graph = to_networkx(view)
    ((name, said),) = of_type(graph, "Deal")
    assert said["label"] == "deal of unstated kind · 9.7bn USD (currency implied) · 5 y"
    assert (said["status"], said["statusBasis"], said["modality"]) == ("signed", "stated", "asserted")
    assert (said["figure"], said["unitBasis"]) == ("amount", "implied")
    assert [edge["verb"] for _, _, edge in graph.in_edges(name, data=True)] == ["JOINS", "JOINS"]


def test_firms_that_take_part_in_nothing_are_left_out_unless_asked_for(ledger, reports, look, listed):
    reports[0].into(ledger)
    listed(("iren", "IREN", "bitcoinMiner"), ("riot", "Riot Platforms", "bitcoinMiner")).into(ledger)
    view = look(ledger)
    assert "iren" in to_networkx(view)
    assert "riot" not in to_networkx(view)
    assert "riot" in to_networkx(view, isolated=True)


def test_graphml_reads_back_the_same(view):
    stream = BytesIO()
    export(view, "graphml", stream)
    stream.seek(0)
    read = nx.read_graphml(stream, edge_key_type=str, force_multigraph=True)
    graph = to_networkx(view)
    assert read.graph["policy"] == "default"
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(read.edges(keys=True)) == sorted(graph.edges(keys=True))
    for start, end, key, said in graph.edges(keys=True, data=True):
        assert read.edges[start, end, key].items() >= said.items()


def test_graphml_ids_are_unique(view):
    stream = BytesIO()
    export(view, "graphml", stream)
    ids = re.findall(r'<(?:key|node|edge)\b[^>]* id="([^"]*)"', stream.getvalue().decode())
    assert len(ids) == len(set(ids)) > 20


def test_graphml_takes_characters_that_xml_forbids(ledger, reports, look):
    report = reports[0]
    spoilt = type(report)(f"{report.text[:-1]}, said Odd\x07Name.", report.appearance)
    spoilt.firm("Odd\x07Name")
    deal = spoilt.thing("Deal", "deal")
    spoilt.say(deal, "kind", "unspecified", "deal")
    spoilt.parties(deal, "party", "Odd\x07Name")
    spoilt.into(ledger)
    stream = BytesIO()
    export(look(ledger), "graphml", stream)
    stream.seek(0)
    read = nx.read_graphml(stream)
    assert "Odd\ufffdName" in {said.get("name") for _, said in read.nodes(data=True)}


def test_every_role_and_relation_has_a_verb():
    """The relationships that MODEL.md names, and none beside them."""
    for kind in model().kinds.values():
        for prop in relations(kind):
            assert verb(kind.name, prop.name).name in verbs()
    assert verbs() == [
        "ABOUT", "BUYS", "COVERS", "FINANCES", "FUNDS", "GUARANTEES", "HOLDS", "JOINS", "PART_OF", "PROVIDES",
        "RAISES", "STAKE_IN", "USES",
    ]  # fmt: skip


def test_verbs_name_only_what_the_model_has():
    for table, directions in tables().items():
        kinds = model().kinds.values() if table == "any" else [model().kind(table)]
        declared = {prop.name for kind in kinds for prop in relations(kind)}
        for directed in directions.values():
            assert set(directed) <= declared


def test_the_way_of_an_arrow():
    assert verb("CapitalFlow", "issuer") == ("RAISES", True)
    assert verb("Stake", "owner") == ("HOLDS", True)
    assert verb("Stake", "issuer") == ("STAKE_IN", False)
    assert verb("Capacity", "site") == ("PART_OF", False)
    assert verb("Capacity", "underDeal") == ("COVERS", True)


def test_a_party_of_which_nothing_is_said_is_still_there(ledger, reports, look):
    """A firm without a name: no statement speaks of it, and the deal has it all the same."""
    report = reports[0]
    vehicle = report.thing("Firm", "five")
    (deal,) = (thing.mention for thing in report.things.values() if thing.mention.kind == "Deal")
    report.say(deal, "party", vehicle.id, "five")
    report.into(ledger)
    graph = to_networkx(look(ledger))
    assert graph.nodes[vehicle.id.hex()] == {"type": "Firm", "label": "unnamed firm"}
    assert (vehicle.id.hex(), deal.id.hex()) in graph.edges()
    stream = BytesIO()
    export(look(ledger), "nquads", stream)
    said = (
        f'<{t.node_iri(vehicle.id.hex()).value}> <{t.LABEL.value}> "unnamed firm" <{t.graph_iri("default").value}> .'
    )
    assert said in stream.getvalue().decode().splitlines()
