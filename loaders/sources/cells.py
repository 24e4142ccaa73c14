"""Cells to values: what a property's range makes of the words in a cell, never more than they say."""

import re
from collections.abc import Callable, Mapping

from ...schema.columns import ColumnUnit, cell_date, cell_quantity, date_order
from ...schema.coordinates import AXES, CoordinateError, degrees
from ...schema.datewords import find_durations
from ...schema.quantity import plain_decimal
from ...schema.words import one_line
from .row import RowError

#: Words -> the object of a statement, in its encoded form. Raises ValueError with what is wrong and what to do.
Reading = Callable[[str], str]
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,30})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_TRUE, _FALSE = frozenset(["true", "yes", "y", "1", "t", "x"]), frozenset(["false", "no", "n", "0", "f"])
_SHORT = 60


def unreadable(column: str, cell: str, what: str, remedy: str) -> RowError:
    """A cell that is not what its column should hold."""
    shown = cell if len(cell) <= _SHORT else cell[:_SHORT] + "…"
    return RowError(column, f"{shown!r} {what}", remedy)


def text(words: str) -> str:
    """The words on one line, with single blanks."""
    return one_line(words) if "  " in words else words


def number(name: str, column: str) -> Reading:
    """A plain decimal; a latitude or longitude as the grammar of coordinates has it."""
    if name in AXES:
        return coordinate(name, column)

    def read(words: str) -> str:
        if _NUMBER.fullmatch(words):
            return words
        raise unreadable(column, words, "is no plain number", _plainly(words))

    return read


def coordinate(axis: str, column: str) -> Reading:
    """Decimal degrees of a latitude or longitude, also from degrees, minutes and seconds."""

    def read(words: str) -> str:
        if _NUMBER.fullmatch(words):
            return (
                words  # one that lies outside of the world is for the gate to refuse, and the rest of the row stays
            )
        try:
            return plain_decimal(degrees(axis, words))
        except CoordinateError as error:
            raise RowError(column, str(error), "Mend it, or leave the cell empty") from error

    return read


def quantity(column: str, unit: ColumnUnit) -> Reading:
    """A number in the column's unit, zero or more."""

    def read(words: str) -> str:
        found = cell_quantity(words, unit)
        if found is None:
            raise unreadable(column, words, "is no plain number, zero or more", _plainly(words))
        return found

    return read


def _plainly(words: str) -> str:
    """What to write instead. A comma may stand for the point, so only one that parts thousands is dropped."""
    if _THOUSANDS.fullmatch(words):
        return f"Write {words.replace(',', '')}, without the comma"
    return "Write it as 1234.5, or leave the cell empty"


def word(column: str, meanings: Mapping[str, str], otherwise: str | None) -> Reading:
    """A word of a vocabulary, by what the column writes for it."""

    def read(words: str) -> str:
        found = meanings.get(words, otherwise)
        if found is None:
            known = ", ".join(map(repr, list(meanings)[:12]))
            raise unreadable(column, words, "is no word that is known there", f"Known are {known}")
        return found

    return read


def flag(column: str) -> Reading:
    """True or false."""

    def read(words: str) -> str:
        if words.lower() in _TRUE:
            return "true"
        if words.lower() in _FALSE:
            return "false"
        raise unreadable(column, words, "is neither true nor false", "Write true or false")

    return read


def date(column: str, note: str) -> Reading:
    """An EDTF date; the column's note says what a slashed one is."""

    def read(words: str) -> str:
        found = cell_date(words, note)
        if found is None:
            order = date_order(note)
            known = f"or {order}" if order else 'or say in a note on the column that it is "month/day/year"'
            raise unreadable(
                column, words, "is no date that is known there", f"Write 2026-03-14, 2026-03, 2026, {known}"
            )
        return found

    return read


def term(column: str) -> Reading:
    """A term in words that fill the cell: "10 years" is `P10Y`."""

    def read(words: str) -> str:
        found = find_durations(words)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)):
            return found[0].iso
        raise unreadable(column, words, "is no term", "Write 10 years or 18 months, or leave the cell empty")

    return read
