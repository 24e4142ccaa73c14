"""Quotations: the words that prove a statement, with where they stand and who says so."""

from ...graph.evidence import called
from ...graph.ledger import StoredStatement
from ...graph.view import Node, View


def quotation(view: View, said: StoredStatement) -> str:
    """`"..." — title (publisher), publication date unknown, characters 902–930`."""
    spans = view.evidence(said)
    clause = next((span for span in spans if span.part == "quote"), spans[0])
    return f"“{clause.quote}” — {source(view, said.document)}, characters {clause.start}–{clause.end}"


def source(view: View, document: bytes) -> str:
    """What to call a document of a view, and its date."""
    return called(document, view.documents[document].appearance)


def proof(thing: Node) -> StoredStatement:
    """The statement that a thing is shown by: that of its figure, else of its kind, else any."""
    if figure := thing.figure:
        return figure.statement
    kind = thing.shown("kind")
    return kind.best if kind else next(thing.statements())


def listed(words: list[str]) -> str:
    """`A, B and C`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
