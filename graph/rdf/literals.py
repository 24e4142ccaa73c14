"""Literals: values of the ledger as typed RDF literals, spelled the one way that every RDF library keeps.

Stores and rdflib respell literals (`P18M` becomes `P1Y6M`), so they are respelled here once, in their common
canonical form; `Spelled.lexical` keeps the ledger's own spelling where it differs, since ids hash it.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ...schema.quantity import plain_decimal
from .terms import EDTF, XSD

_BOOLEAN, _DECIMAL, _INTEGER = NamedNode(XSD + "boolean"), NamedNode(XSD + "decimal"), NamedNode(XSD + "integer")
_DURATION_TYPE, _EDTF = NamedNode(XSD + "duration"), NamedNode(EDTF)
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), NamedNode(XSD + "date")),
    (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), NamedNode(XSD + "gYearMonth")),
    (re.compile(r"\d{4}"), NamedNode(XSD + "gYear")),
)
_DURATION = re.compile(r"P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?")


class Spelled(NamedTuple):
    """A literal, and the ledger's spelling of it where that is another one."""

    literal: Literal
    lexical: str | None = None


def text(words: str) -> Literal:
    """Words."""
    return Literal(words)


def flag(value: bool) -> Literal:
    """true or false."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def count(number: int) -> Literal:
    """A whole number."""
    return Literal(str(number), datatype=_INTEGER)


def decimal(number: Decimal) -> Literal:
    """An exact decimal in its shortest spelling."""
    return Literal(plain_decimal(number), datatype=_DECIMAL)


def date(edtf: str) -> Literal:
    """An EDTF date: an XML Schema type where one holds it, else EDTF's own."""
    for form, datatype in _DATES:
        if form.fullmatch(edtf):
            return Literal(edtf, datatype=datatype)
    return Literal(edtf, datatype=_EDTF)


def duration(words: str) -> Literal:
    """An ISO 8601 duration as xsd:duration: months carried into years, weeks into days."""
    found = _DURATION.fullmatch(words)
    if found is None:
        return Literal(words, datatype=_DURATION_TYPE)
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    years, months, days = years + months // 12, months % 12, days + 7 * weeks
    parts = [f"{number}{unit}" for number, unit in ((years, "Y"), (months, "M"), (days, "D")) if number]
    return Literal("P" + ("".join(parts) or "0D"), datatype=_DURATION_TYPE)


def spelled(range: str, value: str) -> Spelled:
    """The literal of a value in its encoded form; `range` is one of the model's LITERALS."""
    made = {
        "boolean": lambda: flag(value == "true"),
        "decimal": lambda: decimal(Decimal(value)),
        "date": lambda: date(value),
        "duration": lambda: duration(value),
    }.get(range, lambda: text(value))()
    return Spelled(made, value if made.value != value else None)
