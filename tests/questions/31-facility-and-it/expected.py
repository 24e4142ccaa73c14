"""The newest milestone of each site in Epoch's timelines of July 2026 that lies not after the release."""

import duckdb

QUERY = """
    SELECT "Data center" AS site, arg_max("Power (MW)", Date) AS facility, arg_max("IT power (MW)", Date) AS it
    FROM read_csv(?) WHERE Date <= DATE '2026-07-19' GROUP BY site HAVING facility > 0 AND it > 0 ORDER BY site"""


def expected(data):
    for site, facility, it in duckdb.execute(
        QUERY, [str(data / "sites/epoch_2026-07/data_center_timelines.csv")]
    ).fetchall():
        yield {"site": site, "facility": f"{facility:g}", "it": f"{it:g}", "ratio": f"{facility / it:.2f}"}
