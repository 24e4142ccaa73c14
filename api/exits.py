"""Exit codes: one table from what went wrong to what the shell gets. `docs/cli.md` explains each.

Errors stand here by their full names, so that nobody imports a database or an RDF library to print a message.
"""

import errno

OK = 0
FAILURE = 1
USAGE = 2
INCOMPLETE = 3
STORE = 4
RESOURCE = 5
INTERRUPTED = 130
PIPE = 141

#: The full name of an error -> its code. An error that is not here takes that of the nearest class that is.
CODES = {
    "wattgraph.graph.ledger.errors.LedgerError": FAILURE,
    "wattgraph.graph.ledger.errors.LedgerLocked": STORE,
    "wattgraph.graph.ledger.errors.LedgerCorrupt": STORE,
    "wattgraph.graph.ledger.errors.LedgerVersion": STORE,
    "wattgraph.graph.ledger.errors.LedgerFull": RESOURCE,
    "wattgraph.graph.exports.ExportError": USAGE,
    "wattgraph.graph.frames.errors.ExtraMissing": USAGE,
    "wattgraph.graph.frames.errors.FolderTaken": FAILURE,
    "wattgraph.graph.frames.errors.FormatUnknown": USAGE,
    "wattgraph.graph.frames.errors.TableUnknown": USAGE,
    "wattgraph.graph.neo4j.server.ServerError": RESOURCE,
    "wattgraph.graph.neo4j.server.BadAddress": USAGE,
    "wattgraph.graph.policies.policy.UnknownPolicy": USAGE,
    "wattgraph.graph.view.layers.UnknownLayer": USAGE,
    "wattgraph.graph.geography.errors.GeographyError": USAGE,
    "wattgraph.graph.geography.errors.NoPoint": FAILURE,
    "wattgraph.graph.links.asked.PathError": USAGE,
    "wattgraph.graph.passages.PassageError": FAILURE,
    "wattgraph.schema.coordinates.CoordinateError": USAGE,
    "wattgraph.graph.changes.asking.ChangesError": USAGE,
    "wattgraph.graph.changes.asking.NothingCalled": FAILURE,
    "wattgraph.graph.checks.examination.UnknownCheck": USAGE,
    "wattgraph.graph.conflicts.finder.UnknownConflict": USAGE,
    "wattgraph.graph.sums.asking.SumsError": USAGE,
    "wattgraph.api.summing.NobodyCalled": FAILURE,
    "wattgraph.api.checking.KnownError": USAGE,
    "wattgraph.schema.dates.DateError": USAGE,
    "wattgraph.api.sparql.errors.Malformed": USAGE,
    "wattgraph.api.sparql.errors.Refused": USAGE,
    "wattgraph.api.sparql.errors.Unacceptable": USAGE,
    "wattgraph.api.sparql.errors.SparqlError": FAILURE,
    "wattgraph.api.sparql.errors.Exhausted": RESOURCE,
    "wattgraph.api.sparql.errors.Busy": RESOURCE,
    "wattgraph.loaders.article.parse.ParserMissing": USAGE,
    "wattgraph.loaders.documents.errors.DocumentError": INCOMPLETE,
    "wattgraph.loaders.documents.errors.Unreachable": RESOURCE,
    "wattgraph.loaders.sources.source.SourceUnknown": USAGE,
    "wattgraph.loaders.fetching.remote.SourceError": FAILURE,
    "wattgraph.api.sources.bench.JudgeLost": RESOURCE,
    "wattgraph.graph.measures.BadMeasure": INCOMPLETE,
    "wattgraph.api.store.NotLoaded": INCOMPLETE,
    "wattgraph.api.exits.Failed": FAILURE,
    "wattgraph.api.exits.Misused": USAGE,
    "wattgraph.api.exits.Unavailable": RESOURCE,
    "builtins.MemoryError": RESOURCE,
}
#: What the system says when there is no room, or no leave to write.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


class Failed(Exception):
    """A command that cannot do what it was asked for; the message says why and what to do."""


class Misused(Exception):
    """A command line that is wrong by itself, whatever the ledger holds."""


class Unavailable(Exception):
    """Something of the machine that is missing, full or taken: a port, a disk, a folder to write in."""


def exit_code(error: BaseException) -> int | None:
    """The code of an error that users may meet; None for one that only a mistake in this program raises."""
    if isinstance(error, OSError):
        return RESOURCE if error.errno in NO_ROOM else FAILURE
    for kind in type(error).__mro__:
        code = CODES.get(f"{kind.__module__}.{kind.__qualname__}")
        if code is not None:
            return code
    return None
