"""Relationship verbs: what the arrow of a role or property is called, and which way it runs (`verbs.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..schema.model import Kind, Property, model

Tables = dict[str, dict[str, dict[str, str]]]


class Verb(NamedTuple):
    """`inward`: the arrow runs to the thing of which the role or property is said."""

    name: str
    inward: bool

    def ends(self, thing: str, other: str) -> tuple[str, str]:
        """Where the arrow starts and ends, between the thing of which it is said and what is named there."""
        return (other, thing) if self.inward else (thing, other)


@cache
def tables() -> Tables:
    """`verbs.toml`: class or `any` -> direction -> role or property -> verb."""
    return tomllib.loads((files(__package__) / "verbs.toml").read_text("utf-8"))


@cache
def verb(kind: str, prop: str) -> Verb:
    """The verb of a party role, or of a property that names another thing, said of things of class `kind`.

    Raises KeyError for a property that the class lacks, ModelError for an unknown class.
    """
    declared = model().kind(kind).properties[prop]
    for table in (kind, "any"):
        directions = tables().get(table, {})
        if name := directions.get("toThing", {}).get(prop):
            return Verb(name, True)
        if name := directions.get("fromThing", {}).get(prop):
            return Verb(name, False)
    return Verb("JOINS", True) if declared.party else Verb("ABOUT", False)


def relations(kind: Kind) -> list[Property]:
    """The properties of a class that name other things, its party roles included: those that become edges."""
    return [p for p in kind.properties.values() if any(name in model().kinds for name in p.ranges)]


def verbs() -> list[str]:
    """All verbs in use, sorted: the relationship types of a property graph."""
    kinds = model().kinds.values()
    return sorted({verb(kind.name, prop.name).name for kind in kinds for prop in relations(kind)})
