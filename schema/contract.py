"""The contract of facts: its types with their classes, its fields, and what makes two of its lines the same fact.

One JSON object a fact, as `wattgraph extract` prints it and tables of facts give it; docs/facts.md describes it.
"""

from collections.abc import Container, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from .model import model
from .quantity import plain_decimal
from .words import one_line

#: The class of the thing that a type of fact is about, and the property that carries its quantity.
CLASSES = {
    "Deal": ("Deal", "amount"), "CapitalFlow": ("CapitalFlow", "amount"), "Capacity": ("Capacity", "power"),
    "MarketMove": ("Event", "change"), "Projection": ("Projection", "amount"), "PolicyEvent": ("Event", "change"),
    "Ownership": ("Stake", "share"),
}  # fmt: skip
#: Types that say something of an actor itself, and the property that says it.
OF_ACTORS = {"Role": "role", "Identifier": "ticker"}
TYPES = (*CLASSES, *OF_ACTORS)
#: Fields that hold a date, or a term.
DATES = ("date", "start", "end", "term")
#: What the contract lists under one type, and the model has under another: money for a plant is a Deal, as all money
#: for goods, capacity, power, a site or a firm is; a CapitalFlow is money for a claim, or own spending.
RECAST = {("CapitalFlow", "assetPurchase"): "Deal"}
#: The property that carries a type's `kind`, where it is not `kind`.
KIND_PROPERTY = {"MarketMove": "moveKind", "Role": "role"}


def kinds(type: str) -> tuple[str, ...]:
    """The words that a type of fact has for its kind; none if it takes no kind."""
    if type == "PolicyEvent":
        return ()
    if type == "Identifier":
        return ("ticker",)
    name = "Firm" if type in OF_ACTORS else CLASSES[type][0]
    return tuple(model().vocabularies[model().kind(name).properties[KIND_PROPERTY.get(type, "kind")].ranges[0]])


def role_in(type: str, role: str) -> str:
    """The role that a party has in the ledger: its own where the class has it, else the class's plainest."""
    if type in OF_ACTORS:
        return "subject"
    return role_among(role, model().kind(CLASSES[type][0]).properties)


def role_among(role: str, taken: Container[str]) -> str:
    """A role itself where it is among the properties of a class, else the class's plainest."""
    return role if role in taken else "party" if "party" in taken else "subject"


class Content(NamedTuple):
    """What two lines share that state the same fact, however they quote it.

    `parties`: (name, role) in order of name, names without case. `figure`: lower and upper bound and unit, ''
    where there is none. `code`: an identifier's text.
    """

    type: str
    kind: str
    parties: tuple[tuple[str, str], ...]
    figure: tuple[str, str, str]
    code: str


def content(line: Mapping[str, Any]) -> Content:
    """The content of a line that has the contract's form. Raises KeyError, TypeError, AttributeError for another."""
    type = line["type"]
    parties = {(one_line(p["name"]).casefold(), role_in(type, p["role"])) for p in line.get("parties") or ()}
    quantity = None if type == "PolicyEvent" else line.get("quantity")
    kind = "" if type == "PolicyEvent" else line.get("kind") or ""
    figure = _figure(quantity) if quantity else ("", "", "")
    return Content(type, kind, tuple(sorted(parties)), figure, line.get("text") or "" if type == "Identifier" else "")


def _figure(quantity: Mapping[str, Any]) -> tuple[str, str, str]:
    point = quantity.get("value")
    low, high = (point, point) if point is not None else (quantity.get("lower"), quantity.get("upper"))
    return _number(low), _number(high), str(quantity.get("unit") or "")


def _number(number: object) -> str:
    if number is None:
        return ""
    try:
        return plain_decimal(Decimal(str(number)))
    except InvalidOperation:
        return str(number)
