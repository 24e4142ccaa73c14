"""Titles: what to call a thing in a sentence. A name if there is one, else parties and kind."""

from typing import TYPE_CHECKING

from ..schema.words import plain
from .captions import short_quantity, shortened

if TYPE_CHECKING:
    from .view.node import Node
    from .view.view import View

#: Who goes first: those who give, then those who get; what is not listed goes last, in the order of the text.
_ORDER = (
    "provider", "lender", "investor", "guarantor", "owner", "buyer", "issuer", "seller", "projector", "customer",
    "beneficiary", "target", "subject", "endUser", "operator", "party",
)  # fmt: skip
#: How many parties a title names.
_MOST = 3
#: Words that say nothing more than the class.
_SAYS_NOTHING = (None, "unspecified")


def title(view: "View", node: "Node") -> str:
    """`TeraWulf – Fluidstack lease, $3bn`, `Alder existing capacity, 500 MW, 2025-03-01`; of a firm or site its name.

    A class and a part of the id where nothing tells more.
    """
    if name := node.word("name"):
        return name
    if "name" in view.model.kind(node.kind).properties:
        return _nameless(view, node)
    site = view.node(node.word("site") or "")
    where = site.word("name") if site else None
    who = _parties(view, node)
    head = [who or where, _sort(node), f"at {where}" if who and where else None]
    dated = node.kind in ("Capacity", "Projection") or (node.kind == "Event" and not who)
    details = [_figure(node), shortened(node.word("description")), node.word("date") if dated else None]
    if not (who or where or any(details)):
        head.append(node.id[:8])
    return ", ".join(part for part in (" ".join(word for word in head if word), *details) if part)


def _nameless(view: "View", node: "Node") -> str:
    """`Amazon program for AI data centers`: whose it is and what for, of what has no name of its own."""
    purpose = shortened(node.word("purpose"))
    if purpose is None and not node.parties:
        return f"{node.kind} {node.id[:8]}"
    words = [_parties(view, node), plain(node.kind), f"for {purpose}" if purpose else None]
    return " ".join(word for word in words if word)


def _sort(node: "Node") -> str:
    kind = node.word("kind")
    if kind in _SAYS_NOTHING:
        return plain(node.kind)
    # `existing` alone is no noun, and `deal` behind `lease` would say it twice.
    return f"{plain(str(kind))} capacity" if node.kind == "Capacity" else plain(str(kind))


def _parties(view: "View", node: "Node") -> str:
    place = {role: number for number, role in enumerate(_ORDER)}
    ordered = sorted(node.parties, key=lambda party: place.get(party.role, len(place)))
    names = list(dict.fromkeys(view.name(party.actor) for party in ordered))
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    return " – ".join([*names[:_MOST], *more])


def _figure(node: "Node") -> str | None:
    found = node.figure
    return short_quantity(found.quantity, signed=found.property != "share") if found else None
