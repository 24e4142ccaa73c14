"""How exactly words say where something is; where they do not, there is no answer."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.schema.model import model
from wattgraph.schema.places import LONGEST, precision, precision_contradiction

#: Words of places by precision, "" for none. A line break within words is a space.
PLACES = {
    "site": """
        55001 Larrison Blvd, New Carlisle, IN 46552; 1435 Hwy 54 W, Fayetteville, GA 30214; 100 FM 1788, Notrees,
        Texas; 4800 90th St., Mount Pleasant; 12-14 Rue Road, Lyon; 1 Community Cir
    """,
    "town": """
        New Carlisle, Indiana; New Carlisle, IN 46552; South Bend, Indiana; North Platte, Nebraska; Washington,
        D.C.; New York, NY; Peru, IN; Buffalo, New York; Atlanta, Georgia; Barker, Niagara County, New York; the
        city of Abilene; Calgary, Alberta, Canada; Coeur d'Alene, Idaho; St. Louis, Missouri; Rawlins, Wyoming, U.S.
    """,
    "county": """
        Butts County; Pecos County, Texas; Richland Parish, Louisiana; County Cork; West Baton Rouge Parish
    """,
    "state": """
        Texas; West Virginia; North Dakota; Québec; Western Australia; Alberta, Canada; Ohio, U.S.; the state of
        Washington; New York state; Newfoundland and Labrador
    """,
    "country": """
        U.S.; USA; the Netherlands; Northern Ireland; South Korea; Trinidad and Tobago; Türkiye
    """,
    "region": """
        northern Indiana; Northern Virginia; West Texas; upstate New York; south-central Texas; northern Georgia;
        the Permian Basin; Permian Basin, Texas; U.S. Gulf Coast; Midwest; Nordics; Southeast Asia; EU; Texas and
        Wyoming; Texas, Oklahoma and Ohio; near Saginaw, Michigan; east Abilene, Texas; northern Pecos County;
        western Australia; Spain & Portugal
    """,
    "": """
        New Carlisle; Georgia; Washington; New York; near Wexford; us; texas; Frankfurt, Germany; Texas, Louisiana;
        Ontario, CA; Delaware, Ohio; Peru, Indiana; Texas, Canada; Sandhill campus in Pecos County, Texas; Overland
        Park, Kansas; Comanche Peak Nuclear Power Plant, Texas; two older sites; 12 sites along the road; 100 Mile
        House, British Columbia; Oslo and Stavanger; Dallas, Texas and Cheyenne, Wyoming; the county; Central
        Finland; Ontario and New York; Hall CB-1
    """,
}


@pytest.mark.parametrize("exact", PLACES)
def test_precision(exact: str) -> None:
    found = {words.strip(): precision(words) for words in PLACES[exact].split(";")}
    assert found == dict.fromkeys(found, exact or None)


def test_it_uses_the_vocabulary() -> None:
    assert set(PLACES) - {""} == set(model().vocabularies["placePrecision"])


def test_contradictions() -> None:
    assert precision_contradiction("town", "New Carlisle, Indiana") is None
    assert "is as exact as a region" in str(precision_contradiction("state", "northern Indiana"))
    assert "does not tell" in str(precision_contradiction("town", "New Carlisle"))


@given(st.text(max_size=LONGEST + 10))
def test_no_words_break_it(words: str) -> None:
    precision(words)


@pytest.mark.parametrize(
    "piece", ["north ", "near ", "A ", "A, ", "A and ", "of ", "1 ", "Texas, ", "Texas and ", "Aa.-"]
)
def test_nasty_words_are_quick(piece: str, effort: Callable[..., float]) -> None:
    words = (piece * LONGEST)[: LONGEST - 1] + "x"
    assert effort(lambda: precision(words)) < 0.1
