"""Headroom: the megawatts that a firm holds beyond those that it has promised to others, within one basis."""

from dataclasses import dataclass
from decimal import Decimal

from ...schema.quantity import Interval
from ..sums import Sum, sums
from ..sums.dimensions import Keys
from ..view.view import View

_NOTHING = Interval.point(Decimal(0))
#: In which roles a firm holds megawatts, and promises them.
_HOLDS, _PROMISES = ("owner", "operator"), "provider"


@dataclass(frozen=True)
class Headroom:
    """What a firm holds, has contracted, and the difference, in megawatts of one basis.

    `left` is None where the firm holds nothing on this basis: another basis is not comparable.
    """

    firm: str
    basis: str
    held: Sum | None
    contracted: Sum | None
    left: Interval | None


def headroom(view: View, firm: str) -> list[Headroom]:
    """What a firm holds less what it has contracted as a provider, by basis."""
    mine = {thing.id for role in _HOLDS for thing in Keys(view).things_of(firm, "Capacity", role)}
    held = {
        total.group.basis: total
        for total in sums(view, "Capacity", firm, families=("existing",), where=lambda thing: thing.id in mine)
        if total.counted
    }
    promised = {
        total.group.basis: total
        for total in sums(view, "Capacity", firm, role=_PROMISES, families=("contracted",))
        if total.counted
    }
    return [_of(firm, basis, held.get(basis), promised.get(basis)) for basis in sorted(held.keys() | promised.keys())]


def _of(firm: str, basis: str, held: Sum | None, contracted: Sum | None) -> Headroom:
    left = None
    if held is not None:
        left = held.interval + -(contracted.interval if contracted else _NOTHING)
    return Headroom(firm, basis, held, contracted, left)
