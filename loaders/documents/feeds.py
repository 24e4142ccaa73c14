"""RSS and Atom files: one text for each entry. Runs in a worker process."""

import io
import re
from collections.abc import Iterator
from typing import Any

from .found import Piece, http_address
from .prose import clean
from .stamps import stamped

_MOST_ENTRIES = 10_000
_PROLOG = re.compile(
    r"(?:\s|<\?[^>]{0,500}\?>|<!--(?:(?!-->).){0,2000}-->){0,20}<!DOCTYPE", re.DOTALL | re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p "
    "pre section table td th tr ul".split()
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "iframe", "object", "svg"])
_SPACE = re.compile(r"[ \t\r\n]+")


class BadFeed(Exception):
    """A feed that cannot be read: what is wrong, and the remedy."""


def read_feed(markup: str, address: str | None) -> list[Piece]:
    """The entries of a feed. Raises BadFeed."""
    import feedparser

    if _PROLOG.match(markup):
        raise BadFeed("is XML with a document type (DOCTYPE)", "Remove it: feeds have none, and it can hide others")
    body = _DECLARATION.sub("", markup, count=1).encode("utf-8", "replace")
    feed = feedparser.parse(
        io.BytesIO(body),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": address or ""},
    )
    if not feed.entries:
        fault = feed.get("bozo_exception")
        what = f"is a damaged feed: {fault}" if fault else "is a feed without entries"
        raise BadFeed(" ".join(what.split()), "Fetch it anew, or name another file")
    if len(feed.entries) > _MOST_ENTRIES:
        raise BadFeed(f"has {len(feed.entries):,} entries, and the limit is {_MOST_ENTRIES:,}", "Split it")
    return [_piece(entry, feed.feed, number) for number, entry in enumerate(feed.entries, 1)]


def _piece(entry: Any, feed: Any, number: int) -> Piece:
    """An entry: its content, else its summary, else no more than its title."""
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    chosen = max(contents, key=lambda part: len(part["value"]), default=None) or entry.get("summary_detail") or {}
    markup = chosen.get("value") or ""
    title = plain(entry.get("title") or "")
    text = markup if chosen.get("type") == "text/plain" else plain(markup)
    date = stamped(entry.get("published"))
    publisher = (entry.get("source") or {}).get("title") or feed.get("title")
    return Piece(
        clean(text).strip() or title, title, plain(publisher or ""), date, "metadata" if date else "unknown",
        http_address(entry.get("link")), chosen.get("language") or feed.get("language"), markup or title,
        f"#{number}",
    )  # fmt: skip


def plain(fragment: str) -> str:
    """The text of a piece of HTML, its blocks between line feeds."""
    from lxml import html
    from lxml.etree import ParserError

    if "<" not in fragment and "&" not in fragment:
        return clean(fragment).strip()
    try:
        tree = html.document_fromstring(
            f"<html><body>{fragment}</body></html>".encode("utf-8", "replace"),
            parser=html.HTMLParser(encoding="utf-8", no_network=True),
        )
    except ParserError:
        return ""
    lines = "".join(_words(tree)).split("\n")
    return clean("\n".join(filled for line in lines if (filled := _SPACE.sub(" ", line).strip())))


def _words(tree: Any) -> Iterator[str]:
    """The words of a tree in order, with line feeds around blocks. No recursion: hostile trees are deep."""
    from lxml.etree import iterwalk

    hidden = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _UNSEEN or not name:
            hidden += 1 if event == "start" else -1
        elif name in _BLOCKS and not hidden:
            yield "\n"
        if not hidden:
            words = element.text if event == "start" else element.tail
            yield _SPACE.sub(" ", words or "")
