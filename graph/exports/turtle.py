"""Turtle: statements and view together in one graph, with prefixes, for people and for tools without graphs."""

from typing import IO

import pyoxigraph as ox

from ..rdf.quads import quads
from ..rdf.terms import PREFIXES
from ..view.view import View


def write(view: View, stream: IO[bytes]) -> None:
    """Writes all triples, grouped by subject, in a fixed order."""
    triples = {quad.triple for quad in quads(view)}
    ox.serialize(sorted(triples, key=str), stream, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
