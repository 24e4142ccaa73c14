"""The ledger: the only truth, one append-only SQLite file.

Documents, what they say and who read it go in through the gate; what people take back or judge is logged
beside it. Everything else (views, RDF, Neo4j) is derived from what holds here.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from ...schema.statement import Appearance, Document, Reading
from . import acts, care, exchange
from .arrivals import Edition, document_number, last_run, new_run, note_appearance, outranks
from .deciding import Deciding
from .dump import dump_hash
from .errors import LedgerError, NotFound
from .exchange import Given
from .holdings import Holdings
from .judgements import Conflict
from .loading import Loading, Outcome
from .publication import Publication, is_published
from .records import Act, Claim, Decision

#: Reads a document: gets the appearance with the date to resolve relative dates with.
Reader = Callable[[Document, Appearance], Reading]


def now() -> str:
    """The recorded time: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Ledger(Holdings):
    """One ledger file. Safe to use from several threads: each gets its own connection."""

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
        edition = Edition(reading.loader, reading.version, reading.options)
        run = new_run(connection, self._words, number, edition, published, now())
        first = new or not connection.execute("SELECT 1 FROM statements WHERE document = ?", (number,)).fetchone()
        return Loading(connection, self._words, number, run, first).write(reading, published)

    @contextmanager
    def publishing(self, loader: str, version: str) -> Iterator[Publication]:
        """A transaction that publishes a copy of a data set, all of it or, if anything is raised, nothing."""
        with self.writing() as connection:
            yield Publication(connection, self._words, loader, version, now())

    def is_published(self, edition: Edition, place: str) -> bool:
        """Whether what was published last at a place, by which its options end, is this very edition."""
        with self.reading() as connection:
            return is_published(connection, edition, place)

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
        """Withdraws an earlier judgement or decision: what was judged of the same pair before counts again.

        Raises NotFound if no standing one has that number, LedgerError if that would contradict other judgements.
        """
        with self.writing() as connection:
            act = next((act for act in acts.judgements(connection) if act.number == number), None)
            if act is None:
                raise NotFound(f"no standing judgement has the number {number}")
            claim = Claim((act.document if act.item else None) or b"")
            before = len(acts.conflicts(connection))
            acts.record(connection, "withdraw", claim, author, reason, now(), withdrawn=number)
            acts.check_revival(connection, number, before)
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
