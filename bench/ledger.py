"""How fast the ledger takes statements, and how large it gets.

    python -m bench.ledger [--json] [--statements 300000]

`append_ratio`: appending ready rows against raw executemany of the same rows into the same tables, indexes and
durability, in the same run (aim: 0.6 or more). `gated_per_second`: the whole path with hashing, gate and parsing
(aim: 50,000 on two quiet cores, at 300,000 and at 10 million). `bytes_per_statement`: the file without the texts
of documents (aim: at most 300). Wrong counts fail the run.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import orjson

from bench import _corpus
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.ledger.appending import INSERT_MENTION, INSERT_STATEMENT, Appender, Row
from wattgraph.graph.ledger.database import connect
from wattgraph.schema.statement import Appearance, Document

#: Documents of ready rows in the comparison with raw executemany: 112,000 statements.
_READY = 400


def gated(folder: Path, documents: int) -> dict[str, float]:
    """Loads generated documents one by one, each its own synced transaction."""
    path = folder / "gated.db"
    letters, took, read = 0, 0.0, 0.0
    with Ledger(path, create=True) as ledger:
        for number in range(documents):
            document = Document.of(_corpus.text(number))
            letters += len(document.text)
            start = time.perf_counter()
            made = _corpus.reading(document, Appearance())
            things = list(made.things)
            ready = time.perf_counter()
            ledger.load(document, Appearance(), lambda d, a, t=things: _corpus.reading(d, a).__class__(
                d, a, "generated", "1", t))  # fmt: skip
            read += ready - start
            took += time.perf_counter() - ready
        counts = ledger.counts()
    if counts["statements"] != documents * _corpus.PER_DOCUMENT or counts["quarantined"]:
        raise SystemExit(f"wrong counts: {counts}")
    size = path.stat().st_size - letters
    return {
        "statements": counts["statements"],
        "gated_per_second": round(counts["statements"] / took),
        "bytes_per_statement": round(size / counts["statements"], 1),
    }


def append_ratio(folder: Path) -> dict[str, float]:
    """Ready rows through the ledger's appender, and raw executemany of the same rows, alternating three times."""
    rows = ready_rows(folder)
    ours: list[float] = []
    raw: list[float] = []
    for turn in range(3):
        ours.append(_timed(folder / f"ours{turn}.db", rows, appender=True))
        raw.append(_timed(folder / f"raw{turn}.db", rows, appender=False))
    statements = sum(len(r[1]) for r in rows)
    return {
        "append_ratio": round(min(raw) / min(ours), 3),
        "append_per_second": round(statements / min(ours)),
        "raw_per_second": round(statements / min(raw)),
    }


def ready_rows(folder: Path) -> list[tuple[list[Row], list[Row]]]:
    """The mention and statement rows of each document, read back from a ledger that took them."""
    with Ledger(folder / "ready.db", create=True) as ledger:
        for number in range(_READY):
            document = Document.of(_corpus.text(number))
            ledger.load(document, Appearance(), _corpus.reading)
        return list(_rows(ledger.connection))


def raw_seconds(loaded: Path, folder: Path) -> float:
    """How long raw executemany takes for the rows of a ledger, ready made, document by document."""
    took, path = 0.0, folder / "raw.db"
    with Ledger(loaded) as ledger:
        raw = connect(path, create=True)
        for mentions, statements in _rows(ledger.connection):
            start = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(INSERT_MENTION, mentions)
            raw.executemany(INSERT_STATEMENT, statements)
            raw.execute("COMMIT")
            took += time.perf_counter() - start
        raw.close()
    return took


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[list[Row], list[Row]]]:
    for (document,) in connection.execute("SELECT number FROM documents ORDER BY number").fetchall():
        mentions = connection.execute(
            "SELECT id, document, kind, first, last, ordinal, source, key FROM mentions WHERE document = ?",
            (document,),
        ).fetchall()
        statements = connection.execute(
            """SELECT id, document, subject, property, object, evidence, modality, denied, status, valid_from,
               valid_to, asserted_by FROM statements WHERE document = ? ORDER BY number""",
            (document,),
        ).fetchall()
        yield mentions, statements


def _timed(path: Path, rows: list[tuple[list[Row], list[Row]]], *, appender: bool) -> float:
    connection = connect(path, create=True)
    start = time.perf_counter()
    for number, (mentions, statements) in enumerate(rows, 1):
        connection.execute("BEGIN IMMEDIATE")
        if appender:
            one = Appender(connection, number, number, 1, first=True)
            one.append(mentions, statements)
            one.finish()
        else:
            connection.executemany(INSERT_MENTION, mentions)
            connection.executemany(INSERT_STATEMENT, statements)
        connection.execute("COMMIT")
    took = time.perf_counter() - start
    connection.close()
    return took


def main() -> None:
    """Runs both parts and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--statements", type=int, default=300_000, help="size of the gated load")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = gated(folder, max(1, options.statements // _corpus.PER_DOCUMENT)) | append_ratio(folder)
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>22} {value:,}")
    print(orjson.dumps({"bench": "ledger", **figures}).decode())


if __name__ == "__main__":
    main()
