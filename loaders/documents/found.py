"""What a reader finds: a document with where it appeared, as far as its own page says."""

import re
from hashlib import sha256
from typing import NamedTuple

from ...schema.dates import DateError, PartialDate
from ...schema.statement import Appearance, Document
from .errors import Name
from .prose import one_line

#: The longest address that is kept.
_LONGEST = 2000
_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#][^\s]*)?", re.IGNORECASE)


class Found(NamedTuple):
    """A document, what its input is called, and where it appeared as the input itself says."""

    name: Name
    document: Document
    shown: Appearance


class PassedOver(NamedTuple):
    """Something in a folder or archive that was not read, and why. It is no error: nobody named it."""

    path: Name
    why: str


class Piece(NamedTuple):
    """What stands in an input: its text, and what the input says of it. `basis` says where the date stands.

    `markup`: what the piece's bytes are, where they are a part of the input. `key` tells pieces apart.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    basis: str = "unknown"
    address: str | None = None
    language: str | None = None
    markup: str | None = None
    key: str | None = None

    def appearance(self, address: str | None = None) -> Appearance:
        """Where it appeared: what is no date or address is left out. `address`: where it was fetched from."""
        published = _date(self.published)
        return Appearance(
            http_address(self.address) or address, one_line(self.title), one_line(self.publisher), published,
            self.basis if published else "unknown",
        )  # fmt: skip

    def hash(self, data: bytes) -> bytes:
        """The hash of the bytes that it came from: `data`, unless it has its own."""
        return sha256(data if self.markup is None else self.markup.encode("utf-8", "replace")).digest()


def over(given: Appearance, shown: Appearance) -> Appearance:
    """What a user gives, and for the rest what the document's own page says. A date goes with its basis."""
    merged = {k: v for k, v in given._asdict().items() if v is not None and not k.startswith("published")}
    dated = given if given.published else shown
    return shown._replace(**merged, published=dated.published, published_basis=dated.published_basis)


def http_address(text: str | None) -> str | None:
    """An address as it is kept: http or https, absolute, without a fragment; None for anything else."""
    bare = (text or "").strip().partition("#")[0]
    return bare if len(bare) <= _LONGEST and bare.isprintable() and _ADDRESS.fullmatch(bare) else None


def _date(text: str | None) -> str | None:
    try:
        return str(PartialDate.parse(text)) if text else None
    except DateError:
        return None
