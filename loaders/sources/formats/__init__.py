"""Formats: files as a header and rows of text, exactly as written; a number keeps its digits."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...documents.errors import DocumentError

#: Suffixes of files that are read, with their format.
SUFFIXES = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "json", ".geojson": "json", ".jsonl": "json",
    ".ndjson": "json", ".parquet": "parquet", ".xlsx": "excel",
}  # fmt: skip


def rows(path: Path, table: Mapping[str, Any]) -> Iterator[list[str]]:
    """The header, then the rows of a file, all as long as the header.

    `table`: its definition, of which `delimiter`, `encoding`, `sheet` and `header` count here. Raises DocumentError,
    which names the row, for a file that is damaged or in a format that is not read.
    """
    format = SUFFIXES.get(path.suffix.lower())
    if format == "csv":
        from .csv import read_csv

        return read_csv(path, table.get("delimiter"), table.get("encoding", "utf-8"))
    if format == "json":
        from .json import read_json

        return read_json(path)
    if format == "parquet":
        from .parquet import read_parquet

        return read_parquet(path)
    if format == "excel":
        from .excel import read_excel

        return read_excel(path, table.get("sheet"), int(table.get("header", 1)))
    raise DocumentError(path, "is no table", f"Tables are {', '.join(SUFFIXES)}")
