"""Time grows with the length of the text, not with its square, also on hostile text."""

from collections.abc import Callable

import pytest

from wattgraph.loaders.article import facts
from wattgraph.schema.statement import Document

_PLAIN = "Quxon Energy signed a $3 million contract with Zelda Cloud in Ohio, and it operates 40 MW there. "


@pytest.mark.parametrize("piece", [
    _PLAIN, "A" * 50, "1,", "( ", "Aa Bb & ", "a. ", "By Aa ", "Aa: ", "\n- ", "Quxon Energy raised $3 million.\n",
    "of many watts and of many volts\n",
])  # fmt: skip
def test_time_is_linear(piece: str, effort: Callable[..., float]) -> None:
    short, long = (Document.of(piece * (size // len(piece))) for size in (8_000, 64_000))
    least = max(effort(lambda: facts(short), runs=3), 0.02)
    assert effort(lambda: facts(long)) < 40 * least  # eight times the text; its square would be 64
