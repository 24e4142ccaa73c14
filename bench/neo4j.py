"""How fast a push fills a Neo4j, against the plain driver with as many rows in the same run.

    python -m bench.neo4j [--json] [--statements 30000]

`push_ratio`: the plain driver's time over the push's. The plain driver creates the very same rows, which are ready,
in an empty database with nothing but the constraint; the push makes them from the view, merges them so that it can
be repeated, and keeps the indexes (aim: 0.4 or more). `unchanged_seconds`: a push that finds everything there and
writes nothing. It starts a Neo4j of its own by scripts/neo4j. Wrong counts fail the run.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import neo4j

from bench import _corpus
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.neo4j.push import BATCH, push
from wattgraph.graph.neo4j.sources import document_rows, source_arrows, statement_rows
from wattgraph.graph.neo4j.things import arrow_rows, thing_rows
from wattgraph.graph.policies.policy import DEFAULT
from wattgraph.graph.view import Snapshot, View
from wattgraph.schema.statement import Appearance, Document

ROOT = Path(__file__).parents[1]
#: How often each side runs, in turns; the best time of each counts.
TURNS = 2

UNIQUE = "CREATE CONSTRAINT bound IF NOT EXISTS FOR (n:Bound) REQUIRE n.id IS UNIQUE"
NODES = "UNWIND $rows AS row CREATE (n:Bound) SET n = row.properties"
ARROWS = """
UNWIND $rows AS row MATCH (a:Bound {id: row.start}) MATCH (b:Bound {id: row.end})
CREATE (a)-[r:BOUND]->(b) SET r = row.properties"""
CLEAR = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


@contextmanager
def server(home: Path) -> Iterator[neo4j.Driver]:
    """A driver to a Neo4j that lives as long as the block."""
    told = _command("up", "--home", home, "--port", "0", "--http-port", "0", "--no-auth", "--json")
    try:
        with neo4j.GraphDatabase.driver(json.loads(told)["uri"], notifications_min_severity="OFF") as driver:
            yield driver
    finally:
        _command("wipe", "--yes", "--home", home)


def _command(*words: str | Path) -> str:
    command = [sys.executable, ROOT / "scripts" / "neo4j", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def generated(ledger: Ledger, statements: int) -> View:
    """The view of a generated corpus."""
    for number in range(max(1, statements // _corpus.PER_DOCUMENT)):
        ledger.load(Document.of(_corpus.text(number)), Appearance(), _corpus.reading)
    return Snapshot(ledger).view(DEFAULT)


def plain(view: View, driver: neo4j.Driver) -> float:
    """Seconds that the plain driver takes for rows that are ready."""
    nodes = [row.parameters() for row in chain(document_rows(view), thing_rows(view), statement_rows(view))]
    arrows = [row.parameters() for row in chain(arrow_rows(view), source_arrows(view))]
    with driver.session() as session:
        session.run(UNIQUE).consume()
        start = time.perf_counter()
        for cypher, rows in ((NODES, nodes), (ARROWS, arrows)):
            for first in range(0, len(rows), BATCH):
                batch = rows[first : first + BATCH]
                session.execute_write(lambda t, c=cypher, b=batch: t.run(c, rows=b).consume())
        return time.perf_counter() - start


def pushing(view: View, driver: neo4j.Driver) -> tuple[float, int]:
    """Seconds of a push into an empty database, and how many rows it wrote."""
    start = time.perf_counter()
    done = push(view, driver)
    took = time.perf_counter() - start
    return took, done.nodes.created + done.relationships.created


def unchanged(view: View, driver: neo4j.Driver) -> float:
    """Seconds of a push that has nothing to write."""
    took, written = pushing(view, driver)
    if written:
        raise SystemExit(f"a repeated push wrote {written} rows")
    return took


def clear(driver: neo4j.Driver) -> None:
    """Empties the database."""
    with driver.session() as session:
        session.run(CLEAR).consume()


def compared(view: View, driver: neo4j.Driver) -> dict[str, Any]:
    """Both sides in turns, each into an empty database, and a push that finds everything there."""
    ours: list[float] = []
    bound: list[float] = []
    again: list[float] = []
    rows = 0
    for _ in range(TURNS):
        bound.append(plain(view, driver))
        clear(driver)
        took, rows = pushing(view, driver)
        ours.append(took)
        again.append(unchanged(view, driver))
        clear(driver)
    return {
        "rows": rows,
        "push_rows_per_second": round(rows / min(ours)),
        "plain_rows_per_second": round(rows / min(bound)),
        "push_ratio": round(min(bound) / min(ours), 3),
        "unchanged_seconds": round(min(again), 2),
    }


def main() -> None:
    """Runs both sides and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--statements", type=int, default=30_000, help="size of the generated corpus")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Ledger(folder / "bench.db", create=True) as ledger, server(folder / "home") as driver:
            view = generated(ledger, options.statements)
            figures = {"statements": sum(1 for _ in view.statements()), **compared(view, driver)}
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>22} {value:,}")
    print(json.dumps({"bench": "neo4j", **figures}))


if __name__ == "__main__":
    main()
