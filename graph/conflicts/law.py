"""The rules of `rules.toml`, typed. What is a kind, what is compared, and what makes two figures incomparable."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from ...schema.model import Kind, Property, model


@dataclass(frozen=True)
class KindOfConflict:
    """`open`: whether somebody has to decide; others are explained by what they are."""

    name: str
    open: bool
    doc: str


@dataclass(frozen=True)
class Usual:
    """The usual ratio of megawatts on one basis (`of`) by those on another (`by`)."""

    of: str
    by: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True)
class Across:
    """Which things of a class speak of one subject; see the file for what each field means."""

    of: str
    figure: str
    block: tuple[str, ...]
    need: frozenset[str]
    same: tuple[str, ...]
    date: tuple[str, ...]
    subject: str | None = None
    together: tuple[frozenset[str], ...] = ()
    alone: frozenset[str] = frozenset()
    stated: bool = False
    kind: str | None = None


@dataclass(frozen=True)
class Law:
    """All rules."""

    kinds: dict[str, KindOfConflict]
    left: dict[str, frozenset[str]]
    codes: dict[str, str]
    places: frozenset[str]
    compatible: dict[str, tuple[frozenset[str], ...]]
    near_km: Decimal
    far_km: Decimal
    roles: dict[str, tuple[str, ...]]
    weak: frozenset[str]
    common: frozenset[str]
    differ: tuple[tuple[str, str], ...]
    ratios: tuple[Usual, ...]
    across: tuple[Across, ...]
    relates: tuple[tuple[str, str, str], ...]

    def usual(self, one: str | None, other: str | None) -> Usual | None:
        """The ratio that is known of two bases, in either order."""
        return next((r for r in self.ratios if {r.of, r.by} == {one, other}), None)

    def order(self, kind: str) -> int:
        """The place of a kind in the list."""
        return list(self.kinds).index(kind)


@cache
def law() -> Law:
    """The rules that this version ships."""
    data: dict[str, Any] = tomllib.loads((files(__package__) / "rules.toml").read_text("utf-8"))
    compatible: dict[str, tuple[frozenset[str], ...]] = {}
    for group in data["compatible"]:
        name = group["vocabulary"]
        compatible[name] = (*compatible.get(name, ()), frozenset(group["words"]))
    return Law(
        {k["name"]: KindOfConflict(**k) for k in data["kind"]},
        {name: frozenset(words) for name, words in data["leave"].items()},
        data["compare"]["codes"], frozenset(data["compare"]["places"]), compatible,
        Decimal(data["points"]["near_km"]), Decimal(data["points"]["far_km"]),
        {name: tuple(roles) for name, roles in data["roles"].items()},
        frozenset(data["identity"]["weak"]), frozenset(data["identity"]["common"]),
        tuple((d["property"], d["kind"]) for d in data["differ"]),
        tuple(Usual(r["of"], r["by"], Decimal(r["least"]), Decimal(r["most"])) for r in data["ratio"]),
        tuple(map(_across, data["across"])),
        tuple((r["property"], r["kind"], r["why"]) for r in data["relates"]),
    )  # fmt: skip


def _across(data: dict[str, Any]) -> Across:
    return Across(
        data["of"], data["figure"], tuple(data["block"]), frozenset(data["need"]), tuple(data["same"]),
        tuple(data["date"]), data.get("subject"), tuple(map(frozenset, data.get("together", ()))),
        frozenset(data.get("alone", ())), data.get("stated", False), data.get("kind"),
    )  # fmt: skip


@cache
def single(kind: str) -> dict[str, Property]:
    """The properties of a class that have one value at a time and are compared, by name."""
    found: Kind = model().kind(kind)
    if kind in law().left["classes"]:
        return {}
    gone = law().left["properties"]
    return {p.name: p for p in found.properties.values() if not (p.many or p.party) and p.name not in gone}


@cache
def dates(kind: str) -> tuple[str, ...]:
    """The properties that say of when things of a class are."""
    return next((rule.date for rule in law().across if rule.of == kind), ("date",))
