"""The reader of a table: its parts in, things with their evidence out, by the table's definition.

A cell proves a value; a quantity's unit stands in the column's name or note, a constant's reason too.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from ...schema.columns import column_unit, date_order
from ...schema.statement import Document, Mention, Span, Statement, Thing, mention_of_record
from .cells import unreadable
from .definition import Column, Condition, Each, Header, ThingDefinition, Value, things
from .row import Head, Piece, Row, RowError, head, rows

_HOLE = re.compile(r"\{([^{}]*)\}")
_KEY_BYTES = 8
#: What stands in a key for a `#` of a cell: a key's own parts a record from what belongs to it.
_HASH = "\uff03"


class Stance(NamedTuple):
    """How a row says what it says of a thing."""

    modality: str
    status: str | None
    valid_from: str | None
    valid_to: str | None


class Said(NamedTuple):
    """A thing of a row that others may name: its mention, the words that name it, and how they say so.

    A thing of all rows, such as the index that they are the members of, is named by the words that prove it.
    """

    mention: bytes
    words: Span
    modality: str


#: What a row said of its things so far, by their names in the definition.
Named = dict[str, list[Said]]


class TableReader:
    """Reads the parts of one table. Raises Misdefined where the definition does not fit the header."""

    def __init__(
        self, source: str, table: Mapping[str, Any], columns: tuple[str, ...], published: str | None = None
    ) -> None:
        self._notes = dict(table.get("notes", {}))
        header = Header(columns, self._notes, published)
        for column in self._notes:
            header.check("notes", column)
        self._definitions = things(table, header)
        self._source = source
        self._places = {name: at for at, name in enumerate(columns)}
        self._missing = frozenset(["", *table.get("missing", ())])
        self._key = str(table.get("key", ""))
        for column in _HOLE.findall(self._key):
            header.check("key", column)
        for definition in self._definitions:
            for column in _HOLE.findall(definition.key):
                if column != "each":
                    header.check(f"{definition.name}.key", column)

    @property
    def notes(self) -> Mapping[str, str]:
        """The notes that each part begins with."""
        return self._notes

    def things(self, document: Document, first: int, keys: list[bytes]) -> Iterator[Thing]:
        """What a part says, thing by thing. `keys` gets a hash of each row's key, to find those that stand twice;
        zeros for a blank row.

        Raises RowError with the number of the row in its `column`.
        """
        start = head(document, list(self._notes))
        plans = [_Plan(d, document, self, start) for d in self._definitions]
        key = self.key_of(self._key) if self._key else None
        for row in rows(document, start.length, first):
            try:
                if key is not None:
                    keys.append(self._row_key(row, key))
                named: Named = {}
                for plan in plans:
                    yield from plan.things(row, named)
            except RowError as error:
                raise RowError(f"row {row.number}, column {error.column!r}: ", error.what, error.remedy) from None

    def _row_key(self, row: Row, key: Callable[[Row, Piece | None], str | None]) -> bytes:
        found = key(row, None)
        if found is None and not any(row.cells):
            return bytes(_KEY_BYTES)
        if found is None:
            column = _HOLE.findall(self._key)[0]
            raise RowError(column, "is empty, and the row is known by it", "Fill it, or take the row out")
        return blake2b(found.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()

    def piece(self, row: Row, column: str, each: Piece | None = None) -> Piece | None:
        """A cell, or the piece of it at hand; None if it is empty."""
        found = each if column == "each" and each is not None else row.piece(self._places[column])
        return None if found.text in self._missing else found

    def mention(self, document: Document, kind: str, key: str) -> Mention:
        """The mention of a record."""
        return mention_of_record(document.id, kind, self._source, key)

    def key_of(self, template: str) -> Callable[[Row, Piece | None], str | None]:
        """Fills a template's holes with cells; None where one of them is empty."""
        texts = _HOLE.split(template)

        def key(row: Row, each: Piece | None) -> str | None:
            made = []
            for at, text in enumerate(texts):
                if at % 2:
                    found = self.piece(row, text, each)
                    if found is None:
                        return None
                    made.append(found.text.replace("#", _HASH) if "#" in found.text else found.text)
                else:
                    made.append(text)
            return "".join(made)

        return key

    def is_own(self, definition: ThingDefinition) -> bool:
        """Whether a thing is a row's own: others, such as the owner of many plants, stand in many rows."""
        own = bool(self._key) and definition.each is None
        return own and (definition.key == self._key or definition.key.startswith(self._key + "#"))


class _Plan:
    """How one definition's things are made in one part."""

    def __init__(self, definition: ThingDefinition, document: Document, reader: TableReader, start: Head) -> None:
        self._definition, self._document, self._reader, self._head = definition, document, reader, start
        self._key = reader.key_of(definition.key)
        self._first_column = next(iter(_HOLE.findall(definition.key)), None)
        self._own = reader.is_own(definition)
        self._said: set[tuple[object, ...]] = set()
        self._says = [self._say(value) for value in definition.values]
        essential = {v.property.name for v in definition.values if v.property.essential and not v.property.party}
        self._essential = tuple(essential)

    def things(self, row: Row, named: Named) -> Iterator[Thing]:
        """The thing that the row speaks of, or each of those; none where a condition is not met."""
        definition = self._definition
        if not all(self._met(condition, row) for condition in definition.conditions):
            return
        stance = self._stance(row)
        if definition.each is None:
            yield from self._thing(row, named, stance, None)
            return
        for piece, modality in self._pieces(row, definition.each):
            yield from self._thing(row, named, stance._replace(modality=modality or stance.modality), piece)

    def _thing(self, row: Row, named: Named, stance: Stance, each: Piece | None) -> Iterator[Thing]:
        key = self._key(row, each)
        if key is None:
            return
        mention = self._reader.mention(self._document, self._definition.kind.name, key)
        statements: list[Statement] = []
        for say in self._says:
            say(row, mention.id, named, stance, each, statements)
        if self._essential and not {s.property for s in statements}.issuperset(self._essential):
            return
        words = self._naming(row, each, statements)
        if words is not None:
            named.setdefault(self._definition.name, []).append(Said(mention.id, words, stance.modality))
        if not self._own:
            statements = [s for s in statements if self._is_new(s)]
            if not statements and self._essential:
                return
        yield Thing(mention, statements)

    def _naming(self, row: Row, each: Piece | None, statements: list[Statement]) -> Span | None:
        """The words by which others may name the thing; None if the row has none."""
        if each is None and self._first_column is None:
            return statements[0].evidence[0] if statements else None
        words = each or self._reader.piece(row, self._first_column or "")
        return words.span() if words else None

    def _is_new(self, statement: Statement) -> bool:
        """Whether no row above said so: one that stands in many rows is said once a part."""
        known = statement.subject, statement.property, statement.object, *statement[4:9]
        if known in self._said:
            return False
        self._said.add(known)
        return True

    # -- what a row is

    def _met(self, condition: Condition, row: Row) -> bool:
        piece = self._reader.piece(row, condition.column)
        text = piece.text if piece else ""
        if condition.day is None:
            return (text in condition.words) is condition.wanted
        if not text:
            return False
        limit = condition.until or condition.after or ""
        day = condition.day(text)[: len(limit)]  # a release of a month holds all days of it
        return ((day <= limit) is (condition.until is not None)) is condition.wanted

    def _stance(self, row: Row) -> Stance:
        d = self._definition
        modality = self._told(d.modality, row) or "asserted"
        return Stance(modality, self._told(d.status, row), self._told(d.valid_from, row), self._told(d.valid_to, row))

    def _told(self, column: Column, row: Row) -> str | None:
        if column.column is None or column.read is None:
            return column.constant
        piece = self._reader.piece(row, column.column)
        return column.read(piece.text) if piece else column.constant

    def _pieces(self, row: Row, each: Each) -> Iterator[tuple[Piece, str | None]]:
        """The things that a cell lists, each with the modality of its tag."""
        cell = self._reader.piece(row, each.column)
        if cell is None:
            return
        start = cell.start
        for text in cell.text.split(each.split):
            words, _, last = text.strip().rpartition(" ")
            tagged = last in each.tags
            found = words.strip() if tagged else text.strip()
            if found:
                yield Piece(found, start + text.index(found)), each.tags[last] if tagged else None
            start += len(text) + len(each.split)

    # -- what it says

    def _say(self, value: Value) -> "_Say":
        if value.thing is not None:
            return self._say_thing(value)
        return self._say_constant(value) if value.constant is not None else self._say_cell(value)

    def _say_thing(self, value: Value) -> "_Say":
        name, other, own = value.property.name, value.thing or "", value.modality
        rows_start = self._head.length

        def say(
            row: Row, subject: bytes, named: Named, stance: Stance, each: Piece | None, out: list[Statement]
        ) -> None:
            for said in named.get(other, ()):
                modality = own or (said.modality if stance.modality == "asserted" else stance.modality)
                # words that stand above all rows say of this one nothing without its own
                subject_words = self._shown(row, each).span("subject") if said.words.start < rows_start else None
                evidence = self._evidence(row, said.words, subject_words)
                out.append(Statement(subject, name, said.mention, evidence, modality, True, *stance[1:]))

        return say

    def _say_constant(self, value: Value) -> "_Say":
        name, constant, own = value.property.name, value.constant or "", value.modality
        fixed = self._reason(value) if value.by else None

        def say(
            row: Row, subject: bytes, named: Named, stance: Stance, each: Piece | None, out: list[Statement]
        ) -> None:
            words = fixed or (row.piece(0) if self._first_column is None else self._shown(row, each)).span()
            evidence = self._evidence(row, words)
            out.append(Statement(subject, name, constant, evidence, own or stance.modality, True, *stance[1:]))

        return say

    def _shown(self, row: Row, each: Piece | None) -> Piece:
        """The words by which the row names the thing."""
        found = each or self._reader.piece(row, self._first_column or "")
        return found or row.piece(0)

    def _reason(self, value: Value) -> Span:
        """Where a constant stands: its words in a note, else the note, else the column's name."""
        note = self._head.notes.get(value.by or "")
        if note is None:
            return self._head.columns[value.by or ""].span()
        at = note.text.find(value.constant or "") if value.property.ranges == ("string",) else -1
        return Piece(value.constant or "", note.start + at).span() if at >= 0 else note.span()

    def _say_cell(self, value: Value) -> "_Say":
        name, column, own, read = value.property.name, value.column or "", value.modality, value.read
        assert read is not None
        take = re.compile(value.take) if value.take else None
        place = value.unit
        unit = self._telling(place).span("unit") if place else None

        def say(
            row: Row, subject: bytes, named: Named, stance: Stance, each: Piece | None, out: list[Statement]
        ) -> None:
            piece = self._reader.piece(row, column, each)
            if piece is None:
                return
            if take is not None:
                piece = _taken(take, column, piece)
                if piece is None:
                    return
            words = piece.span()
            evidence = self._evidence(row, words, unit)
            said = read(piece.text)
            out.append(Statement(subject, name, said, evidence, own or stance.modality, True, *stance[1:]))

        return say

    def _telling(self, column: str) -> Piece:
        """The note on a column if it tells a unit or the order of dates, else the column's name."""
        note = self._head.notes.get(column)
        tells = note is not None and (column_unit(note.text) or date_order(note.text))
        return note if note is not None and tells else self._head.columns[column]

    def _evidence(self, row: Row, words: Span, beside: Span | None = None) -> tuple[Span, ...]:
        spans = (words,) if beside is None else (words, beside)
        if self._definition.quote is None:
            return spans
        quote = self._reader.piece(row, self._definition.quote)
        return spans if quote is None else (*spans, quote.span("quote"))


#: Adds what a row says by one definition of a value: (row, subject, named, stance, piece of `each`, statements).
_Say = Callable[[Row, bytes, Named, Stance, Piece | None, list[Statement]], None]


def _taken(take: re.Pattern[str], column: str, piece: Piece) -> Piece | None:
    """The part of a cell that counts; None where the pattern's group is not there."""
    match = take.search(piece.text)
    if match is None:
        raise unreadable(column, piece.text, "is not of the form that is known there", f"The form is {take.pattern}")
    return None if match[1] is None else Piece(match[1], piece.start + match.start(1))
