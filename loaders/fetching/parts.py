"""A file that comes bit by bit: its bytes so far stand in `NAME.part`, and get their name once all are there.

Three files may stand beside `NAME`: `NAME.part`, `NAME.part.json` (which edition these bytes are of), and, for what
is whole, `NAME.fetched.json` (where it is from, with its hash). A process that is killed at any moment leaves them so
that the next one goes on.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..documents.errors import DocumentError, Unreachable
from .origins import Origin, read_origin

#: What is put behind the name of a file; no file of a source may end so.
PART, PART_ORIGIN, ORIGIN = ".part", ".part.json", ".fetched.json"
_BLOCK = 1 << 20
_TRIES = 3
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)
_PLACE = "Name another folder: --into FOLDER"
_AWAY = "Move it away, or name another folder: --into FOLDER"


class Part:
    """The bytes of `target` so far, for one process at a time: use it in a `with` statement.

    `origin`: which edition they are of, if there are any. All methods raise DocumentError for what the disk refuses.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.origin: Origin | None = None
        self.size = 0
        self._hash = sha256()
        self._descriptor = -1
        self._made = False

    def __enter__(self) -> "Part":
        with self._local():
            _refuse_other(self.target)
            self._made = not self.target.parent.exists()
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = self._taken()
            self.size = os.fstat(self._descriptor).st_size
            try:
                self._settle_earlier()
                self._read()
            except BaseException:
                self.__exit__()
                raise
        return self

    def __exit__(self, *_: Any) -> None:
        """Lets go of the file. Without a byte in it, it goes away, and the folder if that was made for it."""
        with suppress(OSError):
            if self.size == 0 and self._is_ours(self._descriptor):
                self._beside(PART_ORIGIN).unlink(missing_ok=True)
                self._beside(PART).unlink(missing_ok=True)
                if self._made:
                    self.target.parent.rmdir()
        os.close(self._descriptor)

    @property
    def sha256(self) -> str:
        """The hash of the bytes so far."""
        return self._hash.hexdigest()

    @property
    def goes_on(self) -> bool:
        """Whether what is missing can be asked for by itself."""
        return self.size > 0 and self.origin is not None and self.origin.exact is not None

    def begin(self, origin: Origin | None) -> None:
        """Starts anew, with another edition."""
        with self._local():
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            self.size, self._hash, self.origin = 0, sha256(), origin
            if origin:
                os.fsync(self._descriptor)  # else a power cut could leave old bytes beside the new origin
                _write(self._beside(PART_ORIGIN), origin.text())

    def add(self, data: bytes) -> None:
        """Puts bytes behind those that are there."""
        with self._local():
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        self._hash.update(data)
        self.size += len(data)

    def finish(self) -> None:
        """Gives the bytes their name: all of them are on the disk before."""
        assert self.origin
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._local():
            os.fsync(self._descriptor)
            whole = replace(self.origin, size=self.size, sha256=self.sha256, fetched=now)
            _write(self._beside(PART_ORIGIN), whole.text())
            self._beside(PART).replace(self.target)
            self._beside(PART_ORIGIN).replace(self._beside(ORIGIN))
            _sync_folder(self.target.parent)

    def kept(self) -> tuple[str, Origin | None]:
        """The hash of the whole file that stands at the target, and where it is from, if it was fetched."""
        with self._local(), self.target.open("rb") as file:
            return _hash_of(file.fileno()).hexdigest(), read_origin(self._beside(ORIGIN))

    def _beside(self, suffix: str) -> Path:
        return self.target.with_name(self.target.name + suffix)

    def _taken(self) -> int:
        """The descriptor of the part, which no other process has."""
        path = self._beside(PART)
        for _ in range(_TRIES):
            found = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
            try:
                fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if self._is_ours(found):  # and no other process has just given it its name
                    return found
            except BlockingIOError:
                os.close(found)
                break
            except BaseException:
                os.close(found)
                raise
            os.close(found)
        raise Unreachable(self.target, "is being fetched by another process", "Wait for it, and run this again")

    def _is_ours(self, descriptor: int) -> bool:
        """Whether the descriptor is still that of the file at the part's path."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.lstat(self._beside(PART)))
        except FileNotFoundError:
            return False

    def _settle_earlier(self) -> None:
        """Ends what a process began that was killed between the last two steps of `finish`."""
        waiting = read_origin(self._beside(PART_ORIGIN))
        if waiting and waiting.sha256 and not self.size and self.target.exists():
            with self.target.open("rb") as file:
                is_whole = _hash_of(file.fileno()).hexdigest() == waiting.sha256
            if is_whole:
                self._beside(PART_ORIGIN).replace(self._beside(ORIGIN))

    def _read(self) -> None:
        self.origin = read_origin(self._beside(PART_ORIGIN))
        self._hash = _hash_of(self._descriptor)
        self.size = os.lseek(self._descriptor, 0, os.SEEK_END)

    @contextmanager
    def _local(self) -> Iterator[None]:
        """What the system refuses, for people. Raises DocumentError."""
        try:
            yield
        except OSError as error:
            raise _trouble(self.target, error, self.size if self.goes_on else 0) from error


def _refuse_other(target: Path) -> None:
    """Raises DocumentError if something other than a file stands at the target."""
    if target.is_dir():
        raise DocumentError(target, "is a folder, where a file is to be put", _AWAY)
    if target.exists() and not target.is_file():
        raise DocumentError(target, "is no ordinary file", _AWAY)


def _trouble(target: Path, error: OSError, byte: int) -> DocumentError:
    why = error.strerror or str(error)
    if error.errno in _FULL:
        on = f"it goes on from byte {byte:,}" if byte else "it starts anew"
        return Unreachable(target, f"finds no room ({why})", f"Make room and run it again: {on}")
    if error.errno in _CLOSED:
        allow = f"Allow it, chmod u+wx {target.parent}, or name another folder: --into FOLDER"
        return Unreachable(target, f"may not be written by this user ({why})", allow)
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return DocumentError(target, "cannot be written: a part of its path is a file", _PLACE)
    return DocumentError(target, f"cannot be written: {why}", "See to that and run it again")


def _hash_of(descriptor: int) -> Any:
    """The hash of a file from its start; the descriptor then stands at its end."""
    found = sha256()
    os.lseek(descriptor, 0, os.SEEK_SET)
    while block := os.read(descriptor, _BLOCK):
        found.update(block)
    return found


def _write(path: Path, text: str) -> None:
    """Writes a small file, whole or not at all."""
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
