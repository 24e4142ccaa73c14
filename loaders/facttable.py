"""Tables of facts that a person has already: CSV or JSON Lines in the contract of facts, each row with its source.

A table is read whole or not at all: the first bad row is an error that says where it is and what to write. Whether
the sources say what the rows claim is for the gate.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from ..schema.contract import DATES
from ..schema.dates import DateError, PartialDate
from ..schema.statement import Appearance, Document, Reading
from .claims import claims
from .contract import QUANTITY, Line, LineError, from_cells, is_damaged, parse
from .documents import DocumentError, Name
from .documents.decoding import text_of
from .documents.files import content_of, is_address
from .grounding import Classes, Page
from .jsonlines import json_lines

LOADER, VERSION = "facts", "1.1"
#: The endings of tables.
SUFFIXES = (".csv", ".jsonl")
#: What a row says of its source besides the contract's fields.
SHOWN = ("title", "publisher", "published", "language")
#: The columns of a CSV table: a quantity's fields stand on their own.
COLUMNS = (
    "source", *SHOWN, "type", "kind", "parties", "partiesComplete", *QUANTITY, "modality", "status", *DATES, "place",
    "text", "quote", "offset",
)  # fmt: skip
#: The media type of a document of which only the quotes of a table are known, one a line.
QUOTES = "text/x-quotes"
_NEEDED = ("source", "type", "quote")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_ID = re.compile(r"[0-9a-f]{32}")
_LIMIT = 200_000_000


class Row(NamedTuple):
    """A row of a table: its line number in the file, where its fact comes from, and the fact."""

    number: int
    source: str
    shown: Mapping[str, str]
    line: Line


@dataclass
class Source:
    """A source with the rows that quote it. `path`: its text file, None for an address or a document's id."""

    name: str
    path: Path | None
    rows: list[Row] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str | None:
        """Where it was published, if that is what the table gives."""
        return self.name if _ADDRESS.fullmatch(self.name) else None

    @property
    def document(self) -> bytes | None:
        """The document whose id the table gives."""
        return bytes.fromhex(self.name) if _ID.fullmatch(self.name) else None

    @property
    def appearance(self) -> Appearance:
        """Where it appeared, as the table says."""
        published = self.shown.get("published")
        basis = "given" if published else "unknown"
        return Appearance(self.address, self.shown.get("title"), self.shown.get("publisher"), published, basis)

    def quotes(self) -> Document:
        """The document that is known of a source without a text: its quotes, one a line."""
        words = dict.fromkeys(" ".join(row.line.quote.split()) for row in self.rows)
        return Document.of("\n".join(words) + "\n", QUOTES)

    def reading(self, document: Document, dated: Appearance, classes: Classes, order: str) -> Reading:
        """What the rows say of the document. `order` sorts after that of any earlier table of this source."""
        lines = [row.line for row in self.rows]
        if document.media_type == QUOTES:  # offsets count in a text that is not here
            lines = [replace(line, offset=None) for line in lines]
        found = claims(Page(document, dated.published, classes), lines)
        return Reading(document, dated, LOADER, VERSION, found, options=order)

    @property
    def digest(self) -> str:
        """A hash of what the rows say, whatever their order."""
        said = sorted(repr(row.line) for row in self.rows)
        return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def is_table(name: Name) -> bool:
    """Whether a file is a table of facts, by its ending."""
    return not is_address(name) and Path(name).suffix.lower() in SUFFIXES


def read_table(path: Path) -> list[Source]:
    """The sources of a table with their rows, in its order. Raises DocumentError, which names line and column."""
    text = text_of(content_of(path, _LIMIT))
    rows = _csv(path, text) if path.suffix.lower() == ".csv" else _jsonl(path, text)
    found: dict[str, Source] = {}
    for row in rows:
        source = found.setdefault(row.source, Source(row.source, None))
        if not source.rows and not source.address and not source.document:
            source.path = _beside(path, row)
        source.rows.append(row)
        _describe(path, source, row)
    if not found:
        raise DocumentError(path, "holds no fact", "Give one fact a row; docs/facts.md describes the columns")
    return list(found.values())


def _describe(path: Path, source: Source, row: Row) -> None:
    for name, said in row.shown.items():
        if source.shown.setdefault(name, said) != said:
            what = (
                f"line {row.number}, {name}: {said!r}, but an earlier row of this source says {source.shown[name]!r}"
            )
            raise DocumentError(path, what, "Say the same in both, or say it once")


def _beside(table: Path, row: Row) -> Path:
    """The text file that a row names. It stands with the table or below it: a table from elsewhere names no other."""
    found = table.parent / row.source
    try:
        inside = found.resolve().is_relative_to(table.parent.resolve())
    except (OSError, RuntimeError, ValueError):
        inside = False
    if Path(row.source).is_absolute() or not inside:
        what = f"line {row.number}, source: {row.source!r} leads out of the table's folder"
        raise DocumentError(table, what, "Put the text beside the table or below it, or give the source's address")
    return found


def _row(
    path: Path, number: int, written: dict[str, Any], where: Callable[[str], str],
    read: Callable[[dict[str, Any]], dict[str, Any]] = dict,
) -> Row:  # fmt: skip
    """A row of fields, which `read` puts into the contract's form, and its source.

    `where` tells how a field is called here.
    """
    try:
        fields = read(written)
        source = fields.pop("source", None)
        if not isinstance(source, str) or not source.strip():
            raise LineError("source", "is missing", "Give the source's address, or the path of its text")
        if is_damaged(source):
            raise LineError("source", "holds a control character or half a character", "Take it out")
        shown = {name: _shown(name, fields.pop(name)) for name in SHOWN if fields.get(name)}
        for name in SHOWN:
            fields.pop(name, None)
        return Row(number, source.strip(), shown, parse(fields))
    except LineError as error:
        raise DocumentError(path, f"line {number}, {where(error.field)}: {error.what}", error.remedy) from error


def _shown(name: str, said: object) -> str:
    if not isinstance(said, str) or is_damaged(said):
        raise LineError(name, f"{said!r} is no text", "Write words in quotes")
    try:
        return str(PartialDate.parse(said)) if name == "published" else " ".join(said.split())
    except DateError as error:
        raise LineError(name, f"{said!r} is no date", "Write 2026, 2026-03 or 2026-03-14") from error


# -- JSON Lines


def _jsonl(path: Path, text: str) -> Iterator[Row]:
    remedy = "Write one JSON object a line"
    for number, fields in json_lines(path, text, remedy, parse_float=Decimal, parse_constant=_no_number):
        if not isinstance(fields, dict):
            raise DocumentError(path, f"line {number}, column 1: no JSON object", remedy)
        yield _row(path, number, fields, lambda name: name)


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number")


# -- CSV


def _csv(path: Path, text: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in next(reader, [])]
        _check_head(path, head)
        start = reader.line_num + 1
        for cells in reader:
            number, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(head):
                what = f"line {number}: {len(cells)} cells, and the head has {len(head)}"
                raise DocumentError(path, what, "Put cells that hold a comma into double quotes")
            yield _csv_row(path, number, dict(zip(head, cells, strict=True)))
    except csv.Error as error:
        what = f"line {reader.line_num}: no CSV ({error})"
        raise DocumentError(
            path, what, "Put cells that hold a comma, a quote or a line end into double quotes"
        ) from error


def _check_head(path: Path, head: list[str]) -> None:
    for at, name in enumerate(head, 1):
        if name not in COLUMNS or head.index(name) != at - 1:
            what = f"line 1, column {at}: {name!r} is {'there twice' if name in COLUMNS else 'no column of facts'}"
            raise DocumentError(path, what, f"The columns are {', '.join(COLUMNS)}")
    for name in _NEEDED:
        if name not in head:
            raise DocumentError(path, f"line 1: there is no column {name!r}", "Write the names of columns first")


def _csv_row(path: Path, number: int, cells: dict[str, str]) -> Row:
    filled = {name: cell.strip() if name != "quote" else cell for name, cell in cells.items() if cell.strip()}
    columns = {name: at for at, name in enumerate(cells, 1)}

    def where(name: str) -> str:
        plain = re.sub(r"\[\d+\].*", "", name).removeprefix("quantity.")
        column = "value" if plain == "quantity" else plain
        return f"column {columns[column]} ({column})" if column in columns else column

    return _row(path, number, filled, where, from_cells)
