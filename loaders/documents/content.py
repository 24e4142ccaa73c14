"""Bytes of an input before they are read, and what kind they are: told by their first bytes, else as declared."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from .errors import DocumentError, Name

#: The largest file that is read, in bytes. The longest articles and filings have about a tenth of it.
LIMIT = 20_000_000
#: The largest archive, whose members are read one at a time.
ARCHIVE_LIMIT = 100_000_000

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF, ZIP, FEED, XML = "application/pdf", "application/zip", "application/rss+xml", "application/xml"
#: What is read in folders and archives, by suffix. A file that is named itself is read whatever its suffix.
MEDIA_TYPES = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML,
    ".xhtml": HTML, ".pdf": PDF, ".zip": ZIP, ".rss": FEED, ".atom": FEED, ".xml": XML,
}  # fmt: skip
_TO_TEXT = "Save its text as a .txt file in UTF-8"
#: First bytes of files that people take for text, and how to make text of them.
_CONVERTIBLE = (
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip FILE.gz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first and load the folder"),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it first and load the folder"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", _TO_TEXT),
    (b"{\\rtf", "a rich text document", _TO_TEXT),
)
#: Bytes in which it is looked for the first element of a page or feed.
_HEAD = 4096
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PROLOG = re.compile(r"(?:\s|<\?[^>]{0,500}\?>|<!--(?:(?!-->).){0,2000}-->){0,20}", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]")


@dataclass(frozen=True)
class Content:
    """An input's bytes. `media_type` and `charset` as a server or a suffix declares them, `address` if fetched."""

    name: Name
    data: bytes
    media_type: str | None = None
    charset: str | None = None
    address: str | None = None


def declared(name: Name) -> str | None:
    """The media type that a suffix declares."""
    return MEDIA_TYPES.get(PurePath(name).suffix.lower())


def suffixes() -> str:
    """What is read in folders, for messages."""
    return ", ".join(sorted(MEDIA_TYPES))


def mark_of(data: bytes) -> tuple[int, str | None]:
    """Length of a byte order mark and the encoding that it tells."""
    return next(((len(mark), name) for mark, name in _MARKS if data.startswith(mark)), (0, None))


def media_type(content: Content) -> str:
    """What kind of input it is. Raises DocumentError for what is known and cannot be read."""
    found = _told_by_bytes(content)
    if found is not None:
        return found
    told = content.media_type or declared(content.name) or TEXT
    if told in (ZIP, PDF):
        kind = "ZIP archive" if told == ZIP else "PDF file"
        raise DocumentError(content.name, f"is no {kind}, whatever its name says", "Check where it comes from")
    if told in (XML, FEED):
        raise DocumentError(content.name, "is XML, but neither RSS nor Atom", _TO_TEXT)
    return told


def _told_by_bytes(content: Content) -> str | None:
    data = content.data
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:5] == b"%PDF-":
        return PDF
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return ZIP
    for start, kind, remedy in _CONVERTIBLE:
        if data.startswith(start):
            raise DocumentError(content.name, f"is {kind}, not text in UTF-8", remedy)
    return _told_by_markup(data)


def _told_by_markup(data: bytes) -> str | None:
    """HTML or a feed, by its first element."""
    skip, encoding = mark_of(data)
    head = data[skip : skip + _HEAD].decode(encoding or "latin-1", "ignore")
    prolog = _PROLOG.match(head)
    start = prolog.end() if prolog else 0
    if _PAGE.match(head, start):
        return HTML
    return FEED if _FEED.match(head, start) or _declared_feed(head, start) else None


def _declared_feed(head: str, start: int) -> bool:
    """A feed behind a document type: it will be refused, but as the feed that it is."""
    return head[start : start + 9].upper() == "<!DOCTYPE" and bool(_FEED.search(head, start))
