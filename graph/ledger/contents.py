"""What a ledger holds, read in the caller's transaction."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from ...schema.statement import TABLE, Appearance, Document
from .acts import fill_retracted
from .errors import NotFound
from .records import Doubt, Refusal, StoredDocument, StoredMention, StoredStatement
from .words import Words

_LATEST = "SELECT max(number) FROM runs GROUP BY document, loader"


_HELD = """
    SELECT s.id, d.id, s.subject, s.property, s.object, s.evidence, s.modality, s.denied, s.status,
        s.valid_from, s.valid_to, s.asserted_by, max(h.sequence), e.confidence, h.loader
    FROM holds h JOIN statements s ON s.number = h.statement JOIN documents d ON d.number = s.document
        JOIN entries e ON e.sequence = h.sequence
    WHERE h.statement NOT IN (SELECT number FROM temp.retracted) {which}
    GROUP BY h.statement"""


def statements(connection: sqlite3.Connection, words: Words) -> Iterator[StoredStatement]:
    """All statements that hold and are not taken back, each once, in the order of their first entry."""
    fill_retracted(connection)
    for row in connection.execute(_HELD.format(which="")):
        yield statement(row, words.word)


def statements_of(
    connection: sqlite3.Connection, words: Words, documents: Iterable[bytes]
) -> Iterator[list[StoredStatement]]:
    """What holds of each document, in the order of its first entries."""
    fill_retracted(connection)
    query = _HELD.format(which="AND s.document = (SELECT number FROM documents WHERE id = ?)")
    for document in documents:
        yield [statement(row, words.word) for row in connection.execute(query, (document,))]


def held(connection: sqlite3.Connection, words: Words, wanted: Iterable[bytes]) -> dict[bytes, StoredStatement]:
    """Of the statements of these ids those that hold, by id."""
    fill_retracted(connection)
    query = _HELD.format(which="AND s.id = ?")
    rows = (connection.execute(query, (identifier,)).fetchone() for identifier in wanted)
    return {row[0]: statement(row, words.word) for row in rows if row}


def statement(row: tuple[Any, ...], word: Callable[[int], str]) -> StoredStatement:
    """A row of statements as it is read here, as a record."""
    return StoredStatement(
        row[0], row[1], row[2], word(row[3]), row[4], row[5], word(row[6]), not row[7],
        None if row[8] is None else word(row[8]), row[9], row[10], row[11], row[12],
        1.0 if row[13] is None else row[13], word(row[14]),
    )  # fmt: skip


#: What a statement may lack in a damaged ledger, or by a loader that names a speaker whom it never introduced.
_LACKS = {
    "document": "NOT EXISTS (SELECT 1 FROM documents d WHERE d.number = s.document)",
    "subject": "NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = s.subject)",
    "object": "typeof(s.object) = 'blob' AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = s.object)",
    "speaker": "s.asserted_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mentions m WHERE m.id = s.asserted_by)",
}


def adrift(connection: sqlite3.Connection) -> Iterator[tuple[bytes, str]]:
    """The ids of statements that hold and lead nowhere, with what the ledger lacks of each."""
    fill_retracted(connection)
    for lacks, condition in _LACKS.items():
        query = f"""SELECT s.id FROM statements s WHERE {condition} AND s.number IN (SELECT statement FROM holds)
            AND s.number NOT IN (SELECT number FROM temp.retracted) ORDER BY s.id"""
        for (identifier,) in connection.execute(query):
            yield identifier, lacks


def repeated_records(connection: sqlite3.Connection, documents: Iterable[bytes]) -> set[tuple[str, str, str]]:
    """The records (class, source, key) that more than one of these documents speak of."""
    query = """SELECT w.word, m.source, m.key FROM mentions m JOIN words w ON w.number = m.kind
        WHERE m.key IS NOT NULL AND m.document IN
            (SELECT d.number FROM documents d WHERE hex(d.id) IN (SELECT value FROM json_each(?)))
        GROUP BY w.word, m.source, m.key HAVING count(DISTINCT m.document) > 1"""
    listed = orjson.dumps([d.hex().upper() for d in documents]).decode()
    return {(kind, source, key) for kind, source, key in connection.execute(query, (listed,))}


def mentions(connection: sqlite3.Connection, words: Words, only: bytes | None = None) -> Iterator[StoredMention]:
    """All mentions, or those of one document, by id."""
    query = """SELECT m.id, d.id, m.kind, m.first, m.last, m.ordinal, m.source, m.key
        FROM mentions m JOIN documents d ON d.number = m.document"""
    values: tuple[bytes, ...] = ()
    if only is not None:  # ids begin with six bytes of their document's
        query += " WHERE m.id BETWEEN ? AND ? AND d.id = ?"
        values = (only[:6], only[:6] + b"\xff" * 10, only)
    for row in connection.execute(query + " ORDER BY m.id", values):
        yield StoredMention(row[0], row[1], words.word(row[2]), *row[3:])


_DOCUMENTS = """SELECT d.id, d.bytes_hash, d.media_type, d.language, length(d.text), d.held,
        CASE d.media_type WHEN ? THEN max(r.recorded) ELSE min(r.recorded) END
    FROM documents d LEFT JOIN runs r ON r.document = d.number {which} GROUP BY d.number ORDER BY d.id"""


def documents(connection: sqlite3.Connection) -> Iterator[StoredDocument]:
    """All documents, by id, without their texts."""
    shown = appearances(connection)
    for row in connection.execute(_DOCUMENTS.format(which=""), (TABLE,)):
        yield _document(row, shown)


def documents_of(connection: sqlite3.Connection, wanted: Iterable[bytes]) -> Iterator[StoredDocument]:
    """The documents of these ids, as far as there are any."""
    query = _DOCUMENTS.format(which="WHERE d.id = ?")
    for identifier in wanted:
        for row in connection.execute(query, (TABLE, identifier)):
            yield _document(row, appearances(connection, identifier))


def _document(row: tuple[Any, ...], shown: dict[bytes, list[Appearance]]) -> StoredDocument:
    appeared = tuple(shown.get(row[0], ()))
    return StoredDocument(row[0], row[1], row[2], row[3], row[4], bool(row[5]), appeared, row[6] or "")


def appearances(connection: sqlite3.Connection, only: bytes | None = None) -> dict[bytes, list[Appearance]]:
    """Document id -> its appearances, without those that say nothing which another does not say."""
    query = "SELECT d.id, a.fields FROM appearances a JOIN documents d ON d.number = a.document"
    rows = connection.execute(query + " WHERE d.id = ?", (only,)) if only else connection.execute(query)
    fields: dict[bytes, list[dict[str, str]]] = {}
    for document, line in rows:
        fields.setdefault(document, []).append(orjson.loads(line))
    return {
        document: sorted((Appearance(**one) for one in _fullest(said)), key=repr) for document, said in fields.items()
    }


def _fullest(said: list[dict[str, str]]) -> list[dict[str, str]]:
    """Those whose fields no other contains: an appearance without a date yields to the same one with it."""
    return [one for one in said if not any(one != other and one.items() <= other.items() for other in said)]


def text(connection: sqlite3.Connection, document: bytes) -> tuple[str, bool]:
    """A document's text, and whether it is all held or blotted out between quotes. Raises NotFound."""
    row = connection.execute("SELECT text, held FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise NotFound(f"no document has the id {document.hex()}")
    return str(row[0]), bool(row[1])


def document(connection: sqlite3.Connection, identifier: bytes) -> Document:
    """A document with its text as far as it is held. Raises NotFound."""
    query = "SELECT text, bytes_hash, media_type, language FROM documents WHERE id = ?"
    row = connection.execute(query, (identifier,)).fetchone()
    if row is None:
        raise NotFound(f"no document has the id {identifier.hex()}")
    return Document.received(identifier, *row)


def loaders(connection: sqlite3.Connection) -> list[str]:
    """Who loaded anything, by name."""
    query = "SELECT DISTINCT w.word FROM runs r JOIN words w ON w.number = r.loader ORDER BY w.word"
    return [row[0] for row in connection.execute(query)]


def read_by(connection: sqlite3.Connection, loader: str) -> dict[bytes, str]:
    """The documents that a loader read, each with the options of its last run."""
    query = f"""SELECT d.id, r.options FROM runs r JOIN words w ON w.number = r.loader
        JOIN documents d ON d.number = r.document WHERE w.word = ? AND r.number IN ({_LATEST})"""
    return dict(connection.execute(query, (loader,)).fetchall())


def quarantine(connection: sqlite3.Connection) -> Iterator[Refusal]:
    """What the gate refused in the latest run of each document and loader."""
    query = f"""SELECT d.id, q.thing, q.statement, q.reason FROM quarantine q JOIN runs r ON r.number = q.run
        JOIN documents d ON d.number = r.document WHERE q.run IN ({_LATEST}) ORDER BY q.number"""
    for row in connection.execute(query):
        yield Refusal(*row)


def candidates(connection: sqlite3.Connection) -> Iterator[Doubt]:
    """What extractors were unsure of in the latest run of each document and loader."""
    query = f"""SELECT d.id, c.fact, c.reasons FROM candidates c JOIN runs r ON r.number = c.run
        JOIN documents d ON d.number = r.document WHERE c.run IN ({_LATEST}) ORDER BY c.number"""
    for row in connection.execute(query):
        yield Doubt(*row)


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows by table, and how many statements hold, are retracted, refused or in doubt."""

    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    retracted = fill_retracted(connection)
    held = """SELECT count(DISTINCT statement) FROM holds
        WHERE statement NOT IN (SELECT number FROM temp.retracted)"""
    return {
        "documents": number("SELECT count(*) FROM documents"),
        "mentions": number("SELECT count(*) FROM mentions"),
        "statements": number(held),
        "entries": number("SELECT count(*) FROM entries"),
        "retracted": retracted,
        "quarantined": number(f"SELECT count(*) FROM quarantine WHERE run IN ({_LATEST})"),
        "candidates": number(f"SELECT count(*) FROM candidates WHERE run IN ({_LATEST})"),
    }
