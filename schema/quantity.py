"""Quantities: intervals of exact decimals, with their unit, how exact they are said to be, and the words.

"up to $50bn" has no point: it is [0, 50e9]. Money is in base units of its currency, power in MW, shares and
moves in percent, tokens in pieces; falls are negative.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

ZERO = Decimal(0)


class QuantityError(ValueError):
    """Bounds that contradict each other, or an encoded quantity that cannot be read: says which."""


def plain_decimal(number: Decimal) -> str:
    """The shortest spelling without an exponent: `9700000000`, `1.4`, `-3`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two bounds; None is no bound.

    An unbounded end is neither open nor closed: its flag is always False, so that equal intervals are equal.
    """

    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        if self.lower is None or self.upper is None:
            if self.lower is None and self.lower_open:
                object.__setattr__(self, "lower_open", False)
            if self.upper is None and self.upper_open:
                object.__setattr__(self, "upper_open", False)
            return
        if self.lower > self.upper or (self.lower == self.upper and (self.lower_open or self.upper_open)):
            raise QuantityError(f"no number lies in {self}: swap or close its ends")

    @classmethod
    def point(cls, number: Decimal) -> "Interval":
        """The interval that holds this number only."""
        return cls(number, number)

    @property
    def value(self) -> Decimal | None:
        """The one number it holds, None if it holds more."""
        return self.lower if self.lower == self.upper else None

    def __contains__(self, number: Decimal) -> bool:
        above = self.lower is None or number > self.lower or (number == self.lower and not self.lower_open)
        below = self.upper is None or number < self.upper or (number == self.upper and not self.upper_open)
        return above and below

    def __add__(self, other: "Interval") -> "Interval":
        """What a + b can be, for any a of self and b of other."""
        lower = None if self.lower is None or other.lower is None else self.lower + other.lower
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        return Interval(lower, upper, self.lower_open or other.lower_open, self.upper_open or other.upper_open)

    def __neg__(self) -> "Interval":
        lower = None if self.upper is None else -self.upper
        upper = None if self.lower is None else -self.lower
        return Interval(lower, upper, self.upper_open, self.lower_open)

    def meets(self, other: "Interval") -> bool:
        """Whether some number lies in both."""
        return _ends_meet(self, other) and _ends_meet(other, self)

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        low = min((self, other), key=_low_key)
        high = max((self, other), key=_high_key)
        return Interval(low.lower, high.upper, low.lower_open, high.upper_open)

    def covers(self, other: "Interval") -> bool:
        """Whether every number of `other` lies in self."""
        return self.hull(other) == Interval(self.lower, self.upper, self.lower_open, self.upper_open)

    def __str__(self) -> str:
        left = "(" if self.lower_open or self.lower is None else "["
        right = ")" if self.upper_open or self.upper is None else "]"
        low = "" if self.lower is None else plain_decimal(self.lower)
        high = "" if self.upper is None else plain_decimal(self.upper)
        return f"{left}{low}, {high}{right}"


def _ends_meet(left: Interval, right: Interval) -> bool:
    if left.lower is None or right.upper is None:
        return True
    if left.lower == right.upper:
        return not (left.lower_open or right.upper_open)
    return left.lower < right.upper


def _low_key(interval: Interval) -> tuple[int, Decimal, bool]:
    return (0, ZERO, False) if interval.lower is None else (1, interval.lower, interval.lower_open)


def _high_key(interval: Interval) -> tuple[int, Decimal, bool]:
    return (1, ZERO, False) if interval.upper is None else (0, interval.upper, not interval.upper_open)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval with its unit and the words that state it.

    `unit`: ISO 4217 code, `MW`, `percent` or a token symbol. `qualifier` and `unit_basis`: words of those
    vocabularies. `verbatim`: the number with its unit, as written, without the qualifier word.
    """

    interval: Interval
    unit: str
    qualifier: str = "exact"
    unit_basis: str = "stated"
    verbatim: str = ""

    @property
    def value(self) -> Decimal | None:
        """The point value; None where the text gives only bounds."""
        return self.interval.value

    def encode(self) -> str:
        """One line that `decode` reads back, the same for equal quantities: ids are made of it."""
        i = self.interval
        left = "(" if i.lower_open else "["
        right = ")" if i.upper_open else "]"
        low = "" if i.lower is None else plain_decimal(i.lower)
        high = "" if i.upper is None else plain_decimal(i.upper)
        return f"{left}{low},{high}{right} {self.unit} {self.qualifier} {self.unit_basis} {self.verbatim}"

    @classmethod
    def decode(cls, line: str) -> "Quantity":
        """The quantity that `encode` wrote. Raises QuantityError on anything else."""
        try:
            bounds, unit, qualifier, basis, verbatim = line.split(" ", 4)
            low, high = bounds[1:-1].split(",")
            interval = Interval(
                Decimal(low) if low else None, Decimal(high) if high else None,
                bounds[0] == "(", bounds[-1] == ")",
            )  # fmt: skip
        except (ValueError, ArithmeticError) as error:
            raise QuantityError(f"not an encoded quantity: {line!r}") from error
        return cls(interval, unit, qualifier, basis, verbatim)

    def facts(self) -> dict[str, Any]:
        """The sparse form of the contract of extracted facts: a point has no bounds, bounds have no point."""
        i, point = self.interval, self.value
        bare = point is not None
        return {
            "value": _number(point),
            "lower": None if bare else _number(i.lower),
            "upper": None if bare else _number(i.upper),
            "unit": self.unit, "qualifier": self.qualifier, "unitBasis": self.unit_basis,
            "verbatim": self.verbatim,
        }  # fmt: skip


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
