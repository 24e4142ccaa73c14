"""Which tables there are and what their columns mean: derived from the model, beside what `tables.toml` lists."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ...schema.model import QUANTITIES, Kind, Property, model
from ...schema.words import snake
from .errors import TableUnknown

#: Literals whose column is not text.
_TYPES = {"boolean": "flag", "decimal": "number"}


class Column(NamedTuple):
    """A column. `type`: text, number, integer, real, flag, day or ids; `table`: the one whose `id` it names.

    `quote`: it holds words of documents, and is there only on request.
    """

    name: str
    type: str
    doc: str
    table: str | None = None
    quote: bool = False


class Table(NamedTuple):
    """A table. `kind`: the class whose things are its rows, None of those that no class has."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    kind: str | None = None


@cache
def declared() -> dict[str, Any]:
    """`tables.toml`."""
    return tomllib.loads((files(__package__) / "tables.toml").read_text("utf-8"))


@cache
def tables() -> Mapping[str, Table]:
    """All tables by name: one a class that has a root, then those that no class has."""
    classes = (kind for kind in model().kinds.values() if kind.root and kind.described)
    found = [*map(_of_class, classes), *map(_listed, declared()["table"])]
    return {table.name: table for table in found}


def table(name: str) -> Table:
    """The table of that name. Raises TableUnknown."""
    found = tables().get(name)
    if found is None:
        raise TableUnknown(name, tables())
    return found


def joined(name: str, suffix: str) -> str:
    """The name of a column that comes with another: `amount_unit`; alone where there is none to come with."""
    return f"{name}_{suffix}" if name else suffix


def holds(prop: Property) -> str:
    """What the columns of a property hold: quantity, date, thing, flag, number or text."""
    first = prop.ranges[0]
    if first in QUANTITIES:
        return "quantity"
    if first == "date":
        return "date"
    return "thing" if first in model().kinds else _TYPES.get(first, "text")


def _of_class(kind: Kind) -> Table:
    own = (p for p in kind.properties.values() if not p.party)
    parts = ["thing", *(["fact"] if kind.parties else []), "rests"]
    columns = [Column(**column) for part in parts for column in declared()[part]]
    columns += [column for prop in own for column in _of_property(prop)]
    return Table(snake(kind.root or ""), kind.doc, tuple(columns), kind.name)


def _of_property(prop: Property) -> Iterator[Column]:
    name, kept = snake(prop.name), holds(prop)
    doc = f"{prop.doc} The one to show; `values` has all." if prop.many else prop.doc
    if kept == "quantity":
        yield from _quantity(name, doc)
    elif kept == "date":
        yield from _date(name, doc)
    else:
        names = _table_of(prop) if kept == "thing" else None
        yield Column(name, "text" if kept == "thing" else kept, doc, names)
    yield Column(joined(name, "statement"), "text", f"The statement that gives {name}.", "statements")


def _table_of(prop: Property) -> str | None:
    """The one table in which the things of a property are; None if there are several."""
    found = {root for name in prop.ranges for k in model().concrete(name) if (root := model().kind(k).root)}
    return snake(found.pop()) if len(found) == 1 else None


def _quantity(name: str, doc: str = "") -> Iterator[Column]:
    for one in declared()["quantity"]:
        yield Column(joined(name, one["suffix"]), one["type"], f"{doc} {one['doc']}".strip())


def _date(name: str, doc: str) -> Iterator[Column]:
    yield Column(name, "text", f"{doc} As precise as known: 2026, 2026-Q4, 2026-03, 2026-03-14.")
    for one in declared()["date"]:
        yield Column(joined(name, one["suffix"]), one["type"], one["doc"])


def _listed(told: Mapping[str, Any]) -> Table:
    columns: list[Column] = []
    for one in told["columns"]:
        if "quantity" in one:
            columns += _quantity("")
        elif "date" in one:
            columns += _date(one["date"], one["doc"])
        else:
            columns.append(Column(**one))
    return Table(told["name"], told["doc"], tuple(columns))
