"""Quantities of a sentence at its tokens, with the words that give their unit where it stands elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....schema.numbers import FoundQuantity
from ....schema.quantity import Quantity
from ....schema.units import units
from ...facts import Words
from ..actors.scene import Scene


@dataclass(frozen=True)
class Amount:
    """A quantity at tokens first..last. `value` holds the qualifier beside it, `number` does not."""

    first: int
    last: int
    quantity: Quantity
    number: Words
    value: Words
    unit: Words | None = None

    @property
    def sort(self) -> str:
        """What it measures: power, percent, money or tokens."""
        return sort_of(self.quantity.unit)


def sort_of(unit: str) -> str:
    """What a unit measures: power, percent, money or tokens."""
    if unit in ("MW", "percent"):
        return {"MW": "power", "percent": "percent"}[unit]
    return "tokens" if of_tokens(unit) else "money"


def of_tokens(unit: str) -> bool:
    """Whether a unit is a token's symbol, not a currency."""
    found = units().codes.get(unit)
    return found is not None and found.family == "token"


def amounts(scene: Scene, everywhere: Sequence[FoundQuantity]) -> list[Amount]:
    """The quantities of a sentence in order; `everywhere` are those of the whole text, to find a currency's words.

    One whose words begin before the sentence does (a run of text without a stop is cut somewhere) is left out.
    """
    found = [_amount(scene, quantity, everywhere) for quantity in scene.quantities]
    return [a for a in found if scene.sentence.start <= a.value[0] and a.value[1] <= scene.sentence.end]


def _amount(scene: Scene, found: FoundQuantity, everywhere: Sequence[FoundQuantity]) -> Amount:
    value = (found.start, found.end)
    if found.qualifier_span:
        value = (min(value[0], found.qualifier_span[0]), max(value[1], found.qualifier_span[1]))
    first, last = scene.within(*value)
    quantity, unit = found.quantity, None
    if quantity.unit_basis == "implied":
        unit = _unit_words(found, everywhere)
        quantity = quantity if unit else replace(quantity, unit_basis="assumed")
    return Amount(first, last, quantity, (found.start, found.end), value, unit)


def _unit_words(found: FoundQuantity, everywhere: Sequence[FoundQuantity]) -> Words | None:
    """The nearest quantity of the same unit whose words name it."""
    stated = [
        q for q in everywhere
        if q.quantity.unit == found.quantity.unit and q.quantity.unit_basis in ("stated", "symbol")
    ]  # fmt: skip
    nearest = min(stated, key=lambda q: abs(q.start - found.start), default=None)
    return (nearest.start, nearest.end) if nearest else None
