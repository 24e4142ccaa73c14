"""Care of a ledger's file: rebuild what is derived, copy it, bring an older one to this version."""

import sqlite3
from pathlib import Path

from .database import PATIENCE, connect, current_version, explained, upgrade
from .errors import LedgerCorrupt, LedgerError

_FOLD = """
    INSERT INTO holds SELECT item, loader, sequence FROM
        (SELECT e.item, r.loader, e.action, max(e.sequence) AS sequence
         FROM entries e JOIN runs r ON r.number = e.run WHERE e.action IN (1, 2) GROUP BY e.item, r.loader)
    WHERE action = 1"""


def rebuild(connection: sqlite3.Connection, path: Path) -> dict[str, int]:
    """Checks the file, then folds the log anew. Returns how many holds there are and how many differed.

    Raises LedgerCorrupt if SQLite finds damage.
    """
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise LedgerCorrupt(f"{path}: damaged ({found}); restore a backup")
    connection.execute("CREATE TEMP TABLE old AS SELECT * FROM holds")
    connection.execute("DELETE FROM holds")
    connection.execute(_FOLD)
    differing = 0
    for one, two in (("old", "holds"), ("holds", "old")):
        query = f"SELECT count(*) FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {two})"
        differing += int(connection.execute(query).fetchone()[0])
    connection.execute("DROP TABLE temp.old")
    held = int(connection.execute("SELECT count(*) FROM holds").fetchone()[0])
    return {"holds": held, "differed": differing}


def copy(connection: sqlite3.Connection, target: Path) -> Path:
    """Copies the ledger, as it is at one moment, to a new file, whole or not at all. Raises LedgerError."""
    if target.exists():
        raise LedgerError(f"{target}: exists already; name a new file for the backup")
    if not target.parent.is_dir():
        raise LedgerError(f"{target}: the folder {target.parent} does not exist; create it first")
    partial = target.with_name(target.name + ".partial")
    with explained(target):
        made = sqlite3.connect(partial)
        try:
            connection.backup(made)
        finally:
            made.close()
    partial.replace(target)
    return target


def migrate(path: Path | str) -> Path | None:
    """Brings an older ledger to this version's tables, keeping a backup beside it.

    Returns the backup's path, None if there was nothing to do. Raises LedgerError and its kinds.
    """
    path = Path(path)
    if not path.is_file() or not 0 < _version(path) < current_version():
        connect(path).close()  # says what is wrong, if anything is
        return None
    with explained(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)
        try:
            kept = copy(connection, path.with_name(f"{path.name}.v{_version(path)}.bak"))
            upgrade(connection)
            return kept
        finally:
            connection.close()


def _version(path: Path) -> int:
    with explained(path):
        connection = sqlite3.connect(path)
        try:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
