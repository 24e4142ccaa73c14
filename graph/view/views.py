"""Views kept between questions: one snapshot of the ledger at a time, a view a perspective, renewed as it grows."""

import threading
from collections.abc import Collection

from ...schema.dates import PartialDate
from ..ledger import Ledger
from ..policies.policy import PolicyLike
from .perspective import Perspective, perspective
from .snapshot import Snapshot
from .view import View

#: Views that are kept at once, and bytes that they may take: a policy, or a date, may be made up for one question.
MOST, ROOM = 8, 1_500_000_000


class Views:
    """The views of one ledger. Safe to ask from several threads; who holds a view keeps it while it is renewed."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._views: dict[Perspective, View] = {}

    def view(
        self, under: PolicyLike = "default", without: Collection[str] = (), *,
        as_of: str | PartialDate | None = None, known_at: str | PartialDate | None = None,
    ) -> View:  # fmt: skip
        """The view under a policy, of the ledger as it is now. Raises UnknownPolicy, PolicyError, DateError.

        `as_of`: what is true then; `known_at`: what was known by then.

        One `without` some layers is made anew each time. Raises UnknownLayer.
        """
        wanted = perspective(under, as_of, known_at)
        if without:
            return Snapshot(self.ledger, without, self._snapshot).view(wanted)
        sequence = self.ledger.sequence()
        with self._lock:
            if self._snapshot is None or self._snapshot.sequence < sequence:
                self._snapshot, self._views = Snapshot(self.ledger, known=self._snapshot), {}
            found = self._views.pop(wanted, None) or self._snapshot.view(wanted)
            self._views[wanted] = found  # the last one asked for goes last
            while len(self._views) > 1 and (len(self._views) > MOST or self._size() > ROOM):
                self._views.pop(next(iter(self._views)))
            return found

    def _size(self) -> int:
        return sum(view.size for view in self._views.values())
