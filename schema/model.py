"""The model as data: classes from `kinds/*.toml`, vocabularies from `vocabularies/*.toml`, frozen and checked.

Everything else is derived from what `model()` returns: GraphQL types, RDF terms, Neo4j labels, JSON Schema.
A new class is one file in `kinds/`, a new word one line in a vocabulary.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

#: Ranges that are values, not classes or vocabularies.
QUANTITIES = ("money", "power", "percent", "quantity")
LITERALS = ("string", "boolean", "decimal", "date", "duration")


class ModelError(ValueError):
    """The model's own data files contradict each other: names the file and what to mend."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary; sums and identity stay inside one `family` ('' where the list has none)."""

    name: str
    family: str
    doc: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of words, in rank order where the list has ranks (status)."""

    name: str
    doc: str
    terms: Mapping[str, Term]

    def __contains__(self, word: object) -> bool:
        return word in self.terms

    def __iter__(self) -> Iterator[str]:
        return iter(self.terms)

    def family(self, word: str) -> str:
        """The family of a word, '' where it has none. Raises KeyError for a word that is not in the list."""
        return self.terms[word].family


@dataclass(frozen=True, slots=True)
class Property:
    """What may be said of a thing of one class.

    `ranges` holds class names, or one vocabulary, or one of QUANTITIES or LITERALS. `essential`: if a
    statement of it is refused, the whole thing is quarantined. `party`: its word is a party role.
    """

    name: str
    ranges: tuple[str, ...]
    doc: str
    many: bool = False
    essential: bool = False
    identifies: bool = False
    party: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of the model, its inherited properties included.

    `figures`: the properties that hold what a thing is known by ("5 billion", "300 MW"), the first it has.
    """

    name: str
    doc: str
    extends: str | None
    abstract: bool
    described: bool
    root: str | None
    figures: tuple[str, ...]
    properties: Mapping[str, Property]

    @property
    def parties(self) -> tuple[Property, ...]:
        """Its party roles, in the order of its file."""
        return tuple(p for p in self.properties.values() if p.party)


@dataclass(frozen=True, slots=True)
class Model:
    """All classes and vocabularies."""

    kinds: Mapping[str, Kind]
    vocabularies: Mapping[str, Vocabulary]

    def kind(self, name: str) -> Kind:
        """The class of that name. Raises ModelError with the list of names."""
        try:
            return self.kinds[name]
        except KeyError:
            raise ModelError(f"no class {name!r}; there are {', '.join(self.kinds)}") from None

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether class `name` is `ancestor` or extends it."""
        current: str | None = name
        while current is not None:
            if current == ancestor:
                return True
            current = self.kind(current).extends
        return False

    def concrete(self, ancestor: str) -> tuple[str, ...]:
        """The classes that things can have under `ancestor`, itself included unless abstract."""
        return tuple(k.name for k in self.kinds.values() if not k.abstract and self.is_a(k.name, ancestor))


def _read(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    place: Traversable = files(__package__) / folder
    for file in sorted(place.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield f"{folder}/{file.name}", tomllib.loads(file.read_text("utf-8"))


def _vocabulary(data: dict[str, Any]) -> Vocabulary:
    terms = {t["name"]: Term(t["name"], t.get("family", ""), t.get("doc", "")) for t in data["term"]}
    return Vocabulary(data["name"], data["doc"], MappingProxyType(terms))


def _property(name: str, data: dict[str, Any]) -> Property:
    ranges = data["range"] if isinstance(data["range"], list) else [data["range"]]
    return Property(
        name, tuple(ranges), data["doc"], data.get("many", False), data.get("essential", False),
        data.get("identifies", False),
    )  # fmt: skip


def _own_properties(data: dict[str, Any], roles: Vocabulary) -> dict[str, Property]:
    own = {}
    for role in data.get("parties", ()):
        doc = roles.terms[role].doc or f"Who takes part as {role}."
        own[role] = Property(role, ("Actor",), doc, many=True, essential=True, party=True)
    return own | {name: _property(name, p) for name, p in data.get("properties", {}).items()}


def _kind(data: dict[str, Any], raw: Mapping[str, dict[str, Any]], roles: Vocabulary) -> Kind:
    properties: dict[str, Property] = {}
    lineage = [data]
    while parent := lineage[0].get("extends"):
        lineage.insert(0, raw[parent])
    for ancestor in lineage:
        properties |= _own_properties(ancestor, roles)
    return Kind(
        data["name"], data["doc"], data.get("extends"), data.get("abstract", False),
        data.get("described", True), data.get("root"), tuple(data.get("figures", ())), MappingProxyType(properties),
    )  # fmt: skip


def _check(model: Model) -> None:
    known = {*QUANTITIES, *LITERALS, *model.kinds, *model.vocabularies}
    for kind in model.kinds.values():
        for lost in set(kind.figures) - set(kind.properties):
            raise ModelError(f"{kind.name}: no property {lost!r}, which its figures name")
        for prop in kind.properties.values():
            for unknown in set(prop.ranges) - known:
                raise ModelError(f"{kind.name}.{prop.name}: no class, vocabulary or value type {unknown!r}")


@cache
def model() -> Model:
    """The model that this version ships. Raises ModelError if its files contradict each other."""
    vocabularies = {v.name: v for v in (_vocabulary(data) for _, data in _read("vocabularies"))}
    raw = {data["name"]: data for _, data in _read("kinds")}
    for file, data in _read("kinds"):
        if (parent := data.get("extends")) and parent not in raw:
            raise ModelError(f"{file}: extends {parent!r}, which no file declares")
    kinds = {name: _kind(data, raw, vocabularies["partyRole"]) for name, data in raw.items()}
    loaded = Model(MappingProxyType(kinds), MappingProxyType(vocabularies))
    _check(loaded)
    return loaded
