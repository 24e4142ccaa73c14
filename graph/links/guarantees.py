"""Guarantees of one guarantor for one debtor: what they stand for tells whether they are one or several."""

from ..view.node import Node
from ..view.view import View
from .contracts import tellings
from .index import LinkIndex, index
from .rules import rules


def creditors(view: View, thing: Node) -> list[frozenset[str]]:
    """The creditors of the contracts that a guarantee stands for, as its texts tell: one set for each that is apart.

    Empty where it is no guarantee, or nothing tells.
    """
    links = index(view)
    found: list[frozenset[str]] = []
    for told in tellings(links, thing) if links.is_guarantee(thing) else ():
        mine = frozenset(actor for contract in told for actor in _owed(links, view.node(contract)))
        near = [one for one in found if not one.isdisjoint(mine)]
        found = [*(one for one in found if one not in near), mine.union(*near)]
    return found


def back_others(view: View, one: str, other: str) -> bool:
    """Whether two nodes are guarantees that stand for contracts with different creditors."""
    snapshot = view.snapshot
    if any(snapshot.mentions[m].kind not in rules()["class"] for m in snapshot.identity.members[one][:1]):
        return False  # firms, of which very many may be one: none is a guarantee
    nodes = view.node(one), view.node(other)
    mine, theirs = (frozenset().union(*creditors(view, node)) if node else frozenset() for node in nodes)
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _owed(links: LinkIndex, contract: Node | None) -> set[str]:
    """Whom a contract makes a creditor, with the house of each: a division's contract is its parent's."""
    roles = rules()["guarantee"]["creditors"]
    return {firm for actor in (contract.actors(*roles) if contract else ()) for firm in links.houses.of(actor)}
