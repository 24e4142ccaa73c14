"""RDF terms: how every IRI is minted. Nothing else in the package writes an IRI, and there are no blank nodes.

Things stand under `ID` (`id/statement/HEX`, `id/node/iren`), words under `ONTOLOGY`: classes and properties by
their names in the model, words of a vocabulary as `wg:dealKind.lease` in the class `wg:DealKind`. What RDF needs
and the model does not declare (what a statement, a span or a quantity is made of) is declared here as data, so
that ontology, shapes and contexts can be derived from it too.
"""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import quote

from pyoxigraph import NamedNode

from ...schema.model import Model, Vocabulary, model
from ...schema.statement import Appearance, Span

BASE = "https://w3id.org/wattgraph/"
ID = BASE + "id/"
GRAPH = BASE + "graph/"
ONTOLOGY = BASE + "ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "https://schema.org/"
#: Extended Date/Time Format: dates that no XML Schema type can hold, such as `2026-H2`.
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES = {
    "wg": ONTOLOGY, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "schema": SCHEMA, "graph": GRAPH,
    "node": ID + "node/", "mention": ID + "mention/", "statement": ID + "statement/", "document": ID + "document/",
    "evidence": ID + "evidence/", "appearance": ID + "appearance/",
}  # fmt: skip

TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
REIFIES, STATEMENT, SUBJECT, PREDICATE, OBJECT = (
    NamedNode(RDF + name) for name in ("reifies", "Statement", "subject", "predicate", "object")
)
HEADLINE, PUBLISHER, DATE_PUBLISHED, LICENCE, URL = (
    NamedNode(SCHEMA + name) for name in ("headline", "publisher", "datePublished", "license", "url")
)
#: The statements of the ledger, as documents make them.
STATEMENTS_GRAPH = NamedNode(GRAPH + "statements")


class OwnTerm(NamedTuple):
    """A property that RDF needs beside the model's: whom it describes, what it leads to, what it means.

    `range` is one of OWN_CLASSES, a class or vocabulary of the model, or a value type of the model or XSD.
    """

    name: str
    domain: str
    range: str
    doc: str


#: Classes beside the model's.
OWN_CLASSES = {
    "Statement": "One thing that one document says: a reifier of it (RDF 1.2), an rdf:Statement (RDF 1.1).",
    "Mention": "Where a document speaks of a thing; several mentions are one node.",
    "Evidence": "Words of a document that prove a part of a statement.",
    "Quantity": "An interval of exact decimals with its unit, as a statement gives it.",
    "Appearance": "Where and when a document was published.",
    "Word": "A word of a closed list.",
    "View": "All that a store of quads shows, in the graph of which it is the name.",
}
_DECLARED = (
    OwnTerm("mentionOf", "Mention", "Thing", "The node that the mention is resolved to."),
    OwnTerm("mentionedClass", "Mention", "Class", "The class that the document gives the thing."),
    OwnTerm("ordinal", "Mention", "integer", "Tells apart mentions of one class at the same words; none is 0."),
    OwnTerm("source", "Mention", "string", "The data set whose record this is."),
    OwnTerm("key", "Mention", "string", "The record's key in its source."),
    OwnTerm("document", "Statement", "Document", "The document that says it (of a mention or span: that holds it)."),
    OwnTerm("loader", "Statement", "string", "The loader that read it."),
    OwnTerm("modality", "Statement", "modality", "How the document says it; of a node, how firmly it is said."),
    OwnTerm("polarity", "Statement", "boolean", "False where the document says that it is not so."),
    OwnTerm("status", "Statement", "status", "How far the thing has come."),
    OwnTerm("validFrom", "Statement", "date", "From when it is true."),
    OwnTerm("validTo", "Statement", "date", "Until when it is true."),
    OwnTerm("assertedBy", "Statement", "Mention", "Who says so, where it is not the document itself."),
    OwnTerm("evidence", "Statement", "Evidence", "The words that prove it."),
    OwnTerm("spans", "Statement", "string", "Its evidence in order, offsets with parts: `120-131value 88-140quote`."),
    OwnTerm("lexical", "Statement", "string", "The object as the ledger spells it, where its literal must differ."),
    OwnTerm("startOffset", "Evidence", "integer", "First character, counted in code points of the document's text."),
    OwnTerm("endOffset", "Evidence", "integer", "The character after the last."),
    OwnTerm("quote", "Evidence", "string", "The words."),
    OwnTerm("part", "Evidence", "string", "What they prove, such as value, quote, subject, unit, scale, qualifier."),
    OwnTerm("value", "Quantity", "decimal", "The number, where the text gives one: `up to` amounts have none."),
    OwnTerm("lower", "Quantity", "decimal", "The lower bound; none where there is none."),
    OwnTerm("upper", "Quantity", "decimal", "The upper bound; none where there is none."),
    OwnTerm("lowerOpen", "Quantity", "boolean", "Whether the lower bound itself is excluded."),
    OwnTerm("upperOpen", "Quantity", "boolean", "Whether the upper bound itself is excluded."),
    OwnTerm("unit", "Quantity", "string", "ISO 4217 code, MW, percent or a token's symbol."),
    OwnTerm("qualifier", "Quantity", "qualifier", "How exact it is said to be."),
    OwnTerm("unitBasis", "Quantity", "unitBasis", "Where its unit comes from."),
    OwnTerm("verbatim", "Quantity", "string", "The number with its unit, as written."),
    OwnTerm("statedBy", "Quantity", "Statement", "In a view: a statement that gives this quantity."),
    OwnTerm("statusBasis", "Thing", "string", "`stated` by a document, or `inferred` by a rule."),
    OwnTerm("unlisted", "Thing", "string", "In a view that does not list the thing: why. It has no class there."),
    OwnTerm("bytesHash", "Document", "string", "SHA-256 of the original bytes, in hexadecimal."),
    OwnTerm("mediaType", "Document", "string", "Media type of the original."),
    OwnTerm("language", "Document", "string", "Language of the text (BCP 47)."),
    OwnTerm("length", "Document", "integer", "Length of the text in code points."),
    OwnTerm("attribution", "Document", "string", "The words by which its source asks to be named."),
    OwnTerm("passage", "Document", "string", "Only what rests on these characters of it is here: start and end."),
    OwnTerm("appearance", "Document", "Appearance", "Where and when it was published."),
    OwnTerm("publishedBasis", "Appearance", "string", "Where its date is from: stated, metadata, given, unknown."),
    OwnTerm("series", "Appearance", "string", "Documents of one series are editions of the same thing."),
    OwnTerm("vintage", "Appearance", "string", "Which edition of its series it is."),
    OwnTerm("family", "Word", "string", "Words of one family may be the same thing, and be added up."),
    OwnTerm("rank", "Word", "integer", "The word's place in its list, from 0."),
    OwnTerm("sequence", "View", "integer", "The last entry of the ledger's log that the view shows."),
    OwnTerm("mark", "View", "string", "What that entry, and the release that made the view, are known by."),
    OwnTerm("policy", "View", "string", "The policy that decides what counts and is shown."),
    OwnTerm("asOf", "View", "string", "The date on which it is to be so; at any time if there is none."),
    OwnTerm("knownAt", "View", "string", "The date by which it was known; all that is known now if there is none."),
)  # fmt: skip
#: Properties beside the model's, by name. None is also a name in the model: its `start` and `end` are dates, so
#: a span has `startOffset` and `endOffset`.
OWN_TERMS = {term.name: term for term in _DECLARED}


# -- the ontology's terms


@lru_cache(maxsize=1024)
def class_iri(name: str) -> NamedNode:
    """A class of the model, or one of OWN_CLASSES."""
    return NamedNode(ONTOLOGY + name)


@lru_cache(maxsize=1024)
def property_iri(name: str) -> NamedNode:
    """A property or party role of the model."""
    return NamedNode(ONTOLOGY + name)


@lru_cache(maxsize=1024)
def own_iri(name: str) -> NamedNode:
    """One of OWN_TERMS. Raises KeyError for a name that is not declared there."""
    return NamedNode(ONTOLOGY + OWN_TERMS[name].name)


@lru_cache(maxsize=1024)
def word_iri(vocabulary: str, word: str) -> NamedNode:
    """A word of a vocabulary: `wg:dealKind.lease`."""
    return NamedNode(f"{ONTOLOGY}{vocabulary}.{word}")


def vocabulary_iri(vocabulary: Vocabulary) -> NamedNode:
    """The class of a vocabulary's words: `wg:DealKind`."""
    return NamedNode(ONTOLOGY + vocabulary.name[0].upper() + vocabulary.name[1:])


def lineage(kind: str, of: Model | None = None) -> Iterator[NamedNode]:
    """The class and all that it extends, so that queries need no reasoner."""
    declared = of or model()
    current: str | None = kind
    while current is not None:
        yield class_iri(current)
        current = declared.kind(current).extends


# -- things


def named(term: object) -> NamedNode:
    """A term that our own quads can only have as an IRI. Raises TypeError for any other."""
    if not isinstance(term, NamedNode):
        raise TypeError(f"there is an IRI where RDF allows no literal, not {term}")
    return term


def statement_iri(identifier: bytes) -> NamedNode:
    """A statement, by its id."""
    return NamedNode(f"{ID}statement/{identifier.hex()}")


def quantity_iri(statement: bytes) -> NamedNode:
    """The quantity that a statement gives."""
    return NamedNode(f"{ID}statement/{statement.hex()}/quantity")


def shown_iri(node: str, prop: str) -> NamedNode:
    """The quantity that a view shows for a node: a resource of its own, so that no graph repeats another."""
    return NamedNode(f"{node_iri(node).value}/{prop}")


def mention_iri(identifier: bytes) -> NamedNode:
    """A mention, by its id."""
    return NamedNode(f"{ID}mention/{identifier.hex()}")


def node_iri(identifier: str) -> NamedNode:
    """A resolved thing: its key in the reference list, else its smallest mention's id."""
    return NamedNode(f"{ID}node/{quote(identifier, safe='')}")


def document_iri(identifier: bytes) -> NamedNode:
    """A document, by the hash of its text."""
    return NamedNode(f"{ID}document/{identifier.hex()}")


def evidence_iri(document: bytes, span: Span) -> NamedNode:
    """Words of a document in one part: statements that rest on the same words share it."""
    return NamedNode(f"{ID}evidence/{document.hex()}.{span.start}-{span.end}.{quote(span.part, safe='')}")


def appearance_iri(document: bytes, appearance: Appearance) -> NamedNode:
    """An appearance of a document, by the hash of what it says."""
    fields = "\x1f".join(f"{name}={value}" for name, value in appearance._asdict().items() if value is not None)
    own = blake2b(fields.encode(), digest_size=10).hexdigest()
    return NamedNode(f"{ID}appearance/{document.hex()}.{own}")


def graph_iri(policy: str) -> NamedNode:
    """The named graph of the view under a policy: `graph/default`; what IRIs cannot hold is escaped."""
    return NamedNode(GRAPH + quote(policy, safe=""))
