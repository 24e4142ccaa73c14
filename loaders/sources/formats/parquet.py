"""Parquet: read in batches by pyarrow, which the extra `[parquet]` brings."""

from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from ...documents.errors import DocumentError, system_error, words_of

_BATCH = 10_000
_MISSING = "Install what does: pip install 'wattgraph[parquet]'"


def read_parquet(path: Path) -> Iterator[list[str]]:
    """The rows of a file, the header first. Raises DocumentError."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise DocumentError(path, "is Parquet, which nothing here reads", _MISSING) from error
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            yield list(file.schema_arrow.names)
            for batch in file.iter_batches(_BATCH):
                columns = [[_text(value) for value in column.to_pylist()] for column in batch.columns]
                yield from (list(row) for row in zip(*columns, strict=True))
    except (pyarrow.ArrowException, ValueError) as error:
        what = f"cannot be read as Parquet ({words_of(error)})"
        raise DocumentError(path, what, "Fetch the file anew: this one is cut off or damaged") from error
    except OSError as error:
        raise system_error(path, error) from error


def _text(value: Any) -> str:
    if value is None or value != value:  # no number
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")  # the fewest digits that are this very number
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(map(_text, value))
    return str(value)
