"""The service description: what a client that asks nothing is told of the endpoint (SPARQL 1.1, VoID)."""

from collections.abc import Iterator

import pyoxigraph as ox

from ...graph.rdf import terms as t
from .results import ResultFormat

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMAT = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
)
_GRAPHS = {
    "statements": "What each document says.",
    "default": "What is shown for it.",
    "about": "Which snapshot this is.",
}
_DUMPS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}


def describe(endpoint: str, sequence: int, format: ResultFormat) -> bytes:
    """The description of the service at an address, in a format for graphs."""
    prefixes = {"sd": _SD, "void": _VOID, "rdfs": t.RDFS, "wg": t.ONTOLOGY, "xsd": t.XSD}
    return ox.serialize(_triples(endpoint, sequence), format=_DUMPS[format.name], prefixes=prefixes) or b""


def _triples(endpoint: str, sequence: int) -> Iterator[ox.Triple]:
    service, dataset = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    yield _said(service, t.TYPE, _SD + "Service")
    yield _said(service, _sd("endpoint"), endpoint)
    yield _said(service, _sd("supportedLanguage"), _SD + "SPARQL11Query")
    yield _said(service, _sd("feature"), _SD + "UnionDefaultGraph")
    for name in _RESULTS:
        yield _said(service, _sd("resultFormat"), _FORMAT + name)
    yield _said(service, _sd("defaultDataset"), dataset.value)
    yield _said(dataset, t.TYPE, _SD + "Dataset")
    yield _said(dataset, t.TYPE, _VOID + "Dataset")
    yield _said(dataset, ox.NamedNode(_VOID + "sparqlEndpoint"), endpoint)
    yield _said(dataset, ox.NamedNode(_VOID + "uriSpace"), ox.Literal(t.ID))
    yield _said(dataset, ox.NamedNode(_VOID + "vocabulary"), t.ONTOLOGY)
    yield ox.Triple(dataset, t.own_iri("sequence"), ox.Literal(sequence))
    for name, doc in _GRAPHS.items():
        graph = ox.NamedNode(f"{endpoint}#{name}")
        yield _said(dataset, _sd("namedGraph"), graph.value)
        yield _said(graph, t.TYPE, _SD + "NamedGraph")
        yield _said(graph, _sd("name"), t.GRAPH + name)
        yield _said(graph, ox.NamedNode(t.RDFS + "comment"), ox.Literal(doc, language="en"))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _said(subject: ox.NamedNode, predicate: ox.NamedNode, thing: str | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, predicate, ox.NamedNode(thing) if isinstance(thing, str) else thing)
