"""What a ledger holds, for whoever reads: each answer of one moment."""

from collections.abc import Iterable, Iterator
from typing import Any

from ...schema.statement import Appearance, Document
from . import acts, contents, log, past, queue
from .arrivals import last_run
from .connections import Connections
from .records import Claim, Doubt, Item, Refusal, StoredDocument, StoredMention, StoredStatement


class Holdings(Connections):
    """The reading half of a ledger."""

    def sequence(self) -> int:
        """The last entry of the log: names a snapshot."""
        with self.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM entries").fetchone()[0])

    def mark(self, sequence: int) -> str:
        """What the log is known by at a sequence; a ledger made anew at the same path has another mark there."""
        with self.reading() as connection:
            return log.mark(connection, sequence)

    def touched(self, since: int) -> set[bytes]:
        """The documents of which something was asserted, closed, taken back or newly known after a sequence."""
        with self.reading() as connection:
            return log.touched(connection, since)

    def statements(self) -> Iterator[StoredStatement]:
        """All statements that hold and are not taken back, each once, in the order of their first entry."""
        with self.reading() as connection:
            yield from contents.statements(connection, self._words)

    def by_document(self, documents: Iterable[bytes]) -> Iterator[list[StoredStatement]]:
        """What holds of each of these documents, one list a document."""
        with self.reading() as connection:
            yield from contents.statements_of(connection, self._words, documents)

    def number_of(self, statement: bytes) -> int:
        """The number of the statement of an id, -1 if there is none. Numbers never change."""
        with self.reading() as connection:
            row = connection.execute("SELECT number FROM statements WHERE id = ?", (statement,)).fetchone()
            return row[0] if row else -1

    def held(self, wanted: Iterable[bytes]) -> dict[bytes, StoredStatement]:
        """Of the statements of these ids those that hold, by id."""
        with self.reading() as connection:
            return contents.held(connection, self._words, wanted)

    def held_then(self, documents: Iterable[bytes], sequence: int) -> dict[bytes, list[StoredStatement]]:
        """What these documents said after an entry of the log, by document, without those that said nothing yet.

        What was taken back since counts as taken back.
        """
        with self.reading() as connection:
            return past.held_then(connection, self._words, documents, sequence)

    def day_of(self, sequence: int) -> str | None:
        """The day (UTC) on which the log had come to an entry, None if nothing was loaded by then."""
        with self.reading() as connection:
            return past.day_of(connection, sequence)

    def adrift(self) -> list[tuple[bytes, str]]:
        """Statements that hold and lead nowhere: id, and what is missing (document, subject, object, speaker)."""
        with self.reading() as connection:
            return list(contents.adrift(connection))

    def repeated_records(self, documents: Iterable[bytes]) -> set[tuple[str, str, str]]:
        """The records (class, source, key) that more than one of these documents speak of."""
        with self.reading() as connection:
            return contents.repeated_records(connection, documents)

    def mentions(self) -> Iterator[StoredMention]:
        """All mentions, by id."""
        with self.reading() as connection:
            yield from contents.mentions(connection, self._words)

    def mentions_of(self, document: bytes) -> list[StoredMention]:
        """The mentions of one document, by id."""
        with self.reading() as connection:
            return list(contents.mentions(connection, self._words, document))

    def documents(self) -> Iterator[StoredDocument]:
        """All documents, by id, without their texts."""
        with self.reading() as connection:
            yield from contents.documents(connection)

    def document(self, identifier: bytes) -> Document:
        """A document with its text, blotted out between the quotes if only those were received. Raises NotFound."""
        with self.reading() as connection:
            return contents.document(connection, identifier)

    def read_by(self, loader: str) -> dict[bytes, str]:
        """The documents that a loader read, each with the options of its last run."""
        with self.reading() as connection:
            return contents.read_by(connection, loader)

    def loaders(self) -> list[str]:
        """Who loaded anything, by name."""
        with self.reading() as connection:
            return contents.loaders(connection)

    def options(self, document: bytes, loader: str) -> str | None:
        """The options of the last run of a loader on a document, None if it never read it."""
        with self.reading() as connection:
            run = last_run(connection, document, loader)
            return run[1] if run else None

    def appearances(self, document: bytes) -> list[Appearance]:
        """Where a document appeared, without those that say nothing which another does not say."""
        with self.reading() as connection:
            return contents.appearances(connection, document).get(document, [])

    def text(self, document: bytes) -> str:
        """A document's text; blotted out between the quotes if only those were received. Raises NotFound."""
        found = self._texts.get(document)
        if found is None:
            with self.reading() as connection:
                found, held = contents.text(connection, document)
            if held:  # who loads a document of which quotes are held puts the whole in their place
                self._texts.put(document, found)
        return found

    def quarantine(self) -> list[Refusal]:
        """What the gate refused in the latest run of each document and loader."""
        with self.reading() as connection:
            return list(contents.quarantine(connection))

    def candidates(self) -> list[Doubt]:
        """What extractors were unsure of in the latest run of each document and loader."""
        with self.reading() as connection:
            return list(contents.candidates(connection))

    def review(
        self, only: str = "waiting", document: bytes | None = None, after: bytes = b"", first: int = 100
    ) -> list[Item]:
        """Items to review behind an id, by id. `only`: waiting, unsure, refused, or decided."""
        with self.reading() as connection:
            return queue.page(connection, only, document, after, first)

    def review_count(self, only: str = "waiting", document: bytes | None = None) -> int:
        """How many items there are to review."""
        with self.reading() as connection:
            return queue.count(connection, only, document)

    def item(self, identifier: bytes) -> Item | None:
        """The reviewed item of an id, whatever became of it; None if there never was one."""
        with self.reading() as connection:
            return queue.find(connection, identifier)

    def fact(self, identifier: bytes) -> tuple[Claim, dict[str, Any]]:
        """What a thing or statement says, as a line of the contract, and the claim to set aside for another.

        A statement of a thing stands for the whole thing. Raises NotFound, or LedgerError if no line can say it.
        """
        with self.reading() as connection:
            return queue.held_fact(connection, acts.claim_of(connection, identifier))

    def counts(self) -> dict[str, int]:
        """How many documents, mentions, entries, statements that hold, retracted ones, refusals, candidates."""
        with self.reading() as connection:
            return contents.counts(connection)
