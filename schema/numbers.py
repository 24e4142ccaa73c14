"""The number grammar: quantities as a text states them, what their digits round, and what evidence denies."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .amounts import Amount, find_amounts
from .evidence import contradiction
from .figures import counts_things
from .numerals import find_numerals
from .qualifiers import bounds
from .quantity import ZERO, Interval, Quantity
from .units import Unit

__all__ = ["FoundQuantity", "contradiction", "elliptical", "find_quantities", "rounding"]

_MILLION = Decimal(1_000_000)
_HALF = Decimal("0.5")
#: "About 100 billion" is no better known than to this share of itself.
_ABOUT = Decimal("0.05")
#: What a bare amount is in where its text names no currency.
_DOLLARS = "USD"


class FoundQuantity(NamedTuple):
    """A quantity and where it stands.

    `start`, `end`: the number with its unit, without its qualifier, which stands at `qualifier_span` before or
    after it (None if it has none). `quantity.verbatim` is `text[start:end]`; falls are the caller's to negate.
    """

    start: int
    end: int
    quantity: Quantity
    qualifier_span: tuple[int, int] | None


def find_quantities(text: str) -> list[FoundQuantity]:
    """All quantities of a text, in order, not overlapping.

    A bare number is money (`implied`) if a scale of a million or more stands by it and what follows is not
    counted by it; its currency is that of the money before it in the text, else of the first after it, else USD.
    Years, dates, energy (MWh), versions and plain numbers are no quantities.
    """
    told: dict[Unit, str | None] = {}
    units = [(amount, _unit(text, amount, told)) for amount in find_amounts(text)]
    currency = next((unit for a, unit in units if unit and a.unit and a.unit.family == "money"), _DOLLARS)
    found = []
    for amount, unit in units:
        if amount.unit is not None and amount.unit.family == "money" and unit:
            currency = unit
        if unit is not None:
            found.append(_found(text, amount, unit or currency))
    return found


def _unit(text: str, amount: Amount, told: dict[Unit, str | None]) -> str | None:
    """The ledger unit of an amount, '' for money of an implied currency; None where it has none."""
    unit = amount.unit
    if unit is None:
        scaled = (amount.scale or ZERO) >= _MILLION
        return "" if scaled and not counts_things(text, amount.end) else None
    if unit.code:
        return unit.code
    if unit not in told:
        told[unit] = unit.told_by(text)
    return told[unit]


def _found(text: str, amount: Amount, unit: str) -> FoundQuantity:
    interval = bounds(amount.low, amount.high, amount.qualifier)
    words = text[amount.start : amount.end]
    quantity = Quantity(interval, unit, amount.qualifier, amount.basis, words)
    return FoundQuantity(amount.start, amount.end, quantity, amount.words)


def elliptical(words: str, antecedent: str) -> Quantity | None:
    """The quantity of a number that leaves out what an earlier one said: "the first 70" after "210 megawatts".

    `words`: the number's own; `antecedent`: the earlier quantity's. The unit is implied, and so is the scale
    where the words have none: "60" after "€45 billion" is EUR 60e9. None if either does not parse.
    """
    own = next(find_amounts(words), None)
    earlier = next((a for a in find_amounts(antecedent) if a.unit is not None), None)
    if own is None or earlier is None or own.unit is not None or earlier.unit is None or not earlier.unit.code:
        return None
    factor = earlier.unit.factor
    if own.scale is None and earlier.scale is not None:
        factor *= earlier.scale
    interval = bounds(own.low * factor, own.high * factor, own.qualifier)
    return Quantity(interval, earlier.unit.code, own.qualifier, "implied", words[own.start : own.end])


def rounding(quantity: Quantity) -> Interval:
    """The true values that would be printed as these words: "9.7 billion" is [9.65e9, 9.75e9).

    All printed digits count, so "1,300 MW" is [1299.5, 1300.5); with "about" or "estimated" trailing zeros do
    not, up to 5 % of the value: "about 100 billion" is [95e9, 105e9). Half-open away from zero. A quantity that
    gives bounds only, or whose words hold no number, is returned as its interval.
    """
    value = quantity.value
    if value is None:
        return quantity.interval
    half = _half_digit(value, quantity.verbatim, quantity.qualifier in ("approximately", "estimated"))
    if half is None:
        return quantity.interval
    around = Interval(abs(value) - half, abs(value) + half, upper_open=True)
    return -around if value < 0 else around


def _half_digit(value: Decimal, words: str, about: bool) -> Decimal | None:
    """Half of what one step of the last printed digit is worth, in ledger units."""
    printed = _printed(words)
    if printed is None:
        return None
    number, decimals = printed
    worth = abs(value) / number if number else Decimal(1)
    step = wide = Decimal(1).scaleb(-decimals)
    if about and number:
        while number % (wide * 10) == 0:
            wide *= 10
    return max(step * _HALF * worth, min(wide * _HALF * worth, abs(value) * _ABOUT))


@lru_cache(maxsize=16384)
def _printed(words: str) -> tuple[Decimal, int] | None:
    numeral = next(find_numerals(words), None)
    if numeral is not None:
        return numeral.value, numeral.decimals
    part = next(find_amounts(words), None)
    return None if part is None else (part.low, 0)
