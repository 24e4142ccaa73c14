"""What a sum answers: an interval, the things that it counts and leaves out, and why, as a table for people."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, overload

from ...schema.quantity import Interval, Quantity
from ..captions import caption, short_quantity
from ..ledger.records import StoredStatement
from ..status import status
from ..view.node import Node
from ..view.view import View

#: Roles that are a dimension each: `by=("operator",)` groups by who operates.
ROLES = (
    "provider", "customer", "endUser", "issuer", "investor", "lender", "guarantor", "beneficiary", "buyer", "seller",
    "target", "owner", "operator",
)  # fmt: skip
_NOTHING = Interval.point(Decimal(0))
#: How many lines of a kind a printed sum shows.
_SHOWN = 10
NOTHING_MATCHES = "nothing with a figure matches"


#: Dimensions in which one thing can be in several groups.
OVERLAPPING = frozenset({"firm", "role", "program", *ROLES})


class Item(NamedTuple):
    """A thing with what it adds, or with None and the reason why it adds nothing.

    `sure` is False where it may be counted already, so that it adds anything from nothing to its whole figure, and
    where it is `untimed`: as of a date nobody says surely that it is so then, and it adds its figure as far as known.
    `because`: the ids of the things that the reason is about.
    """

    thing: Node
    interval: Interval | None
    why: str
    because: tuple[str, ...] = ()
    sure: bool = True
    untimed: bool = False

    @property
    def statements(self) -> tuple[StoredStatement, ...]:
        """What its figure rests on, the best first."""
        figure = self.thing.figure
        shown = self.thing.shown(figure.property) if figure else None
        return shown.statements if shown else ()


class Key(NamedTuple):
    """What the things of a group have in common: a word, a year, or the id of a node; None is not stated."""

    dimension: str
    value: str | None
    label: str


@dataclass(frozen=True)
class Group:
    """What may be added: one class, family of kinds, basis and unit; `keys` where the caller groups further."""

    of: str
    family: str
    basis: str
    unit: str
    keys: tuple[Key, ...] = ()

    def key(self, dimension: str) -> Key | None:
        """What it has in common in one dimension, None if the caller does not group by that."""
        return next((key for key in self.keys if key.dimension == dimension), None)

    def __str__(self) -> str:
        names = [f"{key.dimension} {key.label}" for key in self.keys]
        return " · ".join([self.of, self.family, f"basis {self.basis}", self.unit, *names])

    @property
    def order(self) -> tuple[str, ...]:
        """By which groups stand in the order of their words."""
        return self.of, self.family, self.basis, self.unit, *(f"{key.label} {key.value}" for key in self.keys)


@dataclass(repr=False)
class Sum:
    """The interval of a group's total, what it counts, and what it leaves out.

    `optional`: what is only possible, listed and never added. `flags`: what to know before using the figure.
    """

    view: View = field(repr=False, compare=False)
    group: Group
    interval: Interval = _NOTHING
    counted: list[Item] = field(default_factory=list)
    left_out: list[Item] = field(default_factory=list)
    optional: list[Item] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @property
    def by_status(self) -> dict[str, Interval]:
        """Status -> what the counted things of it add; what no text and no rule tells is `unknown`."""
        found: dict[str, Interval] = {}
        for item in self.counted:
            word = status(item.thing).word or "unknown"
            found[word] = found.get(word, _NOTHING) + (item.interval or _NOTHING)
        return dict(sorted(found.items()))

    @property
    def statements(self) -> list[StoredStatement]:
        """What the figures that it counts rest on, each once."""
        return list({s.id: s for item in self.counted for s in item.statements}.values())

    def __repr__(self) -> str:
        return f"<Sum {self.group}: {self.interval}, {len(self.counted)} counted>"

    def __str__(self) -> str:
        lines = [f"{self.group}", f"  total {self._words(self.interval)}"]
        for name, items in (("counted", self.counted), ("left out", self.left_out), ("optional", self.optional)):
            lines += self._table(name, items)
        return "\n".join(lines + [f"  ! {flag}" for flag in self.flags])

    def _table(self, name: str, items: Sequence[Item]) -> Iterator[str]:
        if items:
            yield f"  {name} ({len(items)})"
        for item in items[:_SHOWN]:
            adds = "-" if item.interval is None else self._words(item.interval)
            yield f"    {adds:>18}  {caption(self.view, item.thing)} — {self._who(item.thing)}: {item.why}"
        if len(items) > _SHOWN:
            yield f"    ... and {len(items) - _SHOWN:,} more"

    def _who(self, thing: Node) -> str:
        return ", ".join(dict.fromkeys(self.view.name(p.actor) for p in thing.parties)) or "no party"

    def _words(self, interval: Interval) -> str:
        return short_quantity(Quantity(interval, self.group.unit), signed=False)


class Sums(Sequence[Sum]):
    """The sums of all groups, in the order of their words. `by`: the caller's dimensions.

    `note`: what to know of them all: how many are of unknown time, how many documents looking back leaves out.
    """

    def __init__(
        self, groups: list[Sum], across: Callable[[], list[Sum]], by: tuple[str, ...] = (), note: str | None = None
    ) -> None:  # fmt: skip
        self.groups, self.by, self.note = groups, by, note
        self._across = across

    @cached_property
    def across(self) -> list[Sum]:
        """The totals of the same things without the caller's groups; counted at the first use.

        They are sums of their own: groups of firms share joint amounts, and a total that holds others may stand in
        another group than they do. So groups must not be added.
        """
        return self._across()

    @property
    def overlap(self) -> bool:
        """Whether a thing can be in several groups."""
        return bool(OVERLAPPING.intersection(self.by))

    @overload
    def __getitem__(self, index: int) -> Sum: ...
    @overload
    def __getitem__(self, index: slice) -> list[Sum]: ...
    def __getitem__(self, index: int | slice) -> Sum | list[Sum]:
        return self.groups[index]

    def __len__(self) -> int:
        return len(self.groups)

    def of(self, **wanted: str) -> list[Sum]:
        """The groups whose `family`, `basis`, `unit` or keys (by label or value) are these."""
        return [s for s in self.groups if all(word in _words_of(s.group, name) for name, word in wanted.items())]

    def __str__(self) -> str:
        told = [f"note: {self.note}"] if self.note else []
        if not self.groups:
            return "\n".join([NOTHING_MATCHES, *told])
        shared = ["groups overlap: never add them up, `across` has the totals"] if self.overlap else []
        return "\n\n".join([*map(str, self.groups), *shared, *told])

    def __repr__(self) -> str:
        return f"<Sums of {len(self)} groups>"


def _words_of(group: Group, name: str) -> Iterable[str | None]:
    if name in ("family", "basis", "unit"):
        return (str(getattr(group, name)),)
    key = group.key(name)
    return (key.value, key.label) if key else ()
