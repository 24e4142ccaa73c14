"""A programme is one thing: what an earlier sentence puts money into, and what a later one builds."""

import pytest

from wattgraph.loaders.article import facts
from wattgraph.loaders.facts import things
from wattgraph.schema.statement import Document

SPENDS = "Tallgrass plans to invest up to 36 billion dollars in AI plants for Ruritanian ministries. "


def programmes(text: str) -> list[tuple[str, ...]]:
    """Of each programme what is said of it, and how many things belong to it."""
    document = Document.of(text)
    made = things(document, facts(document))
    found = [t for t in made if t.mention.kind == "Program"]
    belong = [s.object for t in made for s in t.statements if s.property == "program"]
    return [(*(s.property for s in t.statements), str(belong.count(t.mention.id))) for t in found]


@pytest.mark.parametrize(
    "later",
    [
        "This bold project will add 2.2 gigawatts of capacity.",
        "The project will add 2.2 gigawatts of capacity over several data centers.",
        "Building starts in 2027, and the project adds 2.2 gigawatts of capacity.",
    ],
)
def test_this_project_is_what_the_money_was_for(later):
    (found,) = programmes(SPENDS + later)
    assert {"investor", "purpose"} <= set(found)
    assert found[-1] == "2"  # the spending and the capacity


@pytest.mark.parametrize(
    "text",
    [
        SPENDS + "Tallgrass will add 2.2 gigawatts of capacity.",  # not said to be the same undertaking
        "This project will add 2.2 gigawatts of capacity.",
    ],
)
def test_nothing_is_linked_without_words_for_it(text):
    assert programmes(text) == []
