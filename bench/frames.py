"""How fast the statements of a ledger become a table of polars and of pandas.

    python -m bench.frames [--json] [--sentences 8000] [--ledger PATH]

A generated ledger of deals, 7 statements a sentence, or a ledger that is there. `rows_per_second`: of the table of
statements, from the view to polars. `ratio`: seconds of pandas made of a list of dictionaries with the same columns
by those of pandas made through Arrow, the best of three turns each, alternating; where both differ the run fails.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pandas

from bench import _corpus
from wattgraph.graph.frames import tables, to_pandas, to_polars
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import Snapshot, View
from wattgraph.schema.dates import PartialDate
from wattgraph.schema.model import QUANTITIES, model
from wattgraph.schema.quantity import Quantity
from wattgraph.schema.statement import Appearance, Document

_TURNS = 3


def timed(make: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what was made."""
    start = time.perf_counter()
    made = make()
    return time.perf_counter() - start, made


def by_dictionaries(view: View) -> pandas.DataFrame:
    """The same columns as a script would make them: a dictionary a statement."""
    return pandas.DataFrame([_row(view, said) for said in view.statements()])


def _row(view: View, said: Any) -> dict[str, Any]:
    node = view.snapshot.identity.node
    kind = view.snapshot.mentions[said.subject].kind
    named = isinstance(said.object, bytes)
    row: dict[str, Any] = {
        "id": said.id.hex(), "thing": node[said.subject], "thing_class": kind, "property": said.property,
        "object": None if named else said.object, "object_thing": node[said.object] if named else None,
    }  # fmt: skip
    measured = model().kind(kind).properties[said.property].ranges[0] in QUANTITIES
    row |= _figure(Quantity.decode(said.object) if measured else None)
    row |= {"modality": said.modality, "polarity": said.polarity, "status": said.status}
    row |= _dates("valid_from", said.valid_from) | _dates("valid_to", said.valid_to)
    pieces = said.evidence.split()
    start, _, rest = next((piece for piece in pieces if piece.endswith("quote")), pieces[0]).partition("-")
    return row | {
        "asserted_by": node[said.asserted_by] if said.asserted_by else None, "sequence": said.sequence,
        "confidence": said.confidence, "loader": said.loader, "document": said.document.hex(), "start": int(start),
        "end": int("".join(c for c in rest if c.isdigit())), "mention": said.subject.hex(),
    }  # fmt: skip


def _figure(found: Quantity | None) -> dict[str, Any]:
    names = (
        "value",
        "lower",
        "upper",
        "lower_open",
        "upper_open",
        "interval",
        "unit",
        "unit_basis",
        "qualifier",
        "verbatim",
    )
    if found is None:
        return dict.fromkeys(names)
    i = found.interval
    cells = (i.value, i.lower, i.upper, i.lower_open, i.upper_open, str(i), found.unit, found.unit_basis)
    return dict(zip(names, (*cells, found.qualifier, found.verbatim), strict=True))


def _dates(name: str, text: str | None) -> dict[str, Any]:
    day = PartialDate.parse(text) if text else None
    ends = (day.earliest(), day.latest()) if day else (None, None)
    return {name: text, f"{name}_earliest": ends[0], f"{name}_latest": ends[1]}


def measure(view: View) -> dict[str, Any]:
    """The figures. Raises SystemExit if the two tables differ."""
    turns = [
        [timed(make) for make in (lambda: to_polars(view), lambda: to_pandas(view), lambda: by_dictionaries(view))]
        for _ in range(_TURNS)
    ]
    rows, plain = turns[0][1][1], turns[0][2][1]
    for name in ("id", "value", "unit", "start", "valid_from_earliest"):
        if [*rows[name].dropna()] != [*plain[name].dropna()]:
            raise SystemExit(f"the column {name} differs from that of the dictionaries")
    polars_, pandas_, dictionaries = (min(turn[place][0] for turn in turns) for place in range(3))
    whole = sum(timed(lambda name=name: to_polars(view, name, quotes=True))[0] for name in tables())
    return {
        "rows": len(rows), "columns": len(rows.columns), "rows_per_second": round(len(rows) / polars_),
        "polars_seconds": round(polars_, 3), "pandas_seconds": round(pandas_, 3),
        "dictionaries_seconds": round(dictionaries, 3), "ratio": round(dictionaries / pandas_, 2),
        "all_tables_seconds": round(whole, 2),
        "frame_mb": _megabytes(rows),
        "dictionaries_mb": _megabytes(plain),
    }  # fmt: skip


def _megabytes(frame: pandas.DataFrame) -> float:
    return round(float(frame.memory_usage(deep=True).sum()) / 1e6, 1)


def generated(path: Path, sentences: int) -> Ledger:
    """A ledger of so many sentences."""
    ledger = Ledger(path, create=True)
    for number in range(-(-sentences // (_corpus.PER_DOCUMENT // 7))):
        ledger.load(Document.of(_corpus.text(number)), Appearance(), _corpus.reading)
    return ledger


def main() -> None:
    """Runs all and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--sentences", type=int, default=8_000, help="of a generated ledger")
    parser.add_argument("--ledger", type=Path, help="a ledger that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "bench.db"
        with Ledger(path) if options.ledger else generated(path, options.sentences) as ledger:
            figures = measure(Snapshot(ledger).view())
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>22} {value:,}")
    print(orjson.dumps({"bench": "frames", **figures}).decode())


if __name__ == "__main__":
    main()
