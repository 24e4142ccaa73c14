"""A passage as RDF: what rests on its words and nothing of any other document, with licence and attribution."""

from collections.abc import Iterator

from pyoxigraph import Quad, Triple

from ..passages import Passage
from . import literals as lit
from . import terms as t
from .nodes import bare_triples, part_triples
from .statements import document_triples


def passage_quads(passage: Passage) -> Iterator[Quad]:
    """The quads of a passage, in the graphs of an export: what is said, and what the view shows of just that."""
    view, document = passage.view, passage.document
    iri = t.document_iri(document.id)
    said = list(document_triples(view, document, passage.statements))
    said.append(Triple(iri, t.own_iri("passage"), lit.text(f"{passage.start}-{passage.end}")))
    if passage.attribution:
        said.append(Triple(iri, t.own_iri("attribution"), lit.text(passage.attribution)))
    for triple in said:
        yield Quad(triple.subject, triple.predicate, triple.object, t.STATEMENTS_GRAPH)
    shown = t.graph_iri(view.policy.name)
    names = _names(passage)
    statements = frozenset(s.id for s in passage.statements)
    for node in passage.things:
        for triple in part_triples(view, node, statements, passage.mentions, names.get(node.id)):
            yield Quad(triple.subject, triple.predicate, triple.object, shown)
    for mention in sorted(passage.mentions):
        identifier = view.snapshot.identity.node[mention]
        if view.node(identifier) is None:  # named only: nothing is said of it
            for triple in bare_triples(view, identifier, [mention]):
                yield Quad(triple.subject, triple.predicate, triple.object, shown)


def _names(passage: Passage) -> dict[str, str]:
    """Node -> what the passage's own document calls it."""
    resolved, found = passage.view.snapshot.identity.node, dict[str, str]()
    for said in passage.statements:
        if said.property == "name":
            found.setdefault(resolved[said.subject], str(said.object))
    return found
