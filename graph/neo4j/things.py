"""Things as rows: the nodes of a view with all that it shows of them, and the relationships between them."""

from collections.abc import Iterator

from ...schema.model import Property as Declared
from ...schema.quantity import Quantity
from ...schema.words import plural
from ..captions import caption
from ..links import hops_from
from ..roles import COUNTED, roles
from ..status import modality, status
from ..verbs import relations, verb
from ..view.node import Node, Value
from ..view.view import View
from . import labels
from .quantities import flat, number
from .rows import ArrowKey, ArrowRow, NodeKey, NodeRow, Properties, known

#: Ends the caption of a thing whose parties a text names as examples only.
LIST_OPEN = "others (list open)"


def thing_rows(view: View) -> Iterator[NodeRow]:
    """Every node of the view."""
    for node in view.nodes.values():
        yield NodeRow(NodeKey(node.id), labels.of_class(node.kind), _properties(view, node))


def _properties(view: View, node: Node) -> Properties:
    kind = view.model.kind(node.kind)
    found: Properties = {"caption": caption(view, node), "mentions": [m.hex() for m in node.mentions]}
    named = relations(kind)
    for prop in kind.properties.values():
        if prop not in named and (values := node.values.get(prop.name)):
            found |= _shown(prop, values) | _proof(prop, values[0])
    if view.model.is_a(node.kind, "Actor"):
        found |= _roles(view, node)
    if kind.parties:
        found |= _circumstances(node)
    return found | _open_list(node, found)


def _shown(prop: Declared, values: tuple[Value, ...]) -> Properties:
    """What the view shows of a property: the first value, and of one that takes many all under its plural."""
    decoded = values[0].decoded
    if isinstance(decoded, Quantity):
        return flat(prop.name, decoded)
    if isinstance(decoded, bool):
        return {prop.name: decoded}
    if not isinstance(decoded, str):
        return number(prop.name, decoded)
    if prop.ranges == ("actorRole",):
        return {}
    several: Properties = {plural(prop.name): [str(value.decoded) for value in values]} if prop.many else {}
    return several | {prop.name: decoded}


def _proof(prop: Declared, shown: Value) -> Properties:
    """The statements that give a figure or a kind, the best first: from a number to its sentence in one step."""
    if prop.name != "kind" and not isinstance(shown.decoded, Quantity):
        return {}
    return {f"{prop.name}Statements": [said.id.hex() for said in shown.statements]}


def _roles(view: View, actor: Node) -> Properties:
    """What it is, with on whose word at the same place in `roleBases`; its own word does not count."""
    found = roles(view, actor)
    counted = [role for role in found if role.basis in COUNTED]
    own = [role.word for role in found if role.basis not in COUNTED]
    return known(
        roles=[role.word for role in counted] or None,
        roleBases=[role.basis for role in counted] or None,
        selfRoles=own or None,
    )


def _circumstances(fact: Node) -> Properties:
    how_far = status(fact)
    basis = "stated" if how_far.stated else "inferred"
    return known(status=how_far.word, statusBasis=basis if how_far.word else None, modality=modality(fact))


def _open_list(node: Node, found: Properties) -> Properties:
    complete = node.shown("participantsComplete")
    if complete is None or complete.decoded:
        return {}
    return {"openList": True, "caption": f"{found['caption']} · {LIST_OPEN}"}


def arrow_rows(view: View) -> Iterator[ArrowRow]:
    """Every relationship between things: parties, what a thing names, and the links that follow from both."""
    for node in view.nodes.values():
        for party in node.parties:
            yield _arrow(node, party.role, party.actor, [s.id for s in party.statements])
        for prop in relations(view.model.kind(node.kind)):
            for value in node.displayed(prop):
                yield _arrow(node, prop.name, str(value.decoded), [s.id for s in value.statements])
    yield from _links(view)


def _arrow(node: Node, role: str, other: str, statements: list[bytes]) -> ArrowRow:
    named = verb(node.kind, role)
    start, end = named.ends(node.id, other)
    return ArrowRow(ArrowKey(named.name, start, end, role), {"role": role, "statements": _ids(statements)})


def _links(view: View) -> Iterator[ArrowRow]:
    """Each pair of actors once for each thing that links them, from the smaller id to the larger."""
    found: dict[tuple[str, str, str], tuple[str, set[bytes]]] = {}
    for actor in view.of_kind("Actor"):
        for hop in hops_from(view, actor.id):
            if hop.start < hop.end:
                _, statements = found.setdefault((hop.start, hop.end, hop.via.id), (hop.link, set()))
                statements.update(said.id for party in hop.parties for said in party.statements)
    for (start, end, via), (link, statements) in found.items():
        made: Properties = {"via": via, "class": link, "derived": True, "statements": _ids(statements)}
        yield ArrowRow(ArrowKey(labels.LINKED_TO, start, end, via), made)


def _ids(statements: "list[bytes] | set[bytes]") -> list[str]:
    return sorted(said.hex() for said in statements)
