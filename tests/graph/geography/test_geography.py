"""Where the sites of a view lie: a point of one document, never of a vague place, and what is left out is said."""

import pytest

from wattgraph.graph.geography import GeographyError, NoPoint
from wattgraph.schema.coordinates import CoordinateError, Point
from wattgraph.schema.places import precision
from wattgraph.schema.statement import Statement

#: Record, name, kind, fuel, latitude, longitude: made-up plants around a made-up campus, two across the antimeridian.
SITES = [
    ("1", "Harrow campus", "dataCenter", "", "41.70", "-86.40"),
    ("2", "Brindle station", "powerPlant", "gas", "41.90", "-86.40"),
    ("3", "Osier dam", "powerPlant", "hydro", "41.70", "-86.10"),
    ("4", "Fallow array", "powerPlant", "solar", "44.00", "-86.40"),
    ("5", "Dateline west", "powerPlant", "wind", "-17.00", "179.95"),
    ("6", "Dateline east", "powerPlant", "wind", "-17.00", "-179.95"),
    ("7", "Nowhere works", "powerPlant", "gas", "", ""),
    ("8", "Twin", "powerPlant", "gas", "10.00", "10.00"),
]
#: Of another table, since one document means one thing by one name.
TWIN = ("9", "Twin", "dataCenter", "", "", "")


@pytest.fixture
def table(text):
    """A table of sites, read as a data set is: each row a record, each value quoting its cell."""

    def make(rows=SITES, title="sites"):
        page = text(title + "\n" + "".join(f"{','.join(row)};\n" for row in rows), loader="sites")
        for row in rows:
            add(page, row)
        return page

    return make


def add(page, row):
    """The site of a row with what its cells state."""
    key, *cells = row
    site = page.record("test", key, "Site")
    at = page.text.index(f"\n{','.join(row)};") + len(key) + 2
    for prop, cell in zip(("name", "kind", "fuel", "latitude", "longitude"), cells, strict=True):
        if cell:
            page.things[site.id].statements.append(said(site, prop, cell, page.document.span(at, at + len(cell))))
        at += len(cell) + 1
    return site


def said(site, prop, value, span):

    return Statement(site.id, prop, value, (span,))


@pytest.fixture
def view(ledger, table, look):
    table().into(ledger)
    table([TWIN], "twins").into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


def names(view, found):
    return [(view.name(one.site.id), round(one.km, 3)) for one in found]


def site(view, name):
    (found,) = [node for node in view.of_kind("Site") if node.word("name") == name]
    return found


def test_near_a_point(view):
    answer = view.near("41.7,-86.4", 30)
    assert names(view, answer.found) == [("Harrow campus", 0), ("Brindle station", 22.239), ("Osier dam", 24.907)]
    assert (answer.total, answer.site) == (3, None)
    assert {view.name(node.id) for node in answer.unplaced} == {"Nowhere works", "Twin"}
    assert view.near(Point.parse("41°42'N,86°24'W"), 30).found == answer.found


def test_near_a_site_by_kind_and_fuel(view):
    answer = view.near(site(view, "Harrow campus"), 30, kind="powerPlant")
    assert names(view, answer.found) == [("Brindle station", 22.239), ("Osier dam", 24.907)]
    assert names(view, view.near("Harrow campus", 30, fuel="hydro").found) == [("Osier dam", 24.907)]
    assert [view.name(node.id) for node in view.near("Harrow campus", 30, fuel="gas").unplaced] == ["Nowhere works"]
    assert view.near("harrow campus", 30, fuel="hydro").unplaced == ()
    assert names(view, view.near("Dateline west", 12).found) == [("Dateline east", 10.634)]
    assert view.geography.near("Harrow campus", 400, first=1).total == 3


def test_pairs(view):
    geography = view.geography
    pairs = geography.within(30, geography.sites(kind="dataCenter"), geography.sites(kind="powerPlant"))
    assert [(view.name(p.one.id), view.name(p.other.id), round(p.km, 3)) for p in pairs.found] == [
        ("Harrow campus", "Brindle station", 22.239), ("Harrow campus", "Osier dam", 24.907),
    ]  # fmt: skip
    assert [view.name(node.id) for node in pairs.unplaced] == [view.name(n.id) for n in geography.unplaced]
    both = geography.within(12, geography.sites(fuel="wind"), geography.sites(fuel="wind")).found
    assert [(p.one.id, p.other.id) for p in both] == [(p.other.id, p.one.id) for p in reversed(both)]
    assert len(both) == 2


def test_a_point_is_of_one_document(ledger, table, look):
    """Two tables give one plant each its own point; a third gives half of one, which is combined with nothing."""
    for day, rows in (
        ("2024-01-01", [("2", "Brindle station", "powerPlant", "gas", "41.90", "-86.40")]),
        ("2025-01-01", [("2", "Brindle station", "powerPlant", "gas", "41.95", "-86.45")]),
        ("2026-01-01", [("2", "Brindle station", "powerPlant", "gas", "42.50", "")]),
    ):  # fmt: skip
        table(rows, day).into(ledger, published=day)
    view = look(ledger)
    (found,) = [located for located in view.geography.placed if located.site.word("name") == "Brindle station"]
    assert {s.document for s in found.statements} == {found.statements[0].document}
    assert (found.site.word("latitude"), str(found.point)) in (("42.50", "41.95,-86.45"), ("41.95", "41.95,-86.45"))


def test_half_a_point_is_none(ledger, table, look):
    table([("2", "Brindle station", "powerPlant", "gas", "41.90", "")], "one").into(ledger)
    table([("2", "Brindle station", "powerPlant", "gas", "", "-86.40")], "two").into(ledger)
    view = look(ledger)
    assert view.geography.placed == []
    assert view.near("41.9,-86.4", 10).found == []


@pytest.fixture
def vague(ledger, table, text, look):
    """The sites, and a text with places that are no points."""
    table().into(ledger)
    table([TWIN], "twins").into(ledger)
    page = text("A campus rises in northern Indiana. Another one stands near the plant at New Carlisle.")
    for words in ("northern Indiana", "New Carlisle"):
        place = page.thing("Place", words)
        page.say(place, "name", words, words)
        if exact := precision(words):
            page.say(place, "precision", exact, words, modality="inferred")
    campus = page.thing("Site", "campus")
    page.say(campus, "name", "campus", "campus")
    page.say(campus, "place", page.thing("Place", "northern Indiana").id, "northern Indiana")
    page.into(ledger)
    assert ledger.quarantine() == []
    return look(ledger)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("northern Indiana", "'northern Indiana' is a place in 1 document, known as exactly as a region: that is no"),
        ("New Carlisle", "is a place in 1 document, and its words do not tell how exactly: that is no point"),
        ("Texas", "no site is called 'Texas', known as exactly as a state: that is no point"),
        ("New Carlisle, Indiana", "known as exactly as a town: that is no point"),
        ("Harrow", r"do not tell where that is \(names are compared whole\); give coordinates"),
        ("campus", "has no coordinates: its place 'northern Indiana' is known as exactly as a region. No place"),
        ("Nowhere works", "has no coordinates: no text says where it lies"),
        ("Twin", r"2 sites are called 'Twin'; give the id of one: \w{32} \((powerPlant, 10,10|dataCenter, no coor)"),
    ],
)  # fmt: skip
def test_what_is_no_point(vague, words, why):
    with pytest.raises(NoPoint, match=why):
        vague.near(words, 30)


def test_other_refusals(vague):
    place = next(node for node in vague.of_kind("Place"))
    with pytest.raises(NoPoint, match="is a Place, not a site"):
        vague.near(place.id, 30)
    for words in ("91,0", "41.7,-186.4", "41.7°,86.4°"):
        with pytest.raises(CoordinateError):
            vague.near(words, 30)
    for km in (-1, float("nan"), float("inf")):
        with pytest.raises(GeographyError, match="is no distance"):
            vague.near("0,0", km)
    with pytest.raises(GeographyError, match="'coalPlant' is not in the list siteKind; there are dataCenter"):
        vague.near("0,0", 1, kind="coalPlant")
    with pytest.raises(GeographyError, match="'cole' is not in the list fuel"):
        vague.geography.sites(fuel="cole")


def test_an_empty_ledger(ledger, look):
    view = look(ledger)
    assert view.near("0,0", 100) == (Point.parse("0,0"), None, [], 0, ())


def test_the_index_is_made_once(view):
    assert view.geography is view.geography
    assert view.geography.near("0,0", 1) == view.near("0,0", 1)
