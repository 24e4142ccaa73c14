"""The ledger: the only truth, one append-only SQLite file.

Documents, what they say and who read it go in through the gate; what people take back or judge is logged
beside it. Everything else (views, RDF, Neo4j) is derived from what holds here.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...schema.statement import Appearance, Document, Reading
from . import acts, care, contents, exchange, log, queue
from .arrivals import document_number, last_run, new_run, note_appearance, outranks
from .database import PATIENCE, connect, explained
from .deciding import Deciding
from .dump import dump_hash
from .errors import LedgerError, NotFound
from .exchange import Given
from .judgements import Conflict
from .loading import Loading, Outcome
from .records import Act, Claim, Decision, Doubt, Item, Refusal, StoredDocument, StoredMention, StoredStatement
from .words import Words

#: Reads a document: gets the appearance with the date to resolve relative dates with.
Reader = Callable[[Document, Appearance], Reading]


def now() -> str:
    """The recorded time: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Blotted(Exception):
    """A text of which only quotes are held: who loads the document puts the whole in its place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Ledger:
    """One ledger file. Safe to use from several threads: each gets its own connection."""

    def __init__(self, path: Path | str, *, create: bool = False, patience: float = PATIENCE) -> None:
        self.path = Path(path)
        self._patience = patience
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._connect(create)
        self._held_text = lru_cache(maxsize=256)(self._read_held)

    # -- connections and transactions

    def _connect(self, create: bool = False) -> sqlite3.Connection:
        connection = connect(self.path, create=create, patience=self._patience)
        self._local.connection = connection
        self._local.words = Words(connection)
        self._connections.append(connection)
        return connection

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        return found if found is not None else self._connect()

    @property
    def _words(self) -> Words:
        _ = self.connection
        words: Words = self._local.words
        return words

    def close(self) -> None:
        """Closes all connections; the last one to close a ledger tidies its write-ahead log away."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction of the one writer: all of it is kept, or nothing. Waits for another writer."""
        connection = self.connection
        with explained(self.path, self._patience):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._words.forget()
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction in which all reads see the same state, whatever others write meanwhile."""
        connection = self.connection
        with explained(self.path, self._patience):
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    # -- loading

    def load(self, document: Document, appearance: Appearance, reader: Reader) -> Outcome:
        """Reads the document with `reader` and writes what is new; closes what this loader no longer says.

        The reader gets the earliest date known for the document, so that an undated load and a later dated
        one end alike. It runs outside of the transaction unless its things are made lazily. Loading what is
        there already writes nothing. Raises LedgerError; then nothing of this load was kept.
        """
        while True:
            dated = self._dated(document.id, appearance)
            reading = reader(document, dated)
            with self.writing() as connection:
                if self._dated(document.id, appearance).published == dated.published:
                    return self._write(connection, reading, appearance, dated.published)

    def published(self, document: bytes) -> str | None:
        """The earliest date known for a document, which its relative dates resolve against."""
        return self._dated(document, Appearance()).published

    def _dated(self, document: bytes, appearance: Appearance) -> Appearance:
        known = [a for a in self.appearances(document) if a.published]
        if appearance.published:
            known.append(appearance)
        if not known:
            return appearance
        first = min(known, key=lambda a: a.published or "")
        return appearance._replace(published=first.published, published_basis=first.published_basis)

    def _write(
        self, connection: sqlite3.Connection, reading: Reading, appearance: Appearance, published: str | None
    ) -> Outcome:
        number, new = document_number(connection, reading.document)
        note_appearance(connection, number, appearance)
        last = last_run(connection, reading.document.id, reading.loader)
        mine = (reading.version, reading.options, published)
        if last == mine:
            return Outcome(reading.document.id, "unchanged")
        if last and outranks(last, mine):
            return Outcome(reading.document.id, "outranked")
        run = new_run(connection, self._words, number, reading, published, now())
        first = new or not connection.execute("SELECT 1 FROM statements WHERE document = ?", (number,)).fetchone()
        return Loading(connection, self._words, number, run, first).write(reading, published)

    # -- what people do

    def retract(self, identifier: bytes, author: str, reason: str = "") -> Claim:
        """Takes back the claim of a statement, all of a thing, or a whole document, whoever states it again.

        Raises NotFound for an unknown id. Retracting what is retracted already writes nothing.
        """
        return self._take_back("retract", identifier, author, reason)

    def restore(self, identifier: bytes, author: str, reason: str = "") -> Claim:
        """Undoes `retract` of the same id. Raises NotFound, or LedgerError if it was not retracted."""
        return self._take_back("restore", identifier, author, reason)

    def _take_back(self, verb: str, identifier: bytes, author: str, reason: str) -> Claim:
        with self.writing() as connection:
            claim = acts.claim_of(connection, identifier)
            retracted = claim in acts.retracted_claims(connection)
            if verb == "restore" and not retracted:
                raise LedgerError(f"{identifier.hex()} is not retracted, so there is nothing to restore")
            if verb == "restore" or not retracted:
                acts.record(connection, verb, claim, author, reason, now())
            return claim

    def judge(self, verb: str, subject: bytes, other: bytes, *, author: str, reason: str = "") -> int:
        """Records a judgement: same, different or unsure between mentions, nearDuplicate between documents.

        Returns its number, for `withdraw`. Raises LedgerError, also where other judgements stand against it.
        """
        with self.writing() as connection:
            acts.check_judgement(connection, verb, subject, other)
            acts.check_contradiction(connection, verb, subject, other)
            documents = (subject, other) if verb == "nearDuplicate" else (None, None)
            claim = Claim(documents[0] or b"", subject)
            return acts.record(connection, verb, claim, author, reason, now(), other=other)

    def decide(self, decisions: Iterable[Decision]) -> list[int]:
        """Records decisions on reviewed items with what they bring, all of them or none. Returns their numbers.

        What is decided in the same way already is not written again. Raises NotFound, or LedgerError, which names
        the item, if the gate refuses what a decision brings.
        """
        with self.writing() as connection:
            numbers: list[int] = []
            open_: dict[bytes, Deciding] = {}
            for decision in decisions:
                if decision.document not in open_:
                    open_[decision.document] = self._deciding(connection, decision.document)
                numbers.append(open_[decision.document].write(decision))
            for deciding in open_.values():
                deciding.settle()
            return numbers

    def _deciding(self, connection: sqlite3.Connection, document: bytes) -> Deciding:
        return Deciding(connection, self._words, self.document(document), self.published(document), now())

    def withdraw(self, number: int, author: str, reason: str = "") -> None:
        """Withdraws an earlier judgement or decision. Raises NotFound if no standing one has that number."""
        with self.writing() as connection:
            act = next((act for act in acts.judgements(connection) if act.number == number), None)
            if act is None:
                raise NotFound(f"no standing judgement has the number {number}")
            claim = Claim((act.document if act.item else None) or b"")
            acts.record(connection, "withdraw", claim, author, reason, now(), withdrawn=number)
            if act.item and act.document:
                self._deciding(connection, act.document).settle()

    def judgements(self) -> list[Act]:
        """The judgements in force."""
        with self.reading() as connection:
            return acts.judgements(connection)

    def judgement_history(self) -> list[Given]:
        """All judgements of pairs that were ever given, and their withdrawals, in their order."""
        with self.reading() as connection:
            return exchange.history(connection)

    def take_judgements(self, given: Iterable[Given]) -> int:
        """Takes judgements of another ledger, all or none, each once. Returns how many were new.

        Raises NotFound or LedgerError, which name the line.
        """
        with self.writing() as connection:
            return exchange.take(connection, given)

    def conflicts(self) -> list[Conflict]:
        """Judgements in force that contradict each other, as an import may bring them."""
        with self.reading() as connection:
            return acts.conflicts(connection)

    # -- what holds

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
        try:
            return self._held_text(document)
        except _Blotted as found:
            return found.text

    def _read_held(self, document: bytes) -> str:
        """A text that will not change, so that it can be remembered. Raises _Blotted for one that can."""
        with self.reading() as connection:
            found, held = contents.text(connection, document)
        if not held:
            raise _Blotted(found)
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

    # -- care of the file

    def dump_hash(self) -> str:
        """The hash of the content that holds: equal for the same documents in any order of loading."""
        with self.reading() as connection:
            return dump_hash(connection)

    def rebuild(self) -> dict[str, int]:
        """Checks the file and makes what is derived from the log anew. Raises LedgerCorrupt.

        Returns how many holds there are and how many differed.
        """
        with self.writing() as connection:
            return care.rebuild(connection, self.path)

    def backup(self, target: Path | str) -> Path:
        """Copies the ledger, as it is at one moment, to a new file. Raises LedgerError if that exists."""
        return care.copy(self.connection, Path(target))
