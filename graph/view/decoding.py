"""What the object of a statement is: a quantity, a flag, a number, a node, or words."""

from collections.abc import Callable
from decimal import Decimal

from ...schema.model import QUANTITIES, Property
from ...schema.quantity import Quantity
from ..ledger.records import StoredStatement
from .node import Decoded


def decoded(prop: Property, said: StoredStatement, node_of: Callable[[bytes], str]) -> Decoded:
    """The object of a statement of a property. `node_of`: the id of a mention's node."""
    if isinstance(said.object, bytes):
        return node_of(said.object)
    first = prop.ranges[0]
    if first in QUANTITIES:
        return Quantity.decode(said.object)
    if first == "boolean":
        return said.object == "true"
    return Decimal(said.object) if first == "decimal" else said.object


def sameness(value: object) -> object:
    """What two values share that say the same, quantities in whatever words: $5bn and 5 billion dollars."""
    if isinstance(value, Quantity):
        return value.interval, value.unit, value.qualifier
    return value
