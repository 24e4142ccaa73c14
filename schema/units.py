"""The units that words and signs name: currencies, power, percent, tokens, and the scales before them.

All of it is data in `units.toml`; here it becomes tables that the number grammar looks up in.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_ONE = Decimal(1)


class Unit(NamedTuple):
    """One spelling's meaning. `code`: ledger unit ('' where `shared` decides); `factor`: ledger units in one of it.

    `family`: money, power, percent or token. `basis`: `symbol` for signs, `stated` for words and codes.
    `shared`: for names of several currencies, the words of a document that tell which.
    """

    code: str
    family: str
    factor: Decimal
    basis: str
    shared: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def told_by(self, text: str) -> str | None:
        """The one currency that the document's words point to, None where none or several do."""
        told = [code for code, words in self.shared if any(word in text for word in words)]
        return told[0] if len(told) == 1 else None


@dataclass(frozen=True, slots=True)
class Units:
    """Lookup tables. Words are keyed in lower case with single spaces, codes and signs as written.

    `longest`: first word (lower case) -> how many words its longest name has. `signs` are those before a number.
    `scales`: words; `letters`: those that stand right at the number only.
    """

    words: Mapping[str, Unit]
    codes: Mapping[str, Unit]
    signs: Mapping[str, Unit]
    longest: Mapping[str, int]
    scales: Mapping[str, Decimal]
    letters: Mapping[str, Decimal]
    not_after: Mapping[str, frozenset[str]]
    counted: frozenset[str]
    stop: frozenset[str]

    def named(self, words: str) -> Unit | None:
        """The unit of exactly these words, code or sign; None if there is no such unit."""
        return self.codes.get(words) or self.signs.get(words) or self.words.get(_spaced(words.lower()))


_GAPS = re.compile(r"[\s\u2010-\u2013-]+")


def _spaced(words: str) -> str:
    return _GAPS.sub(" ", words.strip())


def _shared(entry: dict[str, Any]) -> Unit:
    told = tuple((code, tuple(words)) for code, words in entry["told_by"].items())
    return Unit("", "money", _ONE, "implied", told)


def _units(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str, str, Decimal]]:
    """Each entry with its ledger unit, family and factor."""
    for entry in data["money"]:
        yield entry, entry["code"], "money", _ONE
    for entry in data["token"]:
        yield entry, entry["code"], "token", _ONE
    for entry in data["power"]:
        yield entry, "MW", "power", Decimal(entry["factor"])
    for entry in data["percent"]:
        yield entry, "percent", "percent", Decimal(entry["factor"])


def _longest(names: Iterator[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        parts = name.split(" ")
        longest[parts[0]] = max(len(parts), longest.get(parts[0], 0))
    return longest


@cache
def units() -> Units:
    """The units that this version ships."""
    data = tomllib.loads((files(__package__) / "units.toml").read_text("utf-8"))
    words: dict[str, Unit] = {}
    codes: dict[str, Unit] = {}
    signs: dict[str, Unit] = {}
    for entry, code, family, factor in _units(data):
        stated = Unit(code, family, factor, "stated")
        words |= dict.fromkeys(entry.get("words", ()), stated)
        own = [entry["code"]] if "code" in entry else []
        codes |= dict.fromkeys([*own, *entry.get("codes", ())], stated)
        signs |= dict.fromkeys(entry.get("signs", ()), stated._replace(basis="symbol"))
    for entry in data["shared"]:
        words |= dict.fromkeys(entry.get("words", ()), _shared(entry))
        signs |= dict.fromkeys(entry.get("signs", ()), _shared(entry))
    return Units(
        words, codes, signs, _longest(n for table in (words, codes) for n in map(str.lower, table)),
        {w: Decimal(s["factor"]) for s in data["scale"] for w in s["words"]},
        {w: Decimal(s["factor"]) for s in data["scale"] for w in s["letters"]},
        {family: frozenset(after) for family, after in data["not_after"].items()},
        frozenset(data["nouns"]["counted"].split()), frozenset(data["nouns"]["stop"].split()),
    )  # fmt: skip
