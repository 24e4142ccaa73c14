"""What Python users ask about links: paths from some actors to others, with what came near and what was searched."""

from typing import TYPE_CHECKING

from .looking import Looking

if TYPE_CHECKING:
    from ..graph.links import Circle, Ends, Path, PathAnswer, Rows, Table, Through
    from ..graph.links.search import Order
    from ..graph.policies.policy import PolicyLike
    from ..graph.view import View
    from ..schema.dates import PartialDate


class Linking(Looking):
    """The part of a store that answers questions of links."""

    def paths(
        self, start: "Ends | str", end: "Ends | str", max_hops: int = 3, *, order: "Order" = "firmest",
        through: "Through | None" = None, association: bool = False, first: int | None = None,
        policy: "PolicyLike" = "default", as_of: "PartialDate | str | None" = None,
        known_at: "PartialDate | str | None" = None, view: "View | None" = None,
    ) -> "PathAnswer":  # fmt: skip
        """Paths of exposure from some actors to others, the best first: `paths`, `near_misses`, `searched`.

        `start`, `end`: an actor's id or name, or `Ends(role="bitcoinMiner")` and the like; `order`: `firmest` or
        `shortest`; `through`: what every hop must be; `association`: also chains whose hops name no common contract.
        The view is made by `policy`, `as_of` and `known_at`, unless `view` gives one at hand.

        Raises PathError for a question out of bounds or words that there are not, UnknownPolicy, DateError. A name
        that nobody has is told by `note`.
        """
        from ..graph.links import ANYBODY, ANYTHING, PathError, find_paths

        for side in (start, end):
            if side == ANYBODY:
                raise PathError("say who: an id, a name, or Ends(role=...), Ends(name=...) or Ends(kind=...)")
        return find_paths(
            self._seen(view, policy, as_of, known_at), start, end, max_hops,
            order=order, through=through or ANYTHING, association=association, first=first,
        )  # fmt: skip

    def circles(
        self, who: "Ends | str | None" = None, max_hops: int = 3, *, policy: "PolicyLike" = "default",
        as_of: "PartialDate | str | None" = None, known_at: "PartialDate | str | None" = None,
        view: "View | None" = None,
    ) -> "Rows[Circle]":  # fmt: skip
        """Where a firm funds its own customer, at once or over others: the shortest and firmest first.

        `who`: the firm that funds, by id, name or `Ends`; anybody unless given. `max_hops`: of the whole circle, the
        funding included. `stopped` tells where the search stopped; `print` shows a circle. Raises as `paths` does.
        """
        from ..graph.links import ANYBODY, check_ends, check_hops, circles, ends_of

        seen = self._seen(view, policy, as_of, known_at)
        return circles(seen, ANYBODY if who is None else check_ends(ends_of(seen, who)), check_hops(max_hops))

    def hosts_of_rivals(
        self, rivals: "Ends | str", max_hops: int = 1, *, through: "Through | None" = None,
        policy: "PolicyLike" = "default", as_of: "PartialDate | str | None" = None,
        known_at: "PartialDate | str | None" = None, view: "View | None" = None,
    ) -> "Table[str, list[Path]]":  # fmt: skip
        """Host -> its paths to rivals, for those that serve at least two of different houses.

        `rivals`: an `Ends`, such as `Ends(role="hyperscaler")`. At one hop whom they serve counts, at more also whom
        their exposure leads to. `stopped` tells where the search stopped. Raises as `paths` does.
        """
        from ..graph.links import ANYTHING, check_ends, check_hops, check_through, ends_of, hosts_of_rivals

        seen = self._seen(view, policy, as_of, known_at)
        wanted = check_ends(ends_of(seen, rivals))
        return hosts_of_rivals(seen, wanted, check_hops(max_hops), check_through(through or ANYTHING))
