"""Facility power that December's release announced for a later day, and the day on which July's release has it.

A milestone is a site's first day with exactly so many megawatts. July has other names for the sites: here they are.
"""

import duckdb

#: December's handle -> July's name.
SITES = {
    "Alibaba Zhangbei Zhangjiakou Hebei": "Alibaba Zhangbei",
    "Amazon Canton Mississippi": "Amazon Madison Mega Site",
    "Amazon Ridgeland Mississippi": "Amazon Ridgeland",
    "Anthropic-Amazon Project Rainier New Carlisle Indiana": "Anthropic-Amazon New Carlisle",
    "Coreweave Helios Afton Texas": "Coreweave Helios",
    "Crusoe Goodnight Texas": "Goodnight",
    "Google New Albany Ohio": "Google New Albany",
    "Google Omaha Nebraska": "Google Omaha",
    "Meta Hyperion Holly Ridge Louisiana": "Meta Hyperion",
    "Meta Prometheus New Albany Ohio": "Meta Prometheus",
    "Microsoft Fairwater Fayetteville Georgia": "Microsoft Fairwater Atlanta",
    "Microsoft Fairwater Mount Pleasant Wisconsin": "Microsoft Fairwater Wisconsin",
    "OpenAI-Oracle Stargate Abilene Texas": "OpenAI Stargate Abilene",
    "OpenAI-Oracle Stargate Abu Dhabi": "OpenAI Stargate UAE",
    "xAI Colossus 1 Memphis Tennessee": "Colossus 1",
    "xAI Colossus 2 Memphis Tennessee": "Colossus 2",
}
QUERY = """
    SELECT "Data center" AS site, "Power (MW)" AS megawatts, min(Date) AS day
    FROM read_csv(?) WHERE "Power (MW)" > 0 GROUP BY ALL ORDER BY ALL"""


def milestones(path):
    return {(site, power): day for site, power, day in duckdb.execute(QUERY, [str(path)]).fetchall()}


def expected(data):
    july = milestones(data / "sites/epoch_2026-07/data_center_timelines.csv")
    for (handle, power), announced in milestones(data / "sites/epoch_2025-12/data_center_timelines.csv").items():
        came = july.get((SITES[handle], power))
        if announced.isoformat() >= "2026" and came and came != announced:
            yield {
                "site": SITES[handle],
                "megawatts": f"{power:g}",
                "announced": announced.isoformat(),
                "day": came.isoformat(),
                "status": "OPERATIONAL" if came.isoformat() <= "2026-07-19" else "PLANNED",
                "days": (came - announced).days,
            }
