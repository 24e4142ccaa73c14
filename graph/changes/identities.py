"""Things that became one, or several: what was read since joined them, or told them apart. It changed no thing."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from ..columns.rows import NONE, Place, distinct
from ..titles import title
from ..view.node import Node, Value
from ..view.view import View
from .change import Change
from .comparison import head

#: By what the change is named: no property, and told like one.
IDENTITY = "identity"


class Turn(NamedTuple):
    """What was told as some things, and is told as others: one of the sides has several."""

    before: list[Node]
    after: list[Node]


def turns(earlier: View, view: View) -> Iterator[Turn]:
    """What two views of one ledger tell otherwise of the mentions that both know, by node."""
    now, then = (seen.snapshot.resident.nodes.number for seen in (view, earlier))
    both = np.flatnonzero((now != NONE) & (then != NONE))
    pairs = distinct(now[both].astype(np.int64) << 32 | then[both])
    ones, others = pairs >> 32, pairs & 0xFFFFFFFF
    for one, several in _several(ones, others):
        yield Turn(_told(earlier, several), _told(view, [one]))
    for one, several in _several(others, ones):
        yield Turn(_told(earlier, [one]), _told(view, several))


def _several(ones: Place, others: Place) -> Iterator[tuple[int, list[int]]]:
    """Each number that is paired with several others."""
    order = np.argsort(ones, kind="stable")
    found, first, counts = np.unique(ones[order], return_index=True, return_counts=True)
    for at in np.flatnonzero(counts > 1).tolist():
        yield found.item(at), others[order[first.item(at) : first.item(at) + counts.item(at)]].tolist()


def _told(view: View, numbers: Iterable[int]) -> list[Node]:
    """The nodes of which a view tells something."""
    made = (view.at(number) for number in numbers if view.present[number])
    return [node for node in made if any(node.statements())]


def identities(earlier: View, view: View, wanted: Callable[[Node], bool]) -> Iterator[Change]:
    """The changes of identity between what was known at two dates. `wanted`: of which things, on either side."""
    for turn in turns(earlier, view):
        told = [*turn.before, *turn.after]
        if turn.before and turn.after and len(told) > 2 and any(map(wanted, told)):
            yield _change(earlier, view, turn)


def _change(earlier: View, view: View, turn: Turn) -> Change:
    joined = len(turn.before) > 1
    why = _why(earlier, view, turn) if joined else "what was read since tells them apart"
    return Change(
        "", "knowledge", "joined" if joined else "parted", turn.after[0], turn.before[0], IDENTITY,
        _value(earlier, turn.before), _value(view, turn.after), why,
    )  # fmt: skip


def _value(view: View, things: list[Node]) -> Value:
    """What some things are called, with the statements that each is known by."""
    said = (statement for thing in things for statement in head(thing)[1].statements)
    return Value("; ".join(title(view, thing) for thing in things), tuple(said))


def _why(earlier: View, view: View, turn: Turn) -> str:
    """Why several things are one now: the proof that joined them, else that their parties or their record did."""
    now, then, whole = view.snapshot.identity, earlier.snapshot.identity.node, turn.after[0].id
    for proof in now.proofs:
        if now.node[proof.one] == whole and then.get(proof.one, "") != then.get(proof.other, ""):
            return f"they are one: {proof.reason}"
    return f"what was told as {len(turn.before)} things is one"
