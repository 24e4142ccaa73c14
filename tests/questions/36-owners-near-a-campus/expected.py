"""Plants of the form EIA-860 within 30 km by the haversine formula, with shares by generator, else with the owner.

A share of a plant lies between the least and the most of its listed generators; one that does not name it has none.
Without shares the WRI's database names the owner, else it is the operator by the form's own rule. It writes names
without commas, and they are written so here.
"""

import duckdb

#: 41°41'36"N 86°27'39"W, as Epoch's December release has it.
CAMPUS = 41 + 41 / 60 + 36 / 3600, -(86 + 27 / 60 + 39 / 3600)
QUERY = """
    WITH plants AS (FROM read_csv($plants, all_varchar = true)),
    near AS (
        SELECT "Plant Code" AS plant, "Utility Name" AS utility,
            try_cast(trim(Latitude) AS DOUBLE) AS lat, try_cast(trim(Longitude) AS DOUBLE) AS lon
        FROM plants
        WHERE 2 * 6371.0088 * asin(sqrt(
            pow(sin(radians(lat - $latitude) / 2), 2) +
            cos(radians(lat)) * cos(radians($latitude)) * pow(sin(radians(lon - $longitude) / 2), 2))) <= 30),
    wri AS (
        SELECT ltrim(substr(gppd_idnr, 4), '0') AS plant, owner FROM read_csv($wri, all_varchar = true)
        WHERE owner IS NOT NULL),
    spelt AS (SELECT DISTINCT regexp_replace(owner, ' +', ' ', 'g') AS name FROM wri),
    parts AS (
        SELECT "Plant Code" AS plant, "Generator ID" AS unit, coalesce(name, "Owner Name") AS owner,
            try_cast(trim("Percent Owned") AS DOUBLE) * 100 AS share
        FROM read_csv($owners, all_varchar = true)
        LEFT JOIN spelt ON replace(name, ',', '') = replace("Owner Name", ',', '')),
    units AS (SELECT DISTINCT plant, unit FROM parts),
    each AS (
        SELECT o.plant, o.owner, u.unit, coalesce(sum(p.share), 0) AS share
        FROM (SELECT DISTINCT plant, owner FROM parts) o JOIN units u USING (plant)
        LEFT JOIN parts p ON p.plant = o.plant AND p.owner = o.owner AND p.unit = u.unit GROUP BY ALL)
    SELECT plant, owner, 'ASSERTED', min(share), max(share) FROM each SEMI JOIN near USING (plant) GROUP BY ALL
    UNION ALL SELECT plant, coalesce(wri.owner, utility), IF(wri.owner IS NULL, 'INFERRED', 'ASSERTED'), NULL, NULL
    FROM near ANTI JOIN parts USING (plant) LEFT JOIN wri USING (plant) ORDER BY ALL"""


def expected(data):
    power = data / "power"
    files = {"plants": "eia860_2020_plant.csv", "owners": "eia860_2020_owner.csv", "wri": "wri_gppd_1.3.0_USA.csv"}
    given = {name: str(power / file) for name, file in files.items()}
    where = {"latitude": CAMPUS[0], "longitude": CAMPUS[1]}
    for plant, owner, modality, lower, upper in duckdb.execute(QUERY, given | where).fetchall():
        yield {"plant": plant, "owner": owner, "modality": modality, "lower": figure(lower), "upper": figure(upper)}


def figure(percent):
    return None if percent is None else f"{percent:g}"
