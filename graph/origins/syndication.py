"""Stated syndication: a text that says where it was published before, in words that `origins.toml` lists."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..ledger.records import StoredDocument

#: How far behind such words the place is looked for, in characters.
_REACH = 200
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{1,180}")
#: A sentence ends with a sign and white space: addresses hold points as well.
_END = re.compile(r"[.!?]\s|\n")
#: A shorter name of a publisher could be any word.
_SHORTEST = 4


class Credit(NamedTuple):
    """Words by which a text names where it was published before, and their offsets."""

    start: int
    end: int
    quote: str


@cache
def _phrases() -> tuple[str, ...]:
    data = tomllib.loads((files(__package__) / "origins.toml").read_text("utf-8"))
    return tuple(data["syndicated"])


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _phrases())), re.IGNORECASE)


def credits(text: str) -> list[Credit]:
    """The places of a text that name an earlier publication."""
    folded = text.casefold()
    if not any(phrase in folded for phrase in _phrases()):
        return []
    found = []
    for words in _pattern().finditer(text):
        behind = text[words.end() : words.end() + _REACH]
        end = _END.search(behind)
        last = words.end() + (end.start() if end else len(behind))
        found.append(Credit(words.start(), last, text[words.start() : last]))
    return found


def addresses(credit: Credit) -> list[str]:
    """The addresses that such words name, in the form of `bare`."""
    return [bare(found) for found in _ADDRESS.findall(credit.quote)]


def bare(address: str) -> str:
    """An address without what does not tell pages apart: scheme, `www.`, fragment, a last slash or sign."""
    return address.partition("://")[2].partition("#")[0].removeprefix("www.").rstrip("/.,;:").casefold()


def names_publisher(credit: Credit, document: StoredDocument) -> str | None:
    """The publisher of a document, if such words name it."""
    said = credit.quote.casefold()
    for shown in document.appearances:
        name = shown.publisher
        if name and len(name) >= _SHORTEST and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", said):
            return name
    return None
