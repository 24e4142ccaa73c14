"""Files in, documents out: text files are decoded and otherwise left as they are, so that offsets count them.

What cannot be read as text is refused with a `DocumentError` that says what is wrong, where, and what to do next.
Nothing is guessed: no other encoding is tried, and a damaged file is not repaired.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..schema.statement import Document

#: The largest file that is read, in bytes. The longest articles and filings have about a tenth of it.
LIMIT = 20_000_000
#: What is read in folders, by suffix. A file that is named itself is read whatever its suffix.
MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown"}

_BOM = b"\xef\xbb\xbf"
#: C0 controls other than tab, line feed, form feed and carriage return: no text has them, and ids use one to
#: join their parts. No byte of a longer UTF-8 sequence looks like one.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
#: First bytes of files that people take for text, and how to make text of them.
_CONVERTIBLE = (
    (b"%PDF-", "a PDF file", "Convert it first: pdftotext FILE.pdf FILE.txt"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "Save its text as a .txt file in UTF-8"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip FILE.gz"),
    (b"\xff\xfe", "text in UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8 FILE > NEW.txt"),
    (b"\xfe\xff", "text in UTF-16", "Convert it first: iconv -f UTF-16 -t UTF-8 FILE > NEW.txt"),
)
_NOT_FILES = (
    (stat.S_ISDIR, "is a folder", "Name a file in it, or load the folder as a whole"),
    (stat.S_ISFIFO, "is a pipe, not a file", "Save what it yields to a file and load that"),
    (stat.S_ISSOCK, "is a socket, not a file", "Name a text file"),
    (stat.S_ISCHR, "is a device, not a file", "Name a text file"),
    (stat.S_ISBLK, "is a device, not a file", "Name a text file"),
)
_SYSTEM = {
    errno.ENOENT: ("does not exist", "Check the spelling and the folder that you are in"),
    errno.ENOTDIR: ("does not exist: a part of its path is a file", "Check the spelling of the path"),
    errno.EACCES: ("may not be read by this user", "Ask its owner, or allow it: chmod u+r FILE, chmod u+rx FOLDER"),
    errno.EPERM: ("may not be read by this user", "Ask its owner, or allow it: chmod u+r FILE, chmod u+rx FOLDER"),
    errno.ELOOP: ("is a symbolic link that leads back to itself", "Name the file that it should lead to"),
    errno.ENAMETOOLONG: ("has a name that is too long for this system", "Check the path, or rename the file"),
}


class DocumentError(Exception):
    """A file that cannot be read as a document: `path`, `what` is wrong with it, and the `remedy`."""

    def __init__(self, path: Path, what: str, remedy: str) -> None:
        super().__init__(path, what, remedy)
        self.path, self.what, self.remedy = path, what, remedy

    def __str__(self) -> str:
        return f"{_printable(self.path)} {self.what}. {self.remedy}."


class PassedOver(NamedTuple):
    """Something in a folder that was not read, and why. It is no error: nobody named it."""

    path: Path
    why: str


@dataclass
class Listing:
    """What some paths lead to: files to read in order, what folders hold besides, and paths that lead nowhere."""

    files: list[Path] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    errors: list[DocumentError] = field(default_factory=list)


def read_file(path: str | os.PathLike[str], limit: int = LIMIT) -> Document:
    """The document in a text file of at most `limit` bytes, in UTF-8. A byte order mark is dropped, no more.

    Raises DocumentError.
    """
    path = Path(path)
    content = _content(path, limit)
    _refuse_binary(path, content)
    text = _decoded(path, content)
    if not text.strip():
        raise DocumentError(path, "is empty", "Put the article's text into it, or leave it out")
    return Document(text, sha256(content).digest(), MEDIA_TYPES.get(path.suffix.lower(), "text/plain"))


def read_paths(paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Path, Document | DocumentError]]:
    """Each file that the paths lead to with its document, or with the error that kept it from being one."""
    listing = list_files(paths)
    for error in listing.errors:
        yield error.path, error
    for path in listing.files:
        try:
            yield path, read_file(path)
        except DocumentError as error:
            yield path, error


def list_files(paths: Iterable[str | os.PathLike[str]]) -> Listing:
    """The files that the paths lead to, each once: a file as named, a folder with all below it, in order of name."""
    listing = Listing()
    for path in dict.fromkeys(Path(p) for p in paths):
        try:
            if stat.S_ISDIR(path.stat().st_mode):
                _list_folder(path, listing)
            else:
                listing.files.append(path)
        except OSError as error:
            listing.errors.append(_system_error(path, error))
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
        raise DocumentError(
            folder, f"holds no file to read ({_suffixes()})", "Name a folder with articles, or a file"
        )


def _entries(folder: Path, listing: Listing) -> Iterator[Path]:
    """Files below a folder, hidden ones and links to folders among them; hidden folders are not entered."""

    def refused(error: OSError) -> None:
        listing.errors.append(_system_error(Path(error.filename), error))

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
        return f"not {_suffixes()}"
    return ""


def _leads_inside(link: Path, root: Path) -> bool:
    """Whether a link leads to a file under the folder, so that a folder from elsewhere cannot name our files."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a loop, before Python 3.13
        return False
    return target.is_file() and target.is_relative_to(root.resolve())


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _suffixes() -> str:
    return ", ".join(sorted(MEDIA_TYPES))


def _content(path: Path, limit: int) -> bytes:
    """The bytes of a regular file; never more than one past the limit is read."""
    try:
        found = path.stat()
        _refuse_special(path, found.st_mode)
        size, content = found.st_size, b""
        if size <= limit:
            with path.open("rb") as file:
                content = file.read(limit + 1)
    except OSError as error:
        raise _system_error(path, error) from error
    if max(size, len(content)) > limit:
        what = f"is too large: {max(size, len(content)):,} bytes, and the limit is {limit:,}"
        raise DocumentError(path, what, "Split it into one file per article")
    return content


def _refuse_special(path: Path, mode: int) -> None:
    for is_kind, what, remedy in _NOT_FILES:
        if is_kind(mode):
            raise DocumentError(path, what, remedy)


def _refuse_binary(path: Path, content: bytes) -> None:
    for start, kind, remedy in _CONVERTIBLE:
        if content.startswith(start):
            raise DocumentError(path, f"is {kind}, not text in UTF-8", remedy)
    damage = _CONTROL.search(content)
    if damage:
        what = f"is a binary or damaged file: byte 0x{damage[0].hex()} at offset {damage.start()}"
        raise DocumentError(path, what, "Name a text file, or save its text as a .txt file in UTF-8")


def _decoded(path: Path, content: bytes) -> str:
    """The text without a byte order mark. Raises DocumentError at the first byte that is no UTF-8."""
    mark = len(_BOM) if content.startswith(_BOM) else 0
    try:
        return content[mark:].decode()
    except UnicodeDecodeError as error:
        offset = mark + error.start
        line = content.count(b"\n", 0, offset) + 1
        what = f"is not valid UTF-8: byte 0x{content[offset]:02x} at offset {offset} (line {line})"
        remedy = "If it is older Western text, convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.txt"
        raise DocumentError(path, what, remedy) from error


def _system_error(path: Path, error: OSError) -> DocumentError:
    known = _SYSTEM.get(error.errno or 0)
    what, remedy = known or (f"cannot be read: {error.strerror or error}", "Check the disk and the path")
    return DocumentError(path, what, remedy)


def _printable(path: Path) -> str:
    """A path for a message: what a terminal would obey, or no encoding can print, is escaped."""
    text = os.fsencode(path).decode(errors="backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
