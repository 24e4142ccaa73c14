"""Statements that share an origin: what several documents say of one thing because one copied the other."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ..columns.rows import NONE
from ..ledger.records import StoredStatement
from ..view.node import Node
from ..view.view import View
from . import Origin


class Claim(NamedTuple):
    """What documents of one origin say of one property of a thing: it counts as said once."""

    thing: Node
    property: str
    statements: tuple[StoredStatement, ...]


def copies(view: View, said: StoredStatement) -> list[StoredStatement]:
    """What other documents of a statement's origin say of the same property of the same thing, by id.

    Of who takes part: of the same actor. None where the policy leaves the statement out.
    """
    origin = view.common_origins.of(said.document)
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
    for thing in _things(view, documents) if len(documents) > 1 else ():
        grouped: defaultdict[tuple[str, str], dict[bytes, StoredStatement]] = defaultdict(dict)
        for said in thing.statements():
            if said.document in documents:
                grouped[_about(view, said)][said.id] = said
        for (prop, _), found in sorted(grouped.items()):
            if len({said.document for said in found.values()}) > 1:
                yield Claim(thing, prop, tuple(found[key] for key in sorted(found)))


def _things(view: View, documents: set[bytes]) -> Iterator[Node]:
    """What documents speak of, as far as the view knows it, by id; made one by one."""
    columns, nodes = view.snapshot.columns, view.snapshot.resident.nodes
    places = [columns.documents.place[document] for document in documents]
    subjects = columns.statements.subject[np.isin(columns.statements.document, places)]
    numbers = np.unique(nodes.number[subjects])
    yield from (view.at(number) for number in numbers[numbers != NONE].tolist() if view.present[number])


def _about(view: View, said: StoredStatement) -> tuple[str, str]:
    """The property, and of a party the actor: two actors in one role are two claims."""
    thing = view.node(said.object.hex()) if isinstance(said.object, bytes) else None
    return said.property, thing.id if thing else ""
