"""N-Quads, sorted: the canonical form, the same bytes for the same content in whatever order it was loaded."""

from io import BytesIO
from typing import IO

import pyoxigraph as ox

from ..rdf.quads import quads
from ..view.view import View


def write(view: View, stream: IO[bytes]) -> None:
    """Writes all quads, one a line, sorted by code point, each once."""
    whole = BytesIO()
    ox.serialize(quads(view), whole, format=ox.RdfFormat.N_QUADS)
    stream.writelines(sorted(set(whole.getvalue().splitlines(keepends=True))))
