"""The whole list: its files, its firms, and the names and tickers that it gives as hints to other loaders."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from ...schema.statement import Document
from .firm import Edition, Firm, edition

#: The class of all rows.
KIND = "Firm"


class KnownName(NamedTuple):
    """A name as plain data: the words, the class of what they name, its id, and if they may mean another.

    An unambiguous name proves who is meant. An ambiguous one ("Galaxy") is only worth asking about, where
    the text gives the ticker or the full name too.
    """

    text: str
    kind: str
    id: str
    ambiguous: bool


@cache
def editions() -> tuple[Edition, ...]:
    """The files of the list that this version ships, by name. Raises ReferenceListError if one is wrong."""
    found = []
    for file in sorted(files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            data = file.read_bytes()
            document = Document(data.decode("utf-8"), sha256(data).digest(), "application/toml")
            found.append(edition(file.name.removesuffix(".toml"), document))
    return tuple(found)


def firms() -> Iterator[Firm]:
    """All rows, file by file."""
    for file in editions():
        yield from file.firms


def names() -> list[KnownName]:
    """All names of all firms: of each its name, its aliases, then the ambiguous ones."""
    found = []
    for firm in firms():
        found += [KnownName(text, KIND, firm.id, False) for text in dict.fromkeys((firm.name, *firm.aliases))]
        found += [KnownName(text, KIND, firm.id, True) for text in firm.ambiguous]
    return found


def tickers() -> dict[str, str]:
    """Code without its exchange -> the id of the firm whose shares trade under it.

    Some codes are ordinary words or letters (`C`, `CAN`, `SO`): look up only what a text marks as a ticker.
    """
    return {code.rpartition(":")[2]: firm.id for firm in firms() for code in firm.tickers}
