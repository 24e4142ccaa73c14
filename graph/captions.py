"""Captions: one short human line for a node, the same in RDF labels, GraphML, Neo4j Browser and on the page."""

import re
from decimal import Decimal
from typing import NamedTuple

from ..schema.quantity import Interval, Quantity, plain_decimal
from ..schema.words import plain
from .status import modality, status
from .view.node import Node
from .view.view import View

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = ((Decimal("1e12"), "tn"), (Decimal("1e9"), "bn"), (Decimal("1e6"), "m"))
#: A scaled number with more decimals than this is written in a smaller scale: captions never round.
_DECIMALS = 3
_QUALIFIERS = {
    "approximately": "about ", "estimated": "an estimated ", "upTo": "up to ", "atLeast": "at least ",
    "moreThan": "more than ", "lessThan": "less than ",
}  # fmt: skip
_LONGEST = 60
_DURATION = re.compile(r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?")


def caption(view: View, node: Node) -> str:
    """A node in one line: `lease · $5.5bn · 15 y`, `planned · 1,300 MW`; what has a name is called by it.

    What a text calls only possible, and what was cancelled or retired, says so at the end.
    """
    if "name" in view.model.kind(node.kind).properties:
        return node.word("name") or _unnamed(node)
    found = node.figure
    words = short_quantity(found.quantity, signed=found.property != "share") if found else None
    parts = (_head(node), words, *_details(node), *_warnings(node))
    return " · ".join(part for part in parts if part)


def _unnamed(node: Node) -> str:
    kind = node.word("kind")
    return f"unnamed {plain(kind or node.kind)}"


def _head(node: Node) -> str:
    kind = node.word("kind")
    return f"{plain(node.kind)} of unstated kind" if kind in (None, "unspecified") else plain(kind)


def _details(node: Node) -> list[str | None]:
    """What tells apart things of one class and kind: the class decides which properties there are."""
    basis = node.word("basis")
    window = node.word("window")
    term = node.word("term")
    return [
        plain(basis) if basis not in (None, "unknown") else None,
        plain(window) if window not in (None, "unknown") else None,
        short_duration(term) if term else None,
        shortened(node.word("description")) if node.kind == "Event" and not node.figure else None,
        node.word("date") if node.kind == "Projection" else None,
    ]


def _warnings(node: Node) -> list[str]:
    how_far = status(node).word
    gone = [how_far] if how_far in ("cancelled", "retired") else []
    return gone + (["possible"] if modality(node) == "possible" else [])


def shortened(words: str | None) -> str | None:
    """Words of a text, cut behind 60 characters where a word ends."""
    if words is None or len(words) <= _LONGEST:
        return words
    return words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def short_duration(duration: str) -> str:
    """An ISO 8601 duration for people: `P15Y` is `15 y`; as it stands if it counts other units."""
    found = _DURATION.fullmatch(duration)
    if found is None:
        return duration
    counts = zip(found.groups(), ("y", "mo", "w", "d"), strict=True)
    return " ".join(f"{count} {unit}" for count, unit in counts if count) or duration


def short_quantity(quantity: Quantity, *, signed: bool = True) -> str:
    """A quantity in a few words: `up to $50bn`, `about $100bn`, `1,300 MW`, `+580 %`, `down more than 12 %`.

    Bounds are never turned into a point, and no digit is rounded away. `signed`: percentages are moves, with a
    plus sign; False for shares of a whole.
    """
    falls = _falls(quantity.interval)
    interval = -quantity.interval if falls else quantity.interval
    unit = _Unit.of(quantity, plus=signed and not falls)
    return ("down " if falls else "") + _bounded(quantity.qualifier, interval, unit) + unit.note


def _falls(interval: Interval) -> bool:
    """Whether it holds falls only, and not just one: a single one keeps its minus sign."""
    return interval.value is None and interval.upper is not None and interval.upper <= 0


class _Unit(NamedTuple):
    """How numbers of a unit are written: what stands before and after them, and what is said of the unit."""

    before: str
    after: str
    scaled: bool
    note: str

    @classmethod
    def of(cls, quantity: Quantity, plus: bool) -> "_Unit":
        unit = quantity.unit
        unsaid = quantity.unit_basis in ("implied", "assumed")
        if unit in ("MW", "percent"):
            sign = "+" if plus and unit == "percent" else ""
            return cls(sign, " %" if unit == "percent" else " MW", False, " (unit implied)" if unsaid else "")
        if unit in _SYMBOLS and not unsaid:
            return cls(_SYMBOLS[unit], "", True, "")
        return cls("", f" {unit}", len(unit) == 3, " (currency implied)" if unsaid else "")

    def write(self, number: Decimal) -> str:
        """One number with its unit."""
        if number < 0:
            return "-" + self._replace(before=self.before.replace("+", "")).write(-number)
        return self.before + self.digits(number) + self.after

    def digits(self, number: Decimal) -> str:
        """The number alone: `9.7bn`, `1,300`, `200,000`."""
        for scale, word in _SCALES if self.scaled else ():
            scaled = number / scale
            if number >= scale and scaled == round(scaled, _DECIMALS):
                return _grouped(scaled) + word
        return _grouped(number)


def _grouped(number: Decimal) -> str:
    whole, point, fraction = plain_decimal(number).partition(".")
    return f"{int(whole):,}{point}{fraction}"


def _bounded(qualifier: str, interval: Interval, unit: _Unit) -> str:
    """The interval with its qualifier; bounds without a qualifier word get the one that they mean."""
    if interval.value is not None:
        return _QUALIFIERS.get(qualifier, "") + unit.write(interval.value)
    low, high = interval.lower, interval.upper
    if low is None and high is None:
        return f"an unknown amount{unit.after}"
    if high is None:
        return ("more than " if interval.lower_open else "at least ") + unit.write(low or Decimal(0))
    if low is None or low == 0:
        return ("less than " if interval.upper_open else "up to ") + unit.write(high)
    words = _QUALIFIERS.get(qualifier, "")
    if unit.before in ("", "+"):
        return f"{words}{unit.before}{unit.digits(low)}–{unit.digits(high)}{unit.after}"
    return f"{words}{unit.write(low)}–{unit.write(high)}"
