"""Documents: text, Markdown, HTML, PDF, feeds, archives, folders and addresses in; texts with their origin out.

Plain text is left as it stands; of all else the text is stored that was taken out of it, and offsets count that.
What cannot be read is refused with a `DocumentError` that says what is wrong, where, and what to do next.
"""

from collections.abc import Iterable, Iterator
from os import PathLike

from ...schema.statement import Document
from .content import LIMIT, Content
from .errors import DocumentError, Name
from .fetcher import Fetcher
from .files import Listing, list_files
from .found import Found, PassedOver, over
from .language import is_foreign, language_name
from .reader import Reader, Yield, found_in, read_file

__all__ = [
    "LIMIT", "Content", "DocumentError", "Fetcher", "Found", "Listing", "Name", "PassedOver", "Reader",
    "Yield", "found_in", "is_foreign", "language_name", "list_files", "over", "read_file", "read_paths",
]  # fmt: skip


def read_paths(paths: Iterable[str | PathLike[str]]) -> Iterator[tuple[Name, Document | DocumentError]]:
    """Each document that the paths lead to with its name, or the error that kept an input from being one."""
    listing = list_files(paths)
    for error in listing.errors:
        yield error.path, error
    with Reader() as reader:
        for path in listing.files:
            for found in reader.read(path):
                if isinstance(found, DocumentError):
                    yield found.path, found
                elif isinstance(found, Found):
                    yield found.name, found.document
