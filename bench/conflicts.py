"""How long it takes to find all that documents do not agree on, against one walk over all that they say.

    python -m bench.conflicts [--store PATH] [--json]

Without a store: 30,000 made-up plants, each in a text of its own, of which every tenth has a second text with another
figure and every hundredth a third on another basis. `ratio`: seconds of finding all conflicts by those of one walk
over all things and their statements. Three turns each, alternating, the best of each counts. On the made-up plants
another number of conflicts than was put in fails the run.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import orjson

from wattgraph.graph.conflicts import Conflict, conflicts
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import Snapshot, View
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.statement import Appearance, Document, Reading, Span, Statement, Thing, mention_at

_PLANTS, _SECOND, _THIRD = 30_000, 10, 100
#: Plants in one text: the first accounts, the second ones and the third ones stand in texts of their own.
_PER_TEXT = 500


def accounts() -> Iterator[list[tuple[int, str, str]]]:
    """(plant, power, basis) of each text, in lists of some hundred."""
    rounds = [
        [(p, f"{p % 900 + 100} MW", "facility") for p in range(_PLANTS)],
        [(p, f"{p % 900 + 1100} MW", "facility") for p in range(0, _PLANTS, _SECOND)],
        [(p, f"{p % 900 + 50} MW", "criticalIT") for p in range(0, _PLANTS, _THIRD)],
    ]
    for told in rounds:
        yield from (told[start : start + _PER_TEXT] for start in range(0, len(told), _PER_TEXT))


def load(ledger: Ledger, told: list[tuple[int, str, str]], number: int) -> None:
    """Loads one text."""
    lines = [f"Plant {plant} in text {number} has {power} ({basis})." for plant, power, basis in told]
    document = Document.of("\n".join(lines))
    reading = Reading(document, Appearance(), "generated", "1", list(_things(document, told, lines)))
    ledger.load(document, Appearance(), lambda d, a: reading)


def _things(document: Document, told: list[tuple[int, str, str]], lines: list[str]) -> Iterator[Thing]:
    start = 0
    for (plant, power, basis), line in zip(told, lines, strict=True):

        def span(words: str, at: int = start, within: str = line) -> Span:
            first = at + within.index(words)
            return document.span(first, first + len(words))

        yield from _plant(document, span(f"Plant {plant}"), span(str(plant)), span(power), span(basis), span("has"))
        start += len(line) + 1


def _plant(document: Document, head: Span, code: Span, power: Span, basis: Span, verb: Span) -> Iterable[Thing]:
    site = mention_at(document.id, "Site", head.start, head.end)
    capacity = mention_at(document.id, "Capacity", power.start, power.end)
    (found,) = find_quantities(power.quote)
    yield Thing(site, [
        Statement(site.id, "name", head.quote, (head,)), Statement(site.id, "eiaPlantCode", code.quote, (code,)),
    ])  # fmt: skip
    yield Thing(capacity, [
        Statement(capacity.id, "kind", "existing", (verb,)),
        Statement(capacity.id, "power", found.quantity.encode(), (power,)),
        Statement(capacity.id, "basis", basis.quote, (basis,)), Statement(capacity.id, "site", site.id, (head,)),
    ])  # fmt: skip


def walk(view: View) -> int:
    """One walk over all things and their statements."""
    return sum(1 for node in view.nodes.values() for _ in node.statements())


def measured(view: View) -> tuple[dict[str, float | int], list[Conflict]]:
    """The figures of one view, and what was found."""
    walks, finds = [], []
    found: list[Conflict] = []
    for _ in range(3):
        start = time.perf_counter()
        statements = walk(view)
        walks.append(time.perf_counter() - start)
        start = time.perf_counter()
        found = conflicts(view)
        finds.append(time.perf_counter() - start)
    ratio = round(min(finds) / min(walks), 2)
    return {
        "statements": statements, "conflicts": len(found), "seconds": round(min(finds), 3),
        "walk_seconds": round(min(walks), 3), "ratio": ratio,
    }, found  # fmt: skip


def made_up() -> dict[str, float | int]:
    """The figures of the made-up plants."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "bench.db", create=True) as ledger:
        for number, told in enumerate(accounts()):
            load(ledger, told, number)
        figures, found = measured(Snapshot(ledger).view())
    kinds = Counter(conflict.kind for conflict in found)
    expected = {"value": _PLANTS // _SECOND, "basis": 2 * _PLANTS // _THIRD}
    if kinds != expected:
        raise SystemExit(f"found {dict(kinds)}, not {expected}")
    return figures


def main() -> None:
    """Runs it and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="a ledger that exists, instead of made-up plants")
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    options = parser.parse_args()
    if options.store:
        with Ledger(options.store) as ledger:
            figures, _ = measured(Snapshot(ledger).view())
    else:
        figures = made_up()
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>14} {value:,}")
    print(orjson.dumps({"bench": "conflicts", **figures}).decode())


if __name__ == "__main__":
    main()
