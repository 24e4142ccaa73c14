"""The resolved graph as a networkx graph: for researchers who draw it, and the source of GraphML.

It holds no fact of its own: edges carry a role and the statements that state it, figures stand on nodes only.
"""

from collections.abc import Iterator

import networkx as nx

from ...schema.quantity import Quantity, plain_decimal
from ...schema.words import plain
from ..captions import caption
from ..status import modality, status
from ..verbs import relations, verb
from ..view.node import Node
from ..view.view import View

#: What GraphML and networkx both take; an attribute that is unknown is absent.
Attributes = dict[str, str | float | bool]
#: Source, target, key and attributes of one edge.
Edge = tuple[str, str, str, Attributes]


def to_networkx(view: View, *, isolated: bool = False) -> "nx.MultiDiGraph[str]":
    """The view as a directed multigraph whose nodes are the resolved things, by node id.

    Node attributes: `type` (class), `kind` (word of its vocabulary), `label` (caption), `name`, `status` with
    `statusBasis` (stated or inferred), `modality`, `participantsComplete`; of its main figure `figure` (the
    property), `unit`, `unitBasis`, `qualifier`, `verbatim`, and `value`, `lower`, `upper` as floats with the
    exact decimals as strings in `valueExact`, `lowerExact`, `upperExact`. "Up to" amounts have no value.
    Edge attributes: `verb` and `label` (RAISES), `role` (issuer), `statements` (ids joined by commas).

    Actors that take part in nothing, such as most of the reference list, are left out unless `isolated`.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(policy=view.policy.name)
    edges = sorted(_edges(view), key=lambda edge: edge[:3])
    joined = {end for edge in edges for end in edge[:2]}
    for identifier in sorted({*view.nodes, *joined}):
        node = view.nodes.get(identifier)
        if node is None:
            graph.add_node(identifier, **_bare(view, identifier))
        elif isolated or identifier in joined or not view.model.is_a(node.kind, "Actor"):
            graph.add_node(identifier, **_attributes(view, node))
    for start, end, key, attributes in edges:
        graph.add_edge(start, end, key=key, **attributes)
    return graph


def _edges(view: View) -> Iterator[Edge]:
    for node in view.nodes.values():
        for party in node.parties:
            yield _edge(node, party.role, party.actor, [s.id for s in party.statements])
        for prop in relations(view.model.kind(node.kind)):
            for value in node.values.get(prop.name, ()):
                if isinstance(value.best.object, bytes):
                    yield _edge(node, prop.name, str(value.decoded), [s.id for s in value.statements])


def _edge(node: Node, role: str, other: str, statements: list[bytes]) -> Edge:
    named = verb(node.kind, role)
    start, end = named.ends(node.id, other)
    ids = ",".join(sorted(s.hex() for s in statements))
    said: Attributes = {"verb": named.name, "label": named.name, "role": role, "statements": ids}
    return start, end, f"{node.id}:{role}:{other}", said


def _bare(view: View, identifier: str) -> Attributes:
    """What is known of a thing of which no statement speaks: its class."""
    kind = view.snapshot.mentions[bytes.fromhex(identifier)].kind
    return {"type": kind, "label": f"unnamed {plain(kind)}"}


def _attributes(view: View, node: Node) -> Attributes:
    how_far = status(node)
    known: dict[str, str | bool | None] = {
        "type": node.kind,
        "kind": node.word("kind"),
        "label": caption(view, node),
        "name": node.word("name"),
        "status": how_far.word,
        "statusBasis": ("stated" if how_far.stated else "inferred") if how_far.word else None,
        "modality": modality(node),
    }
    if complete := node.shown("participantsComplete"):
        known["participantsComplete"] = bool(complete.decoded)
    found: Attributes = {name: value for name, value in known.items() if value is not None}
    if main := node.figure:
        found |= {"figure": main.property, **_figure(main.quantity)}
    return found


def _figure(quantity: Quantity) -> Attributes:
    found: Attributes = {
        "unit": quantity.unit,
        "unitBasis": quantity.unit_basis,
        "qualifier": quantity.qualifier,
        "verbatim": quantity.verbatim,
    }
    interval = quantity.interval
    for name, number in (("value", interval.value), ("lower", interval.lower), ("upper", interval.upper)):
        if number is not None:
            found[name] = float(number)
            found[f"{name}Exact"] = plain_decimal(number)
    return found
