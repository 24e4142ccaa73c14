"""A publication: all documents of one copy of a data set into the log, in one transaction, all of them or none.

Other processes may judge the parts; here their rows are written. What the same loader said of the same file before
and no longer says is closed, in whatever parts it stood.
"""

import sqlite3
from dataclasses import dataclass, field
from typing import NamedTuple

from ...schema.statement import Appearance, Document
from .appending import Appender
from .arrivals import Edition, document_number, new_run, note_appearance
from .judging import Judged
from .loading import quarantine
from .words import Words

_REHASH = "UPDATE documents SET bytes_hash = ? WHERE number = ?"
_OF_FILE = """
    SELECT d.number, d.id FROM documents d WHERE d.bytes_hash = ? AND EXISTS (
        SELECT 1 FROM statements s JOIN holds h ON h.statement = s.number
        WHERE s.document = d.number AND h.loader = ?)"""


#: What a loader last read at a place: the end of its options.
_OF_PLACE = """
    SELECT d.number, d.id FROM runs r JOIN documents d ON d.number = r.document
    WHERE r.loader = :loader AND substr(r.options, -length(:place)) = :place AND r.number =
        (SELECT max(x.number) FROM runs x WHERE x.document = r.document AND x.loader = r.loader)"""
_LAST_AT_PLACE = """
    SELECT r.version, r.options, EXISTS
        (SELECT 1 FROM runs x WHERE x.document = r.document AND x.loader = r.loader AND x.number > r.number)
    FROM runs r JOIN words w ON w.number = r.loader
    WHERE w.word = :loader AND substr(r.options, -length(:place)) = :place ORDER BY r.number DESC LIMIT 1"""
#: Options of a run that only closes what a part said that is none any more.
_RETIRED = ""


class Slot(NamedTuple):
    """A document's place: its number and id, its run's options and date, and whether it was empty before."""

    number: int
    document: bytes
    options: str
    published: str | None
    first: bool


@dataclass
class Published:
    """What a publication did so far. `documents` holds the numbers of its documents."""

    documents: list[int] = field(default_factory=list)
    asserted: int = 0
    closed: int = 0
    quarantined: int = 0


class Publication:
    """Writes documents with rows that were judged already, in the caller's transaction."""

    def __init__(
        self, connection: sqlite3.Connection, words: Words, loader: str, version: str, recorded: str
    ) -> None:  # fmt: skip
        self.connection = connection
        self._words = words
        self._edition = Edition(loader, version)
        self._recorded = recorded
        self._loader = words.number(loader)
        self.done = Published()

    def word(self, word: str) -> int:
        """The number of a word, for rows."""
        return self._words.number(word)

    def slot(self, document: Document, appearance: Appearance, options: str) -> Slot:
        """Writes a document, if it is new, and where it appeared. `options`: all else that changes the outcome."""
        number, new = document_number(self.connection, document)
        if not new:  # an edited file may share a part with the one before it: both are of the newer now
            self.connection.execute(_REHASH, (document.bytes_hash, number))
        note_appearance(self.connection, number, appearance)
        held = "SELECT 1 FROM statements WHERE document = ? LIMIT 1"
        first = new or not self.connection.execute(held, (number,)).fetchone()
        return Slot(number, document.id, options, appearance.published, first)

    def write(self, slot: Slot, judged: Judged) -> None:
        """Writes what a document says, once."""
        asserted, closed = self._write(slot, judged)
        self.done.documents.append(slot.number)
        self.done.asserted += asserted
        self.done.closed += closed
        self.done.quarantined += len(judged.refused)

    def _write(self, slot: Slot, judged: Judged) -> tuple[int, int]:
        mine = self._edition._replace(options=slot.options)
        run = new_run(self.connection, self._words, slot.number, mine, slot.published, self._recorded)
        appender = Appender(self.connection, slot.number, run, self._loader, slot.first)
        quarantine(self.connection, run, slot.document, judged.refused)
        appender.append(judged.mentions, judged.statements, judged.confidences)
        return appender.finish()

    def close_rest(self, bytes_hash: bytes, place: str) -> None:
        """Closes what this loader held of parts of a file that are none any more.

        `place`: how the options of its runs end, by which an edited file takes the place of the one before it.
        """
        mine = set(self.done.documents)
        found = self.connection.execute(_OF_FILE, (bytes_hash, self._loader)).fetchall()
        found += self.connection.execute(_OF_PLACE, {"loader": self._loader, "place": place}).fetchall()
        for number, identifier in dict.fromkeys(found):
            if number not in mine:
                self.done.closed += self._write(Slot(number, identifier, _RETIRED, None, False), Judged())[1]


def is_published(connection: sqlite3.Connection, edition: Edition, place: str) -> bool:
    """Whether what a loader published last at a place is this very edition, and nothing read it otherwise since."""
    row = connection.execute(_LAST_AT_PLACE, {"loader": edition.loader, "place": place}).fetchone()
    return row is not None and tuple(row) == (edition.version, edition.options, 0)
