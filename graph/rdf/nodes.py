"""The view graph: things as the documents together tell of them, under the view's policy.

Derived, and it stands by itself: a property that takes one value has the one that the policy puts first, parties
are direct properties (`wg:issuer`), and a shown quantity is a resource here, `wg:statedBy` its statements. No
triple stands in both graphs, since stores that query them as one would count it twice. From a node to all that is
said of it: `?statement rdf:subject/wg:mentionOf ?node`. What the view does not list (too early for its policy, over
or not yet so as of its date) is of no class here, and no listed thing names it.
"""

from collections.abc import Container, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ...schema.model import LITERALS, QUANTITIES, Property
from ...schema.quantity import Quantity
from ...schema.words import plain
from ..captions import caption
from ..ledger.records import StoredStatement
from ..status import modality, status
from ..view.node import Node, Value
from ..view.view import View
from . import literals as lit
from . import terms as t
from .quantities import quantity_triples


def node_triples(view: View) -> Iterator[Triple]:
    """The nodes of a view, and which mentions each stands for. May repeat triples."""
    for _, triples in node_units(view):
        yield from triples


def node_units(view: View) -> Iterator[tuple[NamedNode, Iterator[Triple]]]:
    """Each node of a view with its triples, which it shares with no other: its own, and those of its quantities."""
    for identifier in sorted(view.nodes):
        node = view.nodes[identifier]
        yield t.node_iri(identifier), _node(view, node) if _is_shown(view, node) else _unlisted(view, node)
    for identifier, mentions in _silent(view).items():
        yield t.node_iri(identifier), bare_triples(view, identifier, mentions)


def part_triples(
    view: View, node: Node, said: Container[bytes], mentions: Container[bytes], name: str | None
) -> Iterator[Triple]:
    """What of a node rests on some statements only: its class, and the values and parties that these give.

    `mentions`: those of it that are told; `name`: what these statements call it.
    """
    iri = t.node_iri(node.id)
    for ancestor in t.lineage(node.kind, view.model):
        yield Triple(iri, t.TYPE, ancestor)
    yield Triple(iri, t.LABEL, lit.text(name or f"{plain(node.kind)} {node.id[:8]}"))
    yield from (Triple(t.mention_iri(m), t.own_iri("mentionOf"), iri) for m in node.mentions if m in mentions)
    for prop in (view.model.kind(node.kind).properties[found] for found in node.values):
        for value in node.displayed(prop):
            if given := [s for s in value.statements if s.id in said]:
                yield from _value(node, prop, value, given)
    for party in node.parties:
        if any(s.id in said for s in party.statements):
            yield Triple(iri, t.property_iri(party.role), t.node_iri(party.actor))


def _node(view: View, node: Node) -> Iterator[Triple]:
    iri = t.node_iri(node.id)
    yield from _thing(view, node, iri)
    for name in node.values:
        yield from _values(view, node, view.model.kind(node.kind).properties[name])
    for party in node.parties:
        yield Triple(iri, t.property_iri(party.role), t.node_iri(party.actor))


def _is_shown(view: View, node: Node) -> bool:
    """Whether the view lists it; one that newer editions replaced has nothing that could be listed."""
    return bool(node.replaced) or view.lists(node)


def _unlisted(view: View, node: Node) -> Iterator[Triple]:
    """What is told of a thing that only its id finds: its name, its mentions, and why."""
    iri, why = t.node_iri(node.id), node.unlisted or f"not so as of {view.perspective.as_of}"
    yield Triple(iri, t.LABEL, lit.text(caption(view, node)))
    yield Triple(iri, t.own_iri("unlisted"), lit.text(why))
    for mention in node.mentions:
        yield Triple(t.mention_iri(mention), t.own_iri("mentionOf"), iri)


def _thing(view: View, node: Node, iri: NamedNode) -> Iterator[Triple]:
    for ancestor in t.lineage(node.kind, view.model):
        yield Triple(iri, t.TYPE, ancestor)
    yield Triple(iri, t.LABEL, lit.text(caption(view, node)))
    for mention in node.mentions:
        yield Triple(t.mention_iri(mention), t.own_iri("mentionOf"), iri)
    if how := modality(node):
        yield Triple(iri, t.own_iri("modality"), t.word_iri("modality", how))
    how_far = status(node)
    if how_far.word:
        basis = "stated" if how_far.stated else "inferred"
        yield Triple(iri, t.own_iri("status"), t.word_iri("status", how_far.word))
        yield Triple(iri, t.own_iri("statusBasis"), lit.text(basis))


def _values(view: View, node: Node, prop: Property) -> Iterator[Triple]:
    """What the view shows of a property; a quantity with the statements that give it."""
    for value in node.displayed(prop):
        named = view.node(str(value.decoded)) if isinstance(value.best.object, bytes) else None
        if named and not _is_shown(view, named):
            continue
        yield from _value(node, prop, value, value.statements)


def _value(node: Node, prop: Property, value: Value, given: Iterable[StoredStatement]) -> Iterator[Triple]:
    thing = _object(node, prop, value)
    yield Triple(t.node_iri(node.id), t.property_iri(prop.name), thing)
    if isinstance(value.decoded, Quantity) and isinstance(thing, NamedNode):
        yield from quantity_triples(thing, value.decoded)
        for said in given:
            yield Triple(thing, t.own_iri("statedBy"), t.statement_iri(said.id))


def _object(node: Node, prop: Property, value: Value) -> NamedNode | Literal:
    said = value.best.object
    if isinstance(said, bytes):
        return t.node_iri(str(value.decoded))
    first = prop.ranges[0]
    if first in QUANTITIES:
        return t.shown_iri(node.id, prop.name)
    return lit.spelled(first, said).literal if first in LITERALS else t.word_iri(first, said)


def _silent(view: View) -> dict[str, list[bytes]]:
    """Things that statements name and of which none speaks, such as a firm without a name, with their mentions."""
    named = {m for s in view.statements() for m in (s.object, s.asserted_by) if isinstance(m, bytes)}
    resolved = view.snapshot.identity.node
    found: dict[str, list[bytes]] = {}
    for mention in sorted(named):
        node = resolved.get(mention, mention.hex())
        if node not in view.nodes:
            found.setdefault(node, []).append(mention)
    return found


def bare_triples(view: View, identifier: str, mentions: list[bytes]) -> Iterator[Triple]:
    """What is known of a thing of which no statement speaks: its class."""
    iri, kind = t.node_iri(identifier), view.snapshot.mentions[mentions[0]].kind
    yield Triple(iri, t.LABEL, lit.text(f"unnamed {plain(kind)}"))
    for ancestor in t.lineage(kind, view.model):
        yield Triple(iri, t.TYPE, ancestor)
    for mention in mentions:
        yield Triple(t.mention_iri(mention), t.own_iri("mentionOf"), iri)
