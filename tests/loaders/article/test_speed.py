"""Time grows with the length of the text, not with its square, also on hostile text."""

import time

import pytest

from wattgraph.loaders.article import facts
from wattgraph.schema.statement import Document

_PLAIN = "Quxon Energy signed a $3 million contract with Zelda Cloud in Ohio, and it operates 40 MW there. "


def seconds(text: str) -> float:
    start = time.process_time()
    facts(Document.of(text))
    return time.process_time() - start


@pytest.mark.parametrize("piece", [
    _PLAIN, "A" * 50, "1,", "( ", "Aa Bb & ", "a. ", "By Aa ", "Aa: ", "\n- ", "Quxon Energy raised $3 million.\n",
    "of many watts and of many volts\n",
])  # fmt: skip
def test_time_is_linear(piece: str) -> None:
    short, long = (piece * (n // len(piece)) for n in (8_000, 64_000))
    seconds(short)
    assert seconds(long) < 40 * max(seconds(short), 0.02)
