"""Measures: counts and sums over what documents say, which a source's definition knows the outcome of.

    { count = "Site", table = "centers", equals = 74 }
    { count = "Firm", at_least = 490, at_most = 510 }
    { sum = "Capacity.power", by = "site.fuel", equals = { gas = "546437.1" } }
    { sum = "Capacity.power", where = { basis = "criticalIT" }, latest = { date = "2026-07-19", per = "site" },
      by = "site.operator", equals = { Google = "2434" } }

They see statements that hold, of these documents alone: before a publication is seen by anybody, and at any time
later. A measure never adds two statements about one thing.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ..schema.model import model
from ..schema.quantity import Quantity, QuantityError

#: A thing: its class and its record, the same in all tables of a source.
Thing = tuple[str, str]
_KEYS = frozenset("count sum table where latest by equals at_least at_most note".split())
_SAID = """
    SELECT k.word, m.key, p.word, s.object, n.key, nk.word FROM statements s JOIN mentions m ON m.id = s.subject
        JOIN words k ON k.number = m.kind JOIN words p ON p.number = s.property
        LEFT JOIN mentions n ON typeof(s.object) = 'blob' AND n.id = s.object
        LEFT JOIN words nk ON nk.number = n.kind
    WHERE s.document IN ({documents}) AND m.key IS NOT NULL AND s.denied IS NULL AND p.word IN ({properties})
        AND EXISTS (SELECT 1 FROM holds h WHERE h.statement = s.number)
    ORDER BY s.number"""
_COUNTED = """
    SELECT count(DISTINCT m.key) FROM (
        SELECT DISTINCT s.subject FROM statements s JOIN holds h ON h.statement = s.number
        WHERE s.document IN ({documents})) said
    JOIN mentions m ON m.id = said.subject JOIN words k ON k.number = m.kind WHERE k.word = ?"""


class BadMeasure(ValueError):
    """A measure that cannot be taken: says which and why."""


@dataclass(frozen=True)
class Miss:
    """A measure that did not come out as expected. `group`: the part of it, '' for the whole."""

    measure: str
    group: str
    expected: str
    found: Decimal

    def __str__(self) -> str:
        of = f" of {self.group}" if self.group else ""
        return f"{self.measure}{of} is {self.found:f}, not {self.expected}"


def misses(
    connection: sqlite3.Connection, tables: Mapping[str, Sequence[int]], expected: Iterable[Mapping[str, Any]]
) -> list[Miss]:
    """What of the expected measures is not so. `tables`: a table's name -> the numbers of its documents.

    A measure that needs a table which is not there is not taken. Raises BadMeasure.
    """
    found: list[Miss] = []
    for told in expected:
        if tables.keys() >= set(_tables_of(told)):
            found += _Measure(connection, tables, told).misses()
    return found


class _Measure:
    """One measure over some tables."""

    def __init__(
        self, connection: sqlite3.Connection, tables: Mapping[str, Sequence[int]], told: Mapping[str, Any]
    ) -> None:  # fmt: skip
        if (set(told) - _KEYS) or ("count" in told) is ("sum" in told) or not _shaped(told):
            raise BadMeasure(
                f"{dict(told)} is no measure: give count or sum, and equals or at_least; see docs/sources.md"
            )
        if "count" in told and str(told["count"]) not in model().kinds:
            raise BadMeasure(f"{told['count']!r} is no class, such as Site")
        self._connection, self._told = connection, told
        self._all = [number for numbers in tables.values() for number in numbers]
        self._tables = _tables_of(told)
        self._own = list(tables[self._tables[0]]) if self._tables else self._all

    @property
    def words(self) -> str:
        """The measure for people."""
        told = self._told
        of = f" in {self._tables[0]}" if self._tables else ""
        where = "".join(f", {k} {v}" for k, v in told.get("where", {}).items())
        latest = f", the latest up to {told['latest']['date']}" if "latest" in told else ""
        what = f"the number of {told['count']}s" if "count" in told else f"the sum of {told['sum']}"
        return what + of + where + latest

    def misses(self) -> list[Miss]:
        """Where it differs from what is expected."""
        found, told = self._count() if "count" in self._told else self._sums(), self._told
        whole = sum(found.values(), Decimal(0))
        equals = told.get("equals", {})
        wanted = equals if isinstance(equals, dict) else {"": equals}
        made = []
        for group, figure in wanted.items():
            expected = Decimal(str(figure))
            have = (found.get(group, Decimal(0)) if isinstance(equals, dict) else whole).quantize(expected)
            if have != expected:
                made.append(Miss(self.words, group, f"{expected:f}", have))
        if "at_least" in told and whole < Decimal(str(told["at_least"])):
            made.append(Miss(self.words, "", f"at least {told['at_least']}", whole))
        if "at_most" in told and whole > Decimal(str(told["at_most"])):
            made.append(Miss(self.words, "", f"at most {told['at_most']}", whole))
        return made

    def _count(self) -> dict[str, Decimal]:
        query = _COUNTED.format(documents=",".join(map(str, self._own)))
        counted = self._connection.execute(query, (self._told["count"],)).fetchone()[0]
        return {"": Decimal(counted)}

    def _sums(self) -> dict[str, Decimal]:
        kind, _, prop = self._told["sum"].partition(".")
        if kind not in model().kinds or prop not in model().kind(kind).properties:
            raise BadMeasure(f"{self._told['sum']!r} is no property of a class, such as Capacity.power")
        path = self._told["by"].split(".") if "by" in self._told else []
        latest = self._told.get("latest", {})
        extra = ["date", latest["per"]] if latest else []
        own = self._said(self._own, [prop, *path[:1], *self._told.get("where", {}), *extra])
        beyond = self._said(self._all, [*path[1:], "name"]) if path else {}
        counted = {thing: said for thing, said in own.items() if thing[0] == kind and prop in said}
        sums: defaultdict[str, Decimal] = defaultdict(Decimal)
        for said in _latest(self._matching(counted), latest):
            sums[_group(said, path, beyond)] += _point(said[prop])
        return sums

    def _matching(self, counted: Mapping[Thing, dict[str, Any]]) -> list[dict[str, Any]]:
        where = self._told.get("where", {})
        return [said for said in counted.values() if all(said.get(p) == w for p, w in where.items())]

    def _said(self, documents: Sequence[int], properties: Sequence[str]) -> dict[Thing, dict[str, Any]]:
        """Thing -> property -> the first that is said: a value's encoded form, or another thing."""
        if not documents:
            return {}
        query = _SAID.format(documents=",".join(map(str, documents)), properties=",".join("?" * len(properties)))
        found: defaultdict[Thing, dict[str, Any]] = defaultdict(dict)
        for kind, key, prop, value, named, named_kind in self._connection.execute(query, list(properties)):
            said = (named_kind, named) if isinstance(value, bytes) else value
            found[kind, key].setdefault(prop, said)
        return found


def _shaped(told: Mapping[str, Any]) -> bool:
    """Whether the parts of a measure are what they should be: words, tables of words, and figures."""
    equals, latest = told.get("equals", {}), told.get("latest", {})
    figures = list(equals.values()) if isinstance(equals, dict) else [equals]
    figures += [told[key] for key in ("at_least", "at_most") if key in told]
    words = [told.get("by", ""), told.get("sum", ""), *_tables_of(told)]
    return (
        bool(figures)
        and all(isinstance(word, str) for word in words)
        and all(_is_figure(figure) for figure in figures)
        and isinstance(told.get("where", {}), dict)
        and isinstance(latest, dict)
        and set(latest) in ({"date", "per"}, set())
    )


def _is_figure(figure: object) -> bool:
    """Whether it is a number with at most nine digits behind the point, as can be compared at its own digits."""
    try:
        number = Decimal(str(figure))
        return not isinstance(figure, bool) and number.is_finite() and number == round(number, 9)
    except InvalidOperation:
        return False


def _tables_of(told: Mapping[str, Any]) -> list[str]:
    """The tables that a measure needs, the one that it measures first."""
    named = told.get("table", [])
    return list(named) if isinstance(named, list) else [named]


def _latest(found: list[dict[str, Any]], latest: Mapping[str, str]) -> list[dict[str, Any]]:
    """Of the things of each `per`, the one with the latest date up to `date`; all of them if none is asked for."""
    if not latest:
        return found
    newest: dict[Any, dict[str, Any]] = {}
    for said in found:
        day, per = said.get("date", ""), said.get(latest["per"])
        if day and day[: len(latest["date"])] <= latest["date"] and day >= newest.get(per, {}).get("date", ""):
            newest[per] = said
    return list(newest.values())


def _group(said: Mapping[str, Any], path: Sequence[str], beyond: Mapping[Thing, Mapping[str, Any]]) -> str:
    """What a thing is counted under: the word, or the name of the thing, that a path leads to; '' if it ends."""
    here: Any = said.get(path[0]) if path else ""
    for step in path[1:]:
        here = beyond.get(here, {}).get(step) if isinstance(here, tuple) else None
    if isinstance(here, tuple):
        here = beyond.get(here, {}).get("name", here[1])
    return here or ""


def _point(encoded: object) -> Decimal:
    """A quantity's value; a range counts with its lower bound, as little as it can be."""
    try:
        interval = Quantity.decode(str(encoded)).interval
    except QuantityError:
        return Decimal(str(encoded))
    return interval.lower or Decimal(0)
