"""N-Quads, TriG and Turtle: equal content gives equal bytes, in whatever order it was loaded."""

from io import BytesIO
from typing import IO

import pyoxigraph as ox

from ..passages import Passage
from ..rdf.quads import quads
from ..rdf.terms import PREFIXES
from ..view.view import View


def nquads(view: View | Passage, stream: IO[bytes], form: str) -> None:
    """Writes all quads, one a line, sorted by code point, each once: the canonical form."""
    whole = BytesIO()
    ox.serialize(quads(view, form), whole, format=ox.RdfFormat.N_QUADS)
    stream.writelines(sorted(set(whole.getvalue().splitlines(keepends=True))))


def trig(view: View | Passage, stream: IO[bytes], form: str) -> None:
    """Writes both named graphs with prefixes, grouped by subject, in a fixed order."""
    whole = sorted(set(quads(view, form)), key=lambda quad: (str(quad.graph_name), str(quad)))
    ox.serialize(whole, stream, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)


def turtle(view: View | Passage, stream: IO[bytes], form: str) -> None:
    """Writes statements and view together in one graph, for people and for tools without named graphs."""
    triples = {quad.triple for quad in quads(view, form)}
    ox.serialize(sorted(triples, key=str), stream, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
