"""Excel workbooks: one sheet, read by python-calamine, which the extra `[excel]` brings."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...documents.errors import DocumentError, system_error, words_of

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
        with CalamineWorkbook.from_path(str(path)) as book:
            if sheet is not None and sheet not in book.sheet_names:
                what = f"has no sheet {sheet!r}; it has {', '.join(book.sheet_names)}"
                raise DocumentError(path, what, "Check that this is the right file and release")
            found = book.get_sheet_by_index(0) if sheet is None else book.get_sheet_by_name(sheet)
            lines = [[_text(value) for value in row] for row in found.to_python(skip_empty_area=False)]
    except CalamineError as error:
        what = f"cannot be read as an Excel workbook ({words_of(error)})"
        raise DocumentError(path, what, "Fetch the file anew: this one is cut off or damaged") from error
    except OSError as error:
        raise system_error(path, error) from error
    yield from _table(lines[header - 1 :])


def _table(lines: list[list[str]]) -> Iterator[list[str]]:
    """The rows without the empty ones, and without empty columns behind the header's last."""
    width = max((at for at, name in enumerate(lines[0], 1) if name), default=0) if lines else 0
    for line in lines:
        if any(line):
            yield line[:width]


def _text(value: Any) -> str:
    """A cell as it is shown: whole numbers without a point, dates without a time that nobody gave."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    said = str(value)
    return said.removesuffix(" 00:00:00")
