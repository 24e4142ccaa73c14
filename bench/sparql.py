"""How fast the SPARQL view follows the ledger, and how fast it answers.

    python -m bench.sparql [--json] [--statements 30000]

`make_ratio`: making the view from the ledger against loading the same quads, ready in memory, into the same store
(the bound; the rest is resolving and writing RDF). `catch_up_share`: taking in one more document against making it
all anew. `rdflib_ratio`: how many times longer rdflib takes for the same two questions over the same quads of a
twentieth of the ledger (of the whole it takes minutes). `quads_per_statement` is the price of having all evidence
as RDF. A wrong count fails the run.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import orjson
import pyoxigraph as ox
import rdflib

from bench import _corpus
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.rdf.quads import quads, to_rdflib
from wattgraph.graph.rdf.sparqlview import SparqlView
from wattgraph.graph.rdf.terms import PREFIXES
from wattgraph.graph.view import Snapshot, View
from wattgraph.schema.statement import Appearance, Document

T = TypeVar("T")
#: A join with its evidence, and an aggregate.
QUESTIONS = (
    """SELECT ?host ?amount ?quote {
        ?deal a wg:Deal ; wg:provider/wg:name ?host ; wg:amount ?figure .
        ?figure wg:value ?amount ; wg:statedBy/wg:evidence ?words . ?words wg:part "quote" ; wg:quote ?quote }""",
    """SELECT ?unit (SUM(?amount) AS ?total) (COUNT(?deal) AS ?n) {
        ?deal a wg:Deal ; wg:amount ?figure . ?figure wg:value ?amount ; wg:unit ?unit } GROUP BY ?unit""",
)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds, and what came of it."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def load(ledger: Ledger, number: int) -> None:
    """One generated document."""
    ledger.load(Document.of(_corpus.text(number)), Appearance(), _corpus.reading)


def following(ledger: Ledger, folder: Path, documents: int) -> dict[str, float]:
    """Making the view, its bound, and one document more."""
    with SparqlView(ledger) as shown:
        made, _ = timed(shown.published)
        ready = list(quads(Snapshot(ledger).view()))
        bound, _ = timed(lambda: ox.Store(str(folder / "bound")).bulk_extend(ready))
        load(ledger, documents)
        caught, _ = timed(shown.published)
    return {
        "quads": len(ready),
        "quads_per_statement": round(len(ready) / ledger.counts()["statements"], 1),
        "make_seconds": round(made, 2),
        "make_ratio": round(bound / made, 3),
        "catch_up_share": round(caught / made, 3),
    }


def answering(view: View) -> dict[str, float]:
    """The same questions to a store and to rdflib."""
    store = ox.Store()
    store.bulk_extend(quads(view))
    union = rdflib.Graph()
    for said in to_rdflib(view).quads():
        union.add(said[:3])
    ours, theirs = 0.0, 0.0
    for question in QUESTIONS:
        took, rows = timed(
            lambda q=question: list(store.query(q, prefixes=PREFIXES, use_default_graph_as_union=True))  # type: ignore[misc]
        )
        ours += took
        took, others = timed(lambda q=question: list(union.query(q, initNs=PREFIXES)))  # type: ignore[misc]
        theirs += took
        if not rows or len(rows) != len(others):
            raise SystemExit(f"wrong counts: {len(rows)} rows, rdflib {len(others)}")
    return {"answer_seconds": round(ours, 3), "rdflib_ratio": round(theirs / ours, 1)}


def main() -> None:
    """Runs both parts and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--statements", type=int, default=30_000, help="size of the ledger")
    options = parser.parse_args()
    documents = max(1, options.statements // _corpus.PER_DOCUMENT)
    with tempfile.TemporaryDirectory() as name, Ledger(Path(name, "test.db"), create=True) as ledger:
        for number in range(max(1, documents // 20)):
            load(ledger, number)
        figures = answering(Snapshot(ledger).view())
        for number in range(documents):
            load(ledger, number)
        figures |= following(ledger, Path(name), documents)
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>22} {value:,}")
    print(orjson.dumps({"bench": "sparql", **figures}).decode())


if __name__ == "__main__":
    main()
