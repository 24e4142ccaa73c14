"""Of each owner in Epoch's July release: sites, those that draw power, the newest observation, and its age."""

import duckdb

QUERY = """
    WITH owned AS (
        SELECT Name AS site, regexp_replace(Owner, ' #.*', '') AS firm FROM read_csv($centers)
        WHERE Owner IS NOT NULL),
    seen AS (
        SELECT "Data center" AS site, max(Date) AS latest FROM read_csv($lines)
        WHERE Date <= DATE '2026-07-19' AND "Power (MW)" > 0 GROUP BY 1)
    SELECT firm, count(*), count(latest), max(latest), DATE '2026-07-19' - max(latest)
    FROM owned LEFT JOIN seen USING (site) GROUP BY 1 ORDER BY 1"""


def expected(data):
    release = data / "sites/epoch_2026-07"
    files = {"centers": str(release / "data_centers.csv"), "lines": str(release / "data_center_timelines.csv")}
    for firm, sites, powered, latest, age in duckdb.execute(QUERY, files).fetchall():
        yield {
            "firm": firm,
            "sites": sites,
            "powered": powered,
            "latest": latest and latest.isoformat(),
            "days": age,
        }
