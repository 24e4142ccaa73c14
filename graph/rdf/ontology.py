"""The ontology, derived from the model: OWL classes and properties, words as SKOS concepts, and mappings.

What several classes share has `schema:domainIncludes`, since OWL would need blank nodes to say "one of these".
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode

from ...schema.model import LITERALS, QUANTITIES, Kind, Model, Property, Vocabulary, model
from ...schema.words import plain
from . import literals as lit
from . import terms as t
from .context import properties, ranges_of
from .triples import Triples, iri, text

#: The kinds of mapping, by SKOS.
MATCHES = ("closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
_DATATYPES = {"string", "boolean", "decimal", "duration", "integer"}


@cache
def mappings() -> dict[str, dict[str, list[str]]]:
    """Our class or property -> kind of mapping -> the full IRIs of standard terms (`mappings.toml`)."""
    read = tomllib.loads((files(__package__) / "mappings.toml").read_text("utf-8"))
    prefixes = read.pop("prefixes")
    return {
        name: {match: [_full(term, prefixes) for term in terms] for match, terms in table.items()}
        for name, table in read.items()
    }


def _full(term: str, prefixes: dict[str, str]) -> str:
    prefix, _, local = term.partition(":")
    return prefixes[prefix] + local


def ontology(of: Model | None = None) -> Triples:
    """All classes, properties and words, with their docs."""
    declared = of or model()
    made = Triples()
    _head(made)
    for kind in declared.kinds.values():
        _class(made, kind)
    for name, doc in t.OWN_CLASSES.items():
        _named(made, t.class_iri(name), "owl:Class", name, doc)
    for name in sorted(ranges_of(declared)):
        _property(made, name, declared)
    for term in t.OWN_TERMS.values():
        _own_property(made, term, declared)
    for vocabulary in declared.vocabularies.values():
        _vocabulary(made, vocabulary)
    for name, table in mappings().items():
        for match, terms in table.items():
            made.say(t.class_iri(name), f"skos:{match}", *(NamedNode(term) for term in terms))
    return made


def _head(made: Triples) -> None:
    place = NamedNode(t.ONTOLOGY.removesuffix("#"))
    made.say(place, "a", iri("owl:Ontology"))
    made.say(place, "rdfs:label", text("Wattgraph"))
    made.say(
        place, "rdfs:comment", text("Who lends whom how much, to build which megawatts, for whom, and who says so.")
    )
    made.say(place, "dct:license", NamedNode("https://www.apache.org/licenses/LICENSE-2.0"))


def _named(made: Triples, place: NamedNode, kind: str, name: str, doc: str) -> None:
    made.say(place, "a", iri(kind))
    made.say(place, "rdfs:label", text(plain(name)))
    made.say(place, "rdfs:comment", text(doc))
    made.say(place, "rdfs:isDefinedBy", NamedNode(t.ONTOLOGY.removesuffix("#")))


def _class(made: Triples, kind: Kind) -> None:
    _named(made, t.class_iri(kind.name), "owl:Class", kind.name, kind.doc)
    if kind.extends:
        made.say(t.class_iri(kind.name), "rdfs:subClassOf", t.class_iri(kind.extends))


def _property(made: Triples, name: str, of: Model) -> None:
    """A property of the model, over all classes that declare one of its name."""
    having = [(kind, prop) for kind, prop in properties(of) if prop.name == name and _own(kind, prop, of)]
    ranges = sorted(ranges_of(of)[name])
    docs = " / ".join(dict.fromkeys(prop.doc for _, prop in having))
    place = t.property_iri(name)
    literal = all(one in LITERALS for one in ranges)
    _named(made, place, "owl:DatatypeProperty" if literal else "owl:ObjectProperty", name, docs)
    _touches(made, place, "domain", [t.class_iri(kind) for kind, _ in having])
    _touches(made, place, "range", list(_ranges(ranges, of)))
    if name != "party" and any(prop.party for _, prop in having):
        made.say(place, "rdfs:subPropertyOf", t.property_iri("party"))


def _own(kind: str, prop: Property, of: Model) -> bool:
    """Whether the class declares the property itself."""
    parent = of.kind(kind).extends
    return parent is None or of.kind(parent).properties.get(prop.name) != prop


def _touches(made: Triples, place: NamedNode, side: str, classes: list[NamedNode]) -> None:
    """Domain or range: that of OWL if there is one class, else all that are possible."""
    if len(classes) == 1:
        made.say(place, f"rdfs:{side}", *classes)
    else:
        made.say(place, f"schema:{side}Includes", *classes)


def _ranges(ranges: list[str], of: Model) -> Iterator[NamedNode]:
    found: dict[NamedNode, None] = {}
    for name in ranges:
        if name in of.vocabularies:
            found[t.vocabulary_iri(of.vocabularies[name])] = None
        elif name in QUANTITIES:
            found[t.class_iri("Quantity")] = None
        elif name == "date":
            found |= dict.fromkeys((iri("xsd:date"), iri("xsd:gYearMonth"), iri("xsd:gYear"), NamedNode(t.EDTF)))
        elif name in _DATATYPES:
            found[iri(f"xsd:{name}")] = None
        else:
            found[{"Thing": iri("owl:Thing"), "Class": iri("owl:Class")}.get(name) or t.class_iri(name)] = None
    yield from found


def _own_property(made: Triples, term: t.OwnTerm, of: Model) -> None:
    place = t.own_iri(term.name)
    literal = term.range in LITERALS or term.range == "integer"
    _named(made, place, "owl:DatatypeProperty" if literal else "owl:ObjectProperty", term.name, term.doc)
    made.say(place, "schema:domainIncludes", iri("owl:Thing") if term.domain == "Thing" else t.class_iri(term.domain))
    _touches(made, place, "range", list(_ranges([term.range], of)))


def _vocabulary(made: Triples, vocabulary: Vocabulary) -> None:
    kind = t.vocabulary_iri(vocabulary)
    _named(made, kind, "owl:Class", vocabulary.name, vocabulary.doc)
    made.say(kind, "rdfs:subClassOf", t.class_iri("Word"), iri("skos:Concept"))
    for rank, term in enumerate(vocabulary.terms.values()):
        word = t.word_iri(vocabulary.name, term.name)
        made.say(word, "a", kind)
        made.say(word, "skos:prefLabel", text(plain(term.name)))
        made.say(word, "skos:notation", lit.text(term.name))
        if term.doc:
            made.say(word, "skos:definition", text(term.doc))
        if term.family:
            made.say(word, "wg:family", lit.text(term.family))
        made.say(word, "wg:rank", lit.count(rank))
