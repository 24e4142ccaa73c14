"""Fetching: all files of a source into a folder, as far as they come."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..documents.errors import DocumentError
from .downloads import Downloaded, Downloader
from .parts import Part
from .remote import RemoteFile, refuse_astray, refuse_twins

#: Called now and then with the file that comes, its bytes so far, and how many it has, if its server says so.
FileProgress = Callable[[RemoteFile, int, int | None], None]


class Fetched(NamedTuple):
    """What is here now, whole, and an error per file that is not."""

    files: list[Downloaded]
    errors: list[DocumentError]


class NotFetched(Exception):
    """Some files did not come: `errors` has one DocumentError for each, `files` the rest."""

    def __init__(self, fetched: Fetched) -> None:
        super().__init__("; ".join(str(error) for error in fetched.errors))
        self.files, self.errors = fetched


def fetch_files(
    files: Sequence[RemoteFile], folder: Path, downloader: Downloader | None = None,
    progress: FileProgress | None = None, failed: Callable[[DocumentError], None] | None = None,
) -> Fetched:  # fmt: skip
    """Fetches files into a folder, one after the other; one that does not come keeps no other out.

    `failed` is called with each error at once. Raises ValueError for names that lead out of the folder, or to one
    place.
    """
    for file in files:
        refuse_astray(file.name)
    refuse_twins(file.name for file in files)
    fetched = Fetched([], [])
    for file in files:
        try:
            fetched.files.append(_fetched(file, folder, downloader or Downloader(), progress))
        except DocumentError as error:
            fetched.errors.append(error)
            if failed:
                failed(error)
    return fetched


def _fetched(
    file: RemoteFile, folder: Path, downloader: Downloader, progress: FileProgress | None
) -> Downloaded:  # fmt: skip
    """Raises DocumentError."""
    target = folder / file.name
    _refuse_links(target, folder)
    if file.address is None:
        return _by_hand(file, target)

    def step(done: int, total: int | None) -> None:
        if progress:
            progress(file, done, total)

    return downloader.download(file.address, target, sha256=file.sha256, progress=step)


def _refuse_links(target: Path, folder: Path) -> None:
    """Raises DocumentError if a link in the folder leads to another: the name alone does not show that."""
    try:
        stays = target.parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # RuntimeError: a loop, before Python 3.13
        stays = False
    if not stays:
        raise DocumentError(target, f"leads out of {folder} by a link", "Remove the link, or name another folder")


def _by_hand(file: RemoteFile, target: Path) -> Downloaded:
    """A file that a person has put there. Raises DocumentError if it is not."""
    page = f" from {file.page}" if file.page else ""
    put = f"Get it by hand{page}, and put it there"
    if not target.is_file():
        raise DocumentError(target, "cannot be fetched by a program", put)
    with Part(target) as part:
        found, _ = part.kept()
    if file.sha256 and found != file.sha256:
        raise DocumentError(target, f"is another file: its sha256 is {found}, not {file.sha256}", put)
    return Downloaded(target, found, target.stat().st_size, "unchanged")
