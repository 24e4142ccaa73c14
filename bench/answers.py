"""How long answers over a whole class take, and with how much memory.

    python -m bench.answers [--json] [--statements 1000000]

A generated table (that of bench.load) is loaded. Then, each time in a fresh process that opens the ledger: the sum of
all capacities by operator (`sums`), all conflicts (`conflicts`), paths between two firms (`paths`), and the first
list of all capacities (`list`); each in the default view and, with `then_` before it, as of and as known at a day.
`_cpu`: seconds of processor of the first answer, which others on the machine disturb least; `_megabytes`: the peak of
the process. `sums_again_cpu`: the same question to the same view once more. Aims for a million statements on two
cores: 8 s for the sums, 6 s for the conflicts.

`_ratio`: seconds of the answer by a bound of the same run. Of the list, the sums and the paths it is `walk_cpu`:
every thing of the ledger made, and each of its values looked at, which is what an answer costs that leaves nothing
out. Of the conflicts it is `check_cpu`: each statement looked at once, and no thing made. `bare_ratio`: the sums by a
bare group-by of polars over the table of capacities, `bare_cpu`, its export left out; both must come to the same
totals.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import polars

from bench.load import _PER_ROW, generate, measured
from wattgraph.api.store import Store
from wattgraph.graph.frames import to_polars
from wattgraph.graph.view import View

#: As of when, and as known when: behind all that the table says.
_DAY = "2100-01-01"
_VIEWS: dict[str, dict[str, str]] = {"": {}, "then_": {"as_of": _DAY, "known_at": _DAY}}
#: Two firms of the table that take part in something.
_ENDS = "Operator 0 Energy LLC", "Operator 7919 Energy LLC"


def _sums(store: Store, view: View) -> int:
    return len(store.sums("Capacity", by=("operator",), view=view))


def _walk(store: Store, view: View) -> int:
    return sum(1 for node in view.nodes.values() for _ in node.statements())


def _check(store: Store, view: View) -> int:
    return sum(1 for _ in view.statements())


_QUESTIONS: dict[str, Callable[[Store, View], int]] = {
    "list": lambda store, view: len(view.of_kind("Capacity")),
    "sums": _sums,
    "conflicts": lambda store, view: len(store.conflicts(view=view)) + 1,
    "paths": lambda store, view: store.paths(*_ENDS, view=view).searched.documents,
    "walk": _walk,
    "check": _check,
}


def timed(find: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor, and what was found. Raises SystemExit if that is nothing."""
    start = time.process_time()
    found = find()
    took = time.process_time() - start
    if not found:
        raise SystemExit("a question was not answered")
    return took, found


def answer(path: Path, question: str, clocks: str) -> dict[str, float]:
    """What one question to a ledger takes."""
    with Store(path, create=False) as store:
        view = store.view(**_VIEWS[clocks])
        first, count = timed(lambda: _QUESTIONS[question](store, view))
        figures = {"cpu": first, "count": count, "megabytes": _peak()}
        if question == "sums":
            figures["again_cpu"], _ = timed(lambda: _sums(store, view))
        return figures


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(path: Path) -> dict[str, float]:
    """Seconds of a bare group-by. Raises SystemExit if it comes to other totals than the sums do."""
    with Store(path, create=False) as store:
        view = store.view()
        parties = to_polars(view, "parties").filter(polars.col("role") == "operator").select("thing", "actor")
        table = to_polars(view, "capacities").join(parties, left_on="id", right_on="thing")

        def group() -> dict[str, Any]:
            found = table.group_by("actor").agg(polars.col("power_value").sum())
            return dict(found.iter_rows())

        took, totals = timed(group)
        ours = {total.group.keys[0].value: total.interval.lower for total in store.sums("Capacity", by="operator")}
        if ours != totals:
            raise SystemExit("the sums are not those of a bare group-by")
    return {"cpu": took}


def _fresh(path: Path, question: str, clocks: str = "") -> dict[str, float]:
    """What a fresh process measures."""
    return measured(str(path), question, clocks, bench="bench.answers")


def run(folder: Path, statements: int) -> dict[str, float]:
    """All figures of a table of so many statements."""
    path = folder / "large.db"
    measured("corpus", path, generate(folder / "large", statements // _PER_ROW))
    _fresh(path, "check")  # who opens it first makes its columns
    bounds = {name: _fresh(path, name)["cpu"] for name in ("walk", "check")}
    bounds["bare"] = _fresh(path, "bare")["cpu"]
    figures: dict[str, float] = {"statements": statements}
    figures |= {f"{name}_cpu": round(took, 3) for name, took in bounds.items()}
    for clocks in _VIEWS:
        for question in ("list", "sums", "conflicts", "paths"):
            found = _fresh(path, question, clocks)
            name = clocks + question
            figures |= {f"{name}_cpu": round(found["cpu"], 2), f"{name}_megabytes": round(found["megabytes"])}
            bound = bounds["check" if question == "conflicts" else "walk"]
            figures[f"{name}_ratio"] = round(found["cpu"] / bound, 3)
            if question == "sums":
                figures[f"{name}_again_cpu"] = round(found["again_cpu"], 2)
    return figures | {"bare_ratio": round(figures["sums_cpu"] / bounds["bare"], 1)}


def main() -> None:
    """Prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--statements", type=int, default=1_000_000, help="size of the generated table")
    parser.add_argument("--task", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        path, question, clocks = options.task
        made = bare(Path(path)) if question == "bare" else answer(Path(path), question, clocks)
        print(orjson.dumps(made).decode())
        return
    with tempfile.TemporaryDirectory() as name:
        figures = run(Path(name), options.statements)
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>26} {value:,}")
    print(orjson.dumps({"bench": "answers", **figures}).decode())


if __name__ == "__main__":
    main()
