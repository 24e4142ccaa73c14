"""Files and folders: which files some paths lead to, and the bytes of one."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .content import LIMIT, MEDIA_TYPES, XML, ZIP, Content, declared, media_type, suffixes
from .errors import DocumentError, Name, system_error
from .found import PassedOver

_NOT_FILES = (
    (stat.S_ISDIR, "is a folder", "Name a file in it, or load the folder as a whole"),
    (stat.S_ISFIFO, "is a pipe, not a file", "Save what it yields to a file and load that"),
    (stat.S_ISSOCK, "is a socket, not a file", "Name a text file"),
    (stat.S_ISCHR, "is a device, not a file", "Name a text file"),
    (stat.S_ISBLK, "is a device, not a file", "Name a text file"),
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_HEAD = 4096


@dataclass
class Listing:
    """What some names lead to: inputs to read in order, what folders hold besides, and names that lead nowhere.

    `files`: files, and addresses (str) to fetch.
    """

    files: list[Name] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    errors: list[DocumentError] = field(default_factory=list)


def is_address(name: str | os.PathLike[str]) -> bool:
    """Whether a name is an address on the web, and no path."""
    return isinstance(name, str) and bool(_ADDRESS.match(name))


def list_files(paths: Iterable[str | os.PathLike[str]]) -> Listing:
    """What the names lead to, each once: files and addresses as named, a folder with all below it, by name."""
    listing = Listing()
    for path in dict.fromkeys(str(p) if is_address(p) else Path(p) for p in paths):
        try:
            if isinstance(path, Path) and stat.S_ISDIR(path.stat().st_mode):
                _list_folder(path, listing)
            else:
                listing.files.append(path)
        except OSError as error:
            listing.errors.append(system_error(path, error))
        except DocumentError as error:
            listing.errors.append(error)
    listing.files = list(dict.fromkeys(listing.files))
    return listing


def _list_folder(folder: Path, listing: Listing) -> None:
    """Adds what stands below a folder. Raises DocumentError if nothing there can be read."""
    before = len(listing.files)
    for entry in _entries(folder, listing):
        why = _why_not(entry, folder)
        if why:
            listing.passed_over.append(PassedOver(entry, why))
        else:
            listing.files.append(entry)
    if len(listing.files) == before:
        raise DocumentError(folder, f"holds no file to read ({suffixes()})", "Name a folder with articles, or a file")


def _entries(folder: Path, listing: Listing) -> Iterator[Path]:
    """Files below a folder, hidden ones and links to folders among them; hidden folders are not entered."""

    def refused(error: OSError) -> None:
        listing.errors.append(system_error(Path(error.filename), error))

    for top, folders, files in os.walk(folder, onerror=refused):
        links = [name for name in folders if _is_hidden(name) or Path(top, name).is_symlink()]
        folders[:] = sorted(set(folders) - set(links))
        yield from (Path(top, name) for name in sorted(files + links))


def _why_not(path: Path, root: Path) -> str:
    """Why something in a folder is passed over; empty if it is to be read."""
    if _is_hidden(path.name):
        return "hidden"
    if path.is_symlink() and not _leads_inside(path, root):
        return "a link to a folder, to nothing or out of the folder that was named"
    if path.suffix.lower() not in MEDIA_TYPES:
        return f"not {suffixes()}"
    return "XML, but neither RSS nor Atom" if declared(path) == XML and not _is_feed(path) else ""


def _is_feed(path: Path) -> bool:
    """Whether an XML file of a folder is to be read; one that cannot be opened will be reported."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return True
        with path.open("rb") as file:
            media_type(Content(path, file.read(_HEAD)))
    except DocumentError:
        return False
    except OSError:
        pass
    return True


def _leads_inside(link: Path, root: Path) -> bool:
    """Whether a link leads to a file under the folder, so that a folder from elsewhere cannot name our files."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop, before Python 3.13
        return False
    return target.is_file() and target.is_relative_to(root.resolve())


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def is_archive(path: Path) -> bool:
    """Whether a file is to be read as an archive, by its first bytes."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return media_type(Content(Path("any"), file.read(4))) == ZIP
    except (OSError, DocumentError):
        return False


def content_of(path: Path, limit: int = LIMIT) -> Content:
    """The bytes of a regular file; never more than one past the limit is read. Raises DocumentError."""
    try:
        found = path.stat()
        _refuse_special(path, found.st_mode)
        size, data = found.st_size, b""
        if size <= limit:
            with path.open("rb") as file:
                data = file.read(size + 1)
                data += file.read(limit + 1 - len(data)) if len(data) > size else b""  # it told too little
    except OSError as error:
        raise system_error(path, error) from error
    refuse_large(path, max(size, len(data)), limit)
    return Content(path, data)


def refuse_large(name: Name, size: int, limit: int) -> None:
    """Raises DocumentError for more bytes than are read."""
    if size > limit:
        what = f"is too large: {size:,} bytes, and the limit is {limit:,}"
        raise DocumentError(name, what, "Split it into one file per article")


def _refuse_special(path: Path, mode: int) -> None:
    for is_kind, what, remedy in _NOT_FILES:
        if is_kind(mode):
            raise DocumentError(path, what, remedy)
