"""A worker: a process that answers queries from one snapshot, one at a time, until its input ends.

    python -m wattgraph.api.sparql.worker SNAPSHOT MEMORY

Each line of its input is a request in JSON; it answers with a line of JSON and, if that says so, as many bytes. It
may die of any query: whoever asked sees the end of its output.
"""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ...graph.rdf.snapshots import hold
from .confinement import allow_time, bound_to_input, confine

_ROWS = {
    "json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}  # fmt: skip
_GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
#: What the answer's line says besides `ok`.
MALFORMED, UNACCEPTABLE, TOO_LARGE, FAILED = "malformed", "unacceptable", "tooLarge", "failed"


class _Limited(io.BytesIO):
    """Bytes up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Any) -> int:
        """Raises OverflowError beyond the limit."""
        if self.tell() + len(data) > self._limit:
            raise OverflowError
        return super().write(data)


def answer(store: ox.Store, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The line and the bytes for one request."""
    try:
        found = store.query(asked["query"], prefixes=asked["prefixes"], **_dataset(asked))
        name = asked["graphs"] if isinstance(found, ox.QueryTriples) else asked["rows"]
        if name is None:
            return {"state": UNACCEPTABLE, "graph": isinstance(found, ox.QueryTriples)}, b""
        out = _Limited(asked["limit"])
        if isinstance(found, ox.QueryTriples):
            ox.serialize(found, out, format=_GRAPHS[name], prefixes=asked["prefixes"])
        else:
            found.serialize(out, format=_ROWS[name])
    except OverflowError:
        return {"state": TOO_LARGE}, b""
    except SyntaxError as error:
        return {"state": MALFORMED, "message": error.msg}, b""
    except ValueError as error:  # an IRI that is none, of a graph to ask
        return {"state": MALFORMED, "message": str(error)}, b""
    except MemoryError:
        raise
    except Exception as error:  # whatever the engine says of this query
        return {"state": FAILED, "message": str(error)}, b""
    body = out.getvalue()
    return {"state": "ok", "format": name, "length": len(body)}, body


def _dataset(asked: dict[str, Any]) -> dict[str, Any]:
    """The dataset that the request names, else the query; by default all graphs together."""
    if not asked["default"] and not asked["named"]:
        # The engine's union would go before FROM and FROM NAMED.
        return {} if asked["own"] else {"use_default_graph_as_union": True}
    named = [ox.NamedNode(iri) for iri in asked["named"]]
    return {"default_graph": [ox.NamedNode(iri) for iri in asked["default"]], "named_graphs": named}


def main() -> None:
    """Answers until the input ends, or whoever started this process is gone."""
    snapshot, memory = Path(sys.argv[1]), int(sys.argv[2])
    out = os.fdopen(os.dup(1), "wb")
    with hold(snapshot):
        store = ox.Store.read_only(str(snapshot))
        _send(out, {"state": "ready", "confined": confine(memory)}, b"")
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            allow_time(asked["seconds"])
            with bound_to_input():
                found = answer(store, asked)
            _send(out, *found)


def _send(out: Any, head: dict[str, Any], body: bytes) -> None:
    out.write(json.dumps(head).encode() + b"\n" + body)
    out.flush()


if __name__ == "__main__":
    main()
