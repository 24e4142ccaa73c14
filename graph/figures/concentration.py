"""Concentration: how a total falls on those who take part, as intervals, and its Herfindahl index.

The index is the sum of squared shares, from 1/n of n equal ones to 1 of a single one (Herfindahl 1950,
Hirschman 1945).
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from ...schema.quantity import Interval
from ..sums import Group, Key, Sum, sums
from ..view.view import View

_ONE = Interval.point(Decimal(1))
#: Digits to which shares are divided.
_DIGITS = 12


@dataclass(frozen=True)
class Part:
    """What falls on one: its own total, and its share of all, from 0 to 1; `share` is None if nothing is known."""

    key: Key
    total: Sum
    share: Interval | None


@dataclass(frozen=True)
class Concentration:
    """How one pool falls on those who take part, the largest first.

    `herfindahl`: None where a share is not known. `whole` is the total of the pool, counted once.
    """

    pool: Group
    whole: Sum
    parts: tuple[Part, ...]
    herfindahl: Interval | None


def concentration(
    view: View, of: str, by: str, party: str | None = None, *, kinds: Collection[str] = (), **filters: Any
) -> list[Concentration]:
    """How the totals fall on the actors of a role (`by`), one for each family, basis and unit.

    `concentration(view, "Capacity", "customer", miner, role="provider", families={"contracted"})` is the share of a
    host's contracted megawatts that hangs on each customer. The filters are those of `sums`. What names nobody in
    that role is a part of its own, whose key has no value. Raises ValueError as `sums` does.
    """
    found = sums(view, of, party, by=(by,), kinds=kinds, **filters)
    pools: defaultdict[Group, list[Sum]] = defaultdict(list)
    for total in found:
        group = total.group
        pools[Group(group.of, group.family, group.basis, group.unit)].append(total)
    return [_of(whole, pools[whole.group]) for whole in found.across if pools[whole.group]]


def _of(whole: Sum, totals: list[Sum]) -> Concentration:
    counted = [total for total in totals if total.counted]
    parts = [Part(total.group.keys[0], total, _share(total, counted)) for total in counted]
    parts.sort(key=lambda part: (-(part.total.interval.upper or Decimal(0)), part.key.label, part.key.value or ""))
    return Concentration(whole.group, whole, tuple(parts), _herfindahl(parts))


def _share(total: Sum, totals: list[Sum]) -> Interval | None:
    """What part of all a total can be: least with the others at most, most with the others at least."""
    others = Interval.point(Decimal(0))
    for other in totals:
        if other is not total:
            others += other.interval
    mine = total.interval
    if mine.lower is None or mine.lower < 0 or others.lower is None or others.lower < 0:
        return None
    low = _part(mine.lower, others.upper) if others.upper is not None else Decimal(0)
    high = _part(mine.upper, others.lower) if mine.upper is not None else Decimal(1)
    return None if low is None or high is None else Interval(low, high)


def _part(mine: Decimal, others: Decimal) -> Decimal | None:
    with localcontext(prec=_DIGITS):
        return mine / (mine + others) if mine + others else None


def _herfindahl(parts: list[Part]) -> Interval | None:
    """Between the squares of the least and of the most shares, and never below that of equal ones."""
    shares = [part.share for part in parts if part.share is not None]
    if len(shares) < len(parts) or not parts or any(part.key.value is None for part in parts):
        return None
    with localcontext(prec=_DIGITS):
        least = sum(((share.lower or Decimal(0)) ** 2 for share in shares), Decimal(0))
        most = sum(((share.upper or Decimal(0)) ** 2 for share in shares), Decimal(0))
        most = min(most, Decimal(1))
        return Interval(min(max(least, 1 / Decimal(len(shares))), most), most)
