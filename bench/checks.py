"""How fast a ledger is checked, and in how much memory.

    python -m bench.checks [--json] [--statements 300000]

A ledger of generated documents goes through the real gate: deals as in `bench.ledger`, and the sheets of a register
whose plants have coordinates, states, owners with shares, and capacities. `checked_per_second`: statements through
all checks in one pass (aim: 50,000 on two quiet cores). `by_check`: seconds of each alone, the reading of the ledger
included. `peak_mb`: the most memory that Python held while checking. Every 1,000th plant lies in a wrong state: a run
that finds another number of errors fails.
"""

import argparse
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from bench import _corpus
from wattgraph.graph.checks import checks, choose, examine
from wattgraph.graph.ledger import Ledger
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.statement import (
    Appearance,
    Document,
    Mention,
    Reading,
    Span,
    Statement,
    Thing,
    mention_of_record,
)

#: Plants of one sheet, and statements of a plant: six of the site, two of its owner, four of a stake, three of a
#: capacity.
_PLANTS = 500
_PER_PLANT = 15
_SHEET = _PLANTS * _PER_PLANT
_COLUMNS = ("plant", "name", "latitude", "longitude", "state", "country", "start", "code", "owner", "share", "power")
#: One plant of so many lies in a wrong state.
_WRONG = 1000


def sheet(number: int) -> str:
    """The text of one sheet; every number gives another."""
    rows = []
    for plant in range(number * _PLANTS, (number + 1) * _PLANTS):
        state = "AK" if plant % _WRONG == 0 else "KS"
        north, east = f"{37.1 + plant % 283 / 100:.2f}", f"{-101.9 + plant % 719 / 100:.2f}"
        rows.append(
            f"{plant};Plant {plant};{north};{east};{state};US;19{plant % 50 + 50}-01-01;"
            f"{plant % 997};Owner {plant % 997};{plant % 100 + 1}%;{plant % 900 + 1} MW"
        )
    return "\n".join(rows)


def reading(document: Document, appearance: Appearance) -> Reading:
    """The reading of a sheet, a thing a record."""
    return Reading(document, appearance, "register", "1", _things(document))


def _things(document: Document) -> Iterator[Thing]:
    start = 0
    owners: set[str] = set()
    for row in document.text.split("\n"):
        yield from _Row(document, row, start).things(owners)
        start += len(row) + 1


class _Row:
    """One plant: its site, its owner, the owner's stake, and its capacity."""

    def __init__(self, document: Document, row: str, start: int) -> None:
        self._document, self._quote = document, document.span(start, start + len(row), "quote")
        self._cells: dict[str, Span] = {}
        for name, cell in zip(_COLUMNS, row.split(";"), strict=True):
            self._cells[name] = document.span(start, start + len(cell))
            start += len(cell) + 1

    def _record(self, kind: str, key: str) -> Mention:
        return mention_of_record(self._document.id, kind, "register", key)

    def _said(self, thing: Mention, prop: str, cell: str, value: bytes | str = "") -> Statement:
        return Statement(thing.id, prop, value or self._cells[cell].quote, (self._cells[cell], self._quote))

    def _figure(self, thing: Mention, prop: str) -> Statement:
        (found,) = find_quantities(self._cells[prop].quote)
        return self._said(thing, prop, prop, found.quantity.encode())

    def things(self, owners: set[str]) -> Iterator[Thing]:
        """Its things; `owners`: those that earlier rows described."""
        key, code = self._cells["plant"].quote, self._cells["code"].quote
        site, firm, said = self._record("Site", key), self._record("Firm", code), self._said
        yield Thing(site, [said(site, prop, prop) for prop in _COLUMNS[1:7]])
        if code not in owners:
            owners.add(code)
            yield Thing(firm, [said(firm, "name", "owner"), said(firm, "country", "country")])
        stake, capacity = self._record("Stake", f"{key}#{code}"), self._record("Capacity", f"{key}#mw")
        named = [said(stake, "owner", "owner", firm.id), said(stake, "site", "plant", site.id)]
        yield Thing(stake, [said(stake, "kind", "owner", "stake"), *named, self._figure(stake, "share")])
        where = said(capacity, "site", "plant", site.id)
        yield Thing(capacity, [said(capacity, "kind", "power", "existing"), where, self._figure(capacity, "power")])


def made(folder: Path, statements: int) -> tuple[Ledger, int]:
    """A ledger of so many statements, half of them of the register; and the number of plants in a wrong state."""
    ledger = Ledger(folder / "checked.db", create=True)
    sheets = max(1, statements // 2 // _SHEET)
    for number in range(sheets):
        ledger.load(Document.of(sheet(number)), Appearance(series="bench/register", vintage=str(number)), reading)
    for number in range(max(1, statements // 2 // _corpus.PER_DOCUMENT)):
        ledger.load(Document.of(_corpus.text(number)), Appearance(), _corpus.reading)
    if ledger.counts()["quarantined"]:
        raise SystemExit(f"the gate refused: {ledger.quarantine()[0]}")
    return ledger, -(-sheets * _PLANTS // _WRONG)


def timed(ledger: Ledger, names: list[str], expected: int | None = None) -> float:
    """Seconds of these checks together; fails if they find another number of errors than expected."""
    start = time.perf_counter()
    found = sum(1 for _ in examine(ledger, choose(names)))
    if expected is not None and found != expected:
        raise SystemExit(f"{found} findings, not {expected}")
    return time.perf_counter() - start


def peak(work: Callable[[], object]) -> float:
    """The most MB that Python held while it did some work."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Makes a ledger, checks it, and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--statements", type=int, default=300_000, help="size of the ledger")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        ledger, wrong = made(Path(name), options.statements)
        with ledger:
            held = ledger.counts()["statements"]
            took = min(timed(ledger, [], wrong) for _ in range(3))
            figures: dict[str, object] = {
                "statements": held, "seconds": round(took, 2), "checked_per_second": round(held / took),
                "by_check": {check: round(timed(ledger, [check]), 2) for check in checks()},
                "peak_mb": round(peak(lambda: timed(ledger, [])), 1),
            }  # fmt: skip
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>22} {value}")
    print(orjson.dumps({"bench": "checks", **figures}).decode())


if __name__ == "__main__":
    main()
