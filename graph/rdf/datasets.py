"""Datasets of other views than the usual one: each a store of quads that is made whole when it is first asked.

A view of another policy or date resolves things anew, so nothing of the usual view's store can be shared. The last
few are kept in a folder; the log's sequence and the perspective name them, so that another process finds them too.
"""

import os
import shutil
import threading
from pathlib import Path

from pyoxigraph import Store

from ..ledger import Ledger, LedgerLocked
from ..view import Snapshot, View
from ..view.perspective import Perspective
from . import snapshots
from .quads import quads
from .snapshots import Published
from .viewmark import about, mark

#: Datasets that are kept beside the one last asked, and how many may be asked for at once before one is there.
_KEPT, _WAITING = 3, 2


class ViewTooLarge(ValueError):
    """A view that rests on more statements than whoever asks wants to wait for."""


class Datasets:
    """The datasets of one ledger's views. Safe to use from several threads and processes."""

    def __init__(self, ledger: Ledger, place: Path, patience: float) -> None:
        """`place`: their folder; `patience`: seconds to wait for another process that makes one."""
        self._ledger, self._folder, self._patience = ledger, place, patience
        self._making = threading.BoundedSemaphore(_WAITING)

    def published(self, perspective: Perspective, largest: int | None) -> Published:
        """The dataset of the ledger as it is now, from a perspective.

        `largest`: the most statements that its view may rest on, None for any number.

        Raises ViewTooLarge; LedgerLocked if too many others are being made; OSError, RuntimeError without room.
        """
        sequence = self._ledger.sequence()
        if found := self._standing(perspective, sequence):
            return found
        if not self._making.acquire(blocking=False):
            raise LedgerLocked(f"{_WAITING} other views are being made; try again in a few seconds")
        try:
            return self._made(perspective, largest)
        finally:
            self._making.release()

    def _standing(self, perspective: Perspective, sequence: int) -> Published | None:
        target = self._folder / self._name(perspective, sequence)
        try:
            os.utime(target)  # the last one asked for is kept longest
        except FileNotFoundError:
            return None
        return Published(target, sequence)

    def _made(self, perspective: Perspective, largest: int | None) -> Published:
        self._folder.mkdir(parents=True, exist_ok=True)
        with snapshots.alone(self._folder.with_name(f"{self._folder.name}.lock"), self._patience) as mine:
            if not mine:
                raise LedgerLocked(
                    f"{self._folder}: another process has been making a view for {self._patience:g} s; wait for it"
                )
            view = Snapshot(self._ledger).view(perspective)
            return self._standing(perspective, view.sequence) or self._make(view, largest)

    def _make(self, view: View, largest: int | None) -> Published:
        if largest is not None and view.statement_count() > largest:
            raise ViewTooLarge(
                f"the view of {view.perspective.words} rests on {view.statement_count():,} statements, more than the "
                f"{largest:,} of which this service makes another view than the usual one"
            )
        name = self._name(view.perspective, view.sequence)
        partial, target = self._folder / f".{name}", self._folder / name
        shutil.rmtree(partial, ignore_errors=True)
        store = Store(str(partial))
        store.bulk_extend(quads(view))
        store.extend(about(self._ledger, view.sequence, view.perspective))
        store.flush()
        del store
        partial.rename(target)
        snapshots.tidy(self._folder, target, _KEPT)
        return Published(target, view.sequence)

    def _name(self, perspective: Perspective, sequence: int) -> str:
        return f"{sequence:012d}.{mark(self._ledger, sequence)}.{perspective.mark}"
