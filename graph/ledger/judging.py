"""Things before the gate: rows of what may enter, and refusals with their reasons. Nothing is read or written here.

It needs no ledger but its numbers of words, so that other processes can judge the parts of a large table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ...schema.model import Model, model
from ...schema.statement import Document, Statement, Thing, encode_evidence
from ..gate import Gate, judge
from .appending import Row

#: The class of a thing, its statement, why that is refused, and whether it leads.
Refusal = tuple[str, Statement, str, bool]
#: The class of a mention that stands outside of the document's part at hand, None if there is none.
Lookup = Callable[[bytes], str | None]


@dataclass
class Judged:
    """Rows of what the gate lets in, and what it refuses: (class, statement, reason, whether it leads).

    Of a thing that is refused as a whole one statement leads: by it the thing waits for review.
    """

    mentions: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    confidences: list[Row] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class Judging:
    """Judges the things of one document, each before the things that name it.

    `number`: the document's in the ledger; `word`: the numbers of words; `lookup`: finds the classes of mentions
    that were not judged here.
    """

    def __init__(
        self, document: Document, number: int, published: str | None, word: Callable[[str], int], lookup: Lookup
    ) -> None:  # fmt: skip
        self._model: Model = model()
        self._gate = Gate(self._model, document, published)
        self._document = number
        self._word = word
        self._lookup = lookup
        self._known: dict[bytes, str] = {}
        self._refused_things: set[bytes] = set()

    def judged(self, things: Iterable[Thing]) -> Judged:
        """The rows of some things. What earlier calls judged is looked up: a table may have millions of them."""
        found = Judged()
        self._known.clear()
        for thing in things:
            self._judge(thing, found)
        return found

    def _judge(self, thing: Thing, found: Judged) -> None:
        mention, gate = thing.mention, self._gate
        entering, refused, whole = judge(gate, thing, self._model.kinds.get(mention.kind))
        if not whole:
            entering, more, whole = self._check_references(thing, entering)
            refused += more
        if whole:
            self._refused_things.add(mention.id)
            refused += [(s, whole) for s in entering]
        if refused:
            leader = self._leader(mention.kind, refused) if whole else None
            found.refused += [(mention.kind, s, why, leader in (None, s)) for s, why in refused]
        if whole:
            return
        self._known[mention.id] = mention.kind
        found.mentions.append(self._mention_row(thing))
        for statement in entering:
            row = self._statement_row(statement)
            found.statements.append(row)
            if statement.confidence != 1.0:
                found.confidences.append((row[0], statement.confidence))

    def _leader(self, kind: str, refused: list[tuple[Statement, str]]) -> Statement | None:
        """Of the statements of a thing that is refused as a whole, the first for which it is."""
        essential = (statement for statement, _ in refused if self._gate.essential(kind, statement))
        return next(essential, refused[0][0] if refused else None)

    def _check_references(
        self, thing: Thing, entering: list[Statement]
    ) -> tuple[list[Statement], list[tuple[Statement, str]], str]:
        """Takes out what names a mention that is refused, unknown or of a wrong class."""
        kind, good, refused, whole = thing.mention.kind, [], [], ""
        for statement in entering:
            named = statement.object
            if not isinstance(named, bytes):
                good.append(statement)
                continue
            reason = self._refused_reference(kind, statement.property, named)
            if not reason:
                good.append(statement)
                continue
            refused.append((statement, reason))
            if self._gate.essential(kind, statement):
                whole = whole or f"its {statement.property} was refused: {reason}"
        return good, refused, whole

    def _refused_reference(self, kind: str, prop: str, named: bytes) -> str:
        if named in self._refused_things:
            return "it names a thing that was refused"
        other = self._known.get(named) or self._lookup(named)
        if other is None:
            return f"it names {named.hex()}, which no earlier thing of the document is"
        ranges = self._model.kind(kind).properties[prop].ranges
        if any(self._model.is_a(other, allowed) for allowed in ranges):
            return ""
        return f"it names a {other}, not a {' or '.join(ranges)}"

    def _mention_row(self, thing: Thing) -> Row:
        m = thing.mention
        return (m.id, self._document, self._word(m.kind), m.start, m.end, m.ordinal, m.source, m.key)

    def _statement_row(self, s: Statement) -> Row:
        number = self._word
        evidence = encode_evidence(s.evidence)
        return (
            s.id(evidence), self._document, s.subject, number(s.property), s.object, evidence, number(s.modality),
            None if s.polarity else 1, None if s.status is None else number(s.status),
            s.valid_from, s.valid_to, s.asserted_by,
        )  # fmt: skip
