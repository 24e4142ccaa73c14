"""The resolved graph as a networkx graph: for researchers who draw it, and the source of GraphML.

It holds no fact of its own: edges carry a role and the statements that state it, figures stand on nodes only.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import networkx as nx

from ...schema.quantity import Quantity, plain_decimal
from ...schema.words import plain
from ..captions import caption
from ..links import Hop, hops_from, rules, strength
from ..networks.selection import Select, selected
from ..status import modality, status
from ..verbs import relations, verb
from ..view.node import Node
from ..view.view import View

#: What GraphML and networkx both take; an attribute that is unknown is absent.
Attributes = dict[str, str | float | bool]
#: Source, target, key and attributes of one edge.
Edge = tuple[str, str, str, Attributes]


def to_networkx(
    view: View, *, isolated: bool = False, select: Select | None = None
) -> "nx.MultiDiGraph[str]":  # fmt: skip
    """The view as a directed multigraph whose nodes are the resolved things, by node id.

    Node attributes: `type` (class), `kind` (word of its vocabulary), `label` (caption), `name`, `status` with
    `statusBasis` (stated or inferred), `modality`, `participantsComplete`; of its main figure `figure` (the
    property), `unit`, `unitBasis`, `qualifier`, `verbatim`, and `value`, `lower`, `upper` as floats with the
    exact decimals as strings in `valueExact`, `lowerExact`, `upperExact`. "Up to" amounts have no value.
    Edge attributes: `verb` and `label` (RAISES), `role` (issuer), `statements` (ids joined by commas).

    Actors that take part in nothing, such as most of the reference list, are left out unless `isolated`.

    `select`: only what it chooses, with the edges between; nothing beyond it is looked at. Raises SelectionError.
    """
    if select is None:
        return _graph(view, None, _edges(view, view.nodes.values()), isolated)
    chosen = selected(view, select).shown
    nodes = [node for i in sorted(chosen) if (node := view.node(i))]
    edges = (edge for edge in _edges(view, nodes) if edge[0] in chosen and edge[1] in chosen)
    return _graph(view, chosen, edges, True)


def _graph(
    view: View, chosen: Collection[str] | None, found: Iterable[Edge], isolated: bool
) -> "nx.MultiDiGraph[str]":  # fmt: skip
    """The graph of some edges and the chosen nodes; of all if none are chosen."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(policy=view.policy.name)
    edges = sorted(found, key=lambda edge: edge[:3])
    joined = {end for edge in edges for end in edge[:2]}
    for identifier in sorted(joined.union(view.nodes if chosen is None else chosen)):
        node = view.node(identifier)
        if node is None:
            graph.add_node(identifier, **_bare(view, identifier))
        elif isolated or identifier in joined or not view.model.is_a(node.kind, "Actor"):
            graph.add_node(identifier, **_attributes(view, node))
    for start, end, key, attributes in edges:
        graph.add_edge(start, end, key=key, **attributes)
    return graph


def links_to_networkx(view: View, select: Select | None = None) -> "nx.MultiDiGraph[str]":
    """Actors only, joined by the links between them: each edge is one link by one deal, flow, stake or capacity.

    Edges are derived, and marked so (`derived`). They run as the rule names the roles, from provider to customer or
    lender to beneficiary, and between parties of unstated role from the lesser id. Attributes: `link` (its class),
    `strength` (0 is the firmest), `via` (id of the thing) with its `label`, `kind` and `status`, `roles`
    (provider-customer), and `statements` (ids joined by commas) that place both and tell the kind. Nodes have the
    attributes of `to_networkx`. Actors without a link are there only if `select` starts from them.

    Raises SelectionError.
    """
    select = select or Select()
    chosen = selected(view, replace(select, links=select.links or rules()["strength"]))
    hops = (
        hop
        for actor in sorted(chosen.actors)
        for hop in hops_from(view, actor)
        if hop.end in chosen.actors and hop.via.id in chosen.things
    )
    edges = {edge[:3]: edge for hop in hops for edge in [_link(view, hop)]}
    start = chosen.actors if select.around else ()
    return _graph(view, start, edges.values(), True)


def _link(view: View, hop: Hop) -> Edge:
    one, other = hop.parties
    forward = {(pair["one"], pair["other"]) for pair in rules()["opposite"]}
    as_listed = (one.role, other.role) in forward
    if one.role == other.role or not (as_listed or (other.role, one.role) in forward):
        as_listed = hop.start < hop.end
    if not as_listed:
        one, other = other, one
    start, end = (hop.start, hop.end) if as_listed else (hop.end, hop.start)
    thing = hop.via
    kinds = [s.id for value in thing.values.get("kind", ())[:1] for s in value.statements]
    ids = {*kinds, *(s.id for party in (one, other) for s in party.statements)}
    known: dict[str, str | None] = {"kind": thing.word("kind"), "status": status(thing).word}
    said: Attributes = {
        "derived": True, "link": hop.link, "strength": strength(hop.link), "via": thing.id,
        "label": caption(view, thing), "roles": f"{one.role}-{other.role}",
        "statements": ",".join(sorted(i.hex() for i in ids)),
    }  # fmt: skip
    said |= {name: word for name, word in known.items() if word is not None}
    return start, end, f"{thing.id}:{one.role}:{other.role}", said


def _edges(view: View, nodes: Iterable[Node]) -> Iterator[Edge]:
    for node in nodes:
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
