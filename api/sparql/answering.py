"""SPARQL over a ledger: queries that are screened, then answered whole by a worker process, or by an error."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from ...graph.rdf.snapshots import Published
from ...graph.rdf.terms import PREFIXES
from . import worker as work
from .errors import Exhausted, Malformed, SparqlError, Unacceptable
from .pool import Died, Late, Pool
from .results import FORMATS, ResultFormat, acceptable
from .screen import check
from .settings import Settings

_BY_NAME = {found.name: found for found in FORMATS}


@dataclass(frozen=True)
class Answer:
    """A whole result: its format, its bytes, and the ledger's sequence that it was asked of."""

    format: ResultFormat
    body: bytes
    sequence: int


class Sparql:
    """Answers queries from the snapshots that `published` gives. Safe to use from several threads; close it."""

    def __init__(self, published: Callable[[], Published], settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.published = published
        self._pool = Pool(published, self.settings)

    def close(self) -> None:
        """Ends the workers."""
        self._pool.close()

    def __enter__(self) -> "Sparql":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return self._pool.pids()

    def answer(
        self, query: str, accept: str | None = None, *, default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> Answer:
        """The whole answer in the best format for an Accept header.

        `default` and `named`: IRIs of the graphs to ask, by default all together. The prefixes of our RDF need not
        be declared. Raises SparqlError and its kinds, LedgerError if the view cannot be made.
        """
        rows, graphs = acceptable(accept)
        screened = check(query, self.settings)
        request = {
            "query": screened.text, "own": screened.dataset, "prefixes": PREFIXES,
            "default": list(default), "named": list(named),
            "rows": rows and rows.name, "graphs": graphs and graphs.name, "limit": self.settings.result,
            "seconds": self.settings.deadline,
        }  # fmt: skip
        self.published()  # what the view needs to catch up is not the query's time
        deadline = time.monotonic() + self.settings.deadline
        head, body, sequence = self._asked(request, deadline)
        if head["state"] != "ok":
            raise self._error(head, accept)
        return Answer(_BY_NAME[head["format"]], body, sequence)

    def _asked(self, request: dict[str, Any], deadline: float) -> tuple[dict[str, Any], bytes, int]:
        try:
            with self._pool.worker(deadline) as worker:
                return (*worker.ask(request, deadline), worker.published.sequence)
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
            listed = ", ".join(found.media_type for found in FORMATS if found.graph == head["graph"])
            return Unacceptable(f"this query gives {kind}, which cannot be written as {accept!r}; there are {listed}")
        if head["state"] == work.TOO_LARGE:
            return Exhausted(
                f"the result is larger than {self.settings.result >> 20} MiB; add a LIMIT, or ask for fewer columns"
            )
        return SparqlError(f"the query failed: {head['message']}")


def _tidy(message: str) -> str:
    """The parser's message without the character ranges that it might have taken."""
    place, _, expected = message.partition(": expected ")
    if not expected:
        return message
    choices = [choice.strip() for choice in expected.removeprefix("one of ").split(",")]
    shown = [choice for choice in choices if choice and "{" not in choice and ".." not in choice][:8]
    return f"{place}: expected {', '.join(shown)}"
