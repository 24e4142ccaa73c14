"""What holds, as bare rows in batches: for columns, which have no use for objects. In the caller's transaction."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from .acts import fill_retracted

#: Rows at a time: enough to make their handling cheap, few enough for little memory.
BATCH = 50_000
Batch = list[tuple[Any, ...]]

#: Of a statement that several loaders hold the last entry counts: it comes last here.
_STATEMENTS = """
    SELECT s.number, s.id, s.document, s.subject, s.property, s.object, s.evidence, s.modality, s.denied, s.status,
        s.valid_from, s.valid_to, s.asserted_by, h.sequence, e.confidence, h.loader
    FROM {tables} JOIN entries e ON e.sequence = h.sequence
    WHERE h.statement NOT IN (SELECT number FROM temp.retracted)
    ORDER BY h.statement, h.sequence"""
_ALL = "holds h CROSS JOIN statements s ON s.number = h.statement"
_SOME = "temp.wanted w CROSS JOIN statements s ON s.document = w.number CROSS JOIN holds h ON h.statement = s.number"
_MENTIONS = "SELECT id, document, kind, first, last, ordinal, source, key FROM mentions"


def statements(connection: sqlite3.Connection, documents: list[int] | None = None) -> Iterator[Batch]:
    """What holds of all documents or of some, by the number of the statement and then of the entry."""
    fill_retracted(connection)
    if documents is not None:
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (number INTEGER PRIMARY KEY)")
        connection.execute("DELETE FROM temp.wanted")
        connection.executemany("INSERT INTO temp.wanted VALUES (?)", ((number,) for number in documents))
    yield from _batches(connection.execute(_STATEMENTS.format(tables=_ALL if documents is None else _SOME)))


def mentions(connection: sqlite3.Connection, documents: list[tuple[int, bytes]] | None = None) -> Iterator[Batch]:
    """All mentions by id, or those of some documents (number and id)."""
    if documents is None:
        yield from _batches(connection.execute(f"{_MENTIONS} ORDER BY id"))
        return
    query = f"{_MENTIONS} WHERE id BETWEEN ? AND ? AND document = ? ORDER BY id"
    for number, identifier in documents:  # ids begin with six bytes of their document's
        prefix = identifier[:6]
        yield from _batches(connection.execute(query, (prefix, prefix + b"\xff" * 10, number)))


def _batches(cursor: sqlite3.Cursor) -> Iterator[Batch]:
    while rows := cursor.fetchmany(BATCH):
        yield rows


def words(connection: sqlite3.Connection) -> dict[int, str]:
    """All words by number."""
    return dict(connection.execute("SELECT number, word FROM words").fetchall())


def document_numbers(connection: sqlite3.Connection) -> dict[bytes, int]:
    """All documents' ids with their numbers."""
    return dict(connection.execute("SELECT id, number FROM documents").fetchall())
