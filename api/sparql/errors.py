"""What can go wrong with a query: each error says what, and what to do next, and has its HTTP status."""


class SparqlError(Exception):
    """A query that gets no answer. `status`: what HTTP calls it."""

    status = 500


class Malformed(SparqlError):
    """A query that is not SPARQL, or one that is nested too deeply or too long to be tried."""

    status = 400


class Refused(SparqlError):
    """What this service never does: updates, and requests to other hosts."""

    status = 403


class Unacceptable(SparqlError):
    """Results in a format that there is not for this kind of query."""

    status = 406


class Exhausted(SparqlError):
    """A query that needed more time, memory or room than one query gets."""

    status = 503


class Busy(SparqlError):
    """No worker is free, and none got free in time: the same query may be answered later."""

    status = 503
