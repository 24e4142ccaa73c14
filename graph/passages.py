"""Passages: words of a document with all that rests on them, so that one sentence can be handed on by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..schema.statement import Span
from .context import bounds
from .ledger.records import StoredDocument, StoredStatement
from .view.node import Node
from .view.view import View


class PassageError(ValueError):
    """Words that there are not: the message says what there is instead."""


@dataclass(frozen=True)
class Passage:
    """Words of a document, from `start` to before `end`, and what rests on them in a view.

    `statements`: those whose value, subject or unit stands in these words, and the names that the document gives to
    what they speak of. `attribution`: the words by which its source asks to be named.
    """

    view: View
    document: StoredDocument
    start: int
    end: int
    statements: tuple[StoredStatement, ...]
    attribution: str | None = None

    @property
    def quote(self) -> str:
        """The words; blots where only quotes of the text are held."""
        return self.view.snapshot.ledger.text(self.document.id)[self.start : self.end]

    @property
    def licences(self) -> list[str]:
        """The licences under which the document was published; none where nobody states one."""
        return sorted({shown.licence for shown in self.document.appearances if shown.licence})

    @property
    def mentions(self) -> frozenset[bytes]:
        """The mentions that the statements name."""
        return frozenset(mention for said in self.statements for mention in _named(said))

    @property
    def things(self) -> list[Node]:
        """The things that the statements speak of, by id."""
        resolved = self.view.snapshot.identity.node
        found = (self.view.node(identifier) for identifier in sorted({resolved[m] for m in self.mentions}))
        return [node for node in found if node is not None]

    def proofs(self) -> Iterator[StoredStatement]:
        """What it unfolds to."""
        yield from self.statements

    def __str__(self) -> str:
        named = ", ".join(self.licences) or "no licence stated"
        many = f"{len(self.statements):,} statements of {len(self.things):,} things"
        return f"“{self.quote}”\n  {many}; {named}" + (f"; {self.attribution}" if self.attribution else "")


def passage(
    view: View, document: bytes, start: int, end: int | None = None, attribution: str | None = None
) -> Passage:
    """The words of a document from `start` to before `end`, else the sentence in which `start` stands.

    Raises PassageError for a document that the view does not know, and for a place outside of its text.
    """
    if document in view.hidden:
        raise PassageError(f"document {document.hex()} was not surely known at {view.perspective.known_at}")
    stored = view.documents.get(document)
    if stored is None:
        raise PassageError(f"no document has the id {document.hex()!r} in this view; search or documents lists them")
    text = view.snapshot.ledger.text(document)
    if not 0 <= start < len(text) or (end is not None and not start < end <= len(text)):
        asked = start if end is None else f"{start}-{end}"
        order = "; its end must lie behind its start" if end is not None and end <= start else ""
        raise PassageError(
            f"{asked} is no place in document {document.hex()}: it has {len(text):,} characters{order}"
        )
    start, end = bounds(text, start, start + 1) if end is None else (start, end)
    said = _said_in(view, document)
    resting = {s.id: s for s in said if any(p.start < end and p.end > start for p in _proving(view, s))}
    spoken = {mention for s in resting.values() for mention in _named(s)}
    resting |= {s.id: s for s in said if s.property == "name" and s.subject in spoken}
    return Passage(view, stored, start, end, tuple(resting[i] for i in sorted(resting)), attribution)


def _said_in(view: View, document: bytes) -> list[StoredStatement]:
    columns = view.snapshot.columns
    here = columns.statements.document == columns.documents.place[document]
    return list(columns.all_statements(np.flatnonzero(view.counting & here)))


def _proving(view: View, said: StoredStatement) -> list[Span]:
    """The words that carry a statement; its clause, which may run over several sentences, only if there are none."""
    spans = view.evidence(said)
    return [span for span in spans if span.part != "quote"] or spans


def _named(said: StoredStatement) -> Iterator[bytes]:
    yield from (named for named in (said.subject, said.object, said.asserted_by) if isinstance(named, bytes))
