"""Exports: the graph as files for other tools. A format is one module here and one row of `FORMATS`."""

from collections.abc import Callable
from typing import IO, NamedTuple

from ..rdf.quads import to_rdflib
from ..view.view import View
from . import graphml, nquads, turtle
from .network import to_networkx

__all__ = ["FORMATS", "ExportError", "Format", "export", "to_networkx", "to_rdflib"]


class ExportError(ValueError):
    """An export that cannot be made: the message lists the formats that there are."""


class Format(NamedTuple):
    """How a format is written, what it is called over HTTP, and how its files end."""

    write: Callable[[View, IO[bytes]], None]
    media_type: str
    suffix: str


FORMATS: dict[str, Format] = {
    "nquads": Format(nquads.write, "application/n-quads", ".nq"),
    "turtle": Format(turtle.write, "text/turtle", ".ttl"),
    "graphml": Format(graphml.write, "application/graphml+xml", ".graphml"),
}


def export(view: View, format: str, stream: IO[bytes]) -> None:
    """Writes the view to a binary stream in one of `FORMATS`, UTF-8; equal content gives equal bytes.

    No format holds a document's text beyond the quotes. Raises ExportError for an unknown format.
    """
    found = FORMATS.get(format)
    if found is None:
        raise ExportError(f"no export format {format!r}; there are {', '.join(FORMATS)}")
    found.write(view, stream)
