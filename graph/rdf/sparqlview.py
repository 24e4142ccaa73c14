"""The SPARQL view: the ledger's statements and its default view as a store of quads on disk, in a folder beside it.

It is caught up from the ledger's log; what changed and the watermark (the sequence up to which it knows the log)
are one transaction, so that a process killed at any moment leaves a store that is whole. Readers get snapshots of
it, which do not change. The folder can be deleted at any time: it is made anew. Views of other policies and dates
stand beside it (`datasets`).
"""

import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import Literal, Store

from ..ledger import Ledger, LedgerFull, LedgerLocked
from ..view import Snapshot, View
from ..view.perspective import Perspective
from . import snapshots
from . import terms as t
from .changes import as_update, changes
from .datasets import Datasets, ViewTooLarge
from .quads import quads
from .snapshots import Published
from .viewmark import SELF, about, mark

__all__ = ["Published", "SparqlView", "ViewTooLarge"]

#: More changed quads than this are not worth a transaction: the store is made anew, which is faster from here on.
_MOST_CHANGES = 200_000
#: From where the store that follows the log looks at it.
_USUAL = Perspective()


class SparqlView:
    """The view of one ledger. Safe to use from several threads and processes."""

    def __init__(self, ledger: Ledger, place: Path | None = None, *, patience: float = 30) -> None:
        """`place`: its folder, by default the ledger's path with `.sparql` behind it, or a temporary one where
        that cannot be written. `patience`: seconds to wait for another process that catches it up.
        """
        self._ledger = ledger
        self._patience = patience
        self._lock = threading.Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._place = place or self._beside()
        self._last: Published | None = None
        self._datasets = Datasets(ledger, self._place / "views", patience)

    def _beside(self) -> Path:
        place = self._ledger.path.with_name(self._ledger.path.name + ".sparql")
        try:
            place.mkdir(exist_ok=True)
            (place / "writable").touch()
        except OSError:
            self._temporary = tempfile.TemporaryDirectory(prefix="wattgraph-sparql-")
            return Path(self._temporary.name)
        return place

    def close(self) -> None:
        """Removes the folder if it was a temporary one."""
        if self._temporary:
            self._temporary.cleanup()

    def __enter__(self) -> "SparqlView":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def published(self, perspective: Perspective = _USUAL, largest: int | None = None) -> Published:
        """The snapshot of the ledger as it is now, from a perspective, made if there is none yet.

        `largest`: the most statements on which another view than the usual one may rest, None for any number.

        Raises LedgerLocked if another process did not end catching up in time, LedgerFull if there is no room,
        LedgerError if the ledger cannot be read; ViewTooLarge.
        """
        if perspective != _USUAL:
            return self._written(lambda: self._datasets.published(perspective, largest))
        with self._lock:
            sequence = self._ledger.sequence()
            if self._last is None or self._last.sequence != sequence or not self._last.path.is_dir():
                there = self._folder / self._name(sequence)
                self._last = Published(there, sequence) if there.is_dir() else self._written(self._catch_up)
            return self._last

    def _written(self, make: Callable[[], Published]) -> Published:
        try:
            return make()
        except (OSError, RuntimeError) as error:  # the store gives both when there is no room
            why = getattr(error, "strerror", None) or error
            raise LedgerFull(
                f"{self._place}: the view for SPARQL cannot be written ({why}); it takes some twenty times the room "
                "of the ledger. Make room there, and ask again"
            ) from error

    def _catch_up(self) -> Published:
        self._folder.mkdir(parents=True, exist_ok=True)
        with snapshots.alone(self._place / "lock", self._patience) as mine:
            if not mine:
                raise LedgerLocked(
                    f"{self._place}: another process has been making the SPARQL view for {self._patience:g} s; "
                    "wait for it, or give more time with --wait"
                )
            return self._publish(self._bring_up())

    @property
    def _folder(self) -> Path:
        """Where the snapshots stand."""
        return self._place / "snapshots"

    @property
    def _working(self) -> Path:
        return self._place / "working"

    def _bring_up(self) -> int:
        """Makes the working store show the ledger as it is now. Returns the sequence that it shows."""
        since = self._watermark()
        if since == self._ledger.sequence():
            return since
        view = Snapshot(self._ledger).view()
        if since is None or not self._catch(since, view):
            self._make(view)
        return view.sequence

    def _watermark(self) -> int | None:
        """Up to where the working store knows this log; None if it knows another, or nothing, or cannot be read."""
        if not self._working.is_dir():
            return None
        try:
            store = Store.read_only(str(self._working))
        except (OSError, RuntimeError):  # missing or damaged files
            return None
        known = set(store.quads_for_pattern(None, None, None, SELF))
        for number in (q.object for q in known if q.predicate == t.own_iri("sequence")):
            sequence = int(number.value) if isinstance(number, Literal) else 0
            return sequence if known == set(about(self._ledger, sequence, _USUAL)) else None
        return None

    def _catch(self, since: int, view: View) -> bool:
        """Brings the working store from a sequence to the view's. Gives False if too much changed for that."""
        store = Store(str(self._working))
        found = changes(store, view, self._ledger.touched(since))
        if len(found) > _MOST_CHANGES:
            return False
        found.compare(
            set(about(self._ledger, view.sequence, _USUAL)), set(store.quads_for_pattern(None, None, None, SELF))
        )
        store.update(" ;\n".join(as_update(found)))
        store.flush()
        return True

    def _make(self, view: View) -> None:
        """Makes the working store anew, beside the old one until it is whole."""
        fresh = self._place / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        store = Store(str(fresh))
        store.bulk_extend(quads(view))
        store.extend(about(self._ledger, view.sequence, _USUAL))
        store.flush()
        del store
        shutil.rmtree(self._working, ignore_errors=True)
        fresh.rename(self._working)

    def _publish(self, sequence: int) -> Published:
        """The snapshot of the working store, copied if there is none; the store's files are shared, not copied."""
        target = self._folder / self._name(sequence)
        if not target.is_dir():
            partial = self._folder / f".{target.name}"
            shutil.rmtree(partial, ignore_errors=True)
            Store(str(self._working)).backup(str(partial))
            partial.rename(target)
        snapshots.tidy(self._folder, target)
        return Published(target, sequence)

    def _name(self, sequence: int) -> str:
        """The folder of a snapshot: other logs, and other releases, have other folders."""
        return f"{sequence:012d}.{mark(self._ledger, sequence)}"
