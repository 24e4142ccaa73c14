"""Concentration: how a total falls on those who take part, as intervals, and its Herfindahl index.

The index is the sum of squared shares, from 1/n of n equal ones to 1 of a single one (Herfindahl 1950,
Hirschman 1945).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from ...schema.quantity import Interval
from ..sums import Group, Key, Sum, sums
from ..sums.sameness import maybe_same
from ..sums.twins import unsure_pairs
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
    maybe = maybe_same(unsure_pairs(view))
    return [_of(whole, pools[whole.group], maybe) for whole in found.across if pools[whole.group]]


def _of(whole: Sum, totals: list[Sum], maybe: Mapping[str, str]) -> Concentration:
    counted = [total for total in totals if total.counted]
    shares = _Shares(whole, counted, maybe)
    parts = [Part(total.group.keys[0], total, shares.of(total)) for total in counted]
    parts.sort(key=lambda part: (-(part.total.interval.upper or Decimal(0)), part.key.label, part.key.value or ""))
    return Concentration(whole.group, whole, tuple(parts), _herfindahl(parts, shares.most()))


class _Ends:
    """The ends of an interval sum of many, so that what others have is this less one's own."""

    def __init__(self) -> None:
        self.least = self.most = Decimal(0)
        self.endless = 0

    def add(self, interval: Interval, least: Decimal) -> None:
        """One more, of which at least `least` counts."""
        self.least += least
        self.most += interval.upper or 0
        self.endless += interval.upper is None

    def most_beside(self, one: Interval) -> Decimal | None:
        """What the others have at most; None if that is not known."""
        endless = self.endless - (one.upper is None)
        return None if endless else self.most - (one.upper or 0)


class _Shares:
    """What part of all each total can be. Those that may be one firm share as two at least, as one at most."""

    def __init__(self, whole: Sum, totals: Sequence[Sum], maybe: Mapping[str, str]) -> None:
        self._maybe = maybe
        self._every = _Ends()
        self._firms: defaultdict[str | None, _Ends] = defaultdict(_Ends)
        self._known = all(total.interval.lower is not None and total.interval.lower >= 0 for total in totals)
        self._unsure = {item.thing.id for item in whole.counted if not item.sure}
        self._several = Counter(map(self._firm, totals))
        for total in totals if self._known else ():
            least = self._least(total)
            self._every.add(total.interval, least)
            self._firms[self._firm(total)].add(total.interval, least)

    def _firm(self, total: Sum) -> str | None:
        value = total.group.keys[0].value
        return self._maybe.get(value, value) if value else None

    def _least(self, total: Sum) -> Decimal:
        """What it adds at least: of firms that may be one, less what may be a report of the same."""
        if self._several[self._firm(total)] == 1:
            return total.interval.lower or Decimal(0)
        sure = (item.interval for item in total.counted if item.thing.id not in self._unsure)
        return sum((interval.lower or Decimal(0) for interval in sure if interval), Decimal(0))

    def of(self, total: Sum) -> Interval | None:
        """Least with the others at most, and as a firm of its own; most with the others at least."""
        if not self._known:
            return None
        mine, others = total.interval, self._every.most_beside(total.interval)
        low = Decimal(0) if others is None else _part(mine.lower or Decimal(0), others)
        high = self._as_one(self._firm(total))
        return None if low is None or high is None else Interval(low, high)

    def most(self) -> list[Decimal | None]:
        """The most that each firm can have, those that may be one together."""
        return [self._as_one(firm) for firm in self._firms]

    def _as_one(self, firm: str | None) -> Decimal | None:
        mine = self._firms[firm]
        return Decimal(1) if mine.endless else _part(mine.most, self._every.least - mine.least)


def _part(mine: Decimal, others: Decimal) -> Decimal | None:
    with localcontext(prec=_DIGITS):
        return mine / (mine + others) if mine + others else None


def _herfindahl(parts: list[Part], most_of: Iterable[Decimal | None]) -> Interval | None:
    """Between the squares of the least and of the most shares, and never below that of equal ones."""
    shares = [part.share for part in parts if part.share is not None]
    if len(shares) < len(parts) or not parts or any(part.key.value is None for part in parts):
        return None
    with localcontext(prec=_DIGITS):
        least = sum(((share.lower or Decimal(0)) ** 2 for share in shares), Decimal(0))
        most = sum(((share or Decimal(0)) ** 2 for share in most_of), Decimal(0))
        most = min(most, Decimal(1))
        return Interval(min(max(least, 1 / Decimal(len(shares))), most), most)
