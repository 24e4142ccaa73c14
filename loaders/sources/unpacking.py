"""ZIP archives of tables: unpacked into a folder while a load lasts, within limits that no header talks away."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ..documents.archives import DAMAGE, METHODS, MOST_BYTES, MOST_RATIO, SMALL, refuse_crowds, refused_member
from ..documents.errors import DocumentError, Name, system_error, words_of
from .formats import SUFFIXES

_CHUNK = 1 << 20
_ANEW = "Fetch or pack the archive anew"


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The path itself, or a folder with the tables that an archive holds.

    Raises DocumentError. One that is raised while the folder stands names places in the archive, not in the folder.
    """
    if path.is_dir() or path.suffix.lower() in SUFFIXES or not zipfile.is_zipfile(path):  # a workbook is one too
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="wattgraph-") as made:
        folder = Path(made) / path.name
        try:
            with path.open("rb") as file:
                refuse_crowds(path, file)
                with zipfile.ZipFile(file) as archive:
                    _unpack(path, archive, folder)
        except DAMAGE as error:
            raise DocumentError(path, f"is a damaged ZIP archive: {words_of(error)}", _ANEW) from error
        except OSError as error:
            raise system_error(path, error) from error
        try:
            yield folder
        except DocumentError as error:
            raise type(error)(packed_name(error.path, folder, path), error.what, error.remedy) from error


def packed_name(name: Name, folder: Path, archive: Path) -> Path:
    """What a file that lies in a folder for a while is called: by its place in the archive."""
    return archive / Path(name).relative_to(folder) if Path(name).is_relative_to(folder) else Path(name)


def _unpack(path: Path, archive: zipfile.ZipFile, folder: Path) -> None:
    """Writes the archive's tables below a folder. Raises DocumentError for a member that no honest archive has."""
    folder.mkdir()
    left = MOST_BYTES
    seen: set[str] = set()
    for info in archive.infolist():
        inner = PurePosixPath(info.filename)
        if info.is_dir() or inner.suffix.lower() not in SUFFIXES or "__MACOSX" in inner.parts:
            continue
        member = f"{path}/{info.filename}"
        if refusal := refused_member(member, info, seen):
            raise refusal
        seen.add(info.filename)
        if info.compress_type not in METHODS:
            raise DocumentError(member, "is compressed in a way that is not read", "Unpack it, and load the folder")
        if info.file_size > SMALL and info.file_size > MOST_RATIO * max(1, info.compress_size):
            raise DocumentError(
                member, f"unpacks to more than {MOST_RATIO} times its size", "Unpack it, if you trust it"
            )
        left -= _write(archive, info, folder / inner, left, member)


def _write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, left: int, member: str) -> int:
    """The bytes that were written. Whatever the header says, never more than `left` are."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(info) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            written += len(chunk)
            if written > left:
                raise DocumentError(
                    member, f"unpacks to more than {MOST_BYTES:,} bytes", "Unpack it, if you trust it"
                )
            file.write(chunk)
    return written
