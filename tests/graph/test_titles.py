"""What a thing is called in a sentence: never by a part of its id where its text tells anything of it."""

import re
from pathlib import Path

import pytest

import wattgraph
from wattgraph.graph.titles import title

#: Half of an id, as a thing is called of which nothing is told.
_ID = re.compile(r"\b[0-9a-f]{8}\b")


@pytest.fixture(scope="module")
def titles(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with wattgraph.open(tmp_path_factory.mktemp("titles") / "ledger.db") as store:
        store.load([examples])
        view = store.view()
        return [title(view, node) for node in view.nodes.values()]


def test_a_programme_is_called_by_whose_it_is_and_what_for(titles: list[str]) -> None:
    assert "Amazon – U.S. government agencies program for AI infrastructure" in titles


def test_an_event_of_nobody_is_called_by_its_day(titles: list[str]) -> None:
    assert "halving, 2024" in titles


def test_nothing_that_a_text_tells_of_is_called_by_an_id(titles: list[str]) -> None:
    assert [name for name in titles if _ID.search(name)] == []
