"""What the shipped sources assert of a ledger that holds them: the figures that their releases must give."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from ...graph.checks import Assertion, Finding, finding_id
from ...graph.ledger import Ledger
from ...graph.measures import Miss, misses
from ...loaders.sources import Source, Vintage, sources

NAME = "sources"
_DOC = "Counts and totals that the releases of open data are known to have."
_ADVICE = "fetch the release anew and load it; look what was retracted, or whether the definition fits the release"
#: Table -> the numbers of its documents.
_Tables = dict[str, list[int]]


def assertions() -> tuple[Assertion, ...]:
    """One assertion over all sources."""
    return (Assertion(NAME, _DOC, "figures", _test),)


def _test(ledger: Ledger) -> tuple[int, list[Finding]]:
    """How many figures were looked at, and a finding for each that is another."""
    looked, found = 0, []
    with ledger.reading() as connection:
        for source in sources():
            held = _held(connection, ledger, source)
            for vintage in source.editions:
                if tables := held.get(vintage.name):
                    looked += len(vintage.expected)
                    missed = misses(connection, tables, vintage.expected)
                    found += [_finding(source, vintage, miss) for miss in missed]
    return looked, found


def _held(connection: sqlite3.Connection, ledger: Ledger, source: Source) -> dict[str, _Tables]:
    """Release -> table -> the numbers of the documents that the ledger holds of it."""
    held: defaultdict[str, _Tables] = defaultdict(lambda: defaultdict(list))
    for document, release, table in _documents(ledger, source):
        row = connection.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
        held[release][table].append(int(row[0]))
    return held


def _documents(ledger: Ledger, source: Source) -> Iterator[tuple[bytes, str, str]]:
    """The documents of a source, each with its release and its table."""
    for document in ledger.read_by(source.loader):
        for shown in ledger.appearances(document):
            name, _, table = (shown.series or "").partition("/")
            if name == source.name:
                yield document, shown.vintage or "", table


def _finding(source: Source, vintage: Vintage, miss: Miss) -> Finding:
    message = f"{source.name} {vintage.name}".strip() + f": {miss}"
    identifier = finding_id(NAME, miss.measure, [source.name, vintage.name, miss.group, str(miss.found)])
    return Finding(identifier, NAME, "error", message, _ADVICE)
