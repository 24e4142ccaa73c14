"""Exports: the graph as files for other tools. A format is one function here and one row of `FORMATS`."""

from collections.abc import Callable
from typing import IO, Any, NamedTuple

from ..frames.folder import FOLDERS
from ..passages import Passage
from ..rdf.quads import FORMS, to_rdflib
from ..view.view import View
from . import graphml, jsonld, rdf
from .network import links_to_networkx, to_networkx

__all__ = [
    "FOLDERS", "FORMATS", "ExportError", "Format", "chosen", "export", "links_to_networkx", "to_networkx",
    "to_rdflib",
]  # fmt: skip


class ExportError(ValueError):
    """An export that cannot be made: the message lists the formats, or forms of RDF, that there are."""


class Format(NamedTuple):
    """How a format is written, what it is called over HTTP, how its files end, and in which forms of RDF it can be.

    The first form is used unless another is asked for; a format that is no RDF has none.
    """

    write: Callable[[Any, IO[bytes], str], None]
    media_type: str
    suffix: str
    forms: tuple[str, ...] = FORMS


FORMATS: dict[str, Format] = {
    "nquads": Format(rdf.nquads, "application/n-quads", ".nq"),
    "trig": Format(rdf.trig, "application/trig", ".trig"),
    "turtle": Format(rdf.turtle, "text/turtle", ".ttl"),
    # JSON-LD knows no triple terms.
    "jsonld": Format(jsonld.write, "application/ld+json", ".jsonld", ("1.1",)),
    "graphml": Format(graphml.write, "application/graphml+xml", ".graphml", ()),
}

_RDF = [name for name, format in FORMATS.items() if format.forms]


def chosen(format: str, form: str | None = None) -> tuple[Format, str]:
    """The format of that name, and the form of RDF to write it in. Raises ExportError if there is none such."""
    found = FORMATS.get(format)
    if found is None:
        raise ExportError(f"no export format {format!r}; there are {', '.join((*FORMATS, *FOLDERS))}")
    if form is None:
        return found, found.forms[0] if found.forms else ""
    if form not in found.forms:
        there = f"is written in RDF {' or '.join(found.forms)} only" if found.forms else "is no RDF"
        raise ExportError(f"{format} {there}, not in RDF {form}; leave the version away, or choose another format")
    return found, form


def export(view: View | Passage, format: str, stream: IO[bytes], form: str | None = None) -> None:
    """Writes a view, or a passage as RDF, to a binary stream in one of `FORMATS`, UTF-8.

    Equal content gives equal bytes.

    `form`: the version of RDF, "1.2" (statements as reifiers) or "1.1" (as rdf:Statement), by default the first
    that the format has. No format holds a document's text beyond the quotes. Raises ExportError.
    """
    found, form = chosen(format, form)
    if isinstance(view, Passage) and not found.forms:
        raise ExportError(f"{format} is no RDF; a passage is written as {', '.join(_RDF)}")
    found.write(view, stream, form)
