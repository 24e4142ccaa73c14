"""SHACL shapes, derived from the model: what an export must look like, for tools that check data.

They hold for the RDF 1.1 form, with all graphs taken together. An amount that has no point in its text must have
none here: a bound that was stored as a number is refused.
"""

from pyoxigraph import Literal, NamedNode

from ...schema.model import QUANTITIES, Kind, Model, Property, Vocabulary, model
from . import literals as lit
from . import terms as t
from .context import ranges_of
from .triples import Term, Triples, iri, text

#: Qualifiers of an amount that is a bound or a range: it has no point.
_NO_POINT = ("upTo", "atLeast", "moreThan", "lessThan", "between")
#: Datatypes by value type; a date has the one that holds what is known of it.
_DATATYPES = {
    "string": ("xsd:string",), "boolean": ("xsd:boolean",), "decimal": ("xsd:decimal",),
    "duration": ("xsd:duration",), "integer": ("xsd:integer",), "date": ("xsd:date", "xsd:gYearMonth", "xsd:gYear"),
}  # fmt: skip
#: Properties that every resource of a class has exactly once.
_NEEDED = {
    "Statement": ("document", "loader", "modality", "polarity", "spans"),
    "Mention": ("mentionedClass", "document"),
    "Evidence": ("document", "startOffset", "endOffset", "quote", "part"),
    "Quantity": ("lowerOpen", "upperOpen", "unit", "qualifier", "unitBasis"),
    "Document": ("bytesHash", "mediaType", "length"),
    "Appearance": ("publishedBasis",),
}
#: Properties that a resource may have several times.
_MANY = ("mentionOf", "statedBy", "evidence", "appearance")
#: Classes of resources that the model does not declare by `properties`, with those of the model that they touch.
_OWN = (*_NEEDED, "View")


def shapes(of: Model | None = None) -> Triples:
    """All shapes."""
    declared = of or model()
    made = Triples()
    for kind in declared.kinds.values():
        if kind.described:
            _kind(made, kind, declared)
    for name in _OWN:
        _own(made, name, declared)
    _thing(made, declared)
    _quantity(made)
    _statement(made, declared)
    return made


def _shape(name: str) -> NamedNode:
    return iri(f"wgsh:{name}")


def _kind(made: Triples, kind: Kind, of: Model) -> None:
    """What a view may show of a thing of one class: its own properties, those of its ancestors have theirs."""
    shape = _shape(kind.name)
    made.say(shape, "a", iri("sh:NodeShape"))
    made.say(shape, "sh:targetClass", t.class_iri(kind.name))
    inherited = of.kind(kind.extends).properties if kind.extends else {}
    for prop in kind.properties.values():
        if inherited.get(prop.name) != prop:
            _property(made, shape, kind, prop, of)


def _property(made: Triples, shape: NamedNode, kind: Kind, prop: Property, of: Model) -> None:
    place = _shape(f"{kind.name}-{prop.name}")
    made.say(shape, "sh:property", place)
    made.say(place, "sh:path", t.property_iri(prop.name))
    made.say(place, "sh:description", text(prop.doc))
    if not prop.many:
        made.say(place, "sh:maxCount", lit.count(1))
    _leads_to(made, place, prop.ranges, of)


def _leads_to(made: Triples, place: NamedNode, ranges: tuple[str, ...], of: Model) -> None:
    """What values of a property must be."""
    if len(ranges) > 1:
        options = [NamedNode(f"{place.value}.{name}") for name in ranges]
        for option, name in zip(options, ranges, strict=True):
            _leads_to(made, option, (name,), of)
        made.list(place, "sh:or", options)
        return
    (name,) = ranges
    if name in of.vocabularies:
        made.list(place, "sh:in", _words(of.vocabularies[name]))
    elif name in QUANTITIES:
        made.say(place, "sh:node", _shape(name))
        made.say(place, "sh:class", t.class_iri("Quantity"))
    elif name in _DATATYPES:
        _datatypes(made, place, name)
    elif name in ("Thing", "Class"):
        made.say(place, "sh:nodeKind", iri("sh:IRI"))
    else:
        made.say(place, "sh:class", t.class_iri(name))


def _datatypes(made: Triples, place: NamedNode, name: str) -> None:
    types: list[Term] = [iri(datatype) for datatype in _DATATYPES[name]]
    if name == "date":
        types.append(NamedNode(t.EDTF))
    if len(types) == 1:
        made.say(place, "sh:datatype", types[0])
        return
    options = [NamedNode(f"{place.value}.datatype{number}") for number in range(len(types))]
    for option, datatype in zip(options, types, strict=True):
        made.say(option, "sh:datatype", datatype)
    made.list(place, "sh:or", options)


def _words(vocabulary: Vocabulary) -> list[Term]:
    return [t.word_iri(vocabulary.name, word) for word in vocabulary]


def _own(made: Triples, name: str, of: Model) -> None:
    """What RDF needs beside the model: statements, mentions, evidence, quantities, documents."""
    shape = _shape(name)
    made.say(shape, "a", iri("sh:NodeShape"))
    made.say(shape, "sh:targetClass", t.class_iri(name))
    needed = _NEEDED.get(name, ())
    for term in t.OWN_TERMS.values():
        if term.domain != name and term.name not in needed:
            continue
        place = _shape(f"{name}-{term.name}")
        made.say(shape, "sh:property", place)
        made.say(place, "sh:path", t.own_iri(term.name))
        if term.name in needed:
            made.say(place, "sh:minCount", lit.count(1))
        if term.name not in _MANY:
            made.say(place, "sh:maxCount", lit.count(1))
        _leads_to(made, place, (term.range,), of)


def _thing(made: Triples, of: Model) -> None:
    """What every node has: one caption, and at most one status and modality."""
    shape, caption = _shape("Thing"), _shape("Thing-caption")
    made.say(shape, "a", iri("sh:NodeShape"))
    made.say(shape, "sh:targetObjectsOf", t.own_iri("mentionOf"))
    made.say(shape, "sh:property", caption)
    made.say(caption, "sh:path", t.LABEL)
    for bound in ("sh:minCount", "sh:maxCount"):
        made.say(caption, bound, lit.count(1))
    for name in ("status", "modality"):
        place = _shape(f"Thing-{name}")
        made.say(shape, "sh:property", place)
        made.say(place, "sh:path", t.own_iri(name))
        made.say(place, "sh:maxCount", lit.count(1))
        made.list(place, "sh:in", _words(of.vocabularies[name]))


def _quantity(made: Triples) -> None:
    """Bounds in order; a point where both bounds are the same, and nowhere else."""
    shape = _shape("Quantity")
    order, point = _shape("Quantity-order"), _shape("Quantity-point")
    made.say(shape, "sh:property", order)
    made.say(order, "sh:path", t.own_iri("lower"))
    made.say(order, "sh:lessThanOrEquals", t.own_iri("upper"))
    made.say(order, "sh:message", text("the lower bound is above the upper one"))
    _point(made, point)
    bound = _shape("Quantity-bound")
    _bound(made, bound)
    made.say(point, "sh:targetClass", t.class_iri("Quantity"))
    made.say(bound, "sh:targetClass", t.class_iri("Quantity"))
    for name, path in (("power", "MW"), ("percent", "percent")):
        place = _shape(f"{name}-unit")
        made.say(_shape(name), "a", iri("sh:NodeShape"))
        made.say(_shape(name), "sh:property", place)
        made.say(place, "sh:path", t.own_iri("unit"))
        made.say(place, "sh:hasValue", Literal(path))
    money, barred = _shape("money"), _shape("money-unit")
    made.say(money, "a", iri("sh:NodeShape"))
    made.say(money, "sh:not", barred)
    made.say(barred, "sh:path", t.own_iri("unit"))
    made.list(barred, "sh:in", [Literal("MW"), Literal("percent")])
    made.say(_shape("quantity"), "a", iri("sh:NodeShape"))


def _point(made: Triples, shape: NamedNode) -> None:
    none, same = NamedNode(f"{shape.value}.none"), NamedNode(f"{shape.value}.same")
    made.say(shape, "a", iri("sh:NodeShape"))
    made.say(shape, "sh:message", text("a quantity has a value only where both its bounds are that value"))
    made.list(shape, "sh:or", [none, same])
    made.say(none, "sh:path", t.own_iri("value"))
    made.say(none, "sh:maxCount", lit.count(0))
    made.say(same, "sh:path", t.own_iri("value"))
    for name in ("lower", "upper"):
        made.say(same, "sh:equals", t.own_iri(name))


def _bound(made: Triples, shape: NamedNode) -> None:
    other, none = NamedNode(f"{shape.value}.other"), NamedNode(f"{shape.value}.none")
    barred = NamedNode(f"{shape.value}.barred")
    made.say(shape, "a", iri("sh:NodeShape"))
    made.say(shape, "sh:message", text("'up to' and other bounds have no value: only the bound is known"))
    made.list(shape, "sh:or", [none, other])
    made.say(none, "sh:path", t.own_iri("value"))
    made.say(none, "sh:maxCount", lit.count(0))
    made.say(other, "sh:not", barred)
    made.say(barred, "sh:path", t.own_iri("qualifier"))
    made.list(barred, "sh:in", [t.word_iri("qualifier", word) for word in _NO_POINT])


def _statement(made: Triples, of: Model) -> None:
    """A statement has evidence, one subject, predicate and object, and an object that its predicate can have."""
    shape = _shape("Statement")
    made.say(_shape("Statement-evidence"), "sh:minCount", lit.count(1))
    made.say(_shape("Evidence-startOffset"), "sh:lessThan", t.own_iri("endOffset"))
    for name in ("subject", "predicate", "object"):
        place = _shape(f"Statement-{name}")
        made.say(shape, "sh:property", place)
        made.say(place, "sh:path", iri(f"rdf:{name}"))
        made.say(place, "sh:minCount", lit.count(1))
        made.say(place, "sh:maxCount", lit.count(1))
    made.say(_shape("Statement-subject"), "sh:class", t.class_iri("Mention"))
    by_range: dict[tuple[str, ...], list[str]] = {}
    for name, ranges in sorted(ranges_of(of).items()):
        by_range.setdefault(tuple(sorted(ranges)), []).append(name)
    made.list(_shape("Statement-predicate"), "sh:in", [t.property_iri(name) for name in sorted(ranges_of(of))])
    for number, (joint, names) in enumerate(by_range.items(), start=1):
        _object(made, _shape(f"Statement-object-{number}"), joint, names, of)


def _object(made: Triples, place: NamedNode, ranges: tuple[str, ...], names: list[str], of: Model) -> None:
    """For one group of predicates: either it is none of these, or the object is what they lead to."""
    barred, these, thing = (NamedNode(f"{place.value}.{name}") for name in ("other", "these", "object"))
    made.say(place, "a", iri("sh:NodeShape"))
    made.say(place, "sh:targetClass", t.class_iri("Statement"))
    made.say(place, "sh:message", text(f"the object of {', '.join(names)} is not what they lead to"))
    made.list(place, "sh:or", [barred, thing])
    made.say(barred, "sh:not", these)
    made.say(these, "sh:path", iri("rdf:predicate"))
    made.list(these, "sh:in", [t.property_iri(name) for name in names])
    made.say(thing, "sh:path", iri("rdf:object"))
    if all(name in of.kinds for name in ranges):
        made.say(thing, "sh:class", t.class_iri("Mention"))
    else:
        _leads_to(made, thing, _joint(ranges, of), of)


def _joint(ranges: tuple[str, ...], of: Model) -> tuple[str, ...]:
    """Quantities first: where money and any quantity are possible, any quantity is."""
    return ("quantity",) if set(ranges) <= set(QUANTITIES) and len(ranges) > 1 else ranges
