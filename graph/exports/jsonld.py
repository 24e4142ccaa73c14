"""JSON-LD: both named graphs with names instead of IRIs, by the context that travels with it."""

import json
from typing import IO

from ..passages import Passage
from ..rdf.context import context
from ..rdf.quads import to_rdflib
from ..view.view import View


def write(view: View | Passage, stream: IO[bytes], form: str = "") -> None:
    """Writes compacted JSON-LD 1.1 as UTF-8. No reader needs to fetch anything: the context stands in it."""
    names = context()
    found = json.loads(
        to_rdflib(view).serialize(format="json-ld", context=names, auto_compact=True, sort_keys=True, indent=None)
    )
    stream.write(json.dumps(_sorted(found), ensure_ascii=False, indent=1).encode() + b"\n")


def _sorted(found: object) -> object:
    """Lists in one order: in RDF their order says nothing, and sets have none of their own."""
    if isinstance(found, list):
        return sorted((_sorted(item) for item in found), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(found, dict):
        return {name: value if name == "@context" else _sorted(value) for name, value in sorted(found.items())}
    return found
