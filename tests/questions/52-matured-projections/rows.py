"""The last projection of each site that is due, and what stood on its day."""

from decimal import Decimal


def rows(data):
    names = {site["id"]: site["name"] for site in data["sites"]["nodes"]}
    then, now = (list(milestones(data[known]["nodes"])) for known in ("then", "now"))
    due = {}
    for site, day, power in sorted(then):
        if "2025-12-31" < day <= "2026-07-19":
            due[site] = day, power
    for site, (day, projected) in due.items():
        reached = [(on, power) for place, on, power in now if place == site and on <= day]
        stood = max(reached, default=("", Decimal(0)))[1]
        yield {
            "site": names[site],
            "day": day,
            "projected": projected,
            "stood": stood,
            "short": projected - stood,
        }


def milestones(capacities):
    for capacity in capacities:
        if capacity["site"] and capacity["date"] and capacity["basis"] == "FACILITY":
            yield capacity["site"]["id"], capacity["date"], Decimal(capacity["power"]["value"])
