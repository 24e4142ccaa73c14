"""Lines of the contract of facts, read strictly: what a person writes is checked for its form, field by field.

Whether a text says what a line claims is not asked here: `grounding` finds the words, and the gate judges them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ..schema.amounts import find_amounts
from ..schema.contract import DATES, OF_ACTORS, RECAST, TYPES, kinds
from ..schema.dates import DateError, Duration, PartialDate
from ..schema.model import model
from ..schema.quantity import ZERO, Interval, Quantity, QuantityError
from ..schema.units import units
from ..schema.words import one_line

#: The fields of a line, in the order in which `wattgraph extract` prints them.
FIELDS = (
    "type", "kind", "parties", "partiesComplete", "quantity", "modality", "status", *DATES, "place", "text", "quote",
    "offset",
)  # fmt: skip
#: The fields of a quantity.
QUANTITY = ("value", "lower", "upper", "unit", "qualifier", "unitBasis", "verbatim")
#: Classes that a party may be given where its name does not tell.
PARTY_CLASSES = ("Firm", "PublicBody", "Group", "Site")


class LineError(ValueError):
    """A line that has not the contract's form: `field` is where, `what` is wrong, and the `remedy`."""

    def __init__(self, field: str, what: str, remedy: str) -> None:
        super().__init__(field, what, remedy)
        self.field, self.what, self.remedy = field, what, remedy

    def __str__(self) -> str:
        return f"{self.field}: {self.what}. {self.remedy}"


class Named(NamedTuple):
    """A party as a line names it; `kind` is its class if the line gives one."""

    name: str
    role: str
    kind: str | None = None


@dataclass(frozen=True)
class Line:
    """A fact as a person gives it, its form in order. `offset` is None where the quote itself must be searched."""

    type: str
    kind: str | None
    parties: tuple[Named, ...]
    quote: str
    offset: int | None = None
    complete: bool = True
    quantity: Quantity | None = None
    modality: str = "asserted"
    status: str | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    place: str | None = None
    code: str | None = None


def parse(fields: Mapping[str, Any]) -> Line:
    """The line that a JSON object gives, of the type that the model has its kind under.

    Raises LineError, which names the field and what to write.
    """
    for name in fields:
        if name not in FIELDS:
            raise LineError(name, "there is no such field", f"The fields are {', '.join(FIELDS)}")
    type = _word(fields, "type", TYPES)
    type = RECAST.get((type, str(fields.get("kind"))), type)
    offset = fields.get("offset")
    if offset is not None and (not isinstance(offset, int) or isinstance(offset, bool) or not 0 <= offset < 2**31):
        raise LineError("offset", f"{offset!r} is no place", "Give the number of characters before the quote, from 0")
    complete = fields.get("partiesComplete")
    if not isinstance(complete, bool | None):
        raise LineError("partiesComplete", f"{complete!r} is neither true nor false", "Write one of them")
    if type != "Identifier" and fields.get("text"):
        raise LineError("text", f"a {type} has none", "Leave it out, or write null")
    return Line(
        type, _kind(fields, type), _parties(fields, type), _text(fields, "quote"), offset, complete is not False,
        _quantity(fields.get("quantity")), _modality(fields),
        _word(fields, "status", tuple(model().vocabularies["status"])) if fields.get("status") else None,
        {name: _date(name, str(fields[name])) for name in DATES if fields.get(name)},
        one_line(_text(fields, "place")) if fields.get("place") else None,
        _text(fields, "text") if type == "Identifier" else None,
    )  # fmt: skip


_PARTY = re.compile(r"(?P<name>.+?)\s*(?:\((?P<role>\w+)(?:,\s*(?P<class>\w+))?\))?")


#: What no text of ours holds: control characters (ids join their parts with one), and halves of pairs.
_DAMAGE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
#: How many digits a number may have on either side of its point.
_DIGITS = 30


def is_damaged(text: str) -> bool:
    """Whether a text holds what no text of ours does: JSON can write anything."""
    return _DAMAGE.search(text) is not None


def from_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """The JSON object that flat cells stand for: a quantity's fields by themselves, parties in one cell.

    Only the fields that `cells` names are in it. Raises LineError.
    """
    fields: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in QUANTITY}
    if "parties" in fields:
        fields["parties"] = [_party_of(part) for part in fields["parties"].split(";") if part.strip()]
    for name, read in (("partiesComplete", _flag), ("offset", _whole)):
        if name in fields:
            fields[name] = read(name, fields[name])
    if any(name in cells for name in QUANTITY):
        fields["quantity"] = {name: cells[name] for name in QUANTITY if name in cells}
    return fields


def _party_of(written: str) -> dict[str, str]:
    """`IREN (provider)`, or `Pecos County (seller, PublicBody)` where the name does not tell the class."""
    found = _PARTY.fullmatch(written.strip())
    if found is None:
        raise LineError("parties", f"{written.strip()!r} is no party", "Write Name (role); Name (role)")
    return {name: said for name, said in found.groupdict().items() if said}


def _flag(name: str, cell: str) -> bool:
    if cell.lower() in ("true", "false"):
        return cell.lower() == "true"
    raise LineError(name, f"{cell!r} is neither true nor false", "Write one of them, or leave the cell empty")


def _whole(name: str, cell: str) -> int:
    if cell.isascii() and cell.isdigit():
        return int(cell)
    raise LineError(name, f"{cell!r} is no place", "Give the number of characters before the quote, from 0")


def _word(fields: Mapping[str, Any], name: str, words: tuple[str, ...], where: str = "") -> str:
    found = fields.get(name)
    if found in words and isinstance(found, str):
        return found
    what = "is missing" if found is None else f"{found!r} is not one of its words"
    raise LineError(where + name, what, f"Write {', '.join(words[:-1])} or {words[-1]}" if words[1:] else words[0])


def _text(fields: Mapping[str, Any], name: str, where: str = "") -> str:
    found = fields.get(name)
    if isinstance(found, str) and found.strip():
        if is_damaged(found):
            raise LineError(where + name, "holds a control character or half a character", "Take it out")
        return found
    what = "is missing" if found is None else "is empty" if found == "" else f"{found!r} is no text"
    remedy = {
        "quote": "Copy the words of the source that state the fact", "name": "Give the name as the text writes it",
        "text": "Give the code, such as IREN", "verbatim": "Give the number with its unit as the text writes it",
    }.get(name, "Write it as the text does")  # fmt: skip
    raise LineError(where + name, what, remedy)


def _modality(fields: Mapping[str, Any]) -> str:
    if fields.get("modality") is None:
        return "asserted"
    return _word(fields, "modality", tuple(w for w in model().vocabularies["modality"] if w != "inferred"))


def _kind(fields: Mapping[str, Any], type: str) -> str | None:
    words = kinds(type)
    if not words:
        if fields.get("kind"):
            raise LineError("kind", f"a {type} has none", "Leave it out, or write null")
        return None
    return words[0] if type == "Identifier" and not fields.get("kind") else _word(fields, "kind", words)


def _parties(fields: Mapping[str, Any], type: str) -> tuple[Named, ...]:
    found = fields.get("parties") or []
    if not isinstance(found, list) or not all(isinstance(party, dict) for party in found):
        raise LineError("parties", "is no list of objects", 'Write [{"name": "IREN", "role": "provider"}]')
    if type in OF_ACTORS and len(found) != 1:
        raise LineError("parties", f"has {len(found)} parties", f"A {type} is of one: name whom it is said of")
    if type not in OF_ACTORS and type != "PolicyEvent" and not found:
        raise LineError("parties", "is empty", "Name who takes part; a group keeps its words")
    return tuple(_party(party, f"parties[{at}].") for at, party in enumerate(found))


def _party(party: Mapping[str, Any], where: str) -> Named:
    for name in party:
        if name not in ("name", "role", "class"):
            raise LineError(where + name, "there is no such field", "A party has name, role and, if need be, class")
    name = one_line(_text(party, "name", where))
    role = _word({"role": "party"} | dict(party), "role", tuple(model().vocabularies["partyRole"]), where)
    return Named(name, role, _word(party, "class", PARTY_CLASSES, where) if party.get("class") else None)


def _date(name: str, text: str) -> str:
    read: Callable[[str], object] = Duration.parse if name == "term" else PartialDate.parse
    try:
        return str(read(text))
    except DateError as error:
        what, _, remedy = str(error).partition(": ")
        raise LineError(name, what, remedy[:1].upper() + remedy[1:]) from None


def _quantity(found: Any) -> Quantity | None:
    if found is None:
        return None
    if not isinstance(found, dict):
        raise LineError("quantity", "is no object", f"It has the fields {', '.join(QUANTITY)}")
    for name in found:
        if name not in QUANTITY:
            raise LineError(f"quantity.{name}", "there is no such field", f"The fields are {', '.join(QUANTITY)}")
    numbers = {name: _number(found.get(name), name) for name in ("value", "lower", "upper")}
    verbatim = _text(found, "verbatim", "quantity.")
    given = {"qualifier": "exact"} | {name: said for name, said in found.items() if said is not None}
    if "unitBasis" not in given:
        given["unitBasis"] = _basis(verbatim)
    qualifier = _word(given, "qualifier", tuple(model().vocabularies["qualifier"]), "quantity.")
    try:
        interval = _interval(numbers, qualifier)
    except QuantityError as error:
        raise LineError("quantity", str(error), "See which number is the lower one") from None
    unit_basis = _word(given, "unitBasis", tuple(model().vocabularies["unitBasis"]), "quantity.")
    return Quantity(interval, _unit(found.get("unit")), qualifier, unit_basis, verbatim)


def _basis(verbatim: str) -> str:
    """How the words give their unit, where the line does not say: a sign such as $, or else its name or code."""
    bases = (amount.basis for amount in find_amounts(verbatim) if amount.unit is not None)
    return next(bases, "stated")


def _unit(unit: object) -> str:
    known = {found.code for found in units().codes.values()}
    if isinstance(unit, str) and (unit in ("MW", "percent") or unit in known):
        return unit
    what = "is missing" if unit is None else f"{unit!r} is no unit"
    raise LineError("quantity.unit", what, "Write an ISO currency code, MW, percent or a token's symbol such as BTC")


def _number(number: object, name: str) -> Decimal | None:
    if number is None or number == "":
        return None
    try:
        found = Decimal(str(number))
    except (InvalidOperation, ValueError):
        found = Decimal("NaN")
    if isinstance(number, bool) or not found.is_finite() or not -_DIGITS < found.adjusted() < _DIGITS:
        raise LineError(f"quantity.{name}", f"{_shown(number)} is no number", "Write all its digits: 9700000000")
    return found


def _shown(number: object) -> str:
    return str(number)[:40] if isinstance(number, Decimal) else repr(number)


def _interval(numbers: Mapping[str, Decimal | None], qualifier: str) -> Interval:
    """The bounds with their open ends: more than 5 leaves 5 out, less than 5 too, and falls are below zero."""
    value, low, high = numbers["value"], numbers["lower"], numbers["upper"]
    if value is not None and (low is not None or high is not None):
        raise LineError("quantity", "has a value and bounds", "Give a value, or else lower and upper")
    if value is not None:
        return Interval.point(value)
    if low is None and high is None:
        raise LineError("quantity.value", "is missing, and so are lower and upper", "Give the number")
    if qualifier == "lessThan":
        return Interval(low, high, bool(low), high is not None and high > ZERO)
    return Interval(low, high, qualifier == "moreThan", qualifier == "moreThan")
