"""Distances in GraphQL: what is near, how far, by which words; what has no coordinates is left out and counted."""

import pytest

from wattgraph.schema.statement import mention_at

TEXT = (
    "Harrow campus lies at 41.70 and -86.40. Brindle station burns gas at 41.90 and 86°24'36\"W. "
    "Osier dam lies at 41.72 and -86.10. Nowhere works burns coal."
)
#: Name, kind, fuel, latitude and longitude, each with its words.
SITES = [
    ("Harrow", "dataCenter", "campus", None, ("41.70", "41.70"), ("-86.40", "-86.40")),
    ("Brindle", "powerPlant", "station", "gas", ("41.90", "41.90"), ("-86.41", "86°24'36\"W")),
    ("Osier", "powerPlant", "dam", None, ("41.72", "41.72"), ("-86.10", "-86.10")),
    ("Nowhere", "powerPlant", "works", "coal", None, None),
]
NEAR = '{latitude: "41.7", longitude: "86°24\'W", km: %s}'


@pytest.fixture
def placed(ledger, notes):
    """A ledger with the sites of the text."""
    page = notes(TEXT)
    for name, kind, noun, fuel, latitude, longitude in SITES:
        span = page.span(name)
        site = page.note(mention_at(page.document.id, "Site", span.start, span.end))
        page.say(site, "name", name, name)
        page.say(site, "kind", kind, noun)
        if fuel:
            page.say(site, "fuel", fuel, fuel)
        for prop, stated in (("latitude", latitude), ("longitude", longitude)):
            if stated:
                page.say(site, prop, *stated)
    page.into(ledger)
    return ledger


def names(page):
    return sorted(node["name"] for node in page["nodes"])


@pytest.mark.parametrize(
    ("km", "more", "expected"),
    [
        ("30", "", ["Brindle", "Harrow", "Osier"]), ("24", "", ["Brindle", "Harrow"]), ("0", "", ["Harrow"]),
        ('"30.5"', "kind: POWER_PLANT", ["Brindle", "Osier"]), ("0.5", "kind: POWER_PLANT", []),
    ],
)  # fmt: skip
def test_sites_near_a_point(placed, ask, km, more, expected):
    page = ask(f"{{ sites(first: 10, near: {NEAR % km}, {more}) {{ nodes {{ id name }} totalCount note }} }}")[
        "sites"
    ]
    assert names(page) == expected
    assert page["totalCount"] == len(expected)
    assert page["note"] == "left out for lack of coordinates: 1 site"
    ids = [node["id"] for node in page["nodes"]]
    assert ids == sorted(ids)


def test_what_lies_near_each_site(placed, ask):
    query = (
        "query($km: Decimal!) { sites(first: 10, kind: DATA_CENTER) { nodes { name nearby(km: $km, first: 1, "
        "kind: POWER_PLANT) { nodes { km site { name } } totalCount unplaced note } } } }"
    )
    for km in ("30", 30, 30.0):
        (node,) = ask(query, km=km)["sites"]["nodes"]
        near = {
            "nodes": [{"km": "22.254", "site": {"name": "Brindle"}}],
            "totalCount": 2,
            "unplaced": 1,
            "note": None,
        }
        assert node == {"name": "Harrow", "nearby": near}


def test_fuel_and_a_site_without_a_point(placed, ask):
    query = (
        "{ sites(first: 10) { nodes { name point { latitude } "
        "nearby(km: 30.25, first: 5, fuel: GAS) { nodes { site { name } } unplaced note } } } }"
    )
    found = {node.pop("name"): node for node in ask(query)["sites"]["nodes"]}
    assert found["Harrow"]["nearby"] == {"nodes": [{"site": {"name": "Brindle"}}], "unplaced": 0, "note": None}
    assert found["Brindle"]["nearby"]["nodes"] == []
    note = "this site has no coordinates, and no place becomes a point"
    assert found["Nowhere"] == {"point": None, "nearby": {"nodes": [], "unplaced": None, "note": note}}


def test_a_point_has_its_words(placed, ask):
    point = "point { latitude longitude evidence(parts: VALUE) { quote } }"
    query = f'{{ sites(first: 1, name: "Brindle") {{ nodes {{ {point} }} }} }}'
    (node,) = ask(query)["sites"]["nodes"]
    quotes = [{"quote": "41.90"}, {"quote": "86°24'36\"W"}]
    assert node["point"] == {"latitude": "41.9", "longitude": "-86.41", "evidence": quotes}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('{ sites(first: 1, near: {latitude: "95", longitude: "0", km: 3}) { totalCount } }', "near: '95' is no lat"),
        ('{ sites(first: 1, near: {latitude: "x", longitude: "0", km: 3}) { totalCount } }', "write decimal degrees"),
        ('{ sites(first: 1, near: {latitude: "5", longitude: "0", km: -1}) { totalCount } }', "-1 is no distance"),
        ('{ sites(first: 1, near: {latitude: "5", longitude: "0", km: "NaN"}) { totalCount } }', "Decimal"),
        (
            "{ sites(first: 1, kind: DATA_CENTER) { nodes { nearby(km: -1, first: 1) { note } } } }",
            "-1 is no distance",
        ),
        ("{ sites(first: 1) { nodes { nearby(km: 1, first: 0) { note } } } }", "ask for 1 to 1000"),
        (
            "{ sites(first: 1000) { nodes { nearby(km: 1, first: 100) { nodes { km site { id } } } } } }",
            "lower first",
        ),
    ],
)
def test_refusals(placed, answer, query, message):
    assert message in answer(query)["errors"][0]["message"]


def test_the_price_grows_with_the_distance(placed, answer):
    query = "query($km: Decimal!) { sites(first: 500) { nodes { nearby(km: $km, first: 3) { totalCount } } } }"
    assert "errors" not in answer(query, km="100")
    for km in ("20000", "1e400"):
        assert "lower first" in answer(query, km=km)["errors"][0]["message"]
    below = "{ a: sites(first: 9) { nodes { nearby(km: -1e9, first: 1) { note } } } %s }"
    dear = "sites(first: 1000) { nodes { things: nearby(km: 1, first: 900) { nodes { km site { id } } } } }"
    assert "lower first" in answer(below % dear)["errors"][0]["message"]


def test_a_question_of_distance_for_every_site_of_a_page_is_allowed(placed, answer):
    near = "nearby(km: 30, kind: POWER_PLANT, first: 3) { nodes { km site { id } } }"
    assert "errors" not in answer(f"{{ sites(first: 1000) {{ nodes {{ {near} }} }} }}")
