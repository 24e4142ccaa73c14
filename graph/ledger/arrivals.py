"""What arrives with a load: the document itself, where it appeared, and the run that reads it.

All in the caller's transaction.
"""

import sqlite3
from typing import NamedTuple

import orjson

from ...schema.statement import Appearance, Document
from .appending import APPEAR
from .words import Words

#: Of a run: version, options, and the date that it resolved relative dates with.
Run = tuple[str, str, str | None]


class Edition(NamedTuple):
    """Who reads: a loader at a version, with whatever else changes the outcome."""

    loader: str
    version: str
    options: str = ""


def document_number(connection: sqlite3.Connection, document: Document) -> tuple[int, bool]:
    """The number of a document, written if it is new; and whether it was. A text takes the place of its quotes."""
    row = connection.execute("SELECT number, held FROM documents WHERE id = ?", (document.id,)).fetchone()
    if row:
        if document.held and not row[1]:
            _hold_text(connection, row[0], document)
        return int(row[0]), False
    made = connection.execute(
        "INSERT INTO documents (id, bytes_hash, media_type, language, text, held) VALUES (?, ?, ?, ?, ?, ?)",
        (document.id, document.bytes_hash, document.media_type, document.language, document.text, document.held),
    )
    return int(made.lastrowid or 0), True


def _hold_text(connection: sqlite3.Connection, number: int, document: Document) -> None:
    """Puts the text in the place of the quotes that were received of it."""
    connection.execute(
        "UPDATE documents SET text = ?, bytes_hash = ?, media_type = ?, language = ?, held = 1 WHERE number = ?",
        (document.text, document.bytes_hash, document.media_type, document.language, number),
    )


def note_appearance(connection: sqlite3.Connection, document: int, appearance: Appearance) -> None:
    """Writes where a document appeared, once."""
    fields = {k: v for k, v in appearance._asdict().items() if v is not None and v != "unknown"}
    line = orjson.dumps(fields, option=orjson.OPT_SORT_KEYS).decode()
    made = connection.execute("INSERT OR IGNORE INTO appearances (document, fields) VALUES (?, ?)", (document, line))
    if made.rowcount:
        connection.execute("INSERT INTO entries (action, item) VALUES (?, ?)", (APPEAR, made.lastrowid))


def new_run(
    connection: sqlite3.Connection, words: Words, document: int, edition: Edition, published: str | None,
    recorded: str,
) -> int:  # fmt: skip
    """Writes a run. Returns its number."""
    made = connection.execute(
        "INSERT INTO runs (document, loader, version, options, published, recorded) VALUES (?, ?, ?, ?, ?, ?)",
        (document, words.number(edition.loader), edition.version, edition.options, published, recorded),
    )
    return int(made.lastrowid or 0)


def last_run(connection: sqlite3.Connection, document: bytes, loader: str) -> Run | None:
    """The last run of a loader on a document."""
    row: Run | None = connection.execute(
        """SELECT r.version, r.options, r.published FROM runs r JOIN words w ON w.number = r.loader
           JOIN documents d ON d.number = r.document WHERE d.id = ? AND w.word = ? ORDER BY r.number DESC LIMIT 1""",
        (document, loader),
    ).fetchone()
    return row


def outranks(old: Run, new: Run) -> bool:
    """Whether a run yields to the one before it: an older version, or the same with an older list of names.

    A run whose date differs knows better: the ledger resolves with the earliest date, which only gets earlier.
    """
    if old[0] != new[0]:
        return _numbers(old[0]) > _numbers(new[0])
    return old[2] == new[2] and old[1] > new[1]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
