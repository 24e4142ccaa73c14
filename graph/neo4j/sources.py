"""Sources as rows: statements with the words that prove them, and documents without their texts."""

from collections.abc import Iterator

from ...schema.model import QUANTITIES
from ...schema.quantity import Quantity
from ...schema.statement import Span
from ...schema.words import plain
from ..captions import caption, short_quantity
from ..ledger.records import StoredDocument, StoredStatement
from ..times.knowledge import known_documents
from ..view.node import Node
from ..view.view import View
from . import labels
from .rows import ArrowKey, ArrowRow, NodeKey, NodeRow, Properties, known


def statement_rows(view: View) -> Iterator[NodeRow]:
    """Every statement that the view rests on, those that it does not show included."""
    shown = {said.id for node in view.nodes.values() for said in _shown(view, node)}
    superseded = {said.id for node in view.nodes.values() for said in node.superseded}
    for said in view.statements():
        marks: Properties = {"shown": said.id in shown, "superseded": said.id in superseded}
        yield NodeRow(NodeKey(said.id.hex()), labels.of_record(labels.STATEMENT), _statement(view, said) | marks)


def _shown(view: View, node: Node) -> Iterator[StoredStatement]:
    """The statements on which the node's properties and relationships rest: not those of values ranked below."""
    kind = view.model.kind(node.kind)
    for name in node.values:
        for value in node.displayed(kind.properties[name]):
            yield from value.statements
    for party in node.parties:
        yield from party.statements


def _statement(view: View, said: StoredStatement) -> Properties:
    quote = _quote(view, said)
    says = _says(view, said)
    named = isinstance(said.object, bytes)
    return known(
        caption=f"{plain(said.property)}: {says}", property=said.property, says=says,
        value=None if named else str(said.object), quote=quote.quote, start=quote.start, end=quote.end,
        evidence=said.evidence, modality=said.modality, polarity=said.polarity, status=said.status,
        validFrom=said.valid_from, validTo=said.valid_to, confidence=said.confidence, loader=said.loader,
        sequence=said.sequence, subject=said.subject.hex(), object=_mention(said.object),
        assertedBy=_mention(said.asserted_by),
    )  # fmt: skip


def _quote(view: View, said: StoredStatement) -> Span:
    """The clause for people to read, else the words that carry the value."""
    spans = view.evidence(said)
    return next((span for span in spans if span.part == "quote"), spans[0])


def _says(view: View, said: StoredStatement) -> str:
    """The statement's object in words."""
    if isinstance(said.object, bytes):
        node = view.node(said.object.hex())
        return caption(view, node) if node else said.object.hex()
    declared = view.model.kind(view.snapshot.mentions[said.subject].kind).properties[said.property]
    if declared.ranges[0] in QUANTITIES:
        return short_quantity(Quantity.decode(said.object), signed=said.property != "share")
    return said.object


def _mention(named: object) -> str | None:
    return named.hex() if isinstance(named, bytes) else None


def document_rows(view: View) -> Iterator[NodeRow]:
    """Every document that counts: where and when it appeared first, and never its text."""
    for document in known_documents(view).values():
        yield NodeRow(NodeKey(document.id.hex()), labels.of_class(labels.DOCUMENT), _document(document))


def _document(document: StoredDocument) -> Properties:
    first = document.appearance
    return known(
        caption=first.title or first.address or f"document {document.id.hex()[:8]}", title=first.title,
        publisher=first.publisher, address=first.address, published=first.published,
        publishedBasis=first.published_basis, licence=first.licence, series=first.series, vintage=first.vintage,
        language=document.language, mediaType=document.media_type, length=document.length,
        textHeld=document.held,
    )  # fmt: skip


def source_arrows(view: View) -> Iterator[ArrowRow]:
    """From each statement to the thing of which it speaks, and to the document that says it."""
    owner = view.snapshot.identity.node
    for said in view.statements():
        here = said.id.hex()
        yield ArrowRow(ArrowKey(labels.ABOUT, here, owner[said.subject], "subject"), {"role": "subject"})
        yield ArrowRow(ArrowKey(labels.STATED_IN, here, said.document.hex(), "document"), {"role": "document"})
