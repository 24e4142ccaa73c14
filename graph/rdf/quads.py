"""RDF: the statements as one named graph and the view under its policy as another; rdflib gets the same quads."""

from collections.abc import Iterator

import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from ..view.view import View
from .nodes import node_triples
from .statements import statement_triples
from .terms import STATEMENTS_GRAPH, graph_iri


def quads(view: View) -> Iterator[Quad]:
    """All of an export: `graph/statements`, then the view in `graph/default` (or the policy's name).

    RDF 1.1 without blank nodes. Quads that several statements share, such as a common quote, may repeat.
    """
    for triple in statement_triples(view):
        yield Quad(triple.subject, triple.predicate, triple.object, STATEMENTS_GRAPH)
    shown = graph_iri(view.policy.name)
    for triple in node_triples(view):
        yield Quad(triple.subject, triple.predicate, triple.object, shown)


def to_rdflib(view: View) -> rdflib.Dataset:
    """The view as an rdflib Dataset with the two named graphs of the N-Quads export, equal to it in content."""
    dataset = rdflib.Dataset()
    for quad in quads(view):
        graph = dataset.graph(rdflib.URIRef(_iri(quad.graph_name)))
        graph.add((rdflib.URIRef(_iri(quad.subject)), rdflib.URIRef(quad.predicate.value), _term(quad.object)))
    return dataset


def _iri(term: object) -> str:
    """The IRI of a term that our own quads can only have as an IRI."""
    if not isinstance(term, NamedNode):
        raise TypeError(f"an export has IRIs where RDF allows no literal, not {term}")
    return term.value


def _term(term: object) -> rdflib.URIRef | rdflib.Literal:
    if not isinstance(term, Literal):
        return rdflib.URIRef(_iri(term))
    datatype = term.datatype.value
    if datatype == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype))
