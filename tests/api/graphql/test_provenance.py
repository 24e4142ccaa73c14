"""By the schema alone: whatever has a number of the world leads to the words that say it."""

import pytest
from graphql import GraphQLObjectType, get_named_type, is_list_type, is_non_null_type

from wattgraph.api.graphql import schema

#: Types of fields that hold numbers.
NUMBERS = {"Int", "Float", "Decimal", "Interval", "Quantity"}
#: Numbers about answers, files and loaders, not about the world.
COUNTS = {
    "totalCount", "countedCount", "leftOutCount", "unplaced", "origins", "side", "start", "end", "otherStart",
    "otherEnd", "offset", "length", "sequence", "confidence", "number", "Snapshot.statements", "Snapshot.documents",
    "LeftOut.count", "LeftOut.later", "LeftOut.open", "SortCount.count",
}  # fmt: skip
#: How many steps away the words may be: a sum, what it counts, its thing, the evidence.
FAR = 3

OBJECTS = {
    name: found for name, found in schema().type_map.items()
    if isinstance(found, GraphQLObjectType) and not name.startswith("__")
}  # fmt: skip


def with_numbers():
    for name, found in OBJECTS.items():
        held = {
            field for field, declared in found.fields.items()
            if get_named_type(declared.type).name in NUMBERS and not {field, f"{name}.{field}"} & COUNTS
        }  # fmt: skip
        if held:
            yield name


@pytest.mark.parametrize("name", sorted(with_numbers()))
def test_what_has_a_number_leads_to_the_words_that_say_it(name):
    """By itself, or by whatever holds it: an interval or a slip of days is proven by the answer that it is in."""
    holders = {
        holder for holder, found in OBJECTS.items()
        if any(get_named_type(declared.type).name == name for declared in found.fields.values())
    }  # fmt: skip
    proven = leads(name, FAR) or (holders and all(leads(holder, FAR) for holder in holders))
    assert proven, f"{name} has numbers and no way to evidence: add an evidence field, or a thing that has one"


def leads(name: str, steps: int) -> bool:
    """Whether evidence is in reach of a type."""
    fields = getattr(schema().type_map[name], "fields", {})
    if "evidence" in fields:
        return True
    inner = [get_named_type(declared.type).name for declared in fields.values() if not needs(declared)]
    return steps > 0 and any(
        leads(found, steps - 1) for found in inner if hasattr(schema().type_map[found], "fields")
    )


def needs(field) -> bool:
    """Whether a field cannot be asked without saying more."""
    return any(is_non_null_type(a.type) and not is_list_type(a.type) for a in field.args.values())


def test_the_list_of_counts_has_no_word_too_many():
    fields = {(name, field) for name, found in OBJECTS.items() for field in found.fields}
    assert {field for _, field in fields} | {f"{name}.{field}" for name, field in fields} >= COUNTS
