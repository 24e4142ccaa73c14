"""Milestones of two tellings, matched: a record is named by its day, so that one whose day moved is another record.

Of one site and basis a milestone is the same if it has the same number of buildings, or the same figure. Where the
buildings lead to one milestone and the figure to another, where two lead to the same, or where buildings seem to be
counted otherwise than before, nothing is matched, and that is told. What is of the same day in both tellings is
compared as that.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from ..times.milestones import Milestone, place
from ..view.node import Node
from .comparison import Pair

#: How much figures of as many buildings may differ from a common revision: a tenth, which is our choice.
_ALIKE = Decimal("1.1")


@dataclass
class Matched:
    """What became of the milestones of one chain.

    `levels`: the same milestone at two days. `days`: two tellings of one day. `unclear`: a milestone with those that
    it may be now, and why that is open. `came` and `went`: milestones without any match; `held`: those that only say
    that the level before still stands.
    """

    levels: list[Pair] = field(default_factory=list)
    days: list[Pair] = field(default_factory=list)
    unclear: list[tuple[Milestone, list[Milestone], str]] = field(default_factory=list)
    came: list[Node] = field(default_factory=list)
    went: list[Node] = field(default_factory=list)
    held: set[str] = field(default_factory=set)


def match(before: Iterable[Milestone], after: Iterable[Milestone]) -> Matched:
    """Matches the milestones of one chain in two tellings."""
    old, new = sorted(before, key=place), sorted(after, key=place)
    found = Matched()
    leads = {one.node.id: _leads(one, old, new) for one in old}
    claimed = Counter(m.node.id for led in leads.values() if len(led) == 1 for m, _ in led.values())
    alike = _counted_alike(old, new)
    for one in old:
        others = [other for other, _ in leads[one.node.id].values()]
        if not others or (len(others) == 1 and others[0].day == one.day):
            continue
        shared = leads[one.node.id][others[0].node.id][1]
        why = ""
        if len(others) > 1:
            why = "its buildings lead to one and its figure to another"
        elif claimed[others[0].node.id] > 1:
            why = "another one leads there as well"
        elif shared == ["buildings"] and not alike:
            why = "the figures of as many buildings do not agree, so that the buildings may be counted otherwise"
        if why:
            found.unclear.append((one, others, why))
        else:
            found.levels.append(Pair(one.node, others[0].node, f"the same {' and '.join(shared)}"))
    _by_day(old, new, found)
    _unmatched(old, new, found)
    return found


def _counted_alike(old: list[Milestone], new: list[Milestone]) -> bool:
    """Whether as many buildings are the same ones in two tellings, as far as their figures tell.

    They are if all figures were revised alike: New Carlisle's 18 buildings by 1.2 %, each of Fairwater's by a fifth.
    Prometheus, whose buildings Epoch AI numbered anew, has 1 with 40 % less, and 7 with 2 % less. A figure that other
    numbers of buildings have tells so too: Google New Albany reached 543 MW with 6, and later with 5.
    """
    ratios = []
    for one in (m for m in old if m.buildings):
        same = _first(new, _figure, _figure(one))
        if same is not None and same.buildings and same.buildings != one.buildings:
            return False
        other = _first(new, _buildings, one.buildings) if _first(old, _buildings, one.buildings) is one else None
        was, now = one.power.interval.lower, other.power.interval.lower if other else None
        if was and now:
            ratios.append(now / was)
    if len(ratios) < 2:
        ratios.append(Decimal(1))
    return max(ratios) <= min(ratios) * _ALIKE


def _leads(one: Milestone, old: list[Milestone], new: list[Milestone]) -> dict[str, tuple[Milestone, list[str]]]:
    """The milestones that one may be now, by node id, each with what they have in common."""
    found: dict[str, tuple[Milestone, list[str]]] = {}
    for what, level in _LEVELS.items():
        mine = level(one)
        if mine is None or _first(old, level, mine) is not one:
            continue  # a later row at the same level tells nothing of when it was reached
        other = _first(new, level, mine)
        if other is not None:
            found.setdefault(other.node.id, (other, []))[1].append(what)
    return found


def _first(chain: list[Milestone], level: Callable[[Milestone], Hashable], mine: Hashable) -> Milestone | None:
    return next((m for m in chain if level(m) == mine), None)


def _buildings(one: Milestone) -> Hashable:
    return one.buildings or None


def _figure(one: Milestone) -> Hashable:
    return one.power.interval, one.power.unit


#: What a milestone is known by -> how it is read.
_LEVELS: dict[str, Callable[[Milestone], Hashable]] = {"buildings": _buildings, "figure": _figure}


def _by_day(old: list[Milestone], new: list[Milestone], found: Matched) -> None:
    """Pairs of the same day; where one telling has several of a day they cannot be told apart."""
    for one in old:
        mine = [m for m in new if m.day == one.day]
        if len(mine) == 1 and sum(m.day == one.day for m in old) == 1:
            found.days.append(Pair(one.node, mine[0].node, f"both of {one.day}"))


def _unmatched(old: list[Milestone], new: list[Milestone], found: Matched) -> None:
    pairs = [*found.levels, *found.days]
    taken_old = {p.before.id for p in pairs if p.before} | {one.node.id for one, _, _ in found.unclear}
    taken_new = {p.after.id for p in pairs if p.after}
    both = {m.node.id for m in old} & {m.node.id for m in new}
    found.came = [m.node for m in new if m.node.id not in taken_new | both]
    found.went = [m.node for m in old if m.node.id not in taken_old | both]
    found.held = {m.node.id for chain in (old, new) for m in _held(chain)}


def _held(chain: list[Milestone]) -> Iterator[Milestone]:
    """Milestones at the level of the one before."""
    for before, one in pairwise(chain):
        if all(level(before) == level(one) for level in _LEVELS.values()):
            yield one
