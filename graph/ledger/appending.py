"""Ready rows into the log: what is new is asserted, what the loader no longer says is closed.

The rows are taken as they are; `loading` judges them first. All in the caller's transaction and in SQL, so that
a data set of millions of rows needs little memory.
"""

import sqlite3
from collections.abc import Sequence

#: The actions of the log that are no statement's; the SQL below writes 1 (assert) and 2 (close).
ACT, APPEAR = 3, 4
Row = tuple[object, ...]

INSERT_MENTION = """
    INSERT OR IGNORE INTO mentions (id, document, kind, first, last, ordinal, source, key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
INSERT_STATEMENT = """
    INSERT OR IGNORE INTO statements (id, document, subject, property, object, evidence, modality, denied,
        status, valid_from, valid_to, asserted_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

#: A document's first run: whatever was inserted after `:last` is new, and nothing is to be closed.
_ASSERT_NEW = """
    INSERT INTO entries (action, item, run, confidence)
    SELECT 1, s.number, :run, (SELECT c.confidence FROM temp.confidences c WHERE c.id = s.id)
    FROM statements s WHERE s.number > :last ORDER BY s.number"""
_ASSERT_CERTAIN = """
    INSERT INTO entries (action, item, run)
    SELECT 1, number, :run FROM statements WHERE number > :last ORDER BY number"""
_ASSERT_OFFERED = """
    INSERT INTO entries (action, item, run, confidence)
    SELECT 1, s.number, :run, (SELECT c.confidence FROM temp.confidences c WHERE c.id = s.id)
    FROM statements s JOIN temp.offered o ON o.id = s.id
    WHERE NOT EXISTS (SELECT 1 FROM holds h WHERE h.statement = s.number AND h.loader = :loader)
    ORDER BY s.number"""
_CLOSE_MISSING = """
    INSERT INTO entries (action, item, run)
    SELECT 2, s.number, :run FROM statements s JOIN holds h ON h.statement = s.number AND h.loader = :loader
    WHERE s.document = :document AND NOT EXISTS (SELECT 1 FROM temp.offered o WHERE o.id = s.id)
    ORDER BY s.number"""
_HOLD_ASSERTED = """
    INSERT INTO holds SELECT item, :loader, sequence FROM entries
    WHERE sequence > :start AND run = :run AND action = 1"""
_DROP_CLOSED = """
    DELETE FROM holds WHERE loader = :loader AND statement IN
        (SELECT item FROM entries WHERE sequence > :start AND run = :run AND action = 2)"""


class Appender:
    """Writes the rows of one run. `first`: nothing of the document is in the ledger yet, which spares look-ups."""

    def __init__(self, connection: sqlite3.Connection, document: int, run: int, loader: int, first: bool) -> None:
        self._connection = connection
        self._first = first
        self._certain = True
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS offered (id BLOB PRIMARY KEY) WITHOUT ROWID")
        connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS confidences (id BLOB PRIMARY KEY, confidence REAL) WITHOUT ROWID"
        )
        connection.execute("DELETE FROM temp.offered")
        connection.execute("DELETE FROM temp.confidences")
        self._values = {
            "document": document, "run": run, "loader": loader,
            "last": self._number("SELECT coalesce(max(number), 0) FROM statements"),
            "start": self._number("SELECT coalesce(max(sequence), 0) FROM entries"),
        }  # fmt: skip

    def append(self, mentions: Sequence[Row], statements: Sequence[Row], confidences: Sequence[Row] = ()) -> None:
        """Rows for INSERT_MENTION and INSERT_STATEMENT, and (statement id, confidence) where that is below 1."""
        write = self._connection.executemany
        write(INSERT_MENTION, mentions)
        write(INSERT_STATEMENT, statements)
        if confidences:
            self._certain = False
            write("INSERT OR IGNORE INTO temp.confidences VALUES (?, ?)", confidences)
        if not self._first:
            write("INSERT OR IGNORE INTO temp.offered VALUES (?)", [(row[0],) for row in statements])

    def finish(self) -> tuple[int, int]:
        """Writes the log. Returns how many statements were asserted and closed."""
        run, closed = self._connection.execute, 0
        if self._first:
            asserted = run(_ASSERT_CERTAIN if self._certain else _ASSERT_NEW, self._values).rowcount
        else:
            asserted = run(_ASSERT_OFFERED, self._values).rowcount
            closed = run(_CLOSE_MISSING, self._values).rowcount
        run(_HOLD_ASSERTED, self._values)
        if closed:
            run(_DROP_CLOSED, self._values)
        return asserted, closed

    def _number(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])
