"""The dated capacities of the site, under the day on which they were known."""

KNOWN = {"december": "2025-12-31", "july": "2026-07-31"}


def rows(data):
    for alias, known in KNOWN.items():
        for capacity in data[alias]["nodes"]:
            if capacity["date"] and capacity["site"] and "Meta Prometheus" in capacity["site"]["name"]:
                yield {
                    "knownAt": known,
                    "basis": capacity["basis"],
                    "megawatts": capacity["power"]["value"],
                    "status": capacity["status"],
                }
