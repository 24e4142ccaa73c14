"""Cells: quantities, dates and ids as what columns hold, and nothing lost on the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ...schema.dates import PartialDate
from ...schema.quantity import Quantity, plain_decimal
from .tables import joined

#: Cells of a table by column, each a list as long as the table, or an array of numpy's or Arrow's.
Cells = dict[str, Any]
#: Digits of a number column before and behind the point: a quadrillion yen, and the smallest part of an ether.
WHOLE, FRACTION = 20, 18


@dataclass
class Content:
    """The cells of a table and the documents that they rest on."""

    cells: Cells
    documents: set[bytes] = field(default_factory=set)


def exact(number: Decimal | None) -> Decimal | None:
    """The number, if a column holds all of its digits; None if not, which its interval or text tells in full."""
    if number is None or not number.is_finite():
        return None
    if _exponent(number) < -FRACTION:
        number = Decimal(plain_decimal(number))  # without zeros at the end, and not rounded as `normalize` does
    fits = number.adjusted() < WHOLE and _exponent(number) >= -FRACTION
    return number if fits else None


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def quantity_cells(name: str, found: Sequence[Quantity | None]) -> Cells:
    """The columns of quantities under a name, as `tables.toml` lists them."""
    ends = [None if q is None else q.interval for q in found]
    cells: Cells = {
        "value": [None if i is None else exact(i.value) for i in ends],
        "lower": [None if i is None else exact(i.lower) for i in ends],
        "upper": [None if i is None else exact(i.upper) for i in ends],
        "lower_open": [None if i is None else i.lower_open for i in ends],
        "upper_open": [None if i is None else i.upper_open for i in ends],
        "interval": [None if i is None else str(i) for i in ends],
        "unit": [None if q is None else q.unit for q in found],
        "unit_basis": [None if q is None else q.unit_basis for q in found],
        "qualifier": [None if q is None else q.qualifier for q in found],
        "verbatim": [None if q is None else q.verbatim for q in found],
    }
    return {joined(name, suffix): column for suffix, column in cells.items()}


def date_cells(name: str, found: Sequence[str | None]) -> Cells:
    """The columns of dates that are as precise as known."""
    days = [(None, None) if text is None else _days(text) for text in found]
    return {
        name: list(found),
        joined(name, "earliest"): [first for first, _ in days],
        joined(name, "latest"): [last for _, last in days],
    }


@lru_cache(maxsize=8192)
def _days(text: str) -> tuple[date, date]:
    day = PartialDate.parse(text)
    return day.earliest(), day.latest()


def hexed(ids: Iterable[bytes | None]) -> list[str | None]:
    """Ids as people write them."""
    return [None if one is None else one.hex() for one in ids]
