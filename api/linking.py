"""What Python users ask about links: paths from some actors to others, with what came near and what was searched."""

from typing import TYPE_CHECKING

from .looking import Looking

if TYPE_CHECKING:
    from ..graph.links import Ends, PathAnswer, Through
    from ..graph.links.search import Order
    from ..graph.policies.policy import PolicyLike
    from ..graph.view import View
    from ..schema.dates import PartialDate


class Linking(Looking):
    """The part of a store that answers questions of paths."""

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
