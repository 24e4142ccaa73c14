"""The gate: nothing enters the ledger unless its quotes stand in the document and its value parses out of them.

It runs for every statement, so it is thin: slices and comparisons, and grammars whose parses are remembered.
"""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ..schema.columns import cell_date, cell_quantity, column_unit
from ..schema.coordinates import AXES, coordinate_contradiction
from ..schema.dates import DateError, PartialDate
from ..schema.datewords import date_contradiction, duration_contradiction
from ..schema.model import QUANTITIES, Kind, Model, Property
from ..schema.numbers import contradiction
from ..schema.places import precision_contradiction
from ..schema.quantity import Quantity, QuantityError
from ..schema.statement import ID_BYTES, Document, Mention, Span, Statement, Thing
from ..schema.words import one_line

#: Characters before a value's words that are searched for a cap which the value lost ("up to").
_BEFORE = 24
#: What stands before a cell of a table. Nothing does before the first.
_BORDERS = ("\t", "\n")
#: A check of one property: (statement, its value span, the gate) -> why it is refused, or None.
Check = Callable[["Gate", Statement, Span], str | None]


class Gate:
    """Judges the statements of one document, of one run. Holds the model's checks per class and property."""

    def __init__(self, model: Model, document: Document, published: str | None) -> None:
        self.text = document.text
        self.prefix = document.id[:6]
        self.published = published
        self._model = model
        self._modalities = frozenset(model.vocabularies["modality"])
        self._statuses = frozenset(model.vocabularies["status"]) | {None}
        self._checks: dict[str, dict[str, tuple[Property, Check]]] = {}

    def refused_mention(self, mention: Mention) -> str | None:
        """Why a mention cannot stand in this document, or None."""
        if len(mention.id) != ID_BYTES or mention.id[:6] != self.prefix:
            return "its id is not made from this document's hash"
        if mention.start is None or mention.end is None:
            return None if mention.source and mention.key else "it has neither a span nor a record"
        if not 0 <= mention.start < mention.end <= len(self.text):
            return f"its span {mention.start}-{mention.end} lies outside the document's {len(self.text)} characters"
        return None

    def refused(self, kind: str, statement: Statement) -> str | None:
        """Why a statement about a thing of class `kind` is refused, or None."""
        found = self.checks(kind).get(statement.property)
        if found is None:
            return f"{kind} has no property {statement.property!r}"
        text, evidence = self.text, statement.evidence
        if not evidence:
            return "it has no evidence"
        for start, end, quote, part in evidence:
            if not quote or text[start:end] != quote or end - start != len(quote):
                return f"its {part} {quote!r} does not stand at {start}-{end}"
        if evidence[0][3] != "value":
            return "its first evidence is not the words of the value"
        if statement.modality not in self._modalities or statement.status not in self._statuses:
            return f"no such modality or status: {statement.modality!r}, {statement.status!r}"
        if statement.valid_from or statement.valid_to:
            reason = _refused_validity(statement)
            if reason:
                return reason
        return found[1](self, statement, evidence[0])

    def essential(self, kind: str, statement: Statement) -> bool:
        """Whether refusing this statement refuses the whole thing."""
        found = self.checks(kind).get(statement.property)
        return found is not None and found[0].essential

    def checks(self, kind: str) -> dict[str, tuple[Property, Check]]:
        """The properties of a class with their checks, made once per class."""
        known = self._checks.get(kind)
        if known is None:
            properties = self._model.kind(kind).properties if kind in self._model.kinds else {}
            known = {name: (p, _check_for(p, self._model)) for name, p in properties.items()}
            self._checks[kind] = known
        return known

    def before(self, span: Span) -> str:
        """The document's words right before a span."""
        return self.text[max(0, span.start - _BEFORE) : span.start]


def _check_for(prop: Property, model: Model) -> Check:
    first = prop.ranges[0]
    if prop.name in AXES and first == "decimal":
        return _refused_coordinate
    if first == "placePrecision":
        return _refused_precision
    if first in model.kinds:
        return _refused_mention_object
    if first in model.vocabularies:
        return _vocabulary_check(first, frozenset(model.vocabularies[first]))
    if first in QUANTITIES:
        return _quantity_check(first)
    return {
        "string": _refused_string, "boolean": _refused_boolean, "decimal": _refused_decimal,
        "date": _refused_date, "duration": _refused_duration,
    }[first]  # fmt: skip


def _refused_mention_object(gate: Gate, statement: Statement, value: Span) -> str | None:
    if isinstance(statement.object, bytes) and len(statement.object) == ID_BYTES:
        return None
    return f"{statement.property} needs a mention, not {statement.object!r}"


def _vocabulary_check(name: str, words: frozenset[str]) -> Check:
    def refused(gate: Gate, statement: Statement, value: Span) -> str | None:
        return None if statement.object in words else f"{statement.object!r} is not in the list {name}"

    return refused


#: A quantity's unit by the property's range; money takes ISO 4217 codes and token symbols alike.
_UNITS: dict[str, Callable[[str], bool]] = {
    "power": lambda unit: unit == "MW",
    "percent": lambda unit: unit == "percent",
    "money": lambda unit: unit not in ("MW", "percent"),
    "quantity": lambda unit: True,
}


@lru_cache(maxsize=8192)
def _decoded(line: str) -> Quantity:
    return Quantity.decode(line)


def _quantity_check(name: str) -> Check:
    fits = _UNITS[name]

    def refused(gate: Gate, statement: Statement, value: Span) -> str | None:
        if _is_of_a_table(gate, statement, value, fits):
            return None
        try:
            quantity = _decoded(str(statement.object))
        except QuantityError as error:
            return str(error)
        if not fits(quantity.unit):
            return f"{statement.property} cannot be in {quantity.unit}"
        return contradiction(quantity, statement.evidence, gate.before(value))

    return refused


def _is_of_a_table(gate: Gate, statement: Statement, value: Span, fits: Callable[[str], bool]) -> bool:
    """Whether a cell and the unit of its column state the quantity; all else is read as prose, which takes longer."""
    evidence = statement.evidence
    if len(evidence) < 2 or evidence[1][3] != "unit" or gate.text[value.start - 1 : value.start] not in _BORDERS:
        return False
    unit = column_unit(evidence[1][2])
    return unit is not None and fits(unit.code) and cell_quantity(value.quote, unit) == statement.object


def _refused_string(gate: Gate, statement: Statement, value: Span) -> str | None:
    if statement.object == value.quote or statement.object == one_line(value.quote):
        return None
    return f"{statement.object!r} is not what stands there: {value.quote!r}"


def _refused_boolean(gate: Gate, statement: Statement, value: Span) -> str | None:
    return None if statement.object in ("true", "false") else f"{statement.object!r} is neither true nor false"


def _refused_decimal(gate: Gate, statement: Statement, value: Span) -> str | None:
    try:
        same = Decimal(str(statement.object)) == Decimal(value.quote.strip())
    except InvalidOperation:
        same = False
    return None if same else f"{statement.object!r} is not the number that stands there: {value.quote!r}"


def _refused_coordinate(gate: Gate, statement: Statement, value: Span) -> str | None:
    return coordinate_contradiction(statement.property, str(statement.object), value.quote)


def _refused_precision(gate: Gate, statement: Statement, value: Span) -> str | None:
    return precision_contradiction(str(statement.object), value.quote)


def _refused_date(gate: Gate, statement: Statement, value: Span) -> str | None:
    evidence = statement.evidence
    if len(evidence) > 1 and evidence[1][3] == "unit" and cell_date(value.quote, evidence[1][2]) == statement.object:
        return None
    return date_contradiction(str(statement.object), value.quote, gate.published)


def _refused_duration(gate: Gate, statement: Statement, value: Span) -> str | None:
    return duration_contradiction(str(statement.object), value.quote)


def _refused_validity(statement: Statement) -> str | None:
    try:
        start = PartialDate.parse(statement.valid_from) if statement.valid_from else None
        end = PartialDate.parse(statement.valid_to) if statement.valid_to else None
    except DateError as error:
        return str(error)
    if start and end and end.before(start):
        return f"it ends {statement.valid_to} before it starts {statement.valid_from}"
    return None


def judge(gate: Gate, thing: Thing, kind: Kind | None) -> tuple[list[Statement], list[tuple[Statement, str]], str]:
    """One thing's statements that may enter, those refused with the reason, and why the whole is refused ('')."""
    whole = gate.refused_mention(thing.mention) or ("" if kind else f"no class {thing.mention.kind!r}")
    entering: list[Statement] = []
    refused: list[tuple[Statement, str]] = []
    for statement in thing.statements:
        reason = gate.refused(thing.mention.kind, statement)
        if reason is None:
            entering.append(statement)
            continue
        refused.append((statement, reason))
        if gate.essential(thing.mention.kind, statement):
            whole = whole or f"its {statement.property} was refused: {reason}"
    return entering, refused, whole
