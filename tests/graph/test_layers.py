"""Layers: what a view leaves out by source or licence leaves no trace in any export."""

import io
from collections.abc import Callable

import pytest

from wattgraph.graph.exports import FORMATS, export
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.policies.policy import policy
from wattgraph.graph.view import Snapshot
from wattgraph.graph.view.layers import UnknownLayer


@pytest.fixture
def layered(text: Callable[..., object], ledger: Ledger) -> Ledger:
    """A ledger with an open record of a site, and what a share-alike source says of the same."""
    told = (("eia860", "US-Government-Work", "Alder Bluff"), ("im3", "ODbL-1.0", "Zwischenhalle"))
    for source, licence, name in told:
        page = text(f"{source} {name}\t7", loader=f"source/{source}")
        site = page.record(source, f"{source}-1", "Site")
        page.say(site, "name", name, name)
        page.say(site, "eiaPlantCode", "7", "7")
        page.into(ledger, series=f"{source}/plants", licence=licence)
    return ledger


@pytest.mark.parametrize("layer", ["im3", "ODbL-1.0"])
@pytest.mark.parametrize("format", FORMATS)
def test_no_trace_in_an_export(layered: Ledger, format: str, layer: str) -> None:
    whole, rest = io.BytesIO(), io.BytesIO()
    export(Snapshot(layered).view(policy("default")), format, whole)
    export(Snapshot(layered, without=[layer]).view(policy("default")), format, rest)
    assert b"Zwischenhalle" in whole.getvalue()
    for trace in (b"Zwischenhalle", b"im3", b"ODbL"):
        assert trace not in rest.getvalue()
    assert b"Alder Bluff" in rest.getvalue()


def test_what_two_layers_tell_is_one_until_one_is_left_out(layered: Ledger) -> None:
    (whole,) = Snapshot(layered).view(policy("default")).of_kind("Site")
    assert {str(v.decoded) for v in whole.values["name"]} == {"Alder Bluff", "Zwischenhalle"}
    (rest,) = Snapshot(layered, without=["ODbL-1.0"]).view(policy("default")).of_kind("Site")
    assert [str(v.decoded) for v in rest.values["name"]] == ["Alder Bluff"]
    assert Snapshot(layered, without=["im3", "eia860"]).view(policy("default")).nodes == {}


def test_an_unknown_layer_is_met_with_those_that_are_there(layered: Ledger) -> None:
    with pytest.raises(UnknownLayer, match=r"'osm'; there are ODbL-1.0, US-Government-Work, eia860, im3"):
        Snapshot(layered, without=["osm"])
