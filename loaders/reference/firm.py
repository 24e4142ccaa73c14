"""Rows of the reference list, each value with the place where its words stand in the TOML text.

`tomllib` gives the values but not where they stand. Rows are found by their `[[firm]]` lines, a key by the
start of its line, a value by its words in double quotes after the one before it; else it is an error.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...schema.dates import DateError, PartialDate
from ...schema.model import model
from ...schema.statement import Document, Span

#: The keys of a row whose value is one string, and those whose value is a list of strings.
SINGLE = ("id", "name", "cik", "lei", "country", "parent", "source")
LISTED = ("aliases", "ambiguous", "tickers", "roles")
#: The keys whose values may say from and to when they hold: `Facebook until 2021-10-28`.
TIMED = ("name", "aliases", "tickers")
_NEEDED = ("id", "name", "roles", "source")
_ROW = re.compile(r"^\[\[firm\]\][ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^([a-z]+)[ \t]*=", re.MULTILINE)
_TIMES = re.compile(r"(?P<words>.+?)(?: since (?P<since>[0-9-]+))?(?: until (?P<until>[0-9-]+))?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ReferenceListError(ValueError):
    """The list's own data is wrong: names the file, the row and the key, and what to mend."""


class Cell(NamedTuple):
    """A value of a row and where its words stand, in code points of the file's text; from and to when it holds."""

    value: str
    start: int
    end: int
    since: str | None = None
    until: str | None = None

    def evidence(self, document: Document) -> tuple[Span, Span]:
        """The words of the value, and the line that holds them as the quote for people."""
        first = document.text.rfind("\n", 0, self.start) + 1
        last = document.text.find("\n", self.end)
        return (
            document.span(self.start, self.end),
            document.span(first, len(document.text) if last < 0 else last, "quote"),
        )


@dataclass(frozen=True)
class Firm:
    """One row of the list.

    `cells` holds the values of each key with their places; the properties are the same values plain.
    """

    cells: dict[str, tuple[Cell, ...]]

    @property
    def id(self) -> str:
        """Its slug, the id of its node."""
        return self.cells["id"][0].value

    @property
    def name(self) -> str:
        """Its full name."""
        return self.cells["name"][0].value

    @property
    def parent(self) -> str | None:
        """The id of the firm that owns all of it, a row above it in the same file."""
        return next(iter(self._values("parent")), None)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other and former names that prove that this firm is meant, at a time when it bore them."""
        return self._values("aliases")

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """Names that may mean this firm, or something else."""
        return self._values("ambiguous")

    @property
    def tickers(self) -> tuple[str, ...]:
        """Codes that it holds today, with `exchange:` before them where it is known."""
        return tuple(cell.value for cell in self.cells.get("tickers", ()) if not cell.until)

    @property
    def roles(self) -> tuple[str, ...]:
        """Words of the vocabulary actorRole."""
        return self._values("roles")

    def _values(self, key: str) -> tuple[str, ...]:
        return tuple(cell.value for cell in self.cells.get(key, ()))


@dataclass(frozen=True)
class Edition:
    """One file of the list: its name without ending, title, date of this edition (EDTF), text and rows."""

    name: str
    title: str
    date: str
    document: Document
    firms: tuple[Firm, ...]


def edition(name: str, document: Document) -> Edition:
    """The file `name`.toml, read from its text. Raises ReferenceListError for whatever a row may not hold."""
    text = document.text
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceListError(f"{name}.toml is no TOML: {error}") from None
    for key in ("title", "edition", "firm"):
        if not data.get(key):
            raise ReferenceListError(f"{name}.toml: {key} is missing")
    starts = [match.end() for match in _ROW.finditer(text)]
    rows: list[dict[str, Any]] = data["firm"]
    if len(starts) != len(rows):
        raise ReferenceListError(
            f"{name}.toml: {len(rows)} rows, but {len(starts)} lines [[firm]]; put each on its own"
        )
    firms = tuple(
        Firm(_cells(f"{name}.toml, {row.get('id', row)}", row, text, start, end))
        for row, start, end in zip(rows, starts, [*starts[1:], len(text)], strict=True)
    )
    _check(f"{name}.toml", firms)
    return Edition(name, str(data["title"]), str(data["edition"]), document, firms)


def _cells(where: str, row: dict[str, Any], text: str, start: int, end: int) -> dict[str, tuple[Cell, ...]]:
    """The cells of one row, whose keys stand between two offsets."""
    if missing := [key for key in _NEEDED if not row.get(key)]:
        raise ReferenceListError(f"{where}: {', '.join(missing)} is missing")
    keys = list(_KEY.finditer(text, start, end))
    ends = [*(key.start() for key in keys[1:]), end]
    cells = {}
    for key, last in zip(keys, ends, strict=True):
        values = _strings(f"{where}, {key[1]}", key[1], row.get(key[1]))
        placed = _placed(f"{where}, {key[1]}", values, text, key.end(), last)
        cells[key[1]] = tuple(_timed(f"{where}, {key[1]}", c) if key[1] in TIMED else c for c in placed)
    if lost := row.keys() - cells.keys():
        raise ReferenceListError(f"{where}: {', '.join(sorted(lost))} does not start a line")
    return cells


def _strings(where: str, key: str, value: object) -> list[str]:
    if key in SINGLE and isinstance(value, str):
        return [value]
    if key in LISTED and isinstance(value, list) and all(isinstance(word, str) for word in value):
        return value
    raise ReferenceListError(f"{where}: no such key, or not its type. Keys: {', '.join(SINGLE + LISTED)}")


def _placed(where: str, values: list[str], text: str, start: int, end: int) -> Iterator[Cell]:
    for value in values:
        found = text.find(f'"{value}"', start, end)
        if found < 0 or not value:
            raise ReferenceListError(f"{where}: {value!r} does not stand there in plain double quotes")
        start = found + len(value) + 2
        yield Cell(value, found + 1, start - 1)


def _timed(where: str, cell: Cell) -> Cell:
    """A cell whose value is the words alone, with the dates behind them."""
    found = _TIMES.fullmatch(cell.value)
    if found is None:
        return cell
    dates = [found["since"], found["until"]]
    try:
        since, until = (PartialDate.parse(date) if date else None for date in dates)
    except DateError as error:
        raise ReferenceListError(f"{where}: {cell.value!r}: {error}") from None
    if since and until and until.before(since):
        raise ReferenceListError(f"{where}: {cell.value!r} ends before it begins")
    return Cell(found["words"], cell.start, cell.start + len(found["words"]), *dates)


def _check(where: str, firms: tuple[Firm, ...]) -> None:
    """Ids are slugs, parents stand above their divisions, roles are in the vocabulary."""
    above: set[str] = set()
    roles = model().vocabularies["actorRole"]
    for firm in firms:
        if not _SLUG.fullmatch(firm.id) or firm.id in above:
            raise ReferenceListError(f"{where}: id {firm.id!r} stands twice or is no lower-case slug")
        if firm.parent is not None and firm.parent not in above:
            raise ReferenceListError(f"{where}, {firm.id}: put its parent {firm.parent!r} above it")
        if unknown := [role for role in firm.roles if role not in roles]:
            raise ReferenceListError(f"{where}, {firm.id}: {unknown} is not in the vocabulary actorRole")
        above.add(firm.id)
