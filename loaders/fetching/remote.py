"""Which files a source has and where they are: the `[[files]]` of its `source.toml`.

[[files]]
name = "2026/plants.csv"              # where it is put, below the folder that the user names
address = "https://example.org/plants.csv"   # left out where only a person can get it
sha256 = "..."                        # if the source states it, or the file never changes
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from ..sources.source import SHIPPED, definition
from .parts import ORIGIN, PART, PART_ORIGIN

#: The folders of the sources that this version ships.
HOME = SHIPPED

_HASH = re.compile(r"[0-9a-fA-F]{64}")
#: What no system lets a file be called, or what stands beside a file that is fetched.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_OURS = (PART, PART_ORIGIN, ORIGIN, ".new")
#: Bytes of a part of a path, with what we put behind a name.
_LONGEST = 200


class SourceError(Exception):
    """A `source.toml` that is wrong, or a source that no program can fetch; the message says what and where."""


class RemoteFile(NamedTuple):
    """A file of a source: its path below a folder, and its address (None: a person must get it, from `page`)."""

    name: str
    address: str | None = None
    sha256: str | None = None
    page: str | None = None


def remote_files(name: str, home: Path | None = None) -> list[RemoteFile]:
    """The files of a source, at least one. Raises SourceUnknown, SourceError."""
    path = definition(name, home or HOME)
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        about, listed = data.get("source", {}), data.get("files", [])
        if not isinstance(about, dict) or not isinstance(listed, list):
            raise ValueError("it takes one table [source], and [[files]]")
        page = _text(about, "address")
        files = [_file(entry, page) for entry in listed]
        refuse_twins(file.name for file in files)
    except ValueError as error:
        raise SourceError(f"{path}: {error}; correct it") from error
    if not any(file.address for file in files):
        raise SourceError(f"no program can fetch {name}. Get its files by hand{_from(page)}, and load them")
    return files


def refuse_twins(names: Iterable[str]) -> None:
    """Raises ValueError for two files that would be put at one path, on a disk that takes `A` for `a` too."""
    seen: dict[str, str] = {}
    for name in names:
        if (folded := _folded(name)) in seen:
            raise ValueError(f"two files are called {name!r}")
        seen[folded] = name
    for folded, name in seen.items():
        if any(str(above) in seen for above in PurePosixPath(folded).parents):
            raise ValueError(f"{name!r} stands below another file, as if that were a folder")


def refuse_astray(name: str) -> None:
    """Raises ValueError for a name that leads out of its folder, or that some system cannot give a file."""
    parts = name.split("/")
    for part in parts:
        if part in ("", ".", "..") or "\\" in part or ":" in part or not part.isprintable():
            raise ValueError(f"{name!r} is no path below a folder, as plants.csv or 2026/plants.csv")
        if _RESERVED.fullmatch(part) or part.endswith((".", " ")) or part.startswith(" "):
            raise ValueError(f"{name!r} has a name in it that some systems cannot give a file")
        if len(part.encode("utf-8", "replace")) > _LONGEST:
            raise ValueError(f"{name[:40]!r}… is too long")
    if parts[-1].endswith(_OURS):
        raise ValueError(f"{name!r} ends as what is put beside a file that is fetched")


def _file(entry: Any, page: str | None) -> RemoteFile:
    if not isinstance(entry, dict):
        raise ValueError("it takes tables: [[files]]")
    name, address, sha256 = (_text(entry, key) for key in ("name", "address", "sha256"))
    if name is None:
        raise ValueError("a file has no name")
    refuse_astray(name)
    if sha256 is not None and not _HASH.fullmatch(sha256):
        raise ValueError(f"the sha256 of {name!r} is no 64 hexadecimal digits")
    return RemoteFile(name, address, sha256 and sha256.lower(), page)


def _text(table: dict[str, Any], key: str) -> str | None:
    """A text of a table; an empty one is none."""
    value = table.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} is no text")
    return value.strip() or None


def _from(page: str | None) -> str:
    return f" from {page}" if page else ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
