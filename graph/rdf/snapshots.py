"""Published snapshots of the RDF store: folders that do not change, kept while somebody reads them.

A snapshot's lock file is held shared by its readers, so that whoever tidies up sees that it is in use; locks of
killed processes vanish with them.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

#: Seconds between two tries for a lock.
_PAUSE = 0.05


class Published(NamedTuple):
    """A read-only store of quads, and the ledger's sequence that it shows."""

    path: Path
    sequence: int


def tidy(folder: Path, current: Path, kept: int = 1) -> None:
    """Removes the snapshots beside the current one that nobody reads, and what a killed process left.

    `kept`: how many others stay, the last that were made or touched, for readers that were just told of one.
    """
    for left in folder.glob(".*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
    older = [place for place in folder.iterdir() if place.is_dir() and place != current]
    for old in sorted(older, key=lambda place: place.stat().st_mtime)[:-kept]:
        with _lock(_lock_of(old), fcntl.LOCK_EX, 0) as taken:
            if taken:
                shutil.rmtree(old, ignore_errors=True)
                _lock_of(old).unlink(missing_ok=True)


@contextmanager
def hold(path: Path) -> Iterator[Path]:
    """Keeps a snapshot while it is read. Raises FileNotFoundError if it is gone already."""
    with _lock(_lock_of(path), fcntl.LOCK_SH, None):
        if not path.is_dir():
            _lock_of(path).unlink(missing_ok=True)
            raise FileNotFoundError(f"{path}: this snapshot is gone")
        yield path


@contextmanager
def alone(path: Path, patience: float) -> Iterator[bool]:
    """The one process that may change what stands beside a lock file. Gives False if another did not let go."""
    with _lock(path, fcntl.LOCK_EX, patience) as taken:
        yield taken


@contextmanager
def _lock(path: Path, kind: int, patience: float | None) -> Iterator[bool]:
    """A lock of that kind, waited for `patience` seconds, for ever if None. Gives whether it was got."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        yield _taken(descriptor, kind, patience)
    finally:
        os.close(descriptor)


def _taken(descriptor: int, kind: int, patience: float | None) -> bool:
    if patience is None:
        fcntl.flock(descriptor, kind)
        return True
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _lock_of(snapshot: Path) -> Path:
    return snapshot.with_name(f"{snapshot.name}.lock")
