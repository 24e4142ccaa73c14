"""Sources: what a `source.toml` or a user's `mapping.toml` says of a data set, read and checked.

Both have one form, so that a shipped source is a worked example of what a user can write.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

from ...schema.dates import DateError, PartialDate
from ..documents.errors import DocumentError, system_error
from . import shape
from .shape import Misshapen, check, check_table

#: Where the shipped sources stand, one folder each.
SHIPPED = Path(__file__).parent
_DEFINITION = "source.toml"
_NEEDED = ("name", "title", "publisher", "licence")


@dataclass(frozen=True)
class Vintage:
    """A release of a source. `published` is an EDTF date, `tables` is what differs from the source's own.

    `paths`: parts of file names that tell it, besides its own name.
    `expected`: measures with the figures that they must give, as `wattgraph.graph.measures` reads them.
    """

    name: str
    published: str | None = None
    basis: str = "unknown"
    tables: Mapping[str, Any] | None = None
    paths: tuple[str, ...] = ()
    expected: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Source:
    """A data set: who publishes it, under which licence, and what its tables say.

    `version` is raised whenever the same file would give other statements. `rolling`: it has no releases, and each
    copy of it is one. `digest` tells one definition from another. `copies`: what is expected of those
    without a release.
    """

    name: str
    title: str
    publisher: str
    licence: str
    path: Path
    tables: Mapping[str, Any]
    vintages: tuple[Vintage, ...]
    address: str | None = None
    attribution: str | None = None
    version: str = "1.0"
    rolling: bool = False
    doc: str = ""
    digest: str = ""
    copies: Vintage = Vintage("")

    @property
    def editions(self) -> tuple[Vintage, ...]:
        """The releases, and the copies of no known release."""
        return (*self.vintages, self.copies)

    @property
    def loader(self) -> str:
        """The name under which the ledger knows who loaded it."""
        return f"source/{self.name}"

    @property
    def shipped(self) -> bool:
        """Whether it comes with the package."""
        return self.path.parent.parent == SHIPPED

    def vintage(self, name: str) -> Vintage | None:
        """The release of that name, None for one that the definition does not know."""
        return next((vintage for vintage in self.vintages if vintage.name == name), None)

    def table(self, name: str, vintage: Vintage | None) -> dict[str, Any]:
        """A table's definition in a release; one that is not known is read as the newest that is."""
        told = vintage or (self.vintages[-1] if self.vintages else None)
        own = (told.tables or {}).get(name, {}) if told else {}
        return _merged(self.tables[name], own)


class SourceUnknown(Exception):
    """A source that is not there; the message names those that are."""


def names(home: Path = SHIPPED) -> list[str]:
    """The sources that ship, or that stand in another folder."""
    return sorted(path.parent.name for path in home.glob(f"*/{_DEFINITION}"))


def definition(name: str, home: Path = SHIPPED) -> Path:
    """The file that defines a source. Raises SourceUnknown."""
    known = names(home)
    if name not in known:
        close = get_close_matches(name.lower(), known, 1)
        meant = f"did you mean {close[0]}? " if close else ""
        raise SourceUnknown(f"no source {name!r}; {meant}There are: {', '.join(known)}")
    return home / name / _DEFINITION


def sources() -> Iterator[Source]:
    """The shipped sources, by name."""
    return (source(name) for name in names())


def source(name: str) -> Source:
    """A shipped source. Raises SourceUnknown."""
    return defined(definition(name))


def defined(path: Path) -> Source:
    """The source that a file defines. Raises DocumentError, which names the file and the key."""
    try:
        written = path.read_bytes()
        data = tomllib.loads(written.decode())
    except OSError as error:
        raise system_error(path, error) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError(
            path, f"is not TOML: {error}", "Mend that line; docs/sources.md shows the form"
        ) from error
    try:
        return _source(path, data, sha256(written).hexdigest()[:16])
    except Misshapen as error:
        raise DocumentError(path, f"{error.where} {error.what}", error.remedy) from error


def _source(path: Path, data: dict[str, Any], digest: str) -> Source:
    """Raises DocumentError; Misshapen."""
    check("the definition", data, shape.TOP)
    told = _told(path, data)
    tables = data.get("tables")
    if not tables:
        raise DocumentError(path, "defines no table", "Add one: [tables.NAME], with its things")
    tables = {name: _like(path, name, tables) for name in tables}
    vintages = tuple(_vintages(path, data.get("vintages", []), tables))
    (copies,) = _vintages(path, [{"name": "copies", "expected": data.get("expected", [])}], tables)
    copies = replace(copies, name="")
    source = Source(**told, path=path, tables=tables, vintages=vintages, digest=digest, copies=copies)
    for vintage in (None, *vintages):
        for name in tables:
            _check_table(path, f"[tables.{name}]", tables[name] if vintage is None else source.table(name, vintage))
    return source


def _told(path: Path, data: dict[str, Any]) -> dict[str, Any]:
    told = data.get("source")
    if told is None:
        raise DocumentError(path, "has no [source]", f"Say there: {', '.join(_NEEDED)}")
    for key in _NEEDED:
        if key not in told or told[key] == "":
            why = ". Data without a licence is not loaded: nobody could pass it on" if key == "licence" else ""
            raise DocumentError(path, f"has no {key} in [source]", f"Add it{why}")
    check("[source]", told, shape.SOURCE)
    return dict(told)


def _like(path: Path, name: str, tables: Mapping[str, Any]) -> Any:
    """A table with what it takes over from another that it says it is like."""
    table = tables[name]
    if "like" not in table:
        return table
    other = table["like"]
    if not isinstance(other, str) or other == name or other not in tables or "like" in tables[other]:
        raise DocumentError(path, f"[tables.{name}] is like {other!r}, which is no other table", "Name one")
    return _merged(tables[other], {key: value for key, value in table.items() if key != "like"})


def _check_table(path: Path, where: str, table: Mapping[str, Any]) -> None:
    if not table.get("things"):
        raise DocumentError(path, f"{where} has no things", "Add one: [tables.NAME.things.NAME] with its class")
    check_table(where, table)


def _vintages(path: Path, listed: list[dict[str, Any]], tables: Mapping[str, Any]) -> Iterator[Vintage]:
    for entry in listed:
        name = entry.get("name")
        if not name:
            raise DocumentError(path, "has [[vintages]] without a name", 'Add it: name = "2026-07"')
        check(f"vintage {name}", entry, shape.VINTAGE)
        for table in (*entry.get("tables", {}), *_measured(entry.get("expected", ()))):
            if table not in tables:
                raise DocumentError(path, f"vintage {name} speaks of table {table!r}", "Define it in [tables] first")
        published = entry.get("published")
        try:
            published = None if published is None else str(PartialDate.parse(published))
        except DateError as error:
            raise DocumentError(path, f"vintage {name}: {error}", "Mend its date") from error
        basis = entry.get("basis", "stated" if published else "unknown")
        paths, expected = tuple(entry.get("paths", ())), tuple(entry.get("expected", ()))
        yield Vintage(name, published, basis, entry.get("tables"), paths, expected)


def _measured(expected: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The tables that measures are taken of."""
    for measure in expected:
        named = measure.get("table", [])
        yield from named if isinstance(named, list) else [named]


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Tables within tables are merged, all else is replaced; an empty one takes a thing away."""
    merged = dict(base)
    for key, value in over.items():
        mine = merged.get(key)
        if value == {} and key in merged:
            del merged[key]
        elif isinstance(value, dict) and isinstance(mine, dict):
            merged[key] = _merged(mine, value)
        else:
            merged[key] = value
    return merged
