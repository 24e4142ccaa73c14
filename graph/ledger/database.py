"""The SQLite file: opening, its version, and what its errors mean to a user.

WAL with synchronous=FULL: each commit is on disk when it returns, readers in other processes go on while one
process writes, and a second writer waits.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from .errors import LedgerCorrupt, LedgerError, LedgerFull, LedgerLocked, LedgerMissing, LedgerVersion
from .items import item_of_doubt, item_of_refusal

#: 'WATT' in ASCII: tells a ledger from any other SQLite file.
APPLICATION_ID = 0x57415454
#: Seconds to wait for another writer.
PATIENCE = 30.0

_CORRUPT = ("malformed", "not a database", "database disk image", "file is encrypted")
_FULL = ("disk is full", "disk I/O error", "readonly", "read-only", "unable to open")


def migrations() -> list[tuple[int, str]]:
    """The steps from an empty file to this version's tables, in order: (version, SQL)."""
    folder = files(__package__) / "migrations"
    steps = [(int(f.name[:4]), f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".sql")]
    return sorted(steps)


def current_version() -> int:
    """The version of the tables that this code reads and writes."""
    return migrations()[-1][0]


@contextmanager
def explained(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Turns SQLite's errors into ones that say what to do. Raises LedgerError and its kinds."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise LedgerLocked(
                f"{path}: another process is writing to this ledger and did not finish within {patience:g} s; "
                "wait for it, or stop it, and run the same command again"
            ) from error
        if any(word in text for word in _CORRUPT):
            raise LedgerCorrupt(
                f"{path}: not a ledger, or a damaged one ({text}); restore a backup, or load the documents "
                "again into a new ledger with --store"
            ) from error
        if any(word in text for word in _FULL):
            raise LedgerFull(
                f"{path}: cannot write ({text}); nothing of this step was kept. Make room, or allow writing to "
                f"{path.parent}, and run the same command again"
            ) from error
        raise LedgerError(f"{path}: {text}") from error


def connect(path: Path, *, create: bool = False, patience: float = PATIENCE) -> sqlite3.Connection:
    """A connection to the ledger at `path`, made there if `create`. Raises LedgerError and its kinds."""
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; name a file for the ledger, such as {path / 'wattgraph.db'}")
    if not create and not path.exists():
        raise LedgerMissing(
            f"{path}: no ledger here; load documents into it with 'wattgraph load PATHS --store {path}'"
        )
    if create and not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; create it, or name another path")
    with explained(path, patience):
        connection = _open(path, patience, create)
        try:
            _configure(connection, path, create)
        except BaseException:
            connection.close()
            raise
        return connection


def _open(path: Path, patience: float, create: bool) -> sqlite3.Connection:
    uri = path.resolve().as_uri()
    modes = ["rwc"] if create else ["rw", "ro", "ro&immutable=1"]
    for mode in modes:
        connection = sqlite3.connect(
            f"{uri}?mode={mode}", uri=True, timeout=patience, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            # A folder that takes no writing has no room for the WAL's index: read the file as it lies there.
            if mode == modes[-1] or not any(word in str(error) for word in _FULL):
                raise
        else:
            return connection
    raise AssertionError("the last mode either opens or raises")


def _configure(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if create and not tables:
        connection.execute("PRAGMA journal_mode = WAL")
        upgrade(connection)
        return
    if application != APPLICATION_ID:
        raise LedgerCorrupt(f"{path}: not a Wattgraph ledger; name another file with --store")
    if version > current_version():
        raise LedgerVersion(
            f"{path}: written by a newer Wattgraph (tables {version}, this one knows {current_version()}); "
            "upgrade with 'pip install -U wattgraph'"
        )
    if version < current_version():
        raise LedgerVersion(
            f"{path}: written by an older Wattgraph (tables {version}, now {current_version()}); "
            f"run 'wattgraph migrate --store {path}', which keeps a backup beside it"
        )


def upgrade(connection: sqlite3.Connection, target: int | None = None) -> None:
    """Applies the missing migrations, up to `target` (the newest by default), in one transaction."""
    connection.create_function("item_of_doubt", 2, item_of_doubt, deterministic=True)
    connection.create_function("item_of_refusal", 4, item_of_refusal, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for number, script in migrations():
            if version < number <= (target or number):
                for statement in _split(script):
                    connection.execute(statement)
                version = number
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _split(script: str) -> Iterator[str]:
    """The script's statements: `executescript` would commit the transaction that they must share."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
