"""Rows of a part: its cells, where they stand in the part's text, and what is wrong with one."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ...schema.statement import Document, Span


class RowError(Exception):
    """A cell that cannot be read: its column, what is wrong with it, and what to do."""

    def __init__(self, column: str, what: str, remedy: str) -> None:
        super().__init__(column, what, remedy)
        self.column, self.what, self.remedy = column, what, remedy


class Piece(NamedTuple):
    """Words in a cell, and where they start in the part's text."""

    text: str
    start: int

    def span(self, part: str = "value") -> Span:
        """The evidence that they are."""
        return Span(self.start, self.start + len(self.text), self.text, part)


class Row:
    """One row. `number` is its own as a spreadsheet counts it: the header is row 1."""

    __slots__ = ("_before", "cells", "number")

    def __init__(self, number: int, line: str, start: int) -> None:
        self.number = number
        self.cells = line.split("\t")
        self._before = list(accumulate(map(len, self.cells), initial=start))

    def piece(self, column: int) -> Piece:
        """A cell with its place: behind the cells and the tabs before it."""
        return Piece(self.cells[column], self._before[column] + column)


class Head(NamedTuple):
    """The lines before the rows: a place for each column's name, and for each note."""

    columns: dict[str, Piece]
    notes: dict[str, Piece]
    length: int


def head(document: Document, notes: Sequence[str]) -> Head:
    """The notes on these columns, in this order, and the header of a part."""
    start, noted = 0, {}
    for column in notes:
        line = _line(document.text, start)
        at = len(column) + 2
        noted[column] = Piece(line[at:], start + at)
        start += len(line) + 1
    line = _line(document.text, start)
    row = Row(1, line, start)
    columns = {name: row.piece(at) for at, name in enumerate(row.cells)}
    return Head(columns, noted, start + len(line) + 1)


def rows(document: Document, start: int, first: int) -> Iterator[Row]:
    """The rows of a part behind its head, the first of which has the number `first`."""
    if start >= len(document.text):
        return
    for number, line in enumerate(document.text[start:].split("\n"), first):
        yield Row(number, line, start)
        start += len(line) + 1


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]
