"""RDF: the statements as one named graph and the view under its policy as another, in one of two forms.

RDF 1.2 has statements as reifiers. Tools that lack it (rdflib, SHACL engines, JSON-LD) get the same statements as
`rdf:Statement` with subject, predicate and object, which RDF 1.1 has. Only the first
form is ever made; `unfolded` makes the other of it.
"""

from collections.abc import Iterable, Iterator

import rdflib
from pyoxigraph import Literal, Quad, Triple

from ..passages import Passage
from ..view.view import View
from . import terms as t
from .nodes import node_triples
from .passages import passage_quads
from .statements import statement_triples

#: The forms of RDF, by version.
FORMS = ("1.2", "1.1")


def quads(view: View | Passage, form: str = "1.2") -> Iterator[Quad]:
    """All of an export: `graph/statements`, then the view in `graph/default` (or the policy's name).

    Of a passage only what rests on its words. Without blank nodes. Quads that several statements share, such as a
    common quote, may repeat.
    """
    made = passage_quads(view) if isinstance(view, Passage) else _quads(view)
    return unfolded(made) if form == "1.1" else made


def _quads(view: View) -> Iterator[Quad]:
    for triple in statement_triples(view):
        yield Quad(triple.subject, triple.predicate, triple.object, t.STATEMENTS_GRAPH)
    shown = t.graph_iri(view.policy.name)
    for triple in node_triples(view):
        yield Quad(triple.subject, triple.predicate, triple.object, shown)


def unfolded(quads: Iterable[Quad]) -> Iterator[Quad]:
    """RDF 1.2 as RDF 1.1: a reifier becomes an `rdf:Statement`."""
    for quad in quads:
        said = quad.object
        if not isinstance(said, Triple):
            yield quad
            continue
        place = quad.graph_name
        yield Quad(quad.subject, t.TYPE, t.STATEMENT, place)
        yield Quad(quad.subject, t.SUBJECT, said.subject, place)
        yield Quad(quad.subject, t.PREDICATE, said.predicate, place)
        yield Quad(quad.subject, t.OBJECT, said.object, place)


def to_rdflib(view: View | Passage) -> rdflib.Dataset:
    """The view as an rdflib Dataset with the two named graphs of the RDF 1.1 exports, equal to them in content."""
    dataset = rdflib.Dataset()
    for quad in quads(view, "1.1"):
        graph = dataset.graph(rdflib.URIRef(t.named(quad.graph_name).value))
        graph.add(
            (rdflib.URIRef(t.named(quad.subject).value), rdflib.URIRef(quad.predicate.value), _term(quad.object))
        )
    return dataset


def _term(term: object) -> rdflib.URIRef | rdflib.Literal:
    if not isinstance(term, Literal):
        return rdflib.URIRef(t.named(term).value)
    datatype = term.datatype.value
    if datatype == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype))
