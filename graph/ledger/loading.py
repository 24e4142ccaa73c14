"""One reading of one document into the log: gate, insert, assert what is new, close what is no longer said.

All of it happens in the caller's transaction, in chunks, so that a data set of millions of rows needs little
memory and is either there or not.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import orjson

from ...schema.model import Model, model
from ...schema.statement import Reading, Statement, Thing, encode_evidence
from ..gate import Gate, judge
from .appending import Appender, Row
from .items import item_of_doubt, item_of_refusal
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


#: The class of a thing, its statement, why that is refused, and whether it leads.
Refusal = tuple[str, Statement, str, bool]


@dataclass
class Judged:
    """Rows of what the gate lets in, and what it refuses: (class, statement, reason, whether it leads).

    Of a thing that is refused as a whole one statement leads: by it the thing waits for review.
    """

    mentions: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    confidences: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class Loading:
    """Judges and writes one reading. `first`: nothing of the document is in the ledger yet."""

    def __init__(self, connection: sqlite3.Connection, words: Words, document: int, run: int, first: bool) -> None:
        self._connection = connection
        self._words = words
        self._document = document
        self._run = run
        self._first = first
        self._model: Model = model()
        self._refused_things: set[bytes] = set()
        self._quarantined = 0

    def write(self, reading: Reading, published: str | None) -> Outcome:
        """Gates and writes everything, then asserts and closes. Returns the counts."""
        loader = self._words.number(reading.loader)
        appender = Appender(self._connection, self._document, self._run, loader, self._first)
        gate = Gate(self._model, reading.document, published)
        for chunk in _chunks(reading.things, _CHUNK):
            judged = self.judged(gate, chunk)
            self._quarantine(reading.document.id, judged.refused)
            appender.append(judged.mentions, judged.statements, judged.confidences)
        asserted, closed = appender.finish()
        own = reading.document.id
        doubtful = [(self._run, c.fact, c.reasons, item_of_doubt(own, c.fact)) for c in reading.candidates]
        self._connection.executemany(
            "INSERT INTO candidates (run, fact, reasons, item) VALUES (?, ?, ?, ?)", doubtful
        )
        state = "loaded" if asserted or closed or self._first else "unchanged"
        return Outcome(reading.document.id, state, asserted, closed, self._quarantined, len(doubtful))

    def judged(self, gate: Gate, chunk: list[Thing]) -> Judged:
        """The rows of some things, each before the things that name it; nothing is written."""
        known = self._known_kinds(chunk)
        found = Judged()
        kinds = self._model.kinds
        for thing in chunk:
            mention = thing.mention
            entering, refused, whole = judge(gate, thing, kinds.get(mention.kind))
            if not whole:
                entering, more, whole = self._check_references(gate, thing, entering, known)
                refused += more
            if whole:
                self._refused_things.add(mention.id)
                refused += [(s, whole) for s in entering]
            leader = _leader(gate, mention.kind, refused) if whole else None
            found.refused += [(mention.kind, s, why, leader in (None, s)) for s, why in refused]
            if whole:
                continue
            known[mention.id] = mention.kind
            found.mentions.append(self._mention_row(thing))
            for statement in entering:
                row = self._statement_row(statement)
                found.statements.append(row)
                if statement.confidence != 1.0:
                    found.confidences.append((row[0], statement.confidence))
        return found

    def _known_kinds(self, chunk: list[Thing]) -> dict[bytes, str]:
        """The classes of mentions outside this chunk that it names, from the ledger."""
        named = {s.object for t in chunk for s in t.statements if isinstance(s.object, bytes)}
        named |= {s.asserted_by for t in chunk for s in t.statements if s.asserted_by}
        named -= {t.mention.id for t in chunk}
        known: dict[bytes, str] = {}
        for identifier in named:
            row = self._connection.execute("SELECT kind FROM mentions WHERE id = ?", (identifier,)).fetchone()
            if row and isinstance(identifier, bytes):
                known[identifier] = self._words.word(row[0])
        return known

    def _check_references(
        self, gate: Gate, thing: Thing, entering: list[Statement], known: dict[bytes, str]
    ) -> tuple[list[Statement], list[tuple[Statement, str]], str]:
        """Takes out what names a mention that is refused, unknown or of a wrong class."""
        kind, good, refused, whole = thing.mention.kind, [], [], ""
        for statement in entering:
            named = statement.object
            if not isinstance(named, bytes):
                good.append(statement)
                continue
            reason = self._refused_reference(kind, statement.property, named, known)
            if not reason:
                good.append(statement)
                continue
            refused.append((statement, reason))
            if gate.essential(kind, statement):
                whole = whole or f"its {statement.property} was refused: {reason}"
        return good, refused, whole

    def _refused_reference(self, kind: str, prop: str, named: bytes, known: dict[bytes, str]) -> str:
        if named in self._refused_things:
            return "it names a thing that was refused"
        other = known.get(named)
        if other is None:
            return f"it names {named.hex()}, which no earlier thing of the document is"
        ranges = self._model.kind(kind).properties[prop].ranges
        if any(self._model.is_a(other, allowed) for allowed in ranges):
            return ""
        return f"it names a {other}, not a {' or '.join(ranges)}"

    def _mention_row(self, thing: Thing) -> Row:
        m = thing.mention
        return (m.id, self._document, self._words.number(m.kind), m.start, m.end, m.ordinal, m.source, m.key)

    def _statement_row(self, s: Statement) -> Row:
        number = self._words.number
        evidence = encode_evidence(s.evidence)
        return (
            s.id(evidence), self._document, s.subject, number(s.property), s.object, evidence, number(s.modality),
            None if s.polarity else 1, None if s.status is None else number(s.status),
            s.valid_from, s.valid_to, s.asserted_by,
        )  # fmt: skip

    def _quarantine(self, document: bytes, refused: list[Refusal]) -> None:
        self._quarantined += len(refused)
        rows = []
        for kind, statement, reason, leads in refused:
            shown = _printed(statement)
            item = item_of_refusal(document, statement.subject, shown, reason) if leads else None
            rows.append((self._run, statement.subject, shown, reason, kind, item))
        self._connection.executemany(
            "INSERT INTO quarantine (run, thing, statement, reason, kind, item) VALUES (?, ?, ?, ?, ?, ?)", rows
        )


def _leader(gate: Gate, kind: str, refused: list[tuple[Statement, str]]) -> Statement | None:
    """Of the statements of a thing that is refused as a whole, the first for which it is."""
    essential = (statement for statement, _ in refused if gate.essential(kind, statement))
    return next(essential, refused[0][0] if refused else None)


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
