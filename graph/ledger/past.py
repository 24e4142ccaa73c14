"""What the ledger held at an earlier entry of its log: a statement holds while any loader holds it."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

import orjson

from .acts import fill_retracted
from .contents import statement
from .records import StoredStatement
from .words import Words

#: The last word of each loader on each statement of some documents, up to an entry.
_HELD_THEN = """
    WITH chosen AS (SELECT number, id FROM documents WHERE hex(id) IN (SELECT value FROM json_each(:documents))),
    last AS (
        SELECT e.item, max(e.sequence) AS sequence FROM entries e JOIN runs r ON r.number = e.run
        WHERE e.sequence <= :sequence AND e.action IN (1, 2) AND r.document IN (SELECT number FROM chosen)
        GROUP BY e.item, r.loader)
    SELECT s.id, c.id, s.subject, s.property, s.object, s.evidence, s.modality, s.denied, s.status,
        s.valid_from, s.valid_to, s.asserted_by, max(e.sequence), e.confidence, r.loader
    FROM last l JOIN entries e ON e.sequence = l.sequence AND e.action = 1 JOIN runs r ON r.number = e.run
        JOIN statements s ON s.number = e.item JOIN chosen c ON c.number = s.document
    WHERE s.number NOT IN (SELECT number FROM temp.retracted) GROUP BY s.number"""


def held_then(
    connection: sqlite3.Connection, words: Words, documents: Iterable[bytes], sequence: int
) -> dict[bytes, list[StoredStatement]]:  # fmt: skip
    """What these documents said after an entry, by document; those that said nothing yet are left out.

    What people took back since counts as taken back.
    """
    fill_retracted(connection)
    given = {"documents": orjson.dumps([d.hex().upper() for d in documents]).decode(), "sequence": sequence}
    found: defaultdict[bytes, list[StoredStatement]] = defaultdict(list)
    for row in connection.execute(_HELD_THEN, given):
        found[row[1]].append(statement(row, words.word))
    return dict(found)


def day_of(connection: sqlite3.Connection, sequence: int) -> str | None:
    """The day on which an entry was written, None if no entry up to it was."""
    query = """SELECT max(recorded) FROM (
        SELECT r.recorded FROM entries e JOIN runs r ON r.number = e.run WHERE e.sequence =
            (SELECT max(sequence) FROM entries WHERE sequence <= ? AND run > 0))"""
    row = connection.execute(query, (sequence,)).fetchone()
    return row[0][:10] if row and row[0] else None
