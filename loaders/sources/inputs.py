"""What a path holds of a source: which files are which tables, of which release."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from ..documents.errors import DocumentError, system_error
from .formats import SUFFIXES, rows
from .source import Source

#: Files below a folder that are looked at.
_MOST = 100_000
#: The short module that a source may have for what its definition cannot say.
_MODULE = "records"


class Table(NamedTuple):
    """One table of one release: its name in the definition, the release, its files, and all files of the release."""

    name: str
    vintage: str | None
    files: tuple[Path, ...]
    beside: tuple[Path, ...]

    @property
    def path(self) -> Path:
        """The file, or the folder of several, for messages."""
        return self.files[0] if len(self.files) == 1 else Path(os.path.commonpath(self.files))

    def bytes_hash(self) -> bytes:
        """SHA-256 of the file, or over the hashes of several. Raises DocumentError."""
        hashes = [_hash(path) for path in self.files]
        return hashes[0] if len(hashes) == 1 else sha256(b"".join(sorted(hashes))).digest()


def tables(source: Source, path: Path, vintage: str | None = None) -> list[Table]:
    """The tables at a path: a file, or a folder with those of one release or of several.

    Raises DocumentError where there is none, or where the release of one is not known.
    """
    found: dict[tuple[str | None, str], list[Path]] = {}
    for file in _files(path):
        name = _name(source, path, file)
        if name is not None:
            found.setdefault((vintage or _vintage(source, path, file), name), []).append(file)
    if not found:
        wanted = ", ".join(p for t in source.tables.values() for p in t.get("files", ())) or "*.csv"
        raise DocumentError(path, f"holds no table of {source.name}", f"Its files are called {wanted}")
    listed = [table for name in source.tables for table in _of_table(source, name, found)]
    return sorted(listed, key=lambda t: (t.vintage or "", list(source.tables).index(t.name), t.files))


def read(source: Source, table: Table, definition: dict[str, object]) -> Iterator[list[str]]:
    """The header, then the rows of a table, by the source's own module if it has one. Raises DocumentError."""
    own = module(source)

    def lines(file: Path) -> Iterator[list[str]]:
        other = None if file in table.files else _name(source, file.parent, file)
        return rows(file, source.table(other, source.vintage(table.vintage or "")) if other else definition)

    if own is not None and hasattr(own, "rows"):
        found: Iterator[list[str]] = own.rows(table.name, table.files, table.beside, lines)
        return found
    return _chained(table, lines)


def _chained(table: Table, lines: Callable[[Path], Iterator[list[str]]]) -> Iterator[list[str]]:
    """The rows of all files of a table behind one header. Raises DocumentError for a file that has another."""
    header: list[str] | None = None
    for file in table.files:
        found = lines(file)
        own = next(found, None)
        if own is None:
            raise DocumentError(file, "is empty", "Fetch the file anew")
        if header is None:
            header = own
            yield header
        elif own != header:
            what = f"has other columns than {table.files[0].name}"
            raise DocumentError(file, what, "Name the tables apart in the definition")
        yield from found


def module(source: Source) -> ModuleType | None:
    """A shipped source's own module, None if it has none."""
    name = f"{__package__}.{source.path.parent.name}.{_MODULE}"
    return import_module(name) if source.shipped and find_spec(name) else None


def _of_table(
    source: Source, name: str, found: dict[tuple[str | None, str], list[Path]]
) -> Iterator[Table]:  # fmt: skip
    for (vintage, table), files in found.items():
        if table == name:
            beside = tuple(p for (v, _), others in found.items() if v == vintage for p in others)
            merged = source.tables[name].get("merge", False)
            for group in [tuple(files)] if merged else [(file,) for file in files]:
                yield Table(name, vintage, group, beside)


def _files(path: Path) -> Iterator[Path]:
    """A file itself, or all in a folder that a source may have, in order. Links are not followed out of it."""
    if not path.is_dir():
        try:
            path.stat()
        except OSError as error:
            raise system_error(path, error) from error
        yield path
        return
    root = path.resolve()
    for number, file in enumerate(sorted(path.rglob("*"))):
        if number > _MOST:
            raise DocumentError(path, f"holds more than {_MOST:,} files", "Name the source's own folder")
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
            if root in file.resolve().parents:
                yield file
            else:
                raise DocumentError(file, "is a link that leads out of its folder", "Name what it leads to")


def _name(source: Source, path: Path, file: Path) -> str | None:
    """The table that a file holds: the first that its name fits. One that was named itself may be called anything."""
    for name, table in source.tables.items():
        if any(fnmatch(file.name, pattern) for pattern in table.get("files", ())):
            return name
    open_ = [name for name, table in source.tables.items() if not table.get("files")] or list(source.tables)
    return open_[0] if file == path and len(open_) == 1 else None


def _vintage(source: Source, path: Path, file: Path) -> str | None:
    """The release that a file is of: what its path says, or its own contents."""
    own = module(source)
    if own is not None and hasattr(own, "vintage"):
        found: str | None = own.vintage(file)
        if found is not None:
            return found
    for part in reversed(file.resolve().parts):  # the nearest word counts: the file's own before its folders'
        if told := [v.name for v in source.vintages if any(_stands(name, part) for name in (v.name, *v.paths))]:
            return max(told, key=len)
    if source.rolling or not source.vintages:
        return None
    known = ", ".join(v.name for v in source.vintages)
    what = f"is of an unknown release of {source.name}"
    raise DocumentError(file, what, f"Say which: --vintage NAME; known are {known}, and later ones can be named too")


def _stands(release: str, part: str) -> bool:
    """Whether a part of a path names a release: `2020` in `Y2020`, not in `12020` or `2020-03`."""
    return re.search(rf"(?<![0-9])(?<![0-9][.-]){re.escape(release)}(?![.-]?[0-9])", part) is not None


def _hash(path: Path) -> bytes:
    whole = sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                whole.update(chunk)
    except OSError as error:
        raise system_error(path, error) from error
    return whole.digest()


def matching(files: Sequence[Path], *patterns: str) -> list[Path]:
    """Those of some files whose names fit a pattern."""
    return [file for file in files if any(fnmatch(file.name, pattern) for pattern in patterns)]
