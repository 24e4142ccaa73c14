"""Sums for people in Python: a mixin of the store."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from .looking import Looking

if TYPE_CHECKING:
    from ..graph.policies.policy import PolicyLike
    from ..graph.sums import Sums
    from ..graph.view import Node, View
    from ..schema.dates import PartialDate


class NobodyCalled(ValueError):
    """No actor, or several, have the name that was asked for; the message gives the ids of several."""


class Summing(Looking):
    """Totals that do not count twice."""

    def sums(
        self, of: str, party: str | None = None, *, by: str | Collection[str] = (), role: str | None = None,
        kinds: str | Collection[str] = (), families: str | Collection[str] = (),
        statuses: str | Collection[str | None] | None = None,
        bases: str | Collection[str] = (), source: str | None = None, places: str | Collection[str] = (),
        year: int | str | None = None, where: "Callable[[Node], bool] | None" = None,
        policy: "PolicyLike" = "default", as_of: "str | PartialDate | None" = None,
        known_at: "str | PartialDate | None" = None, view: "View | None" = None,
    ) -> "Sums":  # fmt: skip
        """The totals of `Deal`, `CapitalFlow`, `Stake` or `Capacity` (`of`), as intervals; `print` shows a table.

        One total stays inside one family of kinds, one basis and one unit; `by` groups further, such as
        `by=("operator", "country")`. `party`: an id or a name. `year`: of what is dated in it. `source`: of what a
        source speaks of. The view is made by `policy`, `as_of` and `known_at`, unless `view` gives one at hand. A
        string for a list is one word. See docs/sums.md. Raises ValueError for any word that there is not, and for a
        name that no actor or several have.
        """
        from ..graph.sums import STATUSES, sums

        seen = self._seen(view, policy, as_of, known_at)
        return sums(
            seen, of, None if party is None else _actor(seen, party), by=by, role=role, kinds=kinds,
            families=families, statuses=STATUSES if statuses is None else statuses, bases=bases, source=source,
            places=places, year=None if year is None else str(year), where=where or _anything,
        )  # fmt: skip


def _anything(thing: "Node") -> bool:
    return True


def _actor(view: "View", words: str) -> str:
    """The id of an actor by its id or name. Raises ValueError."""
    if node := view.node(words):
        return node.id
    found = [actor.id for actor in view.named("Actor", words)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NobodyCalled(f"{len(found)} actors are called {words!r}; give the id of one: {', '.join(found)}")
    raise NobodyCalled(f"no actor is called {words!r}; names are compared whole, see 'wattgraph query' with firms")
