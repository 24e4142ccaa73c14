"""Statements that share an origin: what several documents say of one thing because one copied the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .ledger.records import StoredStatement
from .origins import Origin
from .view.node import Node
from .view.view import View


class Claim(NamedTuple):
    """What documents of one origin say of one property of a thing: it counts as said once."""

    thing: Node
    property: str
    statements: tuple[StoredStatement, ...]


def copies(view: View, said: StoredStatement) -> list[StoredStatement]:
    """What other documents of a statement's origin say of the same property of the same thing, by id.

    Of who takes part: of the same actor. None where the policy leaves the statement out.
    """
    origin = view.snapshot.origins.of(said.document)
    thing = view.node(said.subject.hex()) if len(origin.documents) > 1 else None
    if thing is None:
        return []
    others = set(origin.documents) - {said.document}
    about = _about(view, said)
    found = {s.id: s for s in thing.statements() if s.document in others and _about(view, s) == about}
    return [found[key] for key in sorted(found)]


def claims(view: View, origin: Origin) -> Iterator[Claim]:
    """What two or more documents of an origin say of the same property of one thing, by thing and property."""
    documents = set(origin.documents)
    grouped: defaultdict[tuple[str, str, str], list[StoredStatement]] = defaultdict(list)
    for said in _of(view, documents) if len(documents) > 1 else ():
        if thing := view.node(said.subject.hex()):
            grouped[thing.id, *_about(view, said)].append(said)
    for (identifier, prop, _), found in sorted(grouped.items()):
        thing = view.node(identifier)
        if thing and len({said.document for said in found}) > 1:
            yield Claim(thing, prop, tuple(sorted(found, key=lambda said: said.id)))


def _of(view: View, documents: set[bytes]) -> Iterable[StoredStatement]:
    return (said for said in view.statements() if said.document in documents)


def _about(view: View, said: StoredStatement) -> tuple[str, str]:
    """The property, and of a party the actor: two actors in one role are two claims."""
    thing = view.node(said.object.hex()) if isinstance(said.object, bytes) else None
    return said.property, thing.id if thing else ""
