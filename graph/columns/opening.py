"""The resident of a ledger as it is now: from the files beside it and the log since, else made from the start."""

import os
import shutil
from pathlib import Path

import numpy as np

from ..ledger import Ledger
from . import files
from .resident import Resident, caught_up, made

#: Statements below which nothing is saved: they are read in less time than files are worth.
_FEW = 50_000
#: The part of the statements that may have come since the files were written before they are written anew.
_MUCH = 0.1


def beside(path: Path) -> Path:
    """The folder of a ledger's columns."""
    return path.with_name(path.name + ".columns")


def current(ledger: Ledger, known: Resident | None = None) -> Resident:
    """The ledger as it is now. `known`: what was there before, if any. Raises LedgerError and its kinds."""
    place = beside(ledger.path)
    base = known or _saved(ledger, place)
    if base is not None and not _is_of(ledger, base):
        base = None
    if base is not None and base.sequence == ledger.sequence():
        return base
    found = caught_up(ledger, base) if base else made(ledger)
    _keep(found, place)
    return found


def forget(path: Path) -> None:
    """Removes the columns of a ledger."""
    shutil.rmtree(beside(path), ignore_errors=True)


def _is_of(ledger: Ledger, base: Resident) -> bool:
    with ledger.reading():
        return base.sequence <= ledger.sequence() and ledger.mark(base.sequence) == base.columns.mark


def _saved(ledger: Ledger, place: Path) -> Resident | None:
    """The newest moment that was saved and can be read."""
    for _, folder in _folders(place):
        try:
            found = files.load(folder)
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            shutil.rmtree(folder, ignore_errors=True)  # cut, or another process is removing it
            continue
        if _is_of(ledger, found):
            return found
        shutil.rmtree(folder, ignore_errors=True)  # of another ledger, which stood at this path
    return None


def _folders(place: Path) -> list[tuple[int, Path]]:
    """The saved moments of this form, the newest first."""
    found = []
    for folder in place.glob(f"{files.FORM}-*-*") if place.is_dir() else ():
        _, sequence, _ = folder.name.split("-", 2)
        if sequence.isdigit():
            found.append((int(sequence), folder))
    return sorted(found, reverse=True)


def _keep(found: Resident, place: Path) -> None:
    """Saves a moment where that is worth it and possible, in the place of older ones."""
    rows = found.columns.statements
    if len(rows.number) < _FEW:
        return
    older = _folders(place)
    if older and np.count_nonzero(rows.sequence > older[0][0]) < _MUCH * len(rows.number):
        return
    try:
        kept = files.save(found, place)
    except OSError:  # no room, or no right to write: it is made again next time
        return
    for folder in place.iterdir():
        if folder != kept and (not folder.name.startswith("new-") or _is_left(folder)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Whether a half-written folder is a dead process's: nobody writes for an hour."""
    try:
        return folder.stat().st_mtime < os.path.getmtime(folder.parent) - 3600
    except OSError:
        return False
