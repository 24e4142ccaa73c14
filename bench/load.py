"""How fast sources are loaded, and how large the ledger gets.

    python -m bench.load [--json] [--statements 1000000] [--profile]

The data pack, if it stands beside the project: `pack_per_second` (aim: 60,000 on 2 cores), `pack_reload_ratio`: the
first load over the second, which changes nothing (aim: 10 or more). A generated table of so many statements and one
of a tenth: `corpus_per_second`, `corpus_seconds` (aim: 240 for 10 million), `corpus_gigabytes` (aim: 3.5 for 10
million), `growth`: time a statement of the large over that of the small (aim: at most 1.15), and `growth_cpu`, the
same in processor time, which others on the machine do not disturb; `peak_megabytes` of the
process that writes and of one that judges, and `peak_growth`: the large one's peak over the small one's. `raw_ratio`:
loading a source against raw executemany of the same rows, ready made, into the same tables. `--profile` prints where
the time of one process goes. Wrong counts fail the run.
"""

import argparse
import cProfile
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

from bench.ledger import raw_seconds
from wattgraph.api.sources.loading import load
from wattgraph.graph.ledger import Ledger
from wattgraph.loaders.sources import defined, source

_DATA = Path(__file__).parents[2] / "shared" / "data"
_PACK = {
    "wri": "power", "eia860": "power", "epoch": "sites", "im3": "sites", "sec": "firms", "sp500": "firms",
    "gleif": "lei/data",
}  # fmt: skip
#: Statements of one generated row: 9 of the site, 6 of its capacity. Operators come on top, once a part.
_PER_ROW = 15
_OPERATORS = 20_011
_MAPPING = """
[source]
name = "generated"
title = "Generated sites"
publisher = "bench"
licence = "CC0-1.0"

[tables.sites]
key = "{id}"

[tables.sites.things.operator]
class = "Firm"
key = "{operator}#operator"
name = "operator"

[tables.sites.things.site]
class = "Site"
name = "name"
kind = { word = "powerPlant" }
gppdId = "id"
latitude = "latitude"
longitude = "longitude"
county = "county"
state = "state"
start = "since"
operator = { thing = "operator" }

[tables.sites.things.capacity]
class = "Capacity"
kind = { word = "existing", by = "capacity_mw" }
basis = { word = "nameplate", by = "capacity_mw" }
power = "capacity_mw"
site = { thing = "site" }
operator = { thing = "operator" }
date = "since"
"""


def generate(folder: Path, rows: int) -> Path:
    """A folder with a mapping and a table of so many rows, every one of them another."""
    folder.mkdir()
    (folder / "mapping.toml").write_text(_MAPPING)
    with (folder / "sites.csv").open("w") as file:
        file.write("id,name,operator,latitude,longitude,county,state,since,capacity_mw\n")
        for n in range(rows):
            operator = f"Operator {n * 7919 % _OPERATORS} Energy LLC"
            place = f"{n % 18000 / 100:.4f},{-(n * 31 % 36000) / 100:.4f}" if n % 9000 else "0.5,-0.5"
            latitude, longitude = place.split(",")
            where = f"{float(latitude) / 2:.4f},{float(longitude) / 2:.4f},County {n % 3000},S{n % 50}"
            file.write(f"G{n:09},Plant {n} of {n % 977},{operator},{where},{1950 + n % 76},{n % 9973 + 1}.{n % 10}\n")
    return folder


def measured(task: str, *words: object, bench: str = "bench.load") -> dict[str, float]:
    """What a fresh process of a benchmark prints of a task: its peak of memory counts for nothing else."""
    command = [sys.executable, "-m", bench, "--task", task, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = orjson.loads(done.stdout.splitlines()[-1])
    return found


def _load_pack(store: Path) -> dict[str, float]:
    """The data pack, source by source, and all of it again."""
    times = []
    with Ledger(store, create=True) as ledger:
        for _ in range(2):
            start = time.perf_counter()
            for name, folder in _PACK.items():
                load(ledger, source(name), _DATA / folder)
            times.append(time.perf_counter() - start)
        statements = ledger.counts()["statements"]
    return {
        "pack_statements": statements, "pack_per_second": round(statements / times[0]),
        "pack_reload_ratio": round(times[0] / times[1], 1), **_peaks(),
    }  # fmt: skip


def _load_corpus(store: Path, folder: Path) -> dict[str, float]:
    with Ledger(store, create=True) as ledger:
        start, before = time.perf_counter(), _processor()
        done = load(ledger, defined(folder / "mapping.toml"), folder / "sites.csv")
        took, cpu = time.perf_counter() - start, _processor() - before
        start = time.perf_counter()
        again = load(ledger, defined(folder / "mapping.toml"), folder / "sites.csv")
        reload = time.perf_counter() - start
    if done.asserted < done.rows * _PER_ROW or done.quarantined or again.state != "unchanged":
        raise SystemExit(f"wrong counts: {done}, {again}")
    size = sum(path.stat().st_size for path in store.parent.glob(store.name + "*"))
    return {"statements": done.asserted, "seconds": took, "cpu": cpu, "reload": reload, "size": size, **_peaks()}


def _load_release(store: Path, folder: Path, published: Path) -> dict[str, float]:
    """One release of a generated table, into a ledger of several."""
    with Ledger(store, create=True) as ledger:
        source = defined(folder / "mapping.toml")
        done = load(ledger, source, folder / "sites.csv", vintage=published.name, published=published.name)
    if not done.asserted or done.quarantined:
        raise SystemExit(f"wrong counts: {done}")
    return {"statements": done.asserted}


def _processor() -> float:
    """Seconds of a processor that this process and those that it waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peaks() -> dict[str, float]:
    """Megabytes that this process and the largest of those that it started had at most."""
    own, others = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"peak_megabytes": round(own / 1024, 1), "judge_megabytes": round(others / 1024, 1)}


def corpus(folder: Path, statements: int) -> dict[str, float]:
    """A generated table of so many statements, and one of a tenth."""
    runs = {}
    for name, count in (("small", statements // 10), ("large", statements)):
        made = generate(folder / name, count // _PER_ROW)
        runs[name] = measured("corpus", folder / f"{name}.db", made)
    small, large = runs["small"], runs["large"]
    return {
        "corpus_statements": large["statements"],
        "corpus_seconds": round(large["seconds"], 1),
        "corpus_per_second": round(large["statements"] / large["seconds"]),
        "corpus_gigabytes": round(large["size"] / 1e9, 3),
        "corpus_bytes_per_statement": round(large["size"] / large["statements"], 1),
        "corpus_reload_ratio": round(large["seconds"] / large["reload"], 1),
        "growth": _growth(small, large, "seconds"),
        "growth_cpu": _growth(small, large, "cpu"),
        "peak_megabytes": large["peak_megabytes"],
        "judge_megabytes": large["judge_megabytes"],
        "peak_growth": round(large["peak_megabytes"] / small["peak_megabytes"], 3),
        "raw_ratio": round(raw_seconds(folder / "small.db", folder) / small["seconds"], 3),
    }


def _growth(small: dict[str, float], large: dict[str, float], what: str) -> float:
    return round(large[what] / large["statements"] / (small[what] / small["statements"]), 3)


def profile(folder: Path) -> None:
    """Prints where one process spends its time on a generated table."""
    made = generate(folder / "profiled", 20_000)
    with Ledger(folder / "profiled.db", create=True) as ledger, cProfile.Profile() as watched:
        load(ledger, defined(made / "mapping.toml"), made / "sites.csv", judges=0)
    pstats.Stats(watched).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Runs what was asked for and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    parser.add_argument("--statements", type=int, default=1_000_000, help="size of the generated table")
    parser.add_argument("--profile", action="store_true", help="print a profile instead")
    parser.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.task:
        task, *paths = options.task
        run = {"pack": _load_pack, "corpus": _load_corpus, "release": _load_release}[task]
        print(orjson.dumps(run(*map(Path, paths))).decode())  # type: ignore[operator]
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.profile:
            profile(folder)
            return
        pack = measured("pack", folder / "pack.db") if _DATA.is_dir() else {}
        figures = {k: v for k, v in pack.items() if k.startswith("pack")} | corpus(folder, options.statements)
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>26} {value:,}")
    print(orjson.dumps({"bench": "load", **figures}).decode())


if __name__ == "__main__":
    main()
