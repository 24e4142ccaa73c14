"""The reader: an input in, its documents out, one at a time. Every input goes this way, whatever it is."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from ...schema.statement import Document
from .archives import members
from .content import ARCHIVE_LIMIT, FEED, HTML, LIMIT, MARKDOWN, PDF, TEXT, ZIP, Content, media_type
from .decoding import markup_of
from .errors import DocumentError, Name, system_error
from .fetcher import Fetcher
from .files import content_of, is_address, is_archive, refuse_large
from .found import Found, PassedOver, Piece
from .language import language_of
from .texts import piece_of, read_text
from .workshop import Workshop

#: What an input yields: documents; in archives and feeds also errors and what is passed over.
Yield = Found | DocumentError | PassedOver
_NO_TEXT = "Open it in a browser and save its text as a .txt file"


class Reader:
    """Reads inputs of any kind. It holds one document at a time, and a worker process once it meets a page.

    `limit`: the largest input in bytes. Close it, or use it in a `with` statement.
    """

    def __init__(self, limit: int = LIMIT, fetcher: Fetcher | None = None, workshop: Workshop | None = None) -> None:
        self._limit = limit
        self._fetcher = fetcher or Fetcher(limit=limit)
        self._workshop = workshop or Workshop()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker process, if there is one."""
        self._workshop.close()

    def read(self, name: Name) -> Iterator[Yield]:
        """What a file or an address holds. An error of the whole input is yielded too, never raised."""
        try:
            if is_address(name):
                yield from self._contained(self._fetcher.fetch(str(name)))
            elif is_archive(Path(name)):
                yield from self._archive_file(Path(name))
            else:
                yield from self._contained(content_of(Path(name), self._limit))
        except DocumentError as error:
            yield error

    def read_content(self, content: Content) -> Iterator[Yield]:
        """What bytes hold that are at hand, as of standard input."""
        try:
            refuse_large(content.name, len(content.data), self._limit)
            yield from self._contained(content)
        except DocumentError as error:
            yield error

    def only(self, name: Name | Content) -> Found:
        """The one document of an input. Raises DocumentError, also if it holds several."""
        found: Found | None = None
        for one in self.read_content(name) if isinstance(name, Content) else self.read(name):
            if isinstance(one, DocumentError):
                raise one
            if isinstance(one, Found) and found:
                called = name.name if isinstance(name, Content) else name
                raise DocumentError(called, "holds several documents", "Load it, or name a file with one document")
            found = one if isinstance(one, Found) else found
        if found is None:
            called = name.name if isinstance(name, Content) else name
            raise DocumentError(called, "holds no document to read", "Name another file")
        return found

    def _archive_file(self, path: Path) -> Iterator[Yield]:
        try:
            refuse_large(path, path.stat().st_size, max(self._limit, ARCHIVE_LIMIT))
            with path.open("rb") as file:
                yield from self._members(path, file)
        except OSError as error:
            raise system_error(path, error) from error

    def _members(self, name: Name, file: Any) -> Iterator[Yield]:
        for member in members(name, file, self._limit):
            if not isinstance(member, Content):
                yield member
                continue
            try:
                if media_type(member) == ZIP:
                    raise DocumentError(member.name, "is an archive within an archive", "Unpack it, and load that")
                yield from self._contained(member)
            except DocumentError as error:
                yield error

    def _contained(self, content: Content) -> Iterator[Yield]:
        kind = media_type(content)
        if kind == ZIP:
            yield from self._members(content.name, BytesIO(content.data))
            return
        for piece in self._pieces(content, kind):
            name = f"{content.name}{piece.key}" if piece.key else content.name
            yield _found(name, content, kind, piece)

    def _pieces(self, content: Content, kind: str) -> list[Piece]:
        if kind in (TEXT, MARKDOWN):
            return read_text(content, kind)
        if kind == PDF:
            return self._workshop.pieces(content, kind, content.data)
        assert kind in (HTML, FEED), kind
        return self._workshop.pieces(content, kind, markup_of(content).encode("utf-8", "replace"))


def _found(name: Name, content: Content, kind: str, piece: Piece) -> Yield:
    """A piece as a document, or why it is none."""
    if not piece.text.strip():
        return DocumentError(name, "has no text", _NO_TEXT)
    language = language_of(piece.text, piece.language)
    document = Document(piece.text, piece.hash(content.data), kind, language)
    return Found(name, document, piece.appearance(content.address))


def found_in(text: str) -> Found:
    """A text that comes from no file, with what its top says of it."""
    piece = piece_of(text)
    document = Document(text, piece.hash(text.encode()), TEXT, language_of(text))
    return Found("the text", document, piece.appearance())


def read_file(path: str | os.PathLike[str], limit: int = LIMIT) -> Document:
    """The one document of a file of at most `limit` bytes; text as it stands but for a byte order mark.

    Raises DocumentError.
    """
    with Reader(limit) as reader:
        return reader.only(Path(path)).document
