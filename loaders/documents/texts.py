"""Plain text and Markdown: the text as it stands, and what its top says of it."""

import re

from .content import MARKDOWN, Content
from .decoding import text_of
from .errors import DocumentError
from .found import Piece
from .masthead import headline, stated_date
from .stamps import stamped

#: Lines between two rules at the top of a Markdown file: `title: ...`, `date: ...`.
_FRONT = re.compile(r"---[ \t]*\r?\n((?:[^\n]{0,1000}\n){1,60}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"([A-Za-z_]{2,20})[ \t]*:[ \t]+(.{1,900})")
_NAMES = {
    "title": "title", "date": "published", "published": "published", "publisher": "publisher", "site": "publisher",
    "source": "publisher", "url": "address", "link": "address", "canonical": "address", "lang": "language",
    "language": "language",
}  # fmt: skip


def read_text(content: Content, media: str) -> list[Piece]:
    """The one text of a file. Raises DocumentError."""
    text = text_of(content)
    if not text.strip():
        raise DocumentError(content.name, "is empty", "Put the article's text into it, or leave it out")
    return [piece_of(text, markdown=media == MARKDOWN)]


def piece_of(text: str, *, markdown: bool = False) -> Piece:
    """A text with the title and date that its top states; in Markdown, with what its front matter says."""
    front = _FRONT.match(text) if markdown else None
    said = _fields(front[1]) if front else {}
    body = text[front.end() :] if front else text
    stamp, stated = stamped(said.get("published")), stated_date(body)
    date, basis = (stamp, "metadata") if stamp else (stated, "stated") if stated else (None, "unknown")
    return Piece(
        text, said.get("title") or headline(body), said.get("publisher"), date, basis, said.get("address"),
        said.get("language"),
    )  # fmt: skip


def _fields(front: str) -> dict[str, str]:
    """The fields of front matter that say where a text appeared, unquoted; the first of several names wins."""
    found: dict[str, str] = {}
    for line in front.splitlines():
        field = _FIELD.fullmatch(line.strip())
        name = _NAMES.get(field[1].lower()) if field else None
        if field and name:
            found.setdefault(name, field[2].strip().strip("\"'"))
    return found
