"""Answers in bounded work: rows that know whether a search stopped before it had looked at everything."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

T = TypeVar("T")
K = TypeVar("K")


class Stopped(NamedTuple):
    """Where work stopped. `links`: looked at in all; `budget`: of one search; `cut` of `searches` came to its end."""

    links: int
    budget: int
    cut: int
    searches: int

    @property
    def message(self) -> str:
        """The same in words."""
        some = "" if self.searches == 1 else f" in {self.cut:,} of {self.searches:,} searches"
        looked = f"{self.links:,} looked at in all"
        return f"stopped at {self.budget:,} links{some}, {looked}: more may exist; fewer hops go further"


class Rows(list[T]):
    """The rows found. `stopped`: where the search stopped, None if nothing was left."""

    def __init__(self, rows: Iterable[T] = (), stopped: Stopped | None = None) -> None:
        super().__init__(rows)
        self.stopped = stopped


class Table(dict[K, T]):
    """Rows by key. `stopped`: where the search stopped, None if nothing was left."""

    def __init__(self, rows: Mapping[K, T] | Iterable[tuple[K, T]] = (), stopped: Stopped | None = None) -> None:
        super().__init__(rows)
        self.stopped = stopped


#: The searches of one question look together at so many times the links of one.
_TOGETHER = 10


class Tally:
    """Counts the links that searches of one question look at."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._links = self._cut = self._searches = 0

    def add(self, links: int, stopped: bool) -> None:
        """One more search."""
        self._links += links
        self._cut += stopped
        self._searches += 1

    @property
    def allowed(self) -> int:
        """The links that the next search may look at: what all have left, at most what one may."""
        return max(0, min(self._budget, _TOGETHER * self._budget - self._links))

    @property
    def stopped(self) -> Stopped | None:
        """Where they stopped, None if none did."""
        return Stopped(self._links, self._budget, self._cut, self._searches) if self._cut else None
