"""Excel workbooks: one sheet, read by python-calamine, which the extra `[excel]` brings."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from ...documents.archives import METHODS
from ...documents.errors import DocumentError, system_error, words_of

#: Cells of a sheet, which are all held in memory, and bytes of one, unpacked.
_MOST_CELLS, _LARGEST = 50_000_000, 2_000_000_000
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK, _LONGEST = 1 << 20, 20
_CSV = "Save the sheet as CSV"
_MISSING = "Install what does: pip install 'wattgraph[excel]'; or save the sheet as CSV"


def read_excel(path: Path, sheet: str | None, header: int) -> Iterator[list[str]]:
    """The rows of a sheet, the first if none is named, from the row of the header (1 is the first) on.

    Raises DocumentError.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise DocumentError(path, "is an Excel workbook, which nothing here reads", _MISSING) from error
    try:
        _refuse_vast(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            if sheet is not None and sheet not in book.sheet_names:
                what = f"has no sheet {sheet!r}; it has {', '.join(book.sheet_names)}"
                raise DocumentError(path, what, "Check that this is the right file and release")
            found = book.get_sheet_by_index(0) if sheet is None else book.get_sheet_by_name(sheet)
            lines = [[_text(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        what = f"cannot be read as an Excel workbook ({words_of(error)})"
        raise DocumentError(path, what, "Fetch the file anew: this one is cut off or damaged") from error
    except OSError as error:
        raise system_error(path, error) from error
    yield from _table(path, lines[header - 1 :])


def _table(path: Path, lines: list[list[str]]) -> Iterator[list[str]]:
    """The rows, without empty ones at the end, and without empty columns behind the header's last."""
    width = max((at for at, name in enumerate(lines[0], 1) if name), default=0) if lines else 0
    if not width:
        raise DocumentError(path, "has no header where it should stand", "Check the sheet and the row of its header")
    empty = 0
    for line in lines:
        if not any(line):
            empty += 1
            continue
        yield from ([""] * width for _ in range(empty))  # so that messages name the row that people see
        empty = 0
        yield line[:width]


def _refuse_vast(path: Path) -> None:
    """Refuses a workbook that says little and would fill the memory: a few cells far apart, or a packed nothing.

    Raises DocumentError; zipfile.BadZipFile.
    """
    with zipfile.ZipFile(path) as book:
        for info in book.infolist():
            if info.compress_type not in METHODS or info.file_size > _LARGEST:
                raise DocumentError(
                    path, "holds a sheet that is too large, or packed in a way that is not read", _CSV
                )
            if info.filename.startswith("xl/worksheets/"):
                with book.open(info) as sheet:
                    rows, columns = _extent(sheet)
                if rows * columns > _MOST_CELLS:
                    raise DocumentError(path, f"holds a sheet of {rows:,} rows and {columns:,} columns", _CSV)


def _extent(sheet: IO[bytes]) -> tuple[int, int]:
    """The last row and column that a cell names, whatever the sheet says of its size."""
    rows = columns = 0
    rest = b""
    while chunk := sheet.read(_CHUNK):
        for letters, number in _CELL.findall(rest + chunk):
            rows = max(rows, int(number))
            columns = max(columns, sum((byte - 64) * 26**at for at, byte in enumerate(reversed(letters))))
        rest = chunk[-_LONGEST:]
    return rows, columns


def _text(value: Any) -> str:
    """A cell as it is shown: whole numbers without a point, dates without a time that nobody gave."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else f"{Decimal(format(value, '.15g')):f}"
    said = str(value)
    return said.removesuffix(" 00:00:00")
