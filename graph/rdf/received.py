"""RDF back into readings: an export, of any format and form, as the documents and statements that it was made of.

Every id is made anew from what the export says and must be the one that it gives, so that a file that was edited
is refused. Texts do not travel: a received document is blotted out between the quotes, and the gate checks values
against those. Views, clocks and what people judged are not read.
"""

import re
import tempfile
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import IO, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple

from ...schema.quantity import Interval, Quantity, QuantityError
from ...schema.statement import (
    BLOT,
    Appearance,
    Document,
    Mention,
    Reading,
    Statement,
    Thing,
    decode_evidence,
    encode_evidence,
    mention_at,
    mention_of_record,
)
from . import terms as t
from .resources import RdfError, Resource, named, resources

_FORMATS = {
    ".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG, ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}  # fmt: skip
#: Older than any loader's own: whoever has the text reads it again.
_VERSION = "0"
#: How much longer than an export its documents can be: a quote of twenty words takes a kilobyte there.
_EXPANSION = 1000
#: Begins and ends a triple inside of another; quotes may hold a few of these signs.
_MARK, _DEEPEST = re.compile(b"<<|>>"), 100
#: The loader of a document of which nothing is said.
_NOBODY = "import"
#: The longest document that is received, in characters: a few words in a file must not fill the memory.
_LONGEST = 20_000_000


class Received(NamedTuple):
    """A document with its appearances, and a reading for each loader that read it."""

    document: Document
    appearances: list[Appearance]
    readings: list[Reading]


def read(path: Path) -> list[Received]:
    """All documents of an export in a file, whose format its ending tells.

    Raises RdfError for another ending or content that contradicts itself, SyntaxError for one that is not of its
    format, OSError.
    """
    format = _FORMATS.get(path.suffix.lower())
    if format is None:
        raise RdfError(f"{path.suffix or 'no ending'} tells no format; there are {', '.join(_FORMATS)}")
    with path.open("rb") as stream, tempfile.TemporaryDirectory(prefix="wattgraph-rdf-") as folder:
        _check_depth(stream)
        store = Store(folder)
        store.bulk_load(stream, format=format)
        _check_lengths(store, path.stat().st_size)
        found = list(received(store))
        del store
        return found


def _check_depth(stream: IO[bytes]) -> None:
    """Raises RdfError for triples inside of triples inside of triples: the parser's stack is not made for many."""
    depth, left = 0, b""
    while chunk := stream.read(1 << 20):
        for mark in _MARK.findall(left + chunk):
            depth = depth + 1 if mark == b"<<" else max(0, depth - 1)
            if depth > _DEEPEST:
                raise RdfError(f"triples are nested more than {_DEEPEST} deep in it, which no export does")
        left = chunk[-1:] if chunk[-1:] in b"<>" else b""
    stream.seek(0)


def _check_lengths(store: Store, size: int) -> None:
    """Raises RdfError if documents take much more room than what is said of them can justify."""
    asked = store.quads_for_pattern(None, t.own_iri("length"), None, None)
    total = sum(Resource(store, named(quad.subject)).number(t.own_iri("length")) for quad in asked)
    if total > size * _EXPANSION:
        raise RdfError(
            f"its documents are said to be {total:,} characters long, more than {_EXPANSION:,} times the file"
        )


def received(store: Store) -> Iterator[Received]:
    """The documents of an export that `store` holds. Raises RdfError, which names what contradicts itself."""
    found = False
    if any(store.quads_for_pattern(None, t.own_iri("passage"), None, None)):
        raise RdfError(
            "it holds one passage of a document, and would close all else; export the whole without --behind"
        )
    for iri in sorted(_typed(store, "Document"), key=lambda iri: iri.value):
        found = True
        yield _Document(store, iri).received()
    if not found:
        raise RdfError("there is no document in it; give a file that 'wattgraph export' wrote")


def _typed(store: Store, name: str) -> set[NamedNode]:
    return {named(quad.subject) for quad in store.quads_for_pattern(None, t.TYPE, t.class_iri(name), None)}


class _Document:
    """One document of an export, with all resources that belong to it."""

    def __init__(self, store: Store, iri: NamedNode) -> None:
        self.own = Resource(store, iri)
        self.id = self.own.identifier("document")
        self.parts = resources(store, iri)
        self.document = self._blotted()

    def received(self) -> Received:
        mentions = {mention.id: mention for mention in map(self._mention, self.parts["Mention"])}
        by_loader: dict[str, dict[bytes, list[Statement]]] = {}
        for resource in self.parts["Statement"]:
            statement = self._statement(resource)
            said = by_loader.setdefault(resource.text(t.own_iri("loader")), {})
            said.setdefault(statement.subject, []).append(statement)
        shown = self._appearances()
        readings = [
            Reading(self.document, shown[0], loader, _VERSION, _things(mentions, said, self.own.iri))
            for loader, said in sorted(by_loader.items() or {_NOBODY: {}}.items())
        ]
        return Received(self.document, shown, readings)

    def _blotted(self) -> Document:
        """The document with nothing in it but its quotes."""
        length = self.own.number(t.own_iri("length"))
        if length > _LONGEST:
            raise self.own.wrong(f"it is {length:,} characters long; at most {_LONGEST:,} can be received")
        text = [BLOT] * length
        for evidence in self.parts["Evidence"]:
            start, quote = evidence.number(t.own_iri("startOffset")), evidence.text(t.own_iri("quote"))
            end = evidence.number(t.own_iri("endOffset"))
            before = text[start:end]
            if len(before) != len(quote) or any(
                old not in (BLOT, new) for old, new in zip(before, quote, strict=True)
            ):
                raise evidence.wrong(f"its quote does not fit into {start}-{end} of its document")
            text[start:end] = quote
        media_type, language = self.own.text(t.own_iri("mediaType")), self.own.perhaps(t.own_iri("language"))
        return Document.received(self.id, "".join(text), self._hash(), media_type, language)

    def _hash(self) -> bytes:
        digits = self.own.text(t.own_iri("bytesHash"))
        if not re.fullmatch("[0-9a-f]{64}", digits):
            raise self.own.wrong(f"its bytesHash is {digits!r}, not a SHA-256 in hexadecimal")
        return bytes.fromhex(digits)

    def _appearances(self) -> list[Appearance]:
        """Where it appeared, the first publication first."""
        fields = {
            "title": t.HEADLINE, "publisher": t.PUBLISHER, "licence": t.LICENCE, "address": t.URL,
            "published": t.DATE_PUBLISHED, "published_basis": t.own_iri("publishedBasis"),
            "series": t.own_iri("series"), "vintage": t.own_iri("vintage"),
        }  # fmt: skip
        found = []
        for resource in self.parts["Appearance"]:
            said = {name: resource.perhaps(iri) for name, iri in fields.items()}
            made = Appearance(**{name: value for name, value in said.items() if value is not None})
            if t.appearance_iri(self.id, made) != resource.iri:
                raise resource.wrong("its id is not made from what it says, so it was edited")
            found.append(made)
        return sorted(found, key=lambda a: (a.published is None, a.published or "", repr(a))) or [Appearance()]

    def _mention(self, resource: Resource) -> Mention:
        kind = resource.iri_of(t.own_iri("mentionedClass")).value.removeprefix(t.ONTOLOGY)
        source, key = resource.perhaps(t.own_iri("source")), resource.perhaps(t.own_iri("key"))
        if (source is None) != (key is None):
            raise resource.wrong("a record has a source and a key, and this has one of the two")
        if source and key:
            made = mention_of_record(self.id, kind, source, key)
        else:
            ends = [resource.number(t.own_iri(name)) for name in ("startOffset", "endOffset")]
            made = mention_at(self.id, kind, ends[0], ends[1], resource.number(t.own_iri("ordinal"), 0))
        if made.id != resource.identifier("mention"):
            raise resource.wrong("its id is not made from its class and its place")
        return made

    def _statement(self, resource: Resource) -> Statement:
        said = resource.claim()
        subject = Resource(resource.store, named(said.subject)).identifier("mention")
        prop = said.predicate.value.removeprefix(t.ONTOLOGY)
        try:
            evidence = tuple(decode_evidence(resource.text(t.own_iri("spans")), self.document.text))
        except ValueError:
            raise resource.wrong("its spans cannot be read") from None
        asserted_by = resource.link(t.own_iri("assertedBy"))
        statement = Statement(
            subject, prop, _object(resource, said), evidence,
            resource.word(t.own_iri("modality")), resource.flag(t.own_iri("polarity")),
            resource.word(t.own_iri("status")) if resource.link(t.own_iri("status")) else None,
            resource.perhaps(t.own_iri("validFrom")), resource.perhaps(t.own_iri("validTo")),
            asserted_by and Resource(resource.store, asserted_by).identifier("mention"),
        )  # fmt: skip
        if statement.id(encode_evidence(evidence)) != resource.identifier("statement"):
            raise resource.wrong("its id is not made from what it says, so it was edited")
        return statement


def _object(resource: Resource, said: Triple) -> bytes | str:
    """The object as the ledger holds it."""
    if (lexical := resource.perhaps(t.own_iri("lexical"))) is not None:
        return lexical
    thing = said.object
    if isinstance(thing, Literal):
        return thing.value
    iri = named(thing)
    if iri.value.startswith(t.PREFIXES["mention"]):
        return Resource(resource.store, iri).identifier("mention")
    if iri == NamedNode(f"{resource.iri.value}/quantity"):
        return _quantity(Resource(resource.store, iri)).encode()
    return iri.value.removeprefix(t.ONTOLOGY).partition(".")[2]


def _quantity(resource: Resource) -> Quantity:
    low, high = (resource.decimal(t.own_iri(name)) for name in ("lower", "upper"))
    ends_open = [resource.flag(t.own_iri(name)) for name in ("lowerOpen", "upperOpen")]
    try:
        return Quantity(
            Interval(low, high, *ends_open), resource.text(t.own_iri("unit")),
            resource.word(t.own_iri("qualifier")), resource.word(t.own_iri("unitBasis")),
            resource.perhaps(t.own_iri("verbatim")) or "",
        )  # fmt: skip
    except QuantityError as error:
        raise resource.wrong(str(error)) from error


def _things(mentions: dict[bytes, Mention], said: dict[bytes, list[Statement]], document: NamedNode) -> list[Thing]:
    """The things of which one loader speaks and those that they name, each before those that name it."""
    named = {
        subject: {m for s in statements for m in (s.object, s.asserted_by) if isinstance(m, bytes)} - {subject}
        for subject, statements in said.items()
    }
    try:
        order = list(TopologicalSorter({k: sorted(named[k]) for k in sorted(named)}).static_order())
    except CycleError as error:
        raise RdfError(f"{document.value}: its things name each other in a circle") from error
    for identifier in order:
        if identifier not in mentions:
            raise RdfError(f"{t.mention_iri(identifier).value}: this mention is named, and nothing says what it is")
    return [Thing(mentions[identifier], said.get(identifier, [])) for identifier in order]
