"""Of each site the latest capacity on each basis, and their ratio."""

from collections import defaultdict
from decimal import Decimal


def rows(data):
    latest = defaultdict(dict)
    for capacity in data["capacities"]["nodes"]:
        if capacity["site"] and capacity["date"]:
            site, basis = latest[capacity["site"]["name"]], capacity["basis"]
            site[basis] = max(site.get(basis, ("", "")), (capacity["date"], capacity["power"]["value"]))
    for site, found in latest.items():
        if {"FACILITY", "CRITICAL_IT"} <= found.keys():
            facility, load = (Decimal(found[basis][1]) for basis in ("FACILITY", "CRITICAL_IT"))
            yield {"site": site, "facility": facility, "it": load, "ratio": f"{facility / load:.2f}"}
