"""From where a store answers: one way to give a view, the same for every question."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.policies.policy import PolicyLike
    from ..graph.view import View
    from ..graph.view.views import Views
    from ..schema.dates import PartialDate


class Looking:
    """The part of a store that gives each question its view."""

    @property
    def views(self) -> "Views":
        """The views of this ledger."""
        raise NotImplementedError

    def _seen(
        self, view: "View | None", policy: "PolicyLike", as_of: "PartialDate | str | None",
        known_at: "PartialDate | str | None",
    ) -> "View":  # fmt: skip
        """The view at hand, else that of a policy and dates. Raises ValueError for both; as `view` does."""
        if view is None:
            return self.views.view(policy, as_of=as_of, known_at=known_at)
        if policy != "default" or as_of is not None or known_at is not None:
            raise ValueError("give a view at hand, or policy, as_of and known_at to make one: not both")
        return view
