"""Short ways to ask about links in ledgers made by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from wattgraph.graph.links import Ends, find_paths
from wattgraph.graph.links.answer import PathAnswer
from wattgraph.graph.view import View

#: Start, end, class of the weakest hop, number of hops.
Row = tuple[str, str, str, int]


@pytest.fixture
def ask() -> Callable[..., PathAnswer]:
    """The answer between two firms by name."""

    def make(view: View, start: str, end: str, hops: int = 3, **more: Any) -> PathAnswer:
        return find_paths(view, Ends(name=start), Ends(name=end), hops, **more)

    return make


@pytest.fixture
def rows() -> Callable[[PathAnswer], list[Row]]:
    """The paths of an answer, in its order."""

    def make(answer: PathAnswer) -> list[Row]:
        view = answer.view
        return [(view.name(p.start), view.name(p.end), p.link, len(p.hops)) for p in answer.paths]

    return make


@pytest.fixture
def missed() -> Callable[[PathAnswer], list[tuple[str, int]]]:
    """The rules of the near misses and their hops."""

    def make(answer: PathAnswer) -> list[tuple[str, int]]:
        return [(miss.rule, len(miss.path.hops)) for miss in answer.near_misses]

    return make
