"""SPARQL over a ledger: queries that are screened, then answered whole by a worker process, or by an error."""

import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Protocol

from ...graph.rdf.datasets import ViewTooLarge
from ...graph.rdf.snapshots import Published
from ...graph.rdf.terms import PREFIXES
from ...graph.view.perspective import Perspective
from . import worker as work
from .errors import Exhausted, Malformed, SparqlError, Unacceptable
from .pool import Died, Late, Pool
from .results import FORMATS, ResultFormat, acceptable
from .screen import check
from .settings import Settings

#: So many of the signs and words that a parser might have taken are told.
_SHOWN = 6
_BY_NAME = {found.name: found for found in FORMATS}


@dataclass(frozen=True)
class Answer:
    """A whole result: its format, its bytes, and the ledger's sequence and the view that it was asked of."""

    format: ResultFormat
    body: bytes
    sequence: int
    view: str


class Publisher(Protocol):
    """What gives the newest snapshot of a perspective, of at most so many statements where one must be made."""

    def __call__(self, perspective: Perspective = ..., largest: int | None = ...) -> Published: ...


class Sparql:
    """Answers queries from the snapshots that `published` gives. Safe to use from several threads; close it."""

    def __init__(
        self, published: Publisher, settings: Settings | None = None, perspective: Perspective | None = None
    ) -> None:
        """`perspective`: from where queries look at the graph that name no other."""
        self.settings = settings or Settings()
        self._published = published
        self._perspective = perspective or Perspective()
        self._pool = Pool(self.settings)

    def close(self) -> None:
        """Ends the workers."""
        self._pool.close()

    def __enter__(self) -> "Sparql":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def published(self, perspective: Perspective | None = None) -> Published:
        """The snapshot that is asked. Raises LedgerError if it cannot be made, Exhausted if it is too large."""
        try:
            return self._published(perspective or self._perspective, self.settings.largest_view)
        except ViewTooLarge as error:
            raise Exhausted(f"{error}; ask it on the command line, or ask for an earlier knownAt") from None

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return self._pool.pids()

    def answer(
        self, query: str, accept: str | None = None, *, default: Sequence[str] = (), named: Sequence[str] = (),
        perspective: Perspective | None = None, given_up: threading.Event | None = None,
    ) -> Answer:  # fmt: skip
        """The whole answer in the best format for an Accept header.

        `default` and `named`: IRIs of the graphs to ask, by default all together. `perspective`: the policy and
        the dates of the view, whose store is made first if it is not kept. `given_up`: set by whoever does not want
        the answer any more. The prefixes of our RDF need not be declared. Raises SparqlError and its kinds,
        LedgerError if the view cannot be made.
        """
        rows, graphs = acceptable(accept)
        screened = check(query, self.settings)
        request = {
            "query": screened.text, "own": screened.dataset, "prefixes": PREFIXES,
            "default": list(default), "named": list(named),
            "rows": rows and rows.name, "graphs": graphs and graphs.name, "limit": self.settings.result,
            "seconds": self.settings.deadline,
        }  # fmt: skip
        seen = perspective or self._perspective
        published = partial(self.published, seen)
        published()  # what the view needs to catch up is not the query's time
        head, body, sequence = self._asked(request, published, given_up)
        if head["state"] != "ok":
            raise self._error(head, accept)
        return Answer(_BY_NAME[head["format"]], body, sequence, seen.words)

    def _asked(
        self, request: dict[str, Any], published: Callable[[], Published], given_up: threading.Event | None
    ) -> tuple[dict[str, Any], bytes, int]:
        deadline = time.monotonic() + self.settings.deadline
        try:
            with self._pool.worker(deadline, published) as worker:
                return (*worker.ask(request, deadline, given_up), worker.published.sequence)
        except Late:
            raise Exhausted(
                f"the query took longer than {self.settings.deadline:g} s and was ended; narrow its patterns, "
                "or add a LIMIT"
            ) from None
        except Died:
            raise Exhausted(
                f"the query needed more than a worker has ({self.settings.memory >> 20} MiB of memory, "
                f"{self.settings.deadline:g} s of a processor, or its stack), and ended it; narrow its patterns, "
                "add a LIMIT, or nest it less deeply"
            ) from None

    def _error(self, head: dict[str, Any], accept: str | None) -> SparqlError:
        if head["state"] == work.MALFORMED:
            return Malformed(f"the query is not SPARQL: {_tidy(head['message'])}")
        if head["state"] == work.UNACCEPTABLE:
            kind = "a graph" if head["graph"] else "rows"
            listed = ", ".join(
                f"{found.media_type} ({found.name})" for found in FORMATS if found.graph == head["graph"]
            )
            return Unacceptable(f"this query gives {kind}, which cannot be written as {accept!r}; there are {listed}")
        if head["state"] == work.TOO_LARGE:
            return Exhausted(
                f"the result is larger than {self.settings.result >> 20} MiB; add a LIMIT, or ask for fewer columns"
            )
        return SparqlError(f"the query failed: {head['message']}")


def _tidy(message: str) -> str:
    """The parser's message in words for people: of what it might have taken only what they would write."""
    place, _, expected = message.partition(": expected ")
    if not expected:
        return f"{message}; a graph is named by a whole IRI" if "absolute IRI" in message else message
    if "Prefix not found" in expected:
        return f"{place}: a prefix is not declared; there are {', '.join(PREFIXES)}, or declare it by PREFIX"
    quoted = [word for word in re.findall(r'"([^"]+)"', expected) if not word.startswith(("'", "\\"))]
    words = re.findall(r"(?<![\w\[])([A-Z]{2,})(?![\w\]])", re.sub(r"\[[^]]*\]", "", expected))
    shown = [*quoted, *words][:_SHOWN]
    return f"{place}: expected {' or '.join(shown)}" if shown else f"{place}: this is not expected here"
