"""What Python users ask about links: paths from some actors to others, with what came near and what was searched."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.links import Ends, PathAnswer, Through
    from ..graph.links.search import Order
    from ..graph.policies.policy import PolicyLike
    from ..graph.view.views import Views
    from ..schema.dates import PartialDate


class Linking:
    """The part of a store that answers questions of paths."""

    @property
    def views(self) -> "Views":
        """The views of this ledger."""
        raise NotImplementedError

    def paths(
        self, start: "Ends | str", end: "Ends | str", max_hops: int = 3, *, order: "Order" = "firmest",
        through: "Through | None" = None, association: bool = False, first: int | None = None,
        policy: "PolicyLike" = "default", as_of: "PartialDate | str | None" = None,
        known_at: "PartialDate | str | None" = None,
    ) -> "PathAnswer":  # fmt: skip
        """Paths of exposure from some actors to others, the best first: `paths`, `near_misses`, `searched`.

        `start`, `end`: an actor's id or name, or `Ends(role="bitcoinMiner")` and the like; `order`: `firmest` or
        `shortest`; `through`: what every hop must be; `association`: also chains whose hops name no common contract.
        Raises PathError for a question out of bounds, UnknownPolicy, DateError.
        """
        from ..graph.links import ANYTHING, find_paths

        return find_paths(
            self.views.view(policy, as_of=as_of, known_at=known_at), start, end, max_hops,
            order=order, through=through or ANYTHING, association=association, first=first,
        )  # fmt: skip
