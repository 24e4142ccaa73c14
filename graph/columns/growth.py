"""Columns from a ledger: made anew, or caught up with what the log says since."""

import sqlite3
from collections.abc import Iterable, Mapping

import numpy as np

from ...schema.model import model
from ..ledger import Ledger, contents, log, rows
from .columns import Columns
from .documents import Documents
from .reading import Texts, merged, read_mentions, read_statements
from .rows import NONE, Index, Numbers, stacked, taken
from .strings import Strings, Writing


def made(ledger: Ledger) -> Columns:
    """The columns of a ledger as it is now."""
    with ledger.reading() as connection:
        documents = Documents.of(contents.documents(connection))
        numbers = rows.document_numbers(connection)
        place = {numbers[identifier]: at for identifier, at in documents.place.items()}
        values, evidence = _writing(Strings(), {}), Writing(Strings(), {})
        mentions = read_mentions(rows.mentions(connection), place, values)
        index = Index(mentions.id)
        statements = read_statements(rows.statements(connection), place, index, Texts(values, evidence))
        sequence = _sequence(connection)
        return Columns(
            sequence, log.mark(connection, sequence), rows.words(connection), documents, mentions, index, statements,
            values.strings(), evidence.strings(), values.recurring,
        )  # fmt: skip


def caught_up(ledger: Ledger, known: Columns) -> tuple[Columns, Numbers]:
    """The columns of a ledger as it is now, from earlier ones of the same log, and the mentions that may differ.

    A document of which anything changed is read anew; all others stay as they are.
    """
    with ledger.reading() as connection:
        touched = log.touched(connection, known.sequence)
        documents = known.documents.renewed(contents.documents_of(connection, touched))
        numbers = _numbers(connection, touched)
        place = {number: documents.place[identifier] for number, identifier in numbers}
        values, evidence = _writing(known.values, known.recurring), Writing(known.evidence, {})
        read = read_mentions(rows.mentions(connection, numbers), place, values)
        fresh = known.index.places(read.id) == NONE
        mentions = stacked([known.mentions, taken(read, fresh)]) if fresh.any() else known.mentions
        index = Index(mentions.id) if fresh.any() else known.index
        batches = rows.statements(connection, [number for number, _ in numbers])
        new = read_statements(batches, place, index, Texts(values, evidence))
        places = np.fromiter(place.values(), np.int32, len(place))
        kept = ~np.isin(known.statements.document, places)
        statements = merged(known.statements if kept.all() else taken(known.statements, kept), new)
        sequence = _sequence(connection)
        found = Columns(
            sequence, log.mark(connection, sequence), rows.words(connection), documents, mentions, index, statements,
            values.strings(), evidence.strings(), values.recurring,
        )  # fmt: skip
        return found, np.flatnonzero(np.isin(mentions.document, places)).astype(np.int32)


def _writing(known: Strings, recurring: Mapping[str, int]) -> Writing:
    """Where values go: the words of the vocabularies have one number each, so that columns can be filtered by it."""
    writing = Writing(known, recurring)
    if not writing.recurring:
        words = {str(word) for vocabulary in model().vocabularies.values() for word in vocabulary}
        writing.add(sorted({"true", "false", *words}))
    return writing


def _sequence(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM entries").fetchone()[0])


def _numbers(connection: sqlite3.Connection, documents: Iterable[bytes]) -> list[tuple[int, bytes]]:
    query = "SELECT number FROM documents WHERE id = ?"
    found = ((connection.execute(query, (identifier,)).fetchone(), identifier) for identifier in sorted(documents))
    return [(row[0], identifier) for row, identifier in found if row]
