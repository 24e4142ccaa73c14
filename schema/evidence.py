"""Whether a quantity parses out of the words that are given as its evidence: the ledger's gate asks this."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from .amounts import Amount, find_amounts
from .figures import scales_in, units_in
from .qualifiers import BOUNDING, bounds, falls, qualifier_before, qualifier_in
from .quantity import Interval, Quantity, QuantityError
from .statement import Span
from .units import Unit

_ONE = Decimal(1)
_MINUS = re.compile(r"(?:^|[\s(])[-−–]$")
#: More than the words of any quantity: bounds the gate's time and the memory of what it remembers.
LONGEST = 400
#: Parts of evidence that a quantity's reading may rest on, besides its value.
_PARTS = frozenset({"unit", "scale", "direction", "qualifier"})

Others = tuple[tuple[str, str], ...]


def contradiction(quantity: Quantity, spans: Sequence[Span], before: str = "") -> str | None:
    """What in its evidence denies a quantity, as a short sentence; None if all of it parses out of the spans.

    The `value` span holds the number's words and adjacent qualifier words. A unit that they lack needs a `unit`
    span that names it, unless its basis is `assumed`; a scale that they lack needs a `scale` span or stands in
    the `unit` span; a qualifier away from them needs a `qualifier` span; a negative quantity needs a `direction`
    span with a word of falling. `before`: the ~24 characters before the value span, which must not hold a cap
    or floor that the quantity lost. Raises nothing.
    """
    words = next((span[2] for span in spans if span[3] == "value"), None)
    if words is None:
        return "no span of part 'value' is given"
    if len(words) > LONGEST:
        return f"the value's words are longer than {LONGEST} characters: give the number's own"
    if quantity not in _stated(words):
        others = tuple([(span[3], span[2][:LONGEST]) for span in spans if span[3] in _PARTS])
        reason = _weighed(quantity, words, others)
        if reason is not None:
            return reason
    if before and quantity.qualifier not in BOUNDING and quantity.qualifier != "between":
        lost = qualifier_before(before, len(before))
        if lost is not None and lost[0] in BOUNDING:
            return f"the bound of {before[lost[1] : lost[2]]!r} before {words!r} is lost"
    return None


@lru_cache(maxsize=16384)
def _amounts(words: str) -> tuple[Amount, ...]:
    return tuple(find_amounts(words))


@lru_cache(maxsize=4096)
def _units(words: str) -> tuple[Unit, ...]:
    return tuple(units_in(words))


@lru_cache(maxsize=4096)
def _scales(words: str) -> tuple[Decimal, ...]:
    return tuple(scales_in(words))


@lru_cache(maxsize=16384)
def _stated(words: str) -> tuple[Quantity, ...]:
    """The quantities that stand in the words with a unit of their own."""
    return tuple(
        Quantity(bounds(a.low, a.high, a.qualifier), a.unit.code, a.qualifier, a.basis, words[a.start : a.end])
        for a in _amounts(words)
        if a.unit is not None and a.unit.code and not _signed(words, a.start)
    )


@lru_cache(maxsize=16384)
def _weighed(quantity: Quantity, words: str, others: Others) -> str | None:
    """The slow way: each number in the words is tried with the units, scales and qualifiers of the other spans."""
    if not quantity.verbatim or quantity.verbatim not in words:
        return f"{quantity.verbatim!r} does not stand in {words!r}"
    reason = f"no number stands in {quantity.verbatim!r}"
    for amount in _amounts(words):
        if words[amount.start : amount.end] in quantity.verbatim:
            minus = _signed(words, amount.start)
            found = _denied(quantity, amount, others, minus)
            if found is None:
                return None
            reason = found
    return reason


def _signed(words: str, start: int) -> bool:
    """Whether a minus sign stands right before a number."""
    return start > 0 and _MINUS.search(words[max(0, start - 3) : start]) is not None


def _denied(quantity: Quantity, amount: Amount, others: Others, minus: bool) -> str | None:
    """What denies that this amount is that quantity, None if nothing does."""
    falling = _negative(quantity.interval)
    if minus and not falling:
        return f"the minus sign before {quantity.verbatim!r} is lost"
    if falling and not minus and not any(part == "direction" and falls(words) for part, words in others):
        return "it is negative, but no span of part 'direction' holds a word of falling"
    reason = _unit_denied(quantity, amount, others) or _qualifier_denied(quantity, amount, others)
    if reason is not None:
        return reason
    target = -quantity.interval if falling else quantity.interval
    for factor in _factors(quantity, amount, others):
        try:
            said = bounds(amount.low * factor, amount.high * factor, quantity.qualifier)
        except QuantityError:
            continue
        if said == target:
            return None
    said = bounds(amount.low, amount.high, amount.qualifier)
    return f"{quantity.verbatim!r} says {said}, not {quantity.interval}"


def _unit_denied(quantity: Quantity, amount: Amount, others: Others) -> str | None:
    unit, basis = amount.unit, quantity.unit_basis
    if unit is not None and unit.code:
        if unit.code != quantity.unit:
            return f"{quantity.verbatim!r} is in {unit.code}, not {quantity.unit}"
        return None if basis == amount.basis else f"the unit of {quantity.verbatim!r} is {amount.basis}, not {basis}"
    if unit is not None and quantity.unit not in dict(unit.shared):
        return f"{quantity.verbatim!r} is not in {quantity.unit}"
    if basis == "assumed":
        return None
    if quantity.unit in _named(others):
        return None
    return f"{quantity.verbatim!r} names no unit: its {basis} {quantity.unit} needs a span of part 'unit' that does"


def _named(others: Others) -> set[str]:
    """The units that the unit spans name."""
    return {unit.code for part, words in others if part == "unit" for unit in _units(words)}


def _qualifier_denied(quantity: Quantity, amount: Amount, others: Others) -> str | None:
    if amount.qualifier == quantity.qualifier:
        return None
    if any(part == "qualifier" and qualifier_in(words) == quantity.qualifier for part, words in others):
        return None
    if amount.qualifier != "exact":
        return f"the words say {amount.qualifier}, not {quantity.qualifier}"
    return f"no word says {quantity.qualifier}: give it in the value span or in one of part 'qualifier'"


def _factors(quantity: Quantity, amount: Amount, others: Others) -> Iterator[Decimal]:
    """What the amount's own number may be multiplied by: a unit's factor times a scale, from the other spans."""
    factors = {_ONE}
    if amount.unit is None:
        named = (u for part, words in others if part == "unit" for u in _units(words))
        factors = {u.factor for u in named if u.code == quantity.unit} or {_ONE}
    scales = {_ONE}
    if amount.scale is None:
        given = {s for part, words in others if part == "scale" for s in _scales(words)}
        scales = given or {_ONE} | {s for part, words in others if part == "unit" for s in _scales(words)}
    for factor in factors:
        for scale in scales:
            yield factor * scale


def _negative(interval: Interval) -> bool:
    return interval.upper is not None and interval.upper <= 0 and interval.lower != 0
