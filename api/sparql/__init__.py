"""SPARQL: a query language for RDF, answered by worker processes that the service survives."""

from .answering import Answer, Sparql
from .errors import Busy, Exhausted, Malformed, Refused, SparqlError, Unacceptable
from .results import FORMATS
from .settings import Settings

__all__ = [
    "FORMATS", "Answer", "Busy", "Exhausted", "Malformed", "Refused", "Settings", "Sparql", "SparqlError",
    "Unacceptable",
]  # fmt: skip
