"""What names a thing: its deals, capacities, stakes and parts, found by the columns' index and by no walk."""

from collections.abc import Iterator

import numpy as np

from ..columns.rows import NONE
from ..view.node import Node
from ..view.view import View


def naming(view: View, identifier: str) -> Iterator[Node]:
    """The things of which some statement names this one, those that newer editions replaced included."""
    table, columns = view.snapshot.resident.nodes, view.snapshot.columns
    number = table.find(columns, identifier)
    if number == NONE:
        return
    rows = table.named.of(number)
    for thing in np.unique(table.number[columns.statements.subject[rows]]).tolist():
        if thing != NONE and view.present[thing]:
            yield view.at(thing)


def around(view: View, wanted: list[str]) -> frozenset[str]:
    """What is asked for: a thing and what names it; of several things what all of them have in common."""
    found = [view.node(one) for one in wanted]
    sets = [frozenset((n.id, *(other.id for other in naming(view, n.id)))) if n else frozenset() for n in found]
    return frozenset.intersection(*sets)
