"""Triples of ontology and shapes: written with names instead of IRIs, and lists without blank nodes."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from . import terms as t

#: Prefixes of ontology and shapes, beside those of the data.
PREFIXES = t.PREFIXES | {
    "owl": "http://www.w3.org/2002/07/owl#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "sh": "http://www.w3.org/ns/shacl#", "wgsh": t.BASE + "shapes#", "dct": "http://purl.org/dc/terms/",
}  # fmt: skip
Term = NamedNode | Literal


def iri(name: str) -> NamedNode:
    """The IRI of a prefixed name. Raises KeyError for a prefix that is not declared."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def text(words: str) -> Literal:
    """Words in English."""
    return Literal(words, language="en")


class Triples:
    """Triples in the order in which they were written."""

    def __init__(self) -> None:
        self.all: list[Triple] = []

    def say(self, subject: NamedNode, predicate: str, *objects: Term) -> None:
        """One triple per object; the predicate is a prefixed name, `a` for the type."""
        found = t.TYPE if predicate == "a" else iri(predicate)
        self.all += [Triple(subject, found, thing) for thing in objects]

    def list(self, subject: NamedNode, predicate: str, items: Iterable[Term]) -> None:
        """An RDF list whose cells are named after its owner: there are no blank nodes."""
        cells = list(items)
        local = predicate.partition(":")[2]
        places = [NamedNode(f"{subject.value}.{local}{number}") for number in range(1, len(cells) + 1)]
        ends = [*places, iri("rdf:nil")]
        self.say(subject, predicate, ends[0])
        for place, item, rest in zip(places, cells, ends[1:], strict=True):
            self.say(place, "rdf:first", item)
            self.say(place, "rdf:rest", rest)

    def turtle(self) -> bytes:
        """All of it as Turtle, with its prefixes, in the order in which it was written."""
        return serialize(self.all, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
