"""Cells of a table: plain numbers and dates, whose unit, scale or order stand in the column's header or note.

Loaders and the gate both read cells by this grammar: "Power (MW)", `capacity_mw`, "Revenue (USD million)", and for
dates such as 1/3/2026 a note that says "month/day/year".
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .dates import DateError, PartialDate
from .figures import scales_in, units_in
from .quantity import plain_decimal

#: A number as data sets print it: no signs, no separators of thousands, no exponent.
_PLAIN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,30})?")
_GAPS = re.compile(r"_+")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
#: What a note says of slashed dates -> the groups of month and day.
_ORDERS = {"month/day/year": (1, 2), "day/month/year": (2, 1)}
_ONE = Decimal(1)


class ColumnUnit(NamedTuple):
    """What one of a column's numbers is worth: `factor` times the ledger's unit `code`. `basis`: stated or symbol."""

    code: str
    factor: Decimal
    basis: str = "stated"


@lru_cache(maxsize=1024)
def column_unit(words: str) -> ColumnUnit | None:
    """The unit that a header or note names, with its scale; None if it names none, or several."""
    spaced = _GAPS.sub(" ", words)
    named = {(unit.code, unit.factor, unit.basis) for unit in units_in(spaced)}
    scales = set(scales_in(spaced)) or {_ONE}
    if len(named) != 1 or len(scales) != 1:
        return None
    ((code, factor, basis),) = named
    return ColumnUnit(code, factor * scales.pop(), basis)


def cell_quantity(cell: str, unit: ColumnUnit) -> str | None:
    """The encoded, exact quantity (`Quantity.encode`) of a cell; None if it holds no plain number."""
    if _PLAIN.fullmatch(cell) is None:
        return None
    if unit.factor == 1 and cell[0] != "0":
        number = cell.rstrip("0").rstrip(".") if "." in cell else cell
    else:
        number = plain_decimal(Decimal(cell) * unit.factor)
    return f"[{number},{number}] {unit.code} exact {unit.basis} {cell}"


def date_order(note: str) -> str | None:
    """The order of slashed dates that a note tells: `month/day/year`, `day/month/year`, or None."""
    return next((order for order in _ORDERS if order in note), None)


@lru_cache(maxsize=8192)
def cell_date(cell: str, note: str) -> str | None:
    """The EDTF date of a cell, by the order that the column's note tells; None if it holds none."""
    match, order = _SLASHED.fullmatch(cell), date_order(note)
    if match and order:
        month, day = _ORDERS[order]
        cell = f"{match[3]}-{int(match[month]):02}-{int(match[day]):02}"
    try:
        return str(PartialDate.parse(cell))
    except DateError:
        return None
