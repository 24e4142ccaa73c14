"""How soon the first question is answered, with how much memory.

    python -m bench.open [--json] [--statements 1000000]

A generated table (that of bench.load) is loaded. Then, each time in a fresh process that opens the ledger and asks
for a firm, what it takes part in and where that stands: `open_seconds`, `open_megabytes`: columns that were saved
(aims: 2 s and 400 MB for a million statements, 20 s and 4,000 MB for ten million). `build_seconds`,
`build_megabytes`: nothing was saved, all is read and resolved. `catch_up_seconds`, `catch_up_megabytes`: an article
was loaded since. `view_ms`, `clock_ms`: the first use of another view, one that leaves out what is inferred, one as
of and as known at a day (aim: 300 ms for a million statements), counts and a list included. `look_back_ms`,
`middle_ms`: the first use of a view of what was known, of as many statements in two releases of one table and a
second table that names the same sites by one code: on the day before the last article (aim: 300 ms), and between the
releases, where every node has a record that came later. `middle_ratio`: resolving what was known then from the start,
over that. `raw_ratio`: fetching the bare rows from SQLite over building, which cannot do without; `open_ratio`:
building over opening. `disk_ratio`: the size of the columns over that of the ledger.
"""

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

import orjson

import wattgraph
from bench.load import _PER_ROW, generate, measured
from wattgraph.graph.columns import opening, resident
from wattgraph.graph.ledger import Ledger, rows
from wattgraph.graph.policies.policy import DEFAULT, STRICT_TEXT
from wattgraph.graph.view import Perspective, Snapshot, View
from wattgraph.schema.dates import PartialDate

#: As of when, and as known when.
DAY = PartialDate.parse("2100-01-01")
#: The day before the article, and a day between the releases.
_BEFORE, _MIDDLE = "2026-11-01", "2025"
_ARTICLE = "Arbor Mining signed a lease of 120 MW with Cloudhouse for 2 billion dollars."


def ask(view: View) -> int:
    """A firm that operates plants, what it takes part in, and the words that say so. Returns how many quotes."""
    rows = view.snapshot.columns.statements
    operators = rows.object[(rows.property == view.snapshot.columns.number_of("operator")) & rows.is_thing]
    firm = view.snapshot.columns.mention_id(operators[0]).hex()
    things = view.taking_part(firm)
    return sum(len(view.evidence(said)) for _, party in things for said in party.statements)


def _opened(path: Path) -> dict[str, float]:
    start = time.perf_counter()
    with Ledger(path) as ledger:
        view = Snapshot(ledger).view()
        quotes = ask(view)
        took = time.perf_counter() - start
        strict, strict_ms = _first_use(view, Perspective(STRICT_TEXT))
        then, clock_ms = _first_use(view, Perspective(DEFAULT, as_of=DAY, known_at=DAY))
        if not quotes or not strict or not then:
            raise SystemExit("the first question was not answered")
    return {"seconds": took, "megabytes": _peak(), "view_ms": strict_ms, "clock_ms": clock_ms}


def _looked_back(path: Path) -> dict[str, float]:
    """Milliseconds to look back at a ledger of releases."""
    with Ledger(path) as ledger:
        snapshot = Snapshot(ledger)
        view = snapshot.view()
        _, one_ms = _first_use(view, Perspective(DEFAULT, known_at=PartialDate.parse(_BEFORE)))
        count, middle_ms = _first_use(view, Perspective(DEFAULT, known_at=PartialDate.parse(_MIDDLE)))
        late = snapshot.late(PartialDate.parse(_MIDDLE))
        start = time.perf_counter()
        anew = resident.without_documents(snapshot.resident, late.keys())
        took = (time.perf_counter() - start) * 1000
    if not late or count != len(anew.nodes):
        raise SystemExit("a look back does not see what was known")
    return {"look_back_ms": one_ms, "middle_ms": middle_ms, "middle_ratio": took / middle_ms}


def _releases(folder: Path, statements: int) -> Path:
    """A ledger of two sources that name the same sites, of a second release of the first, and of an article."""
    path = folder / "releases.db"
    for name, source, published in (("a", "first", "2024-01"), ("b", "second", "2024-06"), ("c", "first", "2026-01")):
        made = generate(folder / name, statements // _PER_ROW // 3)
        mapping = (made / "mapping.toml").read_text()
        (made / "mapping.toml").write_text(mapping.replace('name = "generated"', f'name = "{source}"', 1))
        with (made / "sites.csv").open("r+") as file:  # no release is the text of another
            rows = file.read().replace("County ", f"County of {published} ")
            file.seek(0)
            file.write(rows)
        measured("release", path, made, published)
    with wattgraph.open(path) as store:
        store.load(text=_ARTICLE, published="2026-11-02")
    return path


def _first_use(view: View, perspective: Perspective) -> tuple[int, float]:
    """How many things are spoken of from another perspective on the same moment, and milliseconds."""
    start = time.perf_counter()
    other = view.snapshot.view(perspective)
    count = len(other.nodes) + len(other.of_kind("CapitalFlow"))
    return count, (time.perf_counter() - start) * 1000


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _raw(path: Path) -> float:
    """Seconds to fetch all rows."""
    start = time.perf_counter()
    with Ledger(path) as ledger, ledger.reading() as connection:
        for batches in (rows.mentions(connection), rows.statements(connection)):
            for _ in batches:
                pass
    return time.perf_counter() - start


def _fresh(path: Path, task: str = "open") -> dict[str, float]:
    """What a fresh process measures."""
    return measured(task, path, bench="bench.open")


def run(folder: Path, statements: int) -> dict[str, float]:
    """All figures of a table of so many statements."""
    path = folder / "large.db"
    measured("corpus", path, generate(folder / "large", statements // _PER_ROW))
    saved = opening.beside(path)
    shutil.rmtree(saved, ignore_errors=True)
    raw = _raw(path)
    built, opened = _fresh(path), min((_fresh(path) for _ in range(3)), key=lambda one: one["seconds"])
    disk = sum(file.stat().st_size for file in saved.rglob("*") if file.is_file())
    with wattgraph.open(path) as store:
        store.load(text=_ARTICLE, published="2026-11-02")
    caught = _fresh(path)
    history = _releases(folder, statements)
    _fresh(history)  # saves its columns
    back = _fresh(history, "back")
    return {
        "statements": statements, "open_seconds": round(opened["seconds"], 3),
        "open_megabytes": round(opened["megabytes"]), "build_seconds": round(built["seconds"], 1),
        "build_megabytes": round(built["megabytes"]), "catch_up_seconds": round(caught["seconds"], 2),
        "catch_up_megabytes": round(caught["megabytes"]), "view_ms": round(opened["view_ms"], 1),
        "clock_ms": round(opened["clock_ms"], 1), "look_back_ms": round(back["look_back_ms"], 1),
        "middle_ms": round(back["middle_ms"], 1), "middle_ratio": round(back["middle_ratio"], 1),
        "raw_ratio": round(raw / built["seconds"], 3), "open_ratio": round(built["seconds"] / opened["seconds"], 1),
        "disk_ratio": round(disk / path.stat().st_size, 3),
    }  # fmt: skip


def main() -> None:
    """Prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--statements", type=int, default=1_000_000, help="size of the generated table")
    parser.add_argument("--task", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        task, path = options.task
        print(orjson.dumps((_opened if task == "open" else _looked_back)(Path(path))).decode())
        return
    with tempfile.TemporaryDirectory() as name:
        figures = run(Path(name), options.statements)
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>20} {value:,}")
    print(orjson.dumps({"bench": "open", **figures}).decode())


if __name__ == "__main__":
    main()
