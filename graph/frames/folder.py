"""Folders of tables: Parquet or CSV, with a dictionary beside them. A folder appears whole or not at all."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from ...schema.quantity import plain_decimal
from ..view.view import View
from .dictionary import Resource, package, readme
from .errors import FolderTaken, FormatUnknown
from .frames import KEY, arrow_library, to_arrow
from .tables import Table, table, tables

PACKAGE, README = "datapackage.json", "README.md"


class FolderFormat(NamedTuple):
    """How a table becomes a file of a folder."""

    write: Callable[[Any, Path], None]
    media_type: str


def _parquet(made: Any, path: Path) -> None:
    from pyarrow import parquet

    parquet.write_table(made, path, compression="zstd")


def _csv(made: Any, path: Path) -> None:
    from pyarrow import csv

    csv.write_csv(_flat(made), path)


def _flat(made: Any) -> Any:
    """A table as CSV can hold it: numbers without zeros at their ends, lists with commas between their ids."""
    import pyarrow as pa
    from pyarrow import compute

    columns = []
    for column, field in zip(made.columns, made.schema, strict=True):
        if pa.types.is_decimal(field.type):
            written = [None if number is None else plain_decimal(number) for number in column.to_pylist()]
            columns.append(pa.array(written, pa.string()))
        elif pa.types.is_list(field.type):
            columns.append(compute.binary_join(column, ","))
        else:
            columns.append(column)
    return pa.table(columns, made.schema.names)


FOLDERS: dict[str, FolderFormat] = {
    "parquet": FolderFormat(_parquet, "application/vnd.apache.parquet"),
    "csv": FolderFormat(_csv, "text/csv"),
}


def write_folder(
    view: View, folder: Path, format: str = "parquet", only: Collection[str] = (),
    attributions: Mapping[str, str] | None = None,
) -> Path:  # fmt: skip
    """Writes the tables of a view into a folder, all or `only` some, and what they mean. Returns the folder.

    An earlier export in that folder is replaced once the new one is whole. Raises FormatUnknown, TableUnknown,
    ExtraMissing, FolderTaken, OSError.
    """
    if format not in FOLDERS:
        raise FormatUnknown(format, FOLDERS)
    chosen = [table(name) for name in only] or list(tables().values())
    arrow_library()
    with _made(folder) as place:
        resources = [_written(view, one, format, place, attributions or {}) for one in chosen]
        described = json.dumps(package(resources), ensure_ascii=False, indent=1)
        (place / PACKAGE).write_text(described + "\n", "utf-8")
        (place / README).write_text(readme(resources), "utf-8")
    return folder


def _written(view: View, asked: Table, format: str, place: Path, attributions: Mapping[str, str]) -> Resource:
    made = to_arrow(view, asked.name, quotes=True, attributions=attributions)
    path = place / f"{asked.name}.{format}"
    FOLDERS[format].write(made, path)
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    told = json.loads(made.schema.metadata[KEY.encode()])
    media_type = FOLDERS[format].media_type
    return Resource(asked, asked.columns, path.name, media_type, path.stat().st_size, digest, told)


@contextmanager
def _made(folder: Path) -> Iterator[Path]:
    """A folder beside the wanted one, which takes its place once all is written."""
    folder = Path(os.path.abspath(folder))
    _check_free(folder)
    staged = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        place = staged / "new"
        place.mkdir()
        yield place
        _check_free(folder)
        old = staged / "old"
        if folder.exists():
            folder.rename(old)
        try:
            place.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _check_free(folder: Path) -> None:
    """Raises FolderTaken unless there is nothing, an empty folder, or an earlier export and nothing else."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise FolderTaken(folder, "is a file or a link, and no folder")
    found = {path.name for path in folder.iterdir()}
    if strange := sorted(found - _of_export(folder)):
        raise FolderTaken(folder, f"holds {strange[0]}, which is of no export")


def _of_export(folder: Path) -> set[str]:
    """The files that an earlier export wrote there; none if there was none."""
    try:
        told = json.loads((folder / PACKAGE).read_text("utf-8"))
        if not isinstance(told.get("wattgraph"), dict):
            return set()
        return {PACKAGE, README, *(str(one["path"]) for one in told["resources"])}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return set()
