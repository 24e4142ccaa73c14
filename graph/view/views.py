"""Views kept between questions: one snapshot of the ledger at a time, one view a policy, renewed when it grows."""

import threading
from collections.abc import Collection

from ..ledger import Ledger
from ..policy import policy
from .snapshot import Snapshot
from .view import View


class Views:
    """The views of one ledger. Safe to ask from several threads; who holds a view keeps it while it is renewed."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._views: dict[str, View] = {}

    def view(self, name: str = "default", without: Collection[str] = ()) -> View:
        """The view under the policy of that name, of the ledger as it is now. Raises UnknownPolicy.

        One `without` some layers is made anew each time. Raises UnknownLayer.
        """
        wanted = policy(name)
        if without:
            return Snapshot(self.ledger, without).view(wanted)
        sequence = self.ledger.sequence()
        with self._lock:
            if self._snapshot is None or self._snapshot.sequence < sequence:
                self._snapshot, self._views = Snapshot(self.ledger, known=self._snapshot), {}
            if wanted.name not in self._views:
                self._views[wanted.name] = self._snapshot.view(wanted)
            return self._views[wanted.name]
