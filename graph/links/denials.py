"""What texts deny of a hop: that there is such a thing, or that one of the two takes part in it."""

from collections.abc import Iterable

from ..ledger.records import StoredStatement
from ..view.node import Node
from ..view.view import View
from .path import Hop


def disputes(thing: Node) -> tuple[StoredStatement, ...]:
    """The statements that deny the kind or the figure of a thing: that it is so at all."""
    whole = {"kind", thing.figure.property if thing.figure else "kind"}
    return tuple(said for said in thing.denied if said.property in whole)


def denials(view: View, hop: Hop) -> tuple[StoredStatement, ...]:
    """The statements that deny the kind or the figure of what makes a hop, or the part of one of its two actors."""
    node, whole = view.snapshot.identity.node, disputes(hop.via)
    return tuple(
        said for said in hop.via.denied
        if said in whole
        or (isinstance(said.object, bytes) and node.get(said.object, said.object.hex()) in (hop.start, hop.end))
    )  # fmt: skip


def deniers(view: View, denied: Iterable[StoredStatement]) -> list[str]:
    """The documents that deny something, by publisher, title or id."""
    shown = ((said.document, view.documents[said.document].appearance) for said in denied)
    return sorted({a.publisher or a.title or a.address or document.hex()[:12] for document, a in shown})
