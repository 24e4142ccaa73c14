"""What changed since a date, asked of a store."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..schema.dates import PartialDate

if TYPE_CHECKING:
    from ..graph.changes import Changes
    from ..graph.policies.policy import PolicyLike
    from ..graph.view import View


class Changing:
    """The part of a store that tells changes."""

    def view(
        self, policy: "PolicyLike" = "default", without: Collection[str] = (), *,
        as_of: str | PartialDate | None = None, known_at: str | PartialDate | None = None,
    ) -> "View":  # fmt: skip
        """What is told, from a perspective. Raises UnknownPolicy, UnknownLayer, DateError."""
        raise NotImplementedError

    def changes(
        self, since: str | PartialDate | None = None, until: str | PartialDate | None = None, *,
        since_sequence: int | None = None, of: Collection[str] = (), firm: str | None = None,
        site: str | None = None, policy: "PolicyLike" = "default",
    ) -> "Changes":  # fmt: skip
        """What differs between what was known at `since` and at `until`, now if not given: see `graph.changes.ask`.

        `since_sequence` compares with what the ledger held after that entry of its log instead: what the loads since
        brought. `of`: classes, as `Capacity`; `firm`, `site`: an id or an exact name. Raises ChangesError,
        DateError, UnknownPolicy.
        """
        from ..graph.changes import ask

        view = self.view(policy, known_at=until)
        return ask(view, since, since_sequence=since_sequence, of=of, firm=firm, site=site)
