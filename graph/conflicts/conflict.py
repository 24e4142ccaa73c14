"""What a conflict is: two sides that cannot both be so at once, of which kind that is, and why."""

import builtins
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

from ...schema.coordinates import Point
from ...schema.quantity import Quantity
from ..ledger.records import StoredStatement
from ..view.node import Decoded
from ..view.view import View
from .law import law
from .validity import Validity

#: What a side says: a decoded value, or a point, which two statements give together.
Stated = Decoded | Point


@dataclass(frozen=True)
class Side:
    """What one or several documents say.

    `thing`: the node that they say it of. `context`: what it counts, as those documents say (basis, measure, ...).
    `statements`: those that give the value; `also`: those that give its context and date. `gone`: superseded.
    """

    thing: str
    value: Stated
    statements: tuple[StoredStatement, ...]
    also: tuple[StoredStatement, ...]
    context: Mapping[str, str]
    validity: Validity
    gone: bool = False

    @property
    def documents(self) -> list[bytes]:
        """The documents that say so, each once."""
        return sorted({s.document for s in self.statements})

    @property
    def denied(self) -> bool:
        """Whether it says that the value is not so."""
        return not self.statements[0].polarity


class Gap(NamedTuple):
    """How far two values lie apart: in `unit`, and by the larger of the two near ends, to four digits.

    `relative` is None where nothing can be divided: days, kilometres, words.
    """

    absolute: Decimal
    unit: str
    relative: Decimal | None


class Ratio(NamedTuple):
    """The figure on basis `of` by that on basis `by`, to four digits, and whether that is usual."""

    of: str
    by: str
    value: Decimal
    usual: bool


@dataclass(frozen=True)
class Conflict:
    """Two sides that do not agree.

    `subject`: the id of the node that both speak of. `of`: the class of what is said, `property`: its property.
    `gap` is None between words. `overlap`: when both are said to hold.
    """

    kind: str
    subject: str
    of: str
    property: str
    sides: tuple[Side, Side]
    why: str
    gap: Gap | None
    overlap: Validity
    ratio: Ratio | None = None
    view: View | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        from ..lines import of_conflict

        return of_conflict(self)

    @builtins.property
    def id(self) -> str:
        """The same for the same two sides in any ledger that holds their statements."""
        sides = sorted(min(s.id for s in side.statements) for side in self.sides)
        return blake2b(self.property.encode() + b"".join(sides), digest_size=8).hexdigest()

    @builtins.property
    def open(self) -> bool:
        """Whether somebody has to decide who is right."""
        return law().kinds[self.kind].open

    @builtins.property
    def unit(self) -> str | None:
        """The unit of both figures."""
        value = self.sides[0].value
        return value.unit if isinstance(value, Quantity) else None
