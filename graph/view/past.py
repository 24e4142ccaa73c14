"""The past: a snapshot in which later documents joined nothing, so that no look back sees what they brought."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ...schema.dates import PartialDate
from ..columns import past
from ..columns.rows import NONE
from ..ledger import StoredStatement
from ..policies.policy import DEFAULT, Policy
from .perspective import Perspective
from .snapshot import Snapshot

if TYPE_CHECKING:
    from .view import View


class Past(Snapshot):
    """A snapshot as it was known at a date: what later documents say is in its columns, and of no node.

    It shares all but identity with the snapshot of `now`.
    """

    def __init__(self, now: Snapshot, known_at: PartialDate, own_ids: bool = False) -> None:
        """`own_ids`: whether nodes go by the ids that a ledger of that day would give them, not by those of now."""
        self._share(now)
        self._now = now
        self.resident = past.as_known(now.resident, now.late(known_at), own_ids)

    @property
    def statements(self) -> Iterator[StoredStatement]:
        """All that was known, in the order of the log."""
        rows = self.resident.nodes.number[self.columns.statements.subject]
        return self.columns.all_statements(np.flatnonzero(rows != NONE))

    def earlier(self, identifier: str) -> int:
        """The number of the node that was known of what an id of now names; NONE if it was none, or several."""
        later, known = self._now.resident.nodes, self.resident.nodes
        number = later.find(self.columns, identifier)
        if number == NONE:
            return NONE
        found = np.unique(known.number[later.members.of(number)])
        found = found[found != NONE]
        return found.item() if len(found) == 1 else NONE

    def view(self, perspective: Perspective | Policy = DEFAULT) -> "View":
        """A view of now, since another date may be later."""
        return self._now.view(perspective)
