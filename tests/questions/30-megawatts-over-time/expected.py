"""Each site by its latest row of Epoch's timelines of July 2026 up to a day; rows after the release are plans."""

import duckdb

DAYS = ("2025-01-01", "2026-01-01", "2026-07-19", "2027-01-01", "2028-01-01")
QUERY = """
    WITH owned AS (SELECT Name AS site, regexp_replace(Owner, ' #.*', '') AS owner FROM read_csv($centers)),
    latest AS (
        SELECT "Data center" AS site, max(Date) AS day, arg_max("Power (MW)", Date) AS facility,
            arg_max("IT power (MW)", Date) AS it
        FROM read_csv($lines) WHERE Date <= $day::DATE GROUP BY site),
    told AS (
        SELECT owner, IF(day > DATE '2026-07-19', 'PLANNED', 'OPERATIONAL') AS status, facility, it
        FROM latest JOIN owned USING (site))
    SELECT owner, status, 'FACILITY', sum(facility) FROM told WHERE facility > 0 GROUP BY ALL
    UNION ALL SELECT owner, status, 'CRITICAL_IT', sum(it) FROM told WHERE it > 0 GROUP BY ALL ORDER BY ALL"""
#: Who of the owners is called a hyperscaler by the list of firms that Wattgraph ships.
HYPERSCALERS = {"Alibaba", "Amazon", "Google", "Meta", "Microsoft", "Oracle"}


def expected(data):
    release = data / "sites/epoch_2026-07"
    files = {"centers": str(release / "data_centers.csv"), "lines": str(release / "data_center_timelines.csv")}
    for day in DAYS:
        for owner, status, basis, megawatts in duckdb.execute(QUERY, files | {"day": day}).fetchall():
            if owner in HYPERSCALERS:
                yield {"user": owner, "status": status, "basis": basis, "asOf": day, "megawatts": f"{megawatts:g}"}
