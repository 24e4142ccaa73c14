"""Claims: the things of one sum with what each would add, and what was ruled on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...schema.quantity import Interval, Quantity
from ..view.node import Node
from .results import Item

NOTHING = Interval.point(Decimal(0))


@dataclass
class Claim:
    """A thing in a sum. `interval`: what it adds, all that it may add where it is not `sure`.

    `untimed`: whether as of the view's date nobody says surely that it is so; it adds its figure all the same.
    `out`: where it is listed if it adds nothing: `left_out` or `optional`.
    """

    thing: Node
    quantity: Quantity
    interval: Interval
    why: str
    because: tuple[str, ...] = ()
    sure: bool = True
    out: str = ""
    untimed: bool = False

    @property
    def id(self) -> str:
        """The thing's id."""
        return self.thing.id

    @property
    def counts(self) -> bool:
        """Whether it adds its figure without a doubt."""
        return self.sure and not self.out

    def leave(self, why: str, because: Iterable[str] = (), out: str = "left_out") -> None:
        """It adds nothing."""
        self.out, self.why, self.because = out, why, tuple(because)

    def doubt(self, why: str, because: Iterable[str] = ()) -> None:
        """It may be counted already: it adds anything from nothing to its figure."""
        self.sure, self.why, self.because = False, why, tuple(because)
        self.interval = self.interval.hull(NOTHING)

    def item(self) -> Item:
        """What the answer lists."""
        return Item(
            self.thing, None if self.out else self.interval, self.why, self.because,
            self.sure and not self.untimed, self.untimed,
        )  # fmt: skip


def added(claims: Iterable[Claim]) -> Interval:
    """What claims add up to."""
    total = NOTHING
    for claim in claims:
        total += claim.interval
    return total


def larger(one: Interval, other: Interval) -> Interval:
    """What the larger of two numbers can be, one of each interval."""
    low = one if _above(one, other, "lower") else other
    high = one if one.upper is None or (other.upper is not None and _above(one, other, "upper")) else other
    return Interval(low.lower, high.upper, low.lower_open, high.upper_open)


def _above(one: Interval, other: Interval, end: str) -> bool:
    mine, theirs = getattr(one, end), getattr(other, end)
    return theirs is None or (mine is not None and mine >= theirs)


def surely_at_least(one: Interval, other: Interval) -> bool:
    """Whether every number of one is at least every number of the other."""
    return one.lower is not None and other.upper is not None and one.lower >= other.upper


def has_room_for(one: Claim, other: Claim) -> bool:
    """Whether one's stated figure is at most more than another's, so that it may hold it."""
    most, least = one.quantity.interval.upper, other.quantity.interval.upper
    return most is not None and least is not None and most > least


def by_size(claims: Sequence[Claim]) -> list[Claim]:
    """The largest first, by what they add at least; ties by id."""
    return sorted(claims, key=lambda c: (-(c.interval.lower or Decimal(0)), -(c.interval.upper or Decimal(0)), c.id))
