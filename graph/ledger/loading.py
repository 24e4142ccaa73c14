"""One reading of one document into the log: gate, insert, assert what is new, close what is no longer said.

All of it happens in the caller's transaction, in chunks, so that a data set of millions of rows needs little
memory and is either there or not.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import orjson

from ...schema.statement import Reading, Statement, Thing
from .appending import Appender
from .items import item_of_doubt, item_of_refusal
from .judging import Judging, Lookup, Refusal
from .words import Words

#: Things judged and inserted at a time.
_CHUNK = 2000


@dataclass(frozen=True)
class Outcome:
    """What a load did. `state`: `loaded`, `unchanged` (nothing was new), `outranked` (an older loader's run)."""

    document: bytes
    state: str
    asserted: int = 0
    closed: int = 0
    quarantined: int = 0
    candidates: int = 0


class Loading:
    """Judges and writes one reading. `first`: nothing of the document is in the ledger yet."""

    def __init__(self, connection: sqlite3.Connection, words: Words, document: int, run: int, first: bool) -> None:
        self._connection = connection
        self._words = words
        self._document = document
        self._run = run
        self._first = first

    def write(self, reading: Reading, published: str | None) -> Outcome:
        """Gates and writes everything, then asserts and closes. Returns the counts."""
        loader = self._words.number(reading.loader)
        appender = Appender(self._connection, self._document, self._run, loader, self._first)
        kinds, refused = known_kinds(self._connection, self._words), 0
        judging = Judging(reading.document, self._document, published, self._words.number, kinds)
        for chunk in _chunks(reading.things, _CHUNK):
            judged = judging.judged(chunk)
            quarantine(self._connection, self._run, reading.document.id, judged.refused)
            refused += len(judged.refused)
            appender.append(judged.mentions, judged.statements, judged.confidences)
        asserted, closed = appender.finish()
        own = reading.document.id
        doubtful = [(self._run, c.fact, c.reasons, item_of_doubt(own, c.fact)) for c in reading.candidates]
        self._connection.executemany(
            "INSERT INTO candidates (run, fact, reasons, item) VALUES (?, ?, ?, ?)", doubtful
        )
        state = "loaded" if asserted or closed or self._first else "unchanged"
        return Outcome(reading.document.id, state, asserted, closed, refused, len(doubtful))


def quarantine(connection: sqlite3.Connection, run: int, document: bytes, refused: list[Refusal]) -> None:
    """Writes what the gate refused in a run."""
    rows = []
    for kind, statement, reason, leads in refused:
        shown = _printed(statement)
        item = item_of_refusal(document, statement.subject, shown, reason) if leads else None
        rows.append((run, statement.subject, shown, reason, kind, item))
    connection.executemany(
        "INSERT INTO quarantine (run, thing, statement, reason, kind, item) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def known_kinds(connection: sqlite3.Connection, words: Words) -> Lookup:
    """Finds the classes of mentions that are in the ledger already."""

    def kind(mention: bytes) -> str | None:
        row = connection.execute("SELECT kind FROM mentions WHERE id = ?", (mention,)).fetchone()
        return words.word(row[0]) if row else None

    return kind


def _chunks(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    source = iter(things)
    while chunk := list(islice(source, size)):
        yield chunk


def _printed(statement: Statement) -> str:
    """A refused statement for people: JSON, with its words."""
    said = statement.object
    return orjson.dumps({
        "property": statement.property,
        "object": said.hex() if isinstance(said, bytes) else said,
        "modality": statement.modality,
        "status": statement.status,
        "evidence": [{"start": s.start, "end": s.end, "quote": s.quote, "part": s.part} for s in statement.evidence],
    }).decode()  # fmt: skip
