"""Which tables there are: they follow the model, and every column is described."""

import pytest

from wattgraph.graph.frames import TableUnknown, tables
from wattgraph.graph.frames.tables import table
from wattgraph.schema.model import QUANTITIES, model
from wattgraph.schema.words import snake

EVERY = list(tables().values())


def test_there_is_one_for_each_class_with_a_root_and_those_that_no_class_has():
    roots = {snake(kind.root) for kind in model().kinds.values() if kind.root}
    assert roots | {"parties", "values", "statements", "evidence", "licences"} == set(tables())


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_every_column_is_named_once_typed_and_described(one):
    names = [column.name for column in one.columns]
    assert len(names) == len(set(names))
    assert one.doc
    for column in one.columns:
        assert column.type in {"text", "number", "integer", "real", "flag", "day", "ids"}
        assert column.doc
        assert column.table is None or column.table in tables()


@pytest.mark.parametrize("one", [one for one in EVERY if one.kind], ids=lambda one: one.name)
def test_every_property_has_its_statement_behind_it(one):
    names = [column.name for column in one.columns]
    for prop in model().kind(one.kind).properties.values():
        if prop.party:
            continue
        name = snake(prop.name)
        first = f"{name}_value" if prop.ranges[0] in QUANTITIES else name
        assert names.index(first) < names.index(f"{name}_statement")


def test_a_wrong_name_lists_all():
    with pytest.raises(TableUnknown, match=r"no table 'deal'; there are .*deals.*statements"):
        table("deal")
