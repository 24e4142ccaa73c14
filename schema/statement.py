"""What loaders hand to the ledger: a document, where it appeared, and the things that it speaks of.

Ids are content hashes: 6 bytes of the document's hash, so that one document's rows stay together on disk, and
10 bytes of their own. They cover no clock, no extractor version and no confidence.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from typing import NamedTuple

ID_BYTES = 16
_PREFIX = 6
_OWN = ID_BYTES - _PREFIX
#: Stands for each character of a document that was not received.
BLOT = "\u2588"
#: The media type of a document that is a part of a table: its rows, with tabs between the cells.
TABLE = "text/tab-separated-values"
#: Joins the parts that an id hashes: no text holds it, since loaders take control characters for damage.
_SEPARATOR = b"\x1f"


class Span(NamedTuple):
    """Words of a document that prove something: code point offsets, the words, and what they prove.

    `part`: `value` the words that carry the object, `quote` the clause for people to read, `subject` the
    antecedent of a pronoun or description, `unit`, `scale` and `qualifier` where those stand apart from the
    value, `direction` a word such as "fell", `date` the words that carry a date, `list` the words that leave a
    list open.
    """

    start: int
    end: int
    quote: str
    part: str = "value"


class Mention(NamedTuple):
    """Where a thing is spoken of: a class at a span of a document, or a record of a data set.

    `start`, `end`: the words of its quantity, else its head phrase, never the whole quote. `ordinal` tells
    apart things of one class at one span, by their content and never by print order. `source` and `key` name
    the record of a data set; then there may be no span.
    """

    id: bytes
    kind: str
    start: int | None = None
    end: int | None = None
    ordinal: int = 0
    source: str | None = None
    key: str | None = None


class Statement(NamedTuple):
    """One thing that one document says. `object` is a mention's id, or the value in its encoded form.

    Encoded forms by the property's range: a vocabulary's word; `Quantity.encode()`; an EDTF date; an ISO 8601
    duration; `true` or `false`; a plain decimal; a string. `valid_from` and `valid_to` are EDTF dates.
    `asserted_by` is the mention of who says so, None for the document itself. `confidence` is the loader's own
    and is not part of the id.
    """

    subject: bytes
    property: str
    object: bytes | str
    evidence: tuple[Span, ...]
    modality: str = "asserted"
    polarity: bool = True
    status: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    asserted_by: bytes | None = None
    confidence: float = 1.0

    def id(self, evidence: str) -> bytes:
        """Its id; `evidence` is `encode_evidence(self.evidence)`, passed in since callers need it anyway."""
        said = (self.property, self.modality, self.status or "", self.valid_from or "", self.valid_to or "")
        words = "\x1f".join((*said, "+" if self.polarity else "-", evidence)).encode()
        value = self.object if isinstance(self.object, bytes) else self.object.encode()
        whole = _SEPARATOR.join((self.subject, value, words, self.asserted_by or b""))
        return self.subject[:_PREFIX] + blake2b(whole, digest_size=_OWN).digest()


class Thing(NamedTuple):
    """A mention with all that its document says of it. If the kind, a party or the amount is refused, all is."""

    mention: Mention
    statements: list[Statement]


class Appearance(NamedTuple):
    """Where and when a document was published, as far as known. `published` is an EDTF date.

    `published_basis`: `stated` in the text, `metadata` of the page, `given` by the user, else `unknown`.
    Documents of one `series` are editions of the same thing; `vintage` orders them.
    """

    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_basis: str = "unknown"
    licence: str | None = None
    series: str | None = None
    vintage: str | None = None


@dataclass(frozen=True)
class Document:
    """A decoded text, in which offsets count code points, and the hash of the bytes that it came from.

    `held`: False where only quotes of it were received, between which its text is blotted out.
    """

    text: str
    bytes_hash: bytes
    media_type: str = "text/plain"
    language: str | None = None
    id: bytes = field(init=False)
    held: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", document_id(self.text))

    @classmethod
    def received(
        cls, identifier: bytes, blotted: str, bytes_hash: bytes, media_type: str, language: str | None
    ) -> "Document":
        """A document of which only quotes are known: `blotted` has BLOT for every other character."""
        made = cls(blotted, bytes_hash, media_type, language)
        object.__setattr__(made, "id", identifier)
        object.__setattr__(made, "held", BLOT not in blotted and made.id == document_id(blotted))
        return made

    @classmethod
    def of(cls, text: str, media_type: str = "text/plain") -> "Document":
        """A document of a text that comes from no file."""
        return cls(text, sha256(text.encode()).digest(), media_type)

    def span(self, start: int, end: int, part: str = "value") -> Span:
        """The span with its words filled in."""
        return Span(start, end, self.text[start:end], part)


@dataclass(frozen=True)
class Candidate:
    """A fact that the extractor is unsure of, in the form of the contract of facts, and why."""

    fact: str
    reasons: str


@dataclass(frozen=True)
class Reading:
    """What one loader, at one version, reads in one document.

    A thing comes before the things that name it. `version` is dotted numbers; `options` is whatever else
    changes the outcome, in one string that sorts the newer last.
    """

    document: Document
    appearance: Appearance
    loader: str
    version: str
    things: Iterable[Thing]
    candidates: Iterable[Candidate] = ()
    options: str = ""


def document_id(text: str) -> bytes:
    """The first 16 bytes of the SHA-256 of the text in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:ID_BYTES]


def mention_at(document: bytes, kind: str, start: int, end: int, ordinal: int = 0) -> Mention:
    """The mention of a class at a span of a document."""
    own = blake2b(f"{kind}\x1f{start}\x1f{end}\x1f{ordinal}".encode(), digest_size=_OWN).digest()
    return Mention(document[:_PREFIX] + own, kind, start, end, ordinal)


def mention_of_record(document: bytes, kind: str, source: str, key: str) -> Mention:
    """The mention of a class by a record of a data set."""
    own = blake2b(f"{kind}\x1f{source}\x1f{key}".encode(), digest_size=_OWN).digest()
    return Mention(document[:_PREFIX] + own, kind, source=source, key=key)


def encode_evidence(spans: Iterable[Span]) -> str:
    """Spans without their words, for storage and ids: `120-131value 88-140quote`."""
    return " ".join([f"{start}-{end}{part}" for start, end, _, part in spans])


def decode_evidence(line: str, text: str) -> Iterator[Span]:
    """The spans that `encode_evidence` wrote, their words read from the document's text."""
    for piece in line.split():
        start, _, rest = piece.partition("-")
        digits = len(rest) - len(rest.lstrip("0123456789"))
        first, last = int(start), int(rest[:digits])
        yield Span(first, last, text[first:last], rest[digits:])
