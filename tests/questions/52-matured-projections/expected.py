"""December's projection of a site for its last day before July's release, against what July says stood then."""

import runpy
from pathlib import Path

import duckdb

SITES = runpy.run_path(str(Path(__file__).parents[1] / "41-slippage/expected.py"))["SITES"]
PROJECTED = """
    SELECT "Data center", max(Date), arg_max("Power (MW)", Date) FROM read_csv(?)
    WHERE Date BETWEEN DATE '2026-01-01' AND DATE '2026-07-19' GROUP BY 1 ORDER BY 1"""
STOOD = 'SELECT arg_max("Power (MW)", Date) FROM read_csv(?) WHERE "Data center" = ? AND Date <= ?'


def expected(data):
    december, july = (str(data / f"sites/epoch_{at}/data_center_timelines.csv") for at in ("2025-12", "2026-07"))
    for handle, day, projected in duckdb.execute(PROJECTED, [december]).fetchall():
        (stood,) = duckdb.execute(STOOD, [july, SITES[handle], day]).fetchone()
        yield {
            "site": SITES[handle],
            "day": day.isoformat(),
            "projected": f"{projected:g}",
            "stood": f"{stood or 0:g}",
            "short": f"{projected - (stood or 0):g}",
        }
