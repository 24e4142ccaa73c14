"""The answer to a question of paths: what was found, what came near, and what was searched, found or not."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..view.view import View
from .asked import PathError, check_ends, check_through, unheard
from .bounds import Rows
from .ends import ANYTHING, Ends, Through
from .misses import NearMiss, near_misses
from .path import Path
from .rules import MOST_HOPS, strengths
from .search import BUDGET, ORDERS, Found, Order, Wanted, search


@dataclass(frozen=True)
class Searched:
    """What a search looked at. `complete`: whether nothing was left; `message`: all of it in a sentence."""

    starts: tuple[str, ...]
    ends: tuple[str, ...]
    max_hops: int
    links: int
    documents: int
    policy: str
    complete: bool
    message: str


@dataclass(frozen=True)
class PathAnswer:
    """Paths, the best first, and what was searched. Near misses are looked for when somebody asks.

    `note`: whom nobody knows, where nobody stands at an end.
    """

    view: View
    wanted: Wanted
    paths: tuple[Path, ...]
    searched: Searched
    _budget: int = field(default=BUDGET, repr=False)
    note: str | None = None

    def __str__(self) -> str:
        from ..lines import of_answer

        return of_answer(self)

    @cached_property
    def near_misses(self) -> Rows[NearMiss]:
        """What comes near between actors that no path links, each with the one rule that stands against it.

        `stopped` says where the search for them stopped, None if it looked at all.
        """
        pairs = frozenset((path.start, path.end) for path in self.paths)
        return near_misses(self.view, self.wanted, pairs, max(self._budget // 10, 1))


def find_paths(
    view: View, start: Ends | str, end: Ends | str, max_hops: int = MOST_HOPS, *, order: Order = "firmest",
    through: Through = ANYTHING, association: bool = False, first: int | None = None, budget: int = BUDGET,
) -> PathAnswer:  # fmt: skip
    """Paths of exposure from some actors to others, all of them or the `first` in an order.

    `start`, `end`: an actor's id or name, or a description of actors; `association`: also chains whose hops name no
    common contract; `budget`: how many links it looks at before it stops and says so. Raises PathError.
    """
    ends = check_ends(ends_of(view, start)), check_ends(ends_of(view, end))
    sides = ends[0].find(view), ends[1].find(view)
    wanted = Wanted(*sides, check_hops(max_hops), _order(order), check_through(through), association, first)
    if first is not None and first < 1:
        raise PathError(f"first is {first}: ask for at least 1 path, or leave it out for all")
    found = search(view, wanted, budget=budget)
    note = "; ".join(unheard(view, *zip(ends, sides, strict=True))) or None
    return PathAnswer(view, wanted, tuple(found.paths), _searched(view, wanted, found, budget), budget, note)


def check_hops(hops: int) -> int:
    """The length of paths asked for. Raises PathError out of bounds."""
    if 1 <= hops <= MOST_HOPS:
        return hops
    raise PathError(f"maxHops is {hops}: paths have 1 to {MOST_HOPS} hops")


def _order(order: str) -> Order:
    found = next((known for known in ORDERS if known == order), None)
    if found is None:
        raise PathError(f"no order {order!r}; there are {' and '.join(ORDERS)}")
    return found


def ends_of(view: View, given: Ends | str) -> Ends:
    """What is asked for: a description as it is, a word as an id, else as a name."""
    if isinstance(given, Ends):
        return given
    return Ends(id=given) if view.node(given) is not None else Ends(name=given)


def _searched(view: View, wanted: Wanted, found: Found, budget: int) -> Searched:
    starts, ends = sorted(wanted.starts.actors), sorted(wanted.ends.actors)
    read = _documents(view)
    documents = "document" if read == 1 else "documents"
    links = "link" if found.links == 1 else "links"
    said = (
        f"{len(starts)} {_actors(len(starts))} at one end and {len(ends)} at the other, up to {wanted.max_hops} hops,"
        f" {found.links:,} {links} looked at, {read:,} {documents}, policy {view.policy.name}"
        + "".join(f", {name} {day}" for name, day in view.perspective.clocks.items())
    )
    rest = _rest(wanted, found, budget)
    lead = f"{len(found.paths):,} found" if found.paths else "searched so far, found none"
    message = f"{lead}: {said}" + (f"; {rest}" if rest else "")
    return Searched(
        tuple(starts), tuple(ends), wanted.max_hops, found.links, read, view.policy.name,
        found.stopped is None, message,
    )  # fmt: skip


def _documents(view: View) -> int:
    """How many documents the view rests on: not those that are retracted, or that were not known at its date."""
    return int(np.count_nonzero(np.bincount(view.snapshot.columns.statements.document[view.counting])))


def _actors(count: int) -> str:
    return "actor" if count == 1 else "actors"


def _rest(wanted: Wanted, found: Found, budget: int) -> str | None:
    """What was not searched to the end, None if nothing was left."""
    if found.stopped is None:
        return None
    if found.links < budget:
        return f"these are the first {wanted.first}, more may exist"
    if wanted.order == "shortest":
        done = found.stopped[0] - 1
        return f"stopped at {budget:,} links: searched {done} of {wanted.max_hops} hops, more may exist"
    firm = [word for word, place in strengths().items() if place < found.stopped[0]]
    done_to = f"searched all as firm as {firm[-1]}" if firm else "searched a part"
    return f"stopped at {budget:,} links: {done_to}, more may exist; order shortest or fewer hops go further"
