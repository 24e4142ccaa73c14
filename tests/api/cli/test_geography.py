"""`wattgraph near` as a user meets it."""

import json
from pathlib import Path

import pytest

from wattgraph.api import exits
from wattgraph.graph.ledger import Ledger
from wattgraph.schema.statement import Appearance, Document, Reading, Statement, Thing, mention_at

from .conftest import Command

TEXT = (
    "Harrow is a campus at 41.70, -86.40. Brindle burns gas at 41.90, -86.41. Nowhere burns coal. "
    "More will come in northern Indiana and at New Carlisle."
)
#: A site's name, then property, object and the words that state it.
SITES = {
    "Harrow": [("kind", "dataCenter", "campus"), ("latitude", "41.70", "41.70"), ("longitude", "-86.40", "-86.40")],
    "Brindle": [
        ("kind", "powerPlant", "burns"), ("fuel", "gas", "gas"), ("latitude", "41.90", "41.90"),
        ("longitude", "-86.41", "-86.41"),
    ],
    "Nowhere": [("kind", "powerPlant", "burns"), ("fuel", "coal", "coal")],
}  # fmt: skip
PLACES = {"northern Indiana": [("precision", "region", "northern Indiana")], "New Carlisle": []}


@pytest.fixture
def sites(home: Path) -> Path:
    """A ledger, `wattgraph.db`, with sites and vague places."""
    document = Document.of(TEXT)

    def thing(kind: str, name: str, said: list[tuple[str, str, str]]) -> Thing:
        at = {words: TEXT.index(words) for words in (name, *(row[2] for row in said))}
        mention = mention_at(document.id, kind, at[name], at[name] + len(name))
        rows = [("name", name, name), *said]
        return Thing(mention, [
            Statement(mention.id, prop, value, (document.span(at[words], at[words] + len(words)),))
            for prop, value, words in rows
        ])  # fmt: skip

    things = [thing("Site", *row) for row in SITES.items()] + [thing("Place", *row) for row in PLACES.items()]
    with Ledger(Path("wattgraph.db"), create=True) as ledger:
        ledger.load(document, Appearance(), lambda d, a: Reading(d, a, "article", "1", things))
        assert ledger.quarantine() == []
    return Path("wattgraph.db")


def test_near_a_point(wattgraph: Command, sites: Path) -> None:
    answer = wattgraph("near", "41.7,-86.4", "--km", "30")
    rows = [line.split("\t")[:4] for line in answer.out.splitlines()]
    assert rows == [["0.000", "Harrow", "data center", ""], ["22.254", "Brindle", "power plant", "gas"]]
    assert answer.err == "Left out: 1 site that has no coordinates, near or not\n"


def test_near_a_site_in_json(wattgraph: Command, sites: Path) -> None:
    found = json.loads(wattgraph("near", "Harrow", "--km", "30", "--fuel", "gas", "--json").out)
    (site,) = found["sites"]
    assert len(site.pop("statements")) == 2
    identifier = site.pop("id")
    assert site == {
        "name": "Brindle", "kind": "powerPlant", "fuel": ["gas"], "latitude": "41.9", "longitude": "-86.41",
        "km": "22.254",
    }  # fmt: skip
    assert (found["km"], found["unplaced"], found["around"]["latitude"]) == ("30", 0, "41.7")
    by_id = json.loads(wattgraph("near", identifier, "--km", "30", "--kind", "dataCenter", "--json").out)
    assert [one["name"] for one in by_id["sites"]] == ["Harrow"]
    assert wattgraph("near", "--km", "30", "--", "-33.9,151.2").out == ""


REFUSALS = {
    "a region": (("northern Indiana",), exits.FAILURE, ("a place in 1 document", "as a region: that is no point")),
    "a bare name": (("New Carlisle",), exits.FAILURE, ("words do not tell how exactly", "give coordinates")),
    "a town": (("Dallas, Texas",), exits.FAILURE, ("no site is called", "as a town: that is no point")),
    "an unplaced site": (("Nowhere",), exits.FAILURE, ("Nowhere has no coordinates", "no text says where it lies")),
    "nothing known": (("Elsewhere",), exits.FAILURE, ("no site is called 'Elsewhere'", "compared whole")),
    "out of the world": (("91,0",), exits.USAGE, ("'91' is no latitude", "-90 to 90")),
    "half a point": (("41.7,",), exits.USAGE, ("is no longitude",)),
    "an unknown kind": (("0,0", "--kind", "coalPlant"), exits.USAGE, ("'coalPlant'", "powerPlant")),
    "an unknown fuel": (("0,0", "--fuel", "cole"), exits.USAGE, ("'cole'", "coal, cogeneration, gas")),
    "a negative distance": (("0,0", "--km", "-3"), exits.USAGE, ("-3.0 is no distance",)),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSALS)
def test_refusals(wattgraph: Command, sites: Path, what: str) -> None:
    arguments, code, words = REFUSALS[what]
    wattgraph("near", "--km", "30", *arguments).refused(code, *words)


def test_no_ledger_and_no_distance(wattgraph: Command, home: Path) -> None:
    wattgraph("near", "0,0", "--km", "1").refused(exits.FAILURE, "no ledger here")
    wattgraph("near", "0,0").refused(exits.USAGE, "--km")
    assert list(home.iterdir()) == []
