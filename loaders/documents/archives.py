"""ZIP archives: their members as files of a folder, one at a time, within limits that no header can talk away."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from .content import LIMIT, ZIP, Content, declared, suffixes
from .errors import DocumentError, Name, system_error, words_of
from .files import refuse_large
from .found import PassedOver

#: Members of an archive, and bytes of all that are read, and how far one may be compressed if it is not small.
MOST_MEMBERS, MOST_BYTES, MOST_RATIO, SMALL = 20_000, 2_000_000_000, 200, 1_000_000
#: Bytes that the names of all members may take.
_DIRECTORY = 8_000_000
_END, _END_SIZE, _TAIL = b"PK\x05\x06", 22, 66_000
_SPLIT = "Unpack it, and load the folder"
_OFFICE = frozenset(["[Content_Types].xml", "mimetype"])
METHODS = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error, NotImplementedError, RuntimeError)

Member = Content | DocumentError | PassedOver


def members(name: Name, file: BinaryIO, limit: int = LIMIT) -> Iterator[Member]:
    """What an archive holds, in order of name: bytes to read, what is passed over, what is refused.

    Raises DocumentError for an archive that is refused as a whole.
    """
    try:
        refuse_crowds(name, file)
        with zipfile.ZipFile(file) as archive:
            yield from _each(name, archive, limit)
    except DAMAGE as error:
        raise DocumentError(name, f"is a damaged ZIP archive: {words_of(error)}", "Fetch or pack it anew") from error
    except OSError as error:
        raise system_error(name, error) from error


def refuse_crowds(name: Name, file: BinaryIO) -> None:
    """Counts the members by the archive's last record, before a list of them is made in memory."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise zipfile.BadZipFile("its end is missing")
    count, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MOST_MEMBERS or directory > _DIRECTORY:
        raise DocumentError(name, f"holds more than {MOST_MEMBERS:,} files", _SPLIT)
    file.seek(0)


def _each(name: Name, archive: zipfile.ZipFile, limit: int) -> Iterator[Member]:
    files = [info for info in archive.infolist() if not info.filename.endswith("/")]
    if len(files) > MOST_MEMBERS:
        raise DocumentError(name, f"holds more than {MOST_MEMBERS:,} files", _SPLIT)
    if any(info.filename in _OFFICE for info in files):
        raise DocumentError(name, "is an office document or an e-book", "Save its text as a .txt file in UTF-8")
    left = MOST_BYTES
    seen: set[str] = set()
    for info in sorted(files, key=lambda info: info.filename):
        member = f"{name}/{info.filename}"
        kept_out = refused_member(member, info, seen) or _passed_over(member, info)
        seen.add(info.filename)
        if kept_out is None and info.file_size > left:
            raise DocumentError(name, f"unpacks to more than {MOST_BYTES:,} bytes", _SPLIT)
        found = kept_out or _content(member, archive, info, limit)
        left -= len(found.data) if isinstance(found, Content) else 0
        yield found
    if not files:
        raise DocumentError(name, "is an archive without files", "Name another")


def refused_member(member: str, info: zipfile.ZipInfo, seen: set[str]) -> DocumentError | None:
    """Why a member is not even opened."""
    inner = PurePosixPath(info.filename)
    astray = not inner.parts or inner.is_absolute() or ".." in inner.parts or ":" in inner.parts[0]
    if astray or "\\" in info.orig_filename:
        return DocumentError(member, "has a path that leads out of its archive", "Pack the archive anew")
    if info.filename in seen:
        return DocumentError(member, "stands in its archive twice", "Pack the archive anew")
    if info.flag_bits & 0x1:
        return DocumentError(member, "is encrypted", "Unpack the archive with its password, and load the folder")
    return None


def _passed_over(member: str, info: zipfile.ZipInfo) -> PassedOver | DocumentError | None:
    """What a folder would pass over too. A named kind that no archive may hold is refused."""
    inner = PurePosixPath(info.filename)
    if any(part.startswith(".") or part == "__MACOSX" for part in inner.parts):
        return PassedOver(member, "hidden")
    if stat.S_ISLNK(info.external_attr >> 16):
        return PassedOver(member, "a link")
    kind = declared(inner.name)
    if kind == ZIP:
        return DocumentError(member, "is an archive within an archive", "Unpack it, and load that")
    return None if kind else PassedOver(member, f"not {suffixes()}")


def _content(member: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> Content | DocumentError:
    """The bytes of a member; never more than one past the limit is unpacked, whatever its header says."""
    if info.compress_type not in METHODS:
        return DocumentError(member, "is compressed in a way that is not read", _SPLIT)
    try:
        refuse_large(member, info.file_size, limit)
        if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
            return DocumentError(member, f"unpacks to more than {MOST_RATIO} times its size", _SPLIT)
        with archive.open(info) as packed:
            data = packed.read(limit + 1)
        refuse_large(member, len(data), limit)
    except DocumentError as error:
        return error
    except DAMAGE as error:
        return DocumentError(member, f"is damaged: {words_of(error)}", "Fetch or pack the archive anew")
    return Content(member, data)
