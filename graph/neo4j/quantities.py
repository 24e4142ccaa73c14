"""Quantities as flat properties: doubles to filter and sort by, and the exact decimals beside them as strings."""

from decimal import Decimal

from ...schema.quantity import Quantity, plain_decimal
from .rows import Properties, known

#: How a quantity's flat properties end; the first, the bare name, is the point.
POINT, LOWER, UPPER = "", "Lower", "Upper"


def flat(prop: str, quantity: Quantity) -> Properties:
    """`amount`, `amountExact`, `amountLower`, ..., `amountUnit`: "up to" has bounds, and no `amount`."""
    interval = quantity.interval
    found = (
        number(prop + POINT, interval.value)
        | number(prop + LOWER, interval.lower)
        | number(prop + UPPER, interval.upper)
        | known(**{f"{prop}LowerOpen": interval.lower_open or None, f"{prop}UpperOpen": interval.upper_open or None})
    )
    words = {
        "Unit": quantity.unit, "UnitBasis": quantity.unit_basis, "Qualifier": quantity.qualifier,
        "Verbatim": quantity.verbatim,
    }  # fmt: skip
    return found | {prop + part: word for part, word in words.items()}


def number(name: str, exact: Decimal | None) -> Properties:
    """A number as the nearest double, and as written in full under `...Exact`; nothing of None."""
    return {} if exact is None else {name: float(exact), f"{name}Exact": plain_decimal(exact)}
