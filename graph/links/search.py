"""The search for paths: all simple paths up to some hops, or the first few, best first, in bounded work.

A chain is never begun from which no end can be reached in time: columns of who takes part in what give the fewest
hops to an end from everywhere (`LinkIndex.hops_to`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Literal, NamedTuple

from ..view.view import View
from .contracts import joined, joint
from .ends import ANYTHING, Side, Through
from .houses import Chain
from .index import LinkIndex, index
from .network import Bound
from .path import Hop, Path
from .rules import rules, same_side

Order = Literal["firmest", "shortest"]
ORDERS: tuple[Order, ...] = ("firmest", "shortest")
#: How many links one search looks at before it stops and says so.
BUDGET = 200_000


@dataclass(frozen=True)
class Wanted:
    """What is searched. `association`: also chains whose hops name no common contract; `hop`: one more test of hops.

    `first`: stop after so many; None is all.
    """

    starts: Side
    ends: Side
    max_hops: int
    order: Order = "firmest"
    through: Through = ANYTHING
    association: bool = False
    first: int | None = None
    hop: Callable[[Hop], bool] | None = None


class Found(NamedTuple):
    """The paths, the best first; how many links were looked at; and up to where all were found, if it stopped.

    `stopped`: None, or the key of the best chain that was left: its rank and hops in the order asked for.
    """

    paths: list[Path]
    links: int
    stopped: tuple[int, int] | None = None


class _State(NamedTuple):
    """A chain that may go on, or a path if `path` is there. `actor`: where it stands; `seen`: houses passed."""

    hops: tuple[Hop, ...]
    start: str
    actor: str
    seen: frozenset[str]
    fault: str | None
    exposure: bool
    path: Path | None = None


_Key = tuple[int, int, tuple[str, ...], int]


def search(view: View, wanted: Wanted, *, lenient: bool = False, budget: int = BUDGET) -> Found:
    """Paths from the starts to the ends; `lenient`: those instead that exactly one rule stands against."""
    return _Search(index(view), wanted, lenient, budget).run()


class _Search:
    def __init__(self, links: LinkIndex, wanted: Wanted, lenient: bool, budget: int) -> None:
        self.links, self.wanted, self.lenient, self.budget = links, wanted, lenient, budget
        self.most = wanted.max_hops + lenient
        goals = wanted.ends.actors | (wanted.ends.own_word if lenient else frozenset())
        self.goals = {goal: None if goal in wanted.ends.actors else "ownWord" for goal in goals}
        self.bound: Bound = links.hops_to(goals, self.most, unsure=lenient)
        loose = lenient or wanted.association
        self.later = self.bound if loose else links.hops_to(goals, self.most, later=True)
        self.looked = 0
        self.heap: list[tuple[_Key, _State]] = []

    def run(self) -> Found:
        for start in sorted(self.wanted.starts.actors):
            self._open(_State((), start, start, frozenset(self.links.houses.of(start)), None, True))
        for start in sorted(self.wanted.starts.own_word) if self.lenient else ():
            self._open(_State((), start, start, frozenset(self.links.houses.of(start)), "ownWord", True))
        found: list[Path] = []
        while self.heap:
            key, state = heappop(self.heap)
            if self.looked >= self.budget:
                return Found(found, self.looked, key[:2])
            if state.path is None:
                self._expand(state)
                continue
            found.append(state.path)
            if self.wanted.first is not None and len(found) >= self.wanted.first:
                return Found(found, self.looked, self.heap[0][0][:2] if self.heap else None)
        return Found(found, self.looked)

    # -- the queue

    def _open(self, state: _State) -> None:
        """Puts a chain into the queue, if an end lies within reach of it."""
        bound = self.later if state.hops else self.bound
        total = len(state.hops) + max(bound(state.actor), 1)
        if total <= self.most:
            heappush(self.heap, (self._key(state, total, 0), state))

    def _key(self, state: _State, hops: int, last: int) -> _Key:
        """Grows along a chain, so that what leaves the queue first is best; ties go by ids."""
        rank = max((hop.rank for hop in state.hops), default=0)
        names = (state.start, *(word for hop in state.hops for word in (hop.via.id, hop.end)))
        return (*((rank, hops) if self.wanted.order == "firmest" else (hops, rank)), names, last)

    # -- going on

    def _expand(self, state: _State) -> None:
        for member, before, doubt in self._around(state.actor):
            if not state.hops and not self._begins(state.start, member, before):
                continue
            for hop in self._candidates(state, member):
                self.looked += 1
                if self._may_pass(state, hop):
                    self._step(state, hop._replace(before=before), doubt)

    def _begins(self, start: str, member: str, steps: Chain) -> bool:
        """Whether a path of a start may begin at another firm of its house: not if that is a start itself."""
        if not steps or steps[0].unsure:
            return True
        starts = self.wanted.starts
        return member not in starts.actors and (not starts.described or steps[0].above == start)

    def _fits(self, actor: str, member: str, steps: Chain, start: str) -> bool:
        """Whether a path that leads to an actor leads to a firm of its house that is asked for."""
        if member not in self.goals or member in self.links.houses.of(start):
            return False
        return not (steps and self.wanted.ends.described) or bool(steps[0].unsure) or steps[0].below == actor

    def _candidates(self, state: _State, member: str) -> Iterable[Hop]:
        """The hops of an actor that a chain may go on by; all, where they need not name its contract."""
        loose = self.wanted.association or (self.lenient and state.fault in (None, "association", "sameSide"))
        return self.links.hops(member) if loose or not state.hops else joined(self.links, state.hops, member)

    def _around(self, actor: str) -> Iterator[tuple[str, Chain, str | None]]:
        """The firms that count as this one, the steps to each, and the rule that such a step fails by."""
        house = self.links.houses.of(actor)
        for member, steps in house.items():
            yield member, steps, None
        for step in self.links.unsure.get(actor, ()) if self.lenient else ():
            if step.below not in house:
                yield step.below, (step,), "unsureIdentity"

    def _may_pass(self, state: _State, hop: Hop) -> bool:
        if hop.end in state.seen or len(state.hops) + 1 + self.later(hop.end) > self.most:
            return False
        if hop.faults and not self.lenient and hop.faults - self._asked_for():
            return False
        if not self.wanted.through.admits(hop) or (self.wanted.hop and not self.wanted.hop(hop)):
            return False
        return not state.hops or not self._ends_there(state.hops[-1], hop)

    def _asked_for(self) -> frozenset[str]:
        return frozenset({"possible"}) if self.wanted.through.possible else frozenset()

    def _ends_there(self, last: Hop, hop: Hop) -> bool:
        """Whether a path ends where this hop would begin. Of two on one side it is that rule which is told."""
        law = rules()["path"]
        entered, left = last.parties[1].role, hop.parties[0].role
        node = self.links.view.node(last.end)
        if node is not None and node.kind in law["notPassed"]:
            return True
        return entered in law["ends"] and not (self.lenient and same_side(entered, left))

    def _step(self, state: _State, hop: Hop, doubt: str | None) -> None:
        faults = {*(hop.faults - self._asked_for()), *(fault for fault in (doubt, state.fault) if fault)}
        exposure = state.exposure
        if not state.hops:
            exposure = hop.parties[0].role in rules()["path"]["exposed"]
        elif _turns_back(state.hops[-1], hop):
            faults.add("sameSide")
        else:
            hop = hop._replace(joint=joint(self.links, state.hops, hop))
            exposure = exposure and hop.joint is not None
        if not exposure and not self.wanted.association and "sameSide" not in faults:
            faults.add("association")
        if len(state.hops) + 1 > self.wanted.max_hops:
            faults.add("hopLimit")
        if len(faults) > self.lenient:
            return
        seen = state.seen | self.links.houses.of(hop.end).keys()
        after = _State((*state.hops, hop), state.start, hop.end, seen, next(iter(faults), None), exposure)
        self._arrive(after)
        if len(after.hops) < self.most:
            self._open(after)

    def _arrive(self, state: _State) -> None:
        """Puts the paths that a chain makes into the queue: to its end, else to the nearest of its house."""
        near: list[tuple[str, Chain, str | None]] = [
            (member, steps, doubt) for member, steps, doubt in self._around(state.actor)
            if self._fits(state.actor, member, steps, state.start)
        ]  # fmt: skip
        nearest = min((len(steps) for _, steps, _ in near), default=0)
        for member, steps, doubt in near:
            faults = {fault for fault in (state.fault, doubt, self.goals[member]) if fault}
            if len(steps) > nearest or len(faults) != self.lenient:
                continue
            rule = next(iter(faults), None)
            path = Path(state.hops, state.start, member, steps, state.exposure, rule, self.links.view)
            done = state._replace(path=path)
            heappush(self.heap, (self._key(done, len(state.hops), 1), done))


def _turns_back(last: Hop, hop: Hop) -> bool:
    """Whether a hop leaves a firm on the side on which the one before entered it.

    Within one thing it is one part, and what counts is whether both others are on one side.
    """
    if last.via.id == hop.via.id:
        return same_side(last.parties[0].role, hop.parties[1].role)
    return same_side(last.parties[1].role, hop.parties[0].role)
