"""The model's data files agree with each other and with the contract of facts."""

import dataclasses

import pytest

from wattgraph.schema import model as loading
from wattgraph.schema.model import LITERALS, QUANTITIES, ModelError, model
from wattgraph.schema.words import plain, screaming


def test_every_class_of_the_design_is_there():
    assert set(model().kinds) == {
        "Actor", "Firm", "PublicBody", "Group", "Deal", "CapitalFlow", "Stake", "Program", "Site", "Capacity",
        "Security", "Event", "Projection", "Place", "Document",
    }  # fmt: skip
    assert model().concrete("Actor") == ("Firm", "Group", "PublicBody")


def test_classes_inherit_properties():
    assert model().kind("Firm").properties["ticker"].many
    assert model().is_a("Firm", "Actor")
    assert not model().is_a("Actor", "Firm")


def test_the_kind_the_parties_and_the_figure_are_essential():
    for name, figure in (("Deal", "amount"), ("CapitalFlow", "amount"), ("Stake", "share"), ("Capacity", "power")):
        kind = model().kind(name)
        assert kind.properties["kind"].essential
        assert kind.properties[figure].essential
        assert kind.parties
        assert all(party.essential for party in kind.parties)


def test_every_range_is_known_and_documented():
    known = {*QUANTITIES, *LITERALS, *model().kinds, *model().vocabularies}
    for kind in model().kinds.values():
        assert kind.doc
        for prop in kind.properties.values():
            assert prop.doc, f"{kind.name}.{prop.name}"
            assert set(prop.ranges) <= known


def test_what_is_loaded_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        model().kind("Deal").doc = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        model().kinds["Deal"] = None  # type: ignore[index]


def test_an_unknown_class_names_the_known_ones():
    with pytest.raises(ModelError, match="no class 'Contract'; there are Actor, "):
        model().kind("Contract")


def test_a_model_that_contradicts_itself_is_refused():
    deal = model().kind("Deal")
    odd = dataclasses.replace(deal.properties["amount"], ranges=("cash",))
    broken = dataclasses.replace(deal, properties={**deal.properties, "amount": odd})
    with pytest.raises(ModelError, match=r"Deal\.amount: no class, vocabulary or value type 'cash'"):
        loading._check(dataclasses.replace(model(), kinds={**model().kinds, "Deal": broken}))


@pytest.mark.parametrize(
    ("word", "enum", "words"),
    [
        ("bitcoinMiner", "BITCOIN_MINER", "bitcoin miner"),
        ("criticalIT", "CRITICAL_IT", "critical IT"),
        ("aiLab", "AI_LAB", "ai lab"),
        ("underConstruction", "UNDER_CONSTRUCTION", "under construction"),
        ("share", "SHARE", "share"),
    ],
)
def test_one_spelling_per_face(word, enum, words):
    assert screaming(word) == enum
    assert plain(word) == words


def test_no_two_words_of_a_list_share_an_enum_name():
    for words in model().vocabularies.values():
        assert len({screaming(word) for word in words}) == len(list(words))
