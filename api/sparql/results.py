"""Formats of results, and which one a client accepts."""

from typing import NamedTuple

from .errors import Unacceptable


class ResultFormat(NamedTuple):
    """A format by its name on the command line, its media type, and whether it is for rows or for graphs."""

    name: str
    media_type: str
    graph: bool


FORMATS = (
    ResultFormat("json", "application/sparql-results+json", False),
    ResultFormat("xml", "application/sparql-results+xml", False),
    ResultFormat("csv", "text/csv", False),
    ResultFormat("tsv", "text/tab-separated-values", False),
    ResultFormat("turtle", "text/turtle", True),
    ResultFormat("ntriples", "application/n-triples", True),
)
#: Names that clients use for the same.
_ALIASES = {
    "application/json": "application/sparql-results+json", "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml", "text/plain": "application/n-triples",
}  # fmt: skip


def acceptable(accept: str | None) -> tuple[ResultFormat | None, ResultFormat | None]:
    """For an Accept header the best format for rows and for graphs; None where none is accepted.

    Raises Unacceptable if none is for either.
    """
    wanted = _preferences(accept or "*/*")
    rows, graphs = (_best([f for f in FORMATS if f.graph is graph], wanted) for graph in (False, True))
    if rows is None and graphs is None:
        listed = ", ".join(found.media_type for found in FORMATS)
        raise Unacceptable(f"no result can be written as {accept!r}; there are {listed}")
    return rows, graphs


def _preferences(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        media_type, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _quality(value)
        media_type = media_type.lower()
        found[_ALIASES.get(media_type, media_type)] = quality
    return found


def _quality(value: str) -> float:
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0


def _best(formats: list[ResultFormat], wanted: dict[str, float]) -> ResultFormat | None:
    def quality(found: ResultFormat) -> float:
        kind = found.media_type.partition("/")[0]
        return next((wanted[n] for n in (found.media_type, f"{kind}/*", "*/*") if n in wanted), 0.0)

    best = max(formats, key=quality)
    return best if quality(best) > 0 else None
