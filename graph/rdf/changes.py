"""Changes: what must be added to and taken from a store of quads so that it shows a view of the ledger.

Compared in units that share no quad: a document with all that it says, and a node with its quantities. A view is
resolved anew for each snapshot, so every node is compared; of documents only those that the log names since.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Store, Triple

from ..ledger.records import StoredStatement
from ..view.view import View
from . import terms as t
from .nodes import node_units
from .statements import document_triples


@dataclass
class Changes:
    """Quads to add, and quads to take away."""

    added: list[Quad] = field(default_factory=list)
    removed: list[Quad] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.added) + len(self.removed)

    def compare(self, wanted: set[Quad], stored: set[Quad]) -> None:
        """Notes what makes `stored` into `wanted`."""
        self.added += wanted - stored
        self.removed += stored - wanted


def changes(store: Store, view: View, documents: Iterable[bytes]) -> Changes:
    """What `store` lacks, or has too much, of the view and of what these documents say."""
    found = Changes()
    _compare_documents(found, store, view, set(documents))
    _compare_nodes(found, store, view)
    return found


def _compare_documents(found: Changes, store: Store, view: View, documents: set[bytes]) -> None:
    said: defaultdict[bytes, list[StoredStatement]] = defaultdict(list)
    for statement in view.statements():
        if statement.document in documents:
            said[statement.document].append(statement)
    for identifier in documents:
        document = view.documents.get(identifier)
        triples = document_triples(view, document, said[identifier]) if document else ()
        stored = _of_subjects(store, _subjects_of(store, t.document_iri(identifier)), t.STATEMENTS_GRAPH)
        found.compare(_in_graph(triples, t.STATEMENTS_GRAPH), stored)


def _subjects_of(store: Store, document: NamedNode) -> set[NamedNode]:
    """The document, its appearances, and its statements with their quantities, mentions and evidence."""
    subjects = {document}
    for quad in store.quads_for_pattern(None, t.own_iri("document"), document, t.STATEMENTS_GRAPH):
        said = t.named(quad.subject)
        subjects |= {said, NamedNode(f"{said.value}/quantity")}
    for quad in store.quads_for_pattern(document, t.own_iri("appearance"), None, t.STATEMENTS_GRAPH):
        subjects.add(t.named(quad.object))
    return subjects


def _compare_nodes(found: Changes, store: Store, view: View) -> None:
    graph = t.graph_iri(view.policy.name)
    gone = {t.named(quad.object) for quad in store.quads_for_pattern(None, t.own_iri("mentionOf"), None, graph)}
    for node, triples in node_units(view):
        gone.discard(node)
        found.compare(_in_graph(triples, graph), _stored_node(store, node, graph))
    for left in gone:
        found.compare(set(), _stored_node(store, left, graph))


def _stored_node(store: Store, node: NamedNode, graph: NamedNode) -> set[Quad]:
    """A node's quads with those of its quantities, whose IRIs begin with its own, and of its mentions."""
    own = set(store.quads_for_pattern(node, None, None, graph))
    quantities = {
        q.object for q in own if isinstance(q.object, NamedNode) and q.object.value.startswith(f"{node.value}/")
    }
    mentions = set(store.quads_for_pattern(None, t.own_iri("mentionOf"), node, graph))
    return own | mentions | _of_subjects(store, quantities, graph)


def _of_subjects(store: Store, subjects: Iterable[NamedNode], graph: NamedNode) -> set[Quad]:
    return {quad for subject in subjects for quad in store.quads_for_pattern(subject, None, None, graph)}


def _in_graph(triples: Iterable[Triple], graph: NamedNode) -> set[Quad]:
    return {Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples}


def as_update(found: Changes) -> Iterator[str]:
    """The changes as operations of one SPARQL update."""
    for verb, quads in (("DELETE DATA", found.removed), ("INSERT DATA", found.added)):
        by_graph: defaultdict[NamedNode, list[Quad]] = defaultdict(list)
        for quad in quads:
            by_graph[t.named(quad.graph_name)].append(quad)
        for graph, group in by_graph.items():
            lines = "\n".join(f"{quad.triple} ." for quad in group)
            yield f"{verb} {{ GRAPH {graph} {{\n{lines}\n}} }}"
