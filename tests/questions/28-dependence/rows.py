"""Each customer's part of what a miner has contracted on one basis."""

from collections import defaultdict
from decimal import Decimal

from wattgraph.schema.words import screaming


def rows(data):
    miners = {firm["id"] for firm in data["miners"]["nodes"]}
    found = defaultdict(dict)
    for total in (total for total in data["sums"]["nodes"] if total["counted"]):
        parties = {p["role"]: p["actor"] for p in total["counted"][0]["thing"]["parties"]}
        miner = parties["PROVIDER"]
        if miner["id"] in miners:
            found[miner["name"], screaming(total["basis"])][parties["CUSTOMER"]["name"]] = Decimal(
                total["total"]["value"]
            )
    for (miner, basis), customers in found.items():
        for customer, megawatts in customers.items():
            share = round(megawatts / sum(customers.values()) * 100, 2)
            yield {"miner": miner, "basis": basis, "customer": customer, "share": share}
