"""Actors that may be one firm: pairs of identity and of people, and whatever they connect."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from ..identity.firms import EQUAL_NAMES
from ..ledger.records import StoredStatement
from ..view.node import Node
from ..view.view import View
from .path import Belonging

#: Two nodes, and why they may be one.
_Pair = tuple[str, str, str]


def unsure(view: View) -> dict[str, list[Belonging]]:
    """Actor -> the others that may be the same firm, which nothing proves.

    Who may be one with a third may be one with each other, unless a person called them different: equal names are
    told as pairs with one mention, which a view of an earlier day may not know.
    """
    pairs = list(_pairs(view))
    why = {frozenset(ends): reason for *ends, reason in reversed(pairs)}
    reasons = {end: reason for *ends, reason in reversed(pairs) for end in ends}
    different = _different(view)
    found: defaultdict[str, list[Belonging]] = defaultdict(list)
    for group in _groups(pairs):
        known = [node for node in map(view.node, group) if node is not None and view.model.is_a(node.kind, "Actor")]
        for one, other in permutations(known, 2):
            if (ends := frozenset((one.id, other.id))) not in different:
                reason = why.get(ends, reasons[one.id])
                found[one.id].append(Belonging(one.id, other.id, _names(one, other), unsure=reason))
    return dict(found)


def _names(*nodes: Node) -> tuple[StoredStatement, ...]:
    return tuple(value.best for node in nodes if (value := node.shown("name")))


def _pairs(view: View) -> Iterator[_Pair]:
    """The pairs of nodes. Only equal names connect by a node that this view does not know."""
    node = view.snapshot.identity.node
    told = [(e.one, e.other, e.reason, e.rule == EQUAL_NAMES) for e in view.snapshot.identity.unsure]
    told += [
        (a.subject, a.other, a.reason or "a person judged it unsure", False) for a in view.snapshot.acts
        if a.verb == "unsure" and a.subject and a.other
    ]  # fmt: skip
    for one, other, why, by_name in told:
        mine, theirs = node.get(one), node.get(other)
        if mine and theirs and mine != theirs and (by_name or (view.node(mine) and view.node(theirs))):
            yield mine, theirs, why


def _different(view: View) -> set[frozenset[str]]:
    """The pairs of nodes that a person called different."""
    node = view.snapshot.identity.node
    return {
        frozenset((node.get(a.subject, ""), node.get(a.other, ""))) for a in view.snapshot.acts
        if a.verb == "different" and a.subject and a.other
    }  # fmt: skip


def _groups(pairs: list[_Pair]) -> list[list[str]]:
    """What the pairs connect, each group in the order of ids."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other, _ in pairs:
        near[one].add(other)
        near[other].add(one)
    seen: set[str] = set()
    groups = []
    for start in sorted(near):
        if start not in seen:
            group, waiting = {start}, [start]
            while waiting:
                more = near[waiting.pop()] - group
                group |= more
                waiting += more
            seen |= group
            groups.append(sorted(group))
    return groups
