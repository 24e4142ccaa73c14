"""Nodes of which something is said in words: found over the columns, so that no other node is made."""

from collections.abc import Callable, Iterable

import numpy as np

from .node import Node
from .view import View


def spoken_of(view: View, properties: Iterable[str], wanted: Callable[[str], bool]) -> list[Node]:
    """The nodes of which one of these properties is said in wanted words, by id; each different word is tried once.

    What was superseded counts as well: who asks looks at the node's values.
    """
    columns, nodes = view.snapshot.columns, view.snapshot.resident.nodes
    rows = columns.statements
    said = view.counting & ~rows.is_thing
    said &= np.isin(rows.property, columns.numbers_of(properties))
    words = np.unique(rows.object[said])
    good = [number for number in words.tolist() if wanted(columns.values[number])]
    found = nodes.number[rows.subject[said & np.isin(rows.object, good)]]
    return [view.at(number) for number in np.unique(found).tolist()]
