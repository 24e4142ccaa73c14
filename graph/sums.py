"""Sums that are intervals and do not count twice.

One sum stays inside one family of kinds, one basis and one unit. Statuses are added only within the caller's
set. What is counted and what is left out is listed, with the reason.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ..schema.quantity import Interval, Quantity
from .status import modality, status
from .view.node import Node
from .view.view import View

#: What is added unless the caller says otherwise; None is a status that nothing tells.
STATUSES: frozenset[str | None] = frozenset(
    {"announced", "committed", "signed", "closed", "planned", "underConstruction", "operational", None}
)
#: The classes that can be summed.
SUMMED = ("Deal", "CapitalFlow", "Capacity")
#: Properties by which a thing is a part or an option of another: never added to it.
_WITHIN = ("partOf", "optionOf", "underDeal", "amends")


class Item(NamedTuple):
    """A thing with what it adds, or with None and the reason why it adds nothing."""

    thing: Node
    interval: Interval | None
    why: str


@dataclass(frozen=True)
class Group:
    """What may be added: one class, family of kinds, basis and unit."""

    of: str
    family: str
    basis: str
    unit: str


@dataclass
class Sum:
    """The interval of a group's total, what it counts, and what it leaves out."""

    group: Group
    interval: Interval = field(default_factory=lambda: Interval.point(Decimal(0)))
    counted: list[Item] = field(default_factory=list)
    left_out: list[Item] = field(default_factory=list)


def sums(
    view: View, of: str, party: str | None = None, *, kinds: Collection[str] = (),
    statuses: Collection[str | None] = STATUSES, where: Callable[[Node], bool] = lambda thing: True,
) -> list[Sum]:  # fmt: skip
    """The totals of deals, flows or capacities (`of`), by family, basis and unit.

    `party`: only things in which this actor takes part, and of a joint amount only its unknown share,
    (0, whole]. `kinds`: only these kinds. Raises ValueError for a class without sums.
    """
    if of not in SUMMED:
        raise ValueError(f"no sums of {of}; there are sums of {', '.join(SUMMED)}")
    (figure,) = view.model.kind(of).figures
    found: dict[Group, Sum] = {}
    for thing in _things(view, of, party):
        if (kinds and thing.word("kind") not in kinds) or not where(thing):
            continue
        quantity = thing.quantity(figure)
        if quantity is None:
            continue
        group = _group(view, thing, quantity)
        total = found.setdefault(group, Sum(group))
        _add(view, total, thing, quantity, party, statuses)
    return sorted(found.values(), key=lambda s: (s.group.of, s.group.family, s.group.basis, s.group.unit))


def _things(view: View, of: str, party: str | None) -> list[Node]:
    if party is None:
        return view.of_kind(of)
    mine = {thing.id: thing for thing, _ in view.taking_part(party) if thing.kind == of}
    return [mine[i] for i in sorted(mine)]


def _group(view: View, thing: Node, quantity: Quantity) -> Group:
    kind = thing.word("kind") or ""
    words = view.model.vocabularies[view.model.kind(thing.kind).properties["kind"].ranges[0]]
    family = (words.family(kind) or kind) if kind in words else kind
    basis = thing.word("basis") if thing.kind == "Capacity" else thing.word("amountBasis")
    return Group(thing.kind, family, basis or "unknown", quantity.unit)


def _add(
    view: View, total: Sum, thing: Node, quantity: Quantity, party: str | None, statuses: Collection[str | None]
) -> None:
    reason = _left_out(thing, statuses)
    if reason:
        total.left_out.append(Item(thing, None, reason))
        return
    interval, why = share(view, thing, quantity, party)
    if thing.word("kind") == "buyback":
        interval, why = -interval, why + "; a buyback counts minus"
    total.interval += interval
    total.counted.append(Item(thing, interval, why))


def _left_out(thing: Node, statuses: Collection[str | None]) -> str:
    if modality(thing) in ("possible", "opinion"):
        return "only possible: listed, never added"
    how_far = status(thing).word
    if how_far not in statuses:
        return f"status {how_far or 'unknown'} was not asked for"
    for prop in _WITHIN:
        if thing.shown(prop):
            return f"{prop} another thing, which counts it"
    if thing.word("measure") in ("part", "remainder", "target"):
        return f"a {thing.word('measure')} of a whole"
    return ""


def share(view: View, thing: Node, quantity: Quantity, party: str | None) -> tuple[Interval, str]:
    """What of a thing's figure is a party's own: all of it, or an unknown part of a joint amount.

    A joint amount of several on one side is (0, whole]: more than nothing, at most all of it.
    """
    mine = {p.role for p in thing.parties if p.actor == party}
    beside = [p for p in thing.parties if p.role in mine and p.actor != party]
    complete = thing.word("participantsComplete") != "False"
    if party is None or thing.word("allocation") == "each" or (not beside and complete):
        return quantity.interval, "stated" if status(thing).stated else "status by rule"
    names = ", ".join(view.name(p.actor) for p in beside) or "others that the text does not name"
    return Interval(Decimal(0), quantity.interval.upper, True, quantity.interval.upper_open), (
        f"an unknown share of a joint amount with {names}"
    )
