"""Names: found by their form, joined by their fullest form, classed by their words and their place."""

import pytest

from wattgraph.api.store import known_names
from wattgraph.loaders.article.actors.finding import find_actors
from wattgraph.loaders.article.actors.names import NO_NAMES, Name, Names
from wattgraph.loaders.article.language.segments import sentences
from wattgraph.schema.names import name_key


def classes(text: str, names: Names = NO_NAMES) -> dict[str, str]:
    return {a.name: a.kind for a in find_actors(sentences(text), names)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Yesterday Quxon Holdings Inc. opened a hall.", "Quxon Holdings Inc.", "Firm"),
        ("On Friday Plum & River Electric spoke.", "Plum & River Electric", "Firm"),
        ("A deal with Vault 7 Compute was signed.", "Vault 7 Compute", "Firm"),
        ("The grid belongs to the Zandia Energy Commission.", "Zandia Energy Commission", "PublicBody"),
        ("Chief executive Mona Quill spoke.", "Mona Quill", "Person"),
        ("The firm has a hall in Oldbridge, Texas.", "Oldbridge", "Place"),
        ("The hall belongs to its Redrock campus.", "Redrock", "Site"),
        ("Shares in the Nasdaq rose.", "Nasdaq", "Index"),
        ("A holder of Bitcoin sold.", "Bitcoin", "Token"),
    ],
)
def test_a_name_has_the_class_that_its_words_and_place_give(text: str, name: str, kind: str) -> None:
    assert classes(text)[name] == kind


def test_a_short_form_is_the_fuller_name_that_came_before() -> None:
    actors = find_actors(sentences("On Monday Quxon Energy Corp. spoke. Later Quxon said more."), NO_NAMES)
    assert [(a.name, len(a.spots)) for a in actors] == [("Quxon Energy Corp.", 2)]


def test_a_longer_name_that_comes_later_is_another_firm() -> None:
    found = classes("A campus of Quxon was built. Critics of Quxon Creek Power said so.")
    assert set(found) == {"Quxon", "Quxon Creek Power"}


def test_look_alike_names_stay_apart() -> None:
    found = classes("Shares of Bitzol rose, those of Bitzola fell and Bitzolm slept.")
    assert {"Bitzol", "Bitzola", "Bitzolm"} <= set(found)


def test_common_words_at_a_sentence_start_are_no_names() -> None:
    assert classes("Investors cheered. However, regulators waited. Shares rose.") == {}


def test_the_reference_list_is_a_hint_for_classes() -> None:
    text = "Officials said Verdan would decide."
    assert classes(text, Names.of([Name("Verdan", "PublicBody")]))["Verdan"] == "PublicBody"


#: Its first word ends a sentence for the segmenter.
_CUT = "x.AI Corp."
_LISTED = sorted({n for e in known_names().entries for n in (e.name, *e.aliases)} - {_CUT})


@pytest.mark.parametrize(
    "sentence", ["{}'s 400 MW campus is let.", "On Monday {} signed a lease.", "It bought from {}."]
)
def test_each_listed_name_is_read_whole(sentence: str) -> None:
    """Also those that open with a common word ("Applied Digital") or have a small letter ("SK hynix")."""
    texts = {name: sentence.format(name) for name in _LISTED}
    cut = [n for n, t in texts.items() if name_key(n) not in map(name_key, classes(t, known_names()))]
    assert cut == []


def test_a_longer_name_is_not_cut_to_the_listed_one() -> None:
    names = Names.of([Name("Old River", "Firm")])
    assert "Old River Cruises" in classes("Yesterday Old River Cruises sailed.", names)
