"""The projects of Epoch's July release. One site stands in its timelines alone, another in April's release alone."""

import duckdb

QUERY = """
    SELECT nullif(regexp_replace(coalesce(Project, ''), ' #.*', ''), '') AS programme, list(Name)
    FROM read_csv(?) GROUP BY ALL ORDER BY ALL"""
ELSEWHERE = ["EdgeCore Mesa PH03", "QTS Richmond"]


def expected(data):
    release = str(data / "sites/epoch_2026-07/data_centers.csv")
    for programme, sites in duckdb.execute(QUERY, [release]).fetchall():
        yield {"programme": programme, "sites": sites if programme else [*sites, *ELSEWHERE]}
