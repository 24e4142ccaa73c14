"""The last row of Prometheus up to 14 October 2025, in the timelines of both releases; December has no IT power."""

import duckdb

QUERY = """
    SELECT arg_max({column}, Date) FROM read_csv(?)
    WHERE "Data center" LIKE 'Meta Prometheus%' AND Date <= DATE '2025-10-14' """
RELEASES = {"2025-12-31": ("epoch_2025-12", {"FACILITY": '"Power (MW)"'})}
RELEASES["2026-07-31"] = ("epoch_2026-07", {"FACILITY": '"Power (MW)"', "CRITICAL_IT": '"IT power (MW)"'})


def expected(data):
    for known, (release, columns) in RELEASES.items():
        for basis, column in columns.items():
            path = str(data / "sites" / release / "data_center_timelines.csv")
            (power,) = duckdb.execute(QUERY.format(column=column), [path]).fetchone()
            yield {"knownAt": known, "basis": basis, "megawatts": f"{power:g}", "status": "OPERATIONAL"}
