"""What people's decisions set aside: statements of machines that say again what a person rejected or put right.

Derived when it is read, like retractions, so that neither the order of loads and decisions nor the version of a
loader matters. What a decision itself put into the ledger stays, whoever else says it.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from ...schema.contract import OF_ACTORS, Content, content
from ...schema.model import model
from ...schema.statement import decode_evidence
from .lines import Said, line, line_of_actor
from .records import Act

#: The loader of what people decided.
REVIEW = "review"

_HELD = """
    SELECT s.number, s.subject, k.word, p.word, s.object, m.word, st.word, s.evidence
    FROM statements s JOIN mentions n ON n.id = s.subject JOIN words k ON k.number = n.kind
        JOIN words p ON p.number = s.property JOIN words m ON m.number = s.modality
        LEFT JOIN words st ON st.number = s.status
    WHERE s.document = ?1 AND s.denied IS NULL AND EXISTS (SELECT 1 FROM holds h WHERE h.statement = s.number)
    ORDER BY s.subject, s.number"""
_BROUGHT = """
    SELECT s.number FROM statements s JOIN holds h ON h.statement = s.number
    WHERE s.document = ?1 AND h.loader = (SELECT number FROM words WHERE word = ?2)"""


class _Row(NamedTuple):
    number: int
    subject: bytes
    kind: str
    said: Said


class _Words(NamedTuple):
    """A fact that was decided on: its content, and where its quote stands."""

    content: Content
    start: int
    end: int


def overruled(connection: sqlite3.Connection, decisions: Sequence[Act]) -> Iterator[int]:
    """The numbers of the statements that decisions in force set aside."""
    by_document: defaultdict[bytes, list[Act]] = defaultdict(list)
    for act in decisions:
        if act.document is not None:
            by_document[act.document].append(act)
    for identifier, acts in by_document.items():
        number, text = connection.execute("SELECT number, text FROM documents WHERE id = ?", (identifier,)).fetchone()
        brought = {row[0] for row in connection.execute(_BROUGHT, (number, REVIEW))}
        things = _things(connection, number, text)
        yield from (n for n in _of_document(things, acts) if n not in brought)


def _of_document(things: dict[bytes, list[_Row]], acts: list[Act]) -> Iterator[int]:
    facts = [words for act in acts for words in _decided(act)]
    said = {content for content, _, _ in facts}
    names = {
        subject: str(r.said.object) for subject, rows in things.items() for r in rows if r.said.property == "name"
    }
    for rows in things.values():
        for wider, own in _contents(rows, names):
            if wider.content in said and any(_same(wider, fact) for fact in facts):
                yield from (row.number for row in own)
    for act in acts:
        if act.subject is not None:
            yield from _claimed(things.get(act.subject, []), act)


def _decided(act: Act) -> Iterator[_Words]:
    """The facts that a decision settles: no machine says them any more by itself."""
    for fact in (act.fact, act.was):
        if fact:
            yield _words(orjson.loads(fact))


def _words(line: dict[str, Any]) -> _Words:
    return _Words(content(line), line["offset"], line["offset"] + len(line["quote"]))


def _same(one: _Words, other: _Words) -> bool:
    """Whether they are one fact of the text: equal content, and quotes that overlap."""
    return one.content == other.content and one.start < other.end and other.start < one.end


def _things(connection: sqlite3.Connection, document: int, text: str) -> dict[bytes, list[_Row]]:
    """What holds of one document, by thing."""
    found: dict[bytes, list[_Row]] = {}
    for number, subject, kind, prop, said, modality, status, evidence in connection.execute(_HELD, (document,)):
        spans = list(decode_evidence(evidence, text))
        found.setdefault(subject, []).append(_Row(number, subject, kind, Said(prop, said, modality, status, spans)))
    return found


def _contents(rows: list[_Row], names: dict[bytes, str]) -> Iterator[tuple[_Words, list[_Row]]]:
    """The contents that a thing's statements have, each with the statements that it rests on."""
    kind = rows[0].kind
    if not model().is_a(kind, "Actor"):
        found = line(kind, [row.said for row in rows], lambda mention: names.get(mention, mention.hex()))
        if found:
            yield _words(found), rows
        return
    for row in rows:
        if row.said.property in OF_ACTORS.values():
            found = line_of_actor(row.said, names.get(row.subject, ""))
            if found:
                yield _words(found), [row]


def _claimed(rows: list[_Row], act: Act) -> Iterator[int]:
    """The statements of a thing that an act's claim covers: all, if what it names is essential to the thing."""
    hit = [r for r in rows if act.property in (None, r.said.property) and act.object in (None, r.said.object)]
    whole = any(_essential(r) for r in hit) and act.property is not None
    yield from (r.number for r in (rows if whole else hit))


def _essential(row: _Row) -> bool:
    found = model().kind(row.kind).properties.get(row.said.property)
    return found is not None and found.essential
