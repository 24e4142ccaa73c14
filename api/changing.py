"""What changed since a date, asked of a store."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..schema.dates import PartialDate
from .looking import Looking

if TYPE_CHECKING:
    from ..graph.changes import Changes
    from ..graph.policies.policy import PolicyLike
    from ..graph.view import View


class Changing(Looking):
    """The part of a store that tells changes."""

    def changes(
        self, since: str | PartialDate | None = None, until: str | PartialDate | None = None, *,
        since_sequence: int | None = None, of: Collection[str] = (), firm: str | None = None,
        site: str | None = None, policy: "PolicyLike" = "default", as_of: str | PartialDate | None = None,
        known_at: str | PartialDate | None = None, view: "View | None" = None,
    ) -> "Changes":  # fmt: skip
        """What differs between what was known at `since` and at `until`, now if not given: see `graph.changes.ask`.

        `since_sequence` compares with what the ledger held after that entry of its log instead: what the loads since
        brought. `of`: classes, as `Capacity`; `firm`, `site`: an id or an exact name. `known_at` is another word for
        `until`; `view`: the later side, if it is at hand. Raises ChangesError, DateError, UnknownPolicy.
        """
        from ..graph.changes import ChangesError, ask

        if until is not None and (known_at is not None or view is not None):
            raise ChangesError("until is the known_at of the later side: give one of until, known_at and view")
        seen = self._seen(view, policy, as_of, known_at if until is None else until)
        kinds = (of,) if isinstance(of, str) else of
        return ask(seen, since, since_sequence=since_sequence, of=kinds, firm=firm, site=site)
