"""Conflicts between two nodes that may be one: what speaks against that, or what is wrong if they are."""

from collections.abc import Iterator

from ..view.node import Node
from ..view.view import View
from .claims import Claims, accounts, merged
from .conflict import Conflict, Side
from .doubts import Doubts
from .law import single
from .pairs import About, conflict
from .within import Within


def between(view: View, doubts: Doubts, within: Within, only: frozenset[str] | None = None) -> Iterator[Conflict]:
    """The conflicts of all pairs that identity is unsure of, or of those with one of some nodes.

    Identifiers are left out: two of one scheme prove that there are two things.
    """
    claims = Claims(view)
    for pair, proof in doubts.open.items():
        if only is not None and only.isdisjoint(pair):
            continue
        one, other = (view.node(identifier) for identifier in sorted(pair))
        if one is None or other is None or one.kind != other.kind:
            continue
        for prop in single(one.kind).values():
            if prop.identifies or prop.name not in one.values or prop.name not in other.values:
                continue
            mine, theirs = _shown(claims, one, prop.name), _shown(claims, other, prop.name)
            gap = within.apart(prop, mine, theirs) if mine and theirs else None
            if gap is not None and mine and theirs:
                why = f"the two may be one ({proof.reason}), and then one of them is wrong"
                found = conflict(view, About(one.id, one.kind, prop.name), mine, theirs, gap[0], why)
                if found.kind == "identity":
                    yield found


def _shown(claims: Claims, node: Node, prop: str) -> Side | None:
    """The side that the view shows of a property."""
    declared = claims.kind(node).properties[prop]
    sides = merged(side for account in accounts(node) for side in claims.of(account, declared) if not side.gone)
    best = node.values[prop][0].best
    return next((side for side in sides if best in side.statements), None)
