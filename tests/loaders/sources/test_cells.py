"""Cells that hold a term: the words of one fill the cell, or it is an error that says what to write."""

import pytest

from wattgraph.loaders.sources.cells import term
from wattgraph.loaders.sources.row import RowError


@pytest.mark.parametrize(
    ("words", "duration"), [("10 years", "P10Y"), ("18 months", "P18M"), ("ten years", "P10Y"), ("15-year", "P15Y")]
)
def test_a_term_in_words(words: str, duration: str) -> None:
    assert term("term")(words) == duration


@pytest.mark.parametrize("words", ["10", "10 years or 5 years", "about 10 years", "ten years ago", "forever"])
def test_what_is_no_term(words: str) -> None:
    with pytest.raises(RowError, match="is no term"):
        term("term")(words)
