"""The JSON-LD context, derived from the model: what the names in our JSON mean as RDF."""

from collections.abc import Iterator
from typing import Any

from ...schema.model import LITERALS, Model, Property, model
from . import terms as t

#: Datatypes that a term can promise: of dates there are several, so each value carries its own.
_DATATYPES = {
    "boolean": "xsd:boolean",
    "decimal": "xsd:decimal",
    "integer": "xsd:integer",
    "duration": "xsd:duration",
}


def context(of: Model | None = None) -> dict[str, Any]:
    """The value of `@context`: prefixes, then a term per property of ours; other terms keep their prefix."""
    declared = of or model()
    found: dict[str, Any] = dict(t.PREFIXES)
    for term in t.OWN_TERMS.values():
        found[term.name] = _term(term.name, {term.range})
    for name, ranges in sorted(ranges_of(declared).items()):
        found[name] = _term(name, ranges)
    return found


def properties(of: Model) -> Iterator[tuple[str, Property]]:
    """Each class with each of its properties, inherited ones included."""
    for kind in of.kinds.values():
        for prop in kind.properties.values():
            yield kind.name, prop


def ranges_of(of: Model) -> dict[str, set[str]]:
    """What each property can lead to, over all classes that have one of its name."""
    found: dict[str, set[str]] = {}
    for _, prop in properties(of):
        found.setdefault(prop.name, set()).update(prop.ranges)
    return found


def _term(name: str, ranges: set[str]) -> dict[str, str]:
    """A term: what it stands for, and the type of its values if all have the same."""
    iri = {"@id": f"wg:{name}"}
    if not ranges & {*LITERALS, "integer"}:
        return iri | {"@type": "@id"}
    (only,) = ranges
    return iri | ({"@type": _DATATYPES[only]} if only in _DATATYPES else {})
