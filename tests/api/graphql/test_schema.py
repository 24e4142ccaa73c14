"""The types follow the model: nothing of it is missing, all of it is described."""

import pytest
from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, assert_valid_schema, parse, validate

from wattgraph.api.graphql import schema
from wattgraph.schema.model import model
from wattgraph.schema.words import screaming

KINDS = [k for k in model().kinds.values() if k.described and not k.abstract]


def test_the_schema_is_valid():
    assert_valid_schema(schema())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_class_has_its_type_and_root(kind):
    made = schema().get_type(kind.name)
    assert isinstance(made, GraphQLObjectType)
    assert made.description == kind.doc
    root = schema().query_type.fields[kind.root]
    assert {"first", "after", "view"} <= root.args.keys()
    for prop in kind.properties.values():
        if not prop.party and prop.name != "role":
            assert prop.name in made.fields


@pytest.mark.parametrize("vocabulary", model().vocabularies.values(), ids=lambda v: v.name)
def test_every_vocabulary_that_is_used_is_an_enum(vocabulary):
    made = schema().get_type(vocabulary.name[0].upper() + vocabulary.name[1:])
    assert isinstance(made, GraphQLEnumType)
    assert set(made.values) == {screaming(word) for word in vocabulary}


def test_interfaces():
    for name, members in (("Actor", {"Firm", "PublicBody", "Group"}), ("Fact", {k.name for k in KINDS if k.parties})):
        interface = schema().get_type(name)
        assert isinstance(interface, GraphQLInterfaceType)
        assert {t.name for t in schema().get_possible_types(interface)} == members


def test_numbers_of_quantities_are_texts():
    fields = schema().get_type("Quantity").fields
    assert {str(fields[name].type) for name in ("value", "lower", "upper")} == {"String"}


def test_the_first_query_of_the_editor_fits(root):
    query = (root / "api" / "pages" / "start.graphql").read_text()
    assert validate(schema(), parse(query)) == []
