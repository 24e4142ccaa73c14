"""Parts of a table: what the ledger holds as the text of a document, whatever the file's format was.

    power (MW): critical IT load          a note: what the publisher says of a column elsewhere
    name<TAB>power (MW)                   the header
    Alpha<TAB>340                         a row

A cell holds no tab and no line break, so that where it stands follows from the lengths of those before it. A large
table is cut into parts with the same notes and header, so that no text is ever large.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...schema.statement import TABLE, Document

#: Characters of a part. A part is held in memory as a whole, by each process that works on one.
SIZE = 400_000
#: What a cell may not hold: ids use control characters to join their parts, lines and tabs part the cells.
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")


class Part(NamedTuple):
    """Some rows of a table: its document, and the number of its first row as a spreadsheet counts (header: 1)."""

    document: Document
    first: int
    rows: int


def cell(text: str) -> str:
    """A cell as the part holds it: on one line, without blanks around it."""
    return (_BREAKS.sub(" ", text) if not text.isprintable() else text).strip()


def parts(
    header: Sequence[str], rows: Iterable[Sequence[str]], notes: Mapping[str, str], bytes_hash: bytes,
    *, header_row: int = 1, size: int = SIZE,
) -> Iterator[Part]:  # fmt: skip
    """Cuts a table into parts.

    `bytes_hash`: that of the file; all parts of it bear it. `header_row`: the row of the header, as people count.
    """
    head = [f"{cell(column)}: {cell(note)}" for column, note in notes.items()] + ["\t".join(map(cell, header))]
    start, number = header_row + 1, header_row
    lines, length, first = list(head), sum(map(len, head)), start
    for number, row in enumerate(rows, start):
        line = "\t".join(map(cell, row))
        lines.append(line)
        length += len(line) + 1
        if length >= size:
            yield _part(lines, len(head), bytes_hash, first)
            lines, length, first = list(head), sum(map(len, head)), number + 1
    if len(lines) > len(head) or number == header_row:
        yield _part(lines, len(head), bytes_hash, first)


def _part(lines: list[str], head: int, bytes_hash: bytes, first: int) -> Part:
    document = Document("\n".join(lines), bytes_hash, TABLE)
    return Part(document, first, len(lines) - head)
