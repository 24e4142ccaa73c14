"""Definitions of things in a table, checked against the model and the table's own header.

A value is defined by a column's name, by a table of options, or by a list of either. What does not fit the model,
the header or the vintage is refused when the table is opened, before a row is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from ...schema.columns import ColumnUnit, column_unit, date_order
from ...schema.dates import DateError, PartialDate
from ...schema.model import QUANTITIES, Kind, Property, model
from .cells import Reading, date, flag, number, quantity, term, text, word
from .shape import THING


class Misdefined(Exception):
    """A definition that cannot be: where, what is wrong, and what to do."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(where, what, remedy)
        self.where, self.what, self.remedy = where, what, remedy


@dataclass(frozen=True)
class Value:
    """How one property is read: from a cell (`column`, by `read`), as a constant, or as a thing of the same row.

    `constant`: a word or text, whose evidence is `by`: a column's note, else its name. `unit`: the column in whose
    name or note the unit of a quantity or the order of a date stands. `take`: a pattern whose first group is the
    part of the cell that counts. `modality`: if it is another than the thing's.
    """

    property: Property
    column: str | None = None
    read: Reading | None = None
    take: str | None = None
    unit: str | None = None
    thing: str | None = None
    constant: str | None = None
    by: str | None = None
    modality: str | None = None


@dataclass(frozen=True)
class Column:
    """A statement's modality, status or validity: the same for all rows, or told by a column."""

    constant: str | None = None
    column: str | None = None
    read: Reading | None = None


@dataclass(frozen=True)
class Condition:
    """Rows of which a thing is made: where a column has (or has not) one of these words; "" is an empty cell.

    `until` and `after`: where the column's date, as `day` reads it, lies up to, or after, that of the release.
    """

    column: str
    words: frozenset[str]
    wanted: bool = True
    until: str | None = None
    after: str | None = None
    day: Reading | None = None


@dataclass(frozen=True)
class Each:
    """A cell that holds several things, with what parts them, and tags at the end of each with their modality."""

    column: str
    split: str
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ThingDefinition:
    """One thing of a row."""

    name: str
    kind: Kind
    key: str
    values: tuple[Value, ...]
    conditions: tuple[Condition, ...]
    each: Each | None
    modality: Column
    status: Column
    valid_from: Column
    valid_to: Column
    quote: str | None = None


@dataclass(frozen=True)
class Header:
    """The columns that a table has, the notes on them, and the date of its release."""

    columns: tuple[str, ...]
    notes: Mapping[str, str]
    published: str | None

    def check(self, where: str, column: object) -> str:
        """The column's name. Raises Misdefined, with the nearest name, for one that the table does not have."""
        if isinstance(column, str) and column in self.columns:
            if self.columns.count(column) > 1:
                raise Misdefined(where, f"the table has the column {column!r} twice", "Rename one of them")
            return column
        folded = {name.casefold(): name for name in reversed(self.columns)}
        near = get_close_matches(str(column).casefold(), folded, 1, 0.5)
        has = f"the nearest is {folded[near[0]]!r}" if near else f"it has {', '.join(map(repr, self.columns[:30]))}"
        remedy = "Check that this is the right file and release; if the column was renamed, say so in the definition"
        raise Misdefined(where, f"the table has no column {column!r}; {has}", remedy)


def things(table: Mapping[str, Any], header: Header) -> list[ThingDefinition]:
    """The things of a table, in order. Raises Misdefined."""
    found: dict[str, ThingDefinition] = {}
    for name, told in table["things"].items():
        whole = _inherited(name, told, table["things"])
        found[name] = _Definer(name, whole, header, found, str(table.get("key", ""))).defined()
    return list(found.values())


def _inherited(
    name: str, told: Mapping[str, Any], all_: Mapping[str, Any], before: Sequence[str] = ()
) -> dict[str, Any]:  # fmt: skip
    """What a thing says itself over what the thing says that it is like. `before`: those that led to it."""
    other, before = told.get("like"), [*before, name]
    if other is None:
        return dict(told)
    if other not in all_ or other in before:
        raise Misdefined(name, f"is like {other!r}, which is no other thing of the table", "Name one")
    return _inherited(other, all_[other], all_, before) | {k: v for k, v in told.items() if k != "like"}


class _Definer:
    """Makes one definition of a thing."""

    def __init__(
        self, name: str, told: Mapping[str, Any], header: Header, above: Mapping[str, ThingDefinition], key: str
    ) -> None:
        self._name, self._told, self._header, self._above = name, told, header, above
        kind = told.get("class")
        if not isinstance(kind, str) or kind not in model().kinds or model().kinds[kind].abstract:
            known = ", ".join(k.name for k in model().kinds.values() if not k.abstract)
            raise Misdefined(name, f"has the class {kind!r}", f"Classes are {known}")
        self._kind = model().kinds[kind]
        self._key = told.get("key", key)

    def defined(self) -> ThingDefinition:
        told = self._told
        if not self._key:
            raise Misdefined(self._name, "has no key", 'Say what tells its records apart: key = "{id}"')
        each = self._each(told["each"]) if "each" in told else None
        values = [v for p, said in told.items() if p not in THING for v in self._values(p, said, each)]
        quote = self._header.check(f"{self._name}.quote", told["quote"]) if "quote" in told else None
        modality, status, start, end = (self._column(key) for key in ("modality", "status", "from", "to"))
        conditions = (*self._conditions("when", True), *self._conditions("unless", False))
        return ThingDefinition(
            self._name, self._kind, self._key, tuple(values), conditions, each, modality, status, start, end, quote
        )

    def _each(self, said: Any) -> Each:
        where = f"{self._name}.each"
        if not isinstance(said, dict) or not isinstance(said.get("split"), str):
            raise Misdefined(where, "is not complete", 'Write { column = "Users", split = ", " }')
        tags = dict(said.get("tags", {}))
        self._words(where, "modality", tags.values())
        return Each(self._header.check(where, said.get("column")), said["split"], tags)

    def _values(self, name: str, said: Any, each: Each | None) -> Iterator[Value]:
        where = f"{self._name}.{name}"
        prop = self._kind.properties.get(name)
        if prop is None:
            near = get_close_matches(name, self._kind.properties, 1)
            hint = f"Did you mean {near[0]}" if near else f"It has {', '.join(self._kind.properties)}"
            raise Misdefined(where, f"{self._kind.name} has no property {name!r}", hint)
        for one in said if isinstance(said, list) else [said]:
            told = {"column": one} if isinstance(one, str) else one
            yield self._value(where, prop, told, each)

    def _value(self, where: str, prop: Property, told: Mapping[str, Any], each: Each | None) -> Value:
        modality = told.get("modality")
        self._words(where, "modality", [modality] if modality else [])
        if "thing" in told:
            return Value(prop, thing=self._thing(where, prop, told["thing"]), modality=modality)
        if "word" in told or "text" in told:
            return self._constant(where, prop, told, modality)
        column = told.get("column")
        if column != "each" or each is None:
            column = self._header.check(where, column)
        read, unit = self._reading(where, prop, told, column)
        return Value(prop, column, read, told.get("take"), unit, modality=modality)

    def _thing(self, where: str, prop: Property, other: str) -> str:
        if other not in self._above:
            raise Misdefined(where, f"names {other!r}, which no thing above it is", "Define that first")
        kind = self._above[other].kind.name
        if not any(r in model().kinds and model().is_a(kind, r) for r in prop.ranges):
            raise Misdefined(where, f"names a {kind}, not a {' or '.join(prop.ranges)}", "Name another thing")
        return other

    def _constant(self, where: str, prop: Property, told: Mapping[str, Any], modality: str | None) -> Value:
        by = self._header.check(where, told["by"]) if "by" in told else None
        if "word" in told:
            self._words(where, prop.ranges[0], [told["word"]])
            return Value(prop, constant=told["word"], by=by, modality=modality)
        note = self._header.notes.get(by or "", "")
        if told["text"] not in note:
            raise Misdefined(
                where, f"the text {told['text']!r} stands in no note", "Name the note's column: by = ..."
            )
        return Value(prop, constant=told["text"], by=by, modality=modality)

    def _reading(
        self, where: str, prop: Property, told: Mapping[str, Any], column: str
    ) -> tuple[Reading, str | None]:  # fmt: skip
        first = prop.ranges[0]
        if first in QUANTITIES:
            place, unit = self._unit(where, prop, told, column)
            return quantity(column, unit), place
        if first in model().vocabularies:
            meanings = dict(told.get("words", {}))
            self._words(where, first, [*meanings.values(), *([told["else"]] if "else" in told else [])])
            own = {w: w for w in model().vocabularies[first]} if not meanings else {}
            return word(column, meanings | own, told.get("else")), None
        if first in ("string", "decimal", "boolean", "date", "duration"):
            plain: dict[str, Reading] = {
                "string": text,
                "decimal": number(prop.name, column),
                "boolean": flag(column),
                "duration": term(column),
            }
            if first in plain:
                return plain[first], None
            note = self._header.notes.get(column, "")
            return date(column, note), column if date_order(note) else None
        raise Misdefined(where, f"takes {' or '.join(prop.ranges)}, not a column", "Name a thing: { thing = ... }")

    def _unit(
        self, where: str, prop: Property, told: Mapping[str, Any], column: str
    ) -> tuple[str, ColumnUnit]:  # fmt: skip
        """The column whose name or note tells the unit, and the unit."""
        place = self._header.check(where, told.get("unit", column))
        words = self._header.notes.get(place)
        noted = column_unit(words) if words else None
        unit = noted or column_unit(place)
        wanted = {"power": "MW", "percent": "percent"}.get(prop.ranges[0])
        if unit is None:
            remedy = f'Say in a note which unit its numbers have: [tables.NAME.notes] {place!r} = "in kW"'
            raise Misdefined(where, f"the column {place!r} names no unit, or several", remedy)
        if (wanted and unit.code != wanted) or (prop.ranges[0] == "money" and unit.code in ("MW", "percent")):
            raise Misdefined(where, f"the column {place!r} is in {unit.code}", f"{prop.name} takes {prop.ranges[0]}")
        return place, unit

    def _column(self, key: str) -> Column:
        said = self._told.get(key)
        where = f"{self._name}.{key}"
        if said is None:
            return Column("asserted" if key == "modality" else None)
        if isinstance(said, str) and key in ("modality", "status"):
            self._words(where, key, [said])
            return Column(said)
        told: dict[str, Any] = {"column": said} if isinstance(said, str) else dict(said)
        column = self._header.check(where, told.get("column"))
        if key in ("from", "to"):
            return Column(None, column, date(column, self._header.notes.get(column, "")))
        self._words(where, key, told.get("words", {}).values())
        return Column(told.get("else"), column, word(column, told.get("words", {}), told.get("else")))

    def _conditions(self, key: str, wanted: bool) -> Iterator[Condition]:
        for column, said in self._told.get(key, {}).items():
            where = f"{self._name}.{key}"
            self._header.check(where, column)
            if isinstance(said, dict):
                limits = {side: self._release(where, said[side]) for side in ("until", "after") if side in said}
                day = date(column, self._header.notes.get(column, ""))
                yield Condition(column, frozenset(), wanted, day=day, **limits)
            else:
                yield Condition(column, frozenset([said] if isinstance(said, str) else said), wanted)

    def _release(self, where: str, said: str) -> str:
        found = self._header.published if said == "release" else said
        if found is None:
            raise Misdefined(where, "the date of the release is not known", "Give it: --published DATE")
        try:
            return str(PartialDate.parse(found))
        except DateError as error:
            raise Misdefined(where, str(error), 'Write a date, or "release"') from error

    def _words(self, where: str, vocabulary: str, words: Any) -> None:
        if vocabulary not in model().vocabularies:
            raise Misdefined(where, f"takes {vocabulary}, not words", "Name a column")
        for one in words:
            if one not in model().vocabularies[vocabulary]:
                known = ", ".join(model().vocabularies[vocabulary])
                raise Misdefined(where, f"{one!r} is not in the list {vocabulary}", f"It has {known}")
