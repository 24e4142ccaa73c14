"""What is wrong with an input: what, where, and what to do next."""

import errno
import os
from pathlib import Path

#: What an input is called: a file, a member of an archive (`archive.zip/inner.txt`), or an address.
Name = Path | str

_SYSTEM = {
    errno.ENOENT: ("does not exist", "Check the spelling and the folder that you are in"),
    errno.ENOTDIR: ("does not exist: a part of its path is a file", "Check the spelling of the path"),
    errno.EACCES: ("may not be read by this user", "Ask its owner, or allow it: chmod u+r FILE, chmod u+rx FOLDER"),
    errno.EPERM: ("may not be read by this user", "Ask its owner, or allow it: chmod u+r FILE, chmod u+rx FOLDER"),
    errno.ELOOP: ("is a symbolic link that leads back to itself", "Name the file that it should lead to"),
    errno.ENAMETOOLONG: ("has a name that is too long for this system", "Check the path, or rename the file"),
}


class DocumentError(Exception):
    """An input that cannot be read as a document: `path` (a str for an address), `what` is wrong, the `remedy`."""

    def __init__(self, path: Name, what: str, remedy: str) -> None:
        super().__init__(path, what, remedy)
        self.path, self.what, self.remedy = path, what, remedy

    def __str__(self) -> str:
        return f"{_printable(self.path)} {self.what}. {self.remedy}."


class Unreachable(DocumentError):
    """An input that a network, a server or a disk keeps from us for now: the same may go well later."""


def system_error(path: Name, error: OSError) -> DocumentError:
    """What the system says of a path, for people."""
    known = _SYSTEM.get(error.errno or 0)
    what, remedy = known or (f"cannot be read: {error.strerror or error}", "Check the disk and the path")
    return DocumentError(path, what, remedy)


def words_of(error: BaseException) -> str:
    """What a library says, in one printable line."""
    text = " ".join(str(error).split()) or type(error).__name__
    return "".join(c for c in text if c.isprintable())[:300]


def _printable(path: Name) -> str:
    """A path for a message: what a terminal would obey, or no encoding can print, is escaped."""
    text = os.fsencode(path).decode(errors="backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
