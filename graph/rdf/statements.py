"""The statements graph: what each document says, with its evidence, as RDF 1.2 reifiers: said, not asserted.

Nothing in it is resolved or ranked: subjects and objects are mentions, and what later was superseded or what a
text denies stands beside the rest. It holds no document's text beyond the quotes, no clock and no confidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ...schema.model import LITERALS, QUANTITIES, Property
from ...schema.quantity import Quantity
from ...schema.statement import Appearance, Span
from ..ledger.records import StoredDocument, StoredMention, StoredStatement
from ..times.knowledge import known_documents
from ..view.view import View
from . import literals as lit
from . import terms as t
from .quantities import quantity_triples


def statement_triples(view: View) -> Iterator[Triple]:
    """Everything that the view's statements say, their mentions and documents included. May repeat triples."""
    by_document: defaultdict[bytes, list[StoredStatement]] = defaultdict(list)
    for statement in view.statements():
        by_document[statement.document].append(statement)
    for document in known_documents(view).values():
        yield from document_triples(view, document, by_document[document.id])


def document_triples(view: View, document: StoredDocument, said: Iterable[StoredStatement]) -> Iterator[Triple]:
    """A document and all that it says, its mentions included. May repeat triples; shares none with another's."""
    yield from _document(document)
    spoken_of: set[bytes] = set()
    for statement in sorted(said, key=lambda s: s.id):
        yield from _claim(view, statement)
        yield from _circumstances(statement)
        yield from _evidence(view, statement)
        named = (statement.subject, statement.object, statement.asserted_by)
        spoken_of.update(mention for mention in named if isinstance(mention, bytes))
    for mention in sorted(spoken_of):
        yield from _mention(view.snapshot.mentions[mention])


def declared(view: View, said: StoredStatement) -> Property:
    """The property of the model by which a statement speaks."""
    return view.model.kind(view.snapshot.mentions[said.subject].kind).properties[said.property]


def _claim(view: View, said: StoredStatement) -> Iterator[Triple]:
    iri = t.statement_iri(said.id)
    thing, lexical = _object(view, said)
    yield Triple(iri, t.TYPE, t.class_iri("Statement"))
    yield Triple(iri, t.REIFIES, Triple(t.mention_iri(said.subject), t.property_iri(said.property), thing))
    if lexical is not None:
        yield Triple(iri, t.own_iri("lexical"), lit.text(lexical))
    if isinstance(said.object, str) and declared(view, said).ranges[0] in QUANTITIES:
        yield from quantity_triples(t.quantity_iri(said.id), Quantity.decode(said.object))


def _object(view: View, said: StoredStatement) -> tuple[NamedNode | Literal, str | None]:
    """The object as a term, and the ledger's spelling of it where the term has another."""
    if isinstance(said.object, bytes):
        return t.mention_iri(said.object), None
    first = declared(view, said).ranges[0]
    if first in QUANTITIES:
        return t.quantity_iri(said.id), None
    if first in LITERALS:
        return lit.spelled(first, said.object)
    return t.word_iri(first, said.object), None


def _circumstances(said: StoredStatement) -> Iterator[Triple]:
    iri = t.statement_iri(said.id)
    yield Triple(iri, t.own_iri("document"), t.document_iri(said.document))
    yield Triple(iri, t.own_iri("loader"), lit.text(said.loader))
    yield Triple(iri, t.own_iri("modality"), t.word_iri("modality", said.modality))
    yield Triple(iri, t.own_iri("polarity"), lit.flag(said.polarity))
    if said.status:
        yield Triple(iri, t.own_iri("status"), t.word_iri("status", said.status))
    if said.valid_from:
        yield Triple(iri, t.own_iri("validFrom"), lit.date(said.valid_from))
    if said.valid_to:
        yield Triple(iri, t.own_iri("validTo"), lit.date(said.valid_to))
    if said.asserted_by:
        yield Triple(iri, t.own_iri("assertedBy"), t.mention_iri(said.asserted_by))


def _evidence(view: View, said: StoredStatement) -> Iterator[Triple]:
    iri = t.statement_iri(said.id)
    yield Triple(iri, t.own_iri("spans"), lit.text(said.evidence))
    for span in view.evidence(said):
        proof = t.evidence_iri(said.document, span)
        yield Triple(iri, t.own_iri("evidence"), proof)
        yield from _span(said.document, proof, span)


def _span(document: bytes, iri: NamedNode, span: Span) -> Iterator[Triple]:
    yield Triple(iri, t.TYPE, t.class_iri("Evidence"))
    yield Triple(iri, t.own_iri("document"), t.document_iri(document))
    yield Triple(iri, t.own_iri("startOffset"), lit.count(span.start))
    yield Triple(iri, t.own_iri("endOffset"), lit.count(span.end))
    yield Triple(iri, t.own_iri("quote"), lit.text(span.quote))
    yield Triple(iri, t.own_iri("part"), lit.text(span.part))


def _mention(mention: StoredMention) -> Iterator[Triple]:
    iri = t.mention_iri(mention.id)
    yield Triple(iri, t.TYPE, t.class_iri("Mention"))
    yield Triple(iri, t.own_iri("mentionedClass"), t.class_iri(mention.kind))
    yield Triple(iri, t.own_iri("document"), t.document_iri(mention.document))
    if mention.start is not None and mention.end is not None:
        yield Triple(iri, t.own_iri("startOffset"), lit.count(mention.start))
        yield Triple(iri, t.own_iri("endOffset"), lit.count(mention.end))
    if mention.ordinal:
        yield Triple(iri, t.own_iri("ordinal"), lit.count(mention.ordinal))
    if mention.source and mention.key:
        yield Triple(iri, t.own_iri("source"), lit.text(mention.source))
        yield Triple(iri, t.own_iri("key"), lit.text(mention.key))


def _document(document: StoredDocument) -> Iterator[Triple]:
    iri = t.document_iri(document.id)
    yield Triple(iri, t.TYPE, t.class_iri("Document"))
    yield Triple(iri, t.own_iri("bytesHash"), lit.text(document.bytes_hash.hex()))
    yield Triple(iri, t.own_iri("mediaType"), lit.text(document.media_type))
    yield Triple(iri, t.own_iri("length"), lit.count(document.length))
    if document.language:
        yield Triple(iri, t.own_iri("language"), lit.text(document.language))
    first = document.appearance
    yield Triple(iri, t.LABEL, lit.text(first.title or first.address or f"document {document.id.hex()[:8]}"))
    yield from _publication(iri, first)
    for appearance in document.appearances:
        place = t.appearance_iri(document.id, appearance)
        yield Triple(iri, t.own_iri("appearance"), place)
        yield Triple(place, t.TYPE, t.class_iri("Appearance"))
        yield from _publication(place, appearance)


def _publication(iri: NamedNode, shown: Appearance) -> Iterator[Triple]:
    """Of an appearance all that is known, of a document the same of its first publication."""
    words = (
        (t.HEADLINE, shown.title), (t.PUBLISHER, shown.publisher), (t.LICENCE, shown.licence),
        (t.URL, shown.address), (t.own_iri("series"), shown.series), (t.own_iri("vintage"), shown.vintage),
    )  # fmt: skip
    for predicate, value in words:
        if value is not None:
            yield Triple(iri, predicate, lit.text(value))
    if shown.published:
        yield Triple(iri, t.DATE_PUBLISHED, lit.date(shown.published))
    yield Triple(iri, t.own_iri("publishedBasis"), lit.text(shown.published_basis))
