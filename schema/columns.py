"""Quantities of a table: a cell with a plain number, whose unit and scale stand in the column's header or note.

Loaders and the gate both read cells by this grammar: "Power (MW)", `capacity_mw`, "Revenue (USD million)".
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .figures import scales_in, units_in
from .quantity import plain_decimal

#: A number as data sets print it: no signs, no separators of thousands, no exponent.
_PLAIN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,30})?")
_GAPS = re.compile(r"_+")
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


def is_plain_number(cell: str) -> bool:
    """Whether a cell holds one number and nothing else: `340`, `340.50`; not `1,234`, `-3` or `8E+18`."""
    return _PLAIN.fullmatch(cell) is not None


def cell_quantity(cell: str, unit: ColumnUnit) -> str | None:
    """The encoded, exact quantity (`Quantity.encode`) of a cell; None if it holds no plain number."""
    if _PLAIN.fullmatch(cell) is None:
        return None
    if unit.factor == 1 and cell[0] != "0":
        number = cell.rstrip("0").rstrip(".") if "." in cell else cell
    else:
        number = plain_decimal(Decimal(cell) * unit.factor)
    return f"[{number},{number}] {unit.code} exact {unit.basis} {cell}"
