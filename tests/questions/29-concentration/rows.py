"""The sum of the squares of each host's part in what a hyperscaler has rented on one basis."""

from collections import defaultdict
from decimal import Decimal


def rows(data):
    large = {firm["id"] for firm in data["hyperscalers"]["nodes"]}
    rented = defaultdict(lambda: defaultdict(Decimal))
    for capacity in data["capacities"]["nodes"]:
        actors = {party["role"]: party["actor"] for party in capacity["parties"]}
        customer, host = actors["CUSTOMER"], actors["PROVIDER"]
        if customer["id"] in large:
            rented[customer["name"], capacity["basis"]][host["id"]] += Decimal(capacity["power"]["value"])
    for (customer, basis), hosts in rented.items():
        total = sum(hosts.values())
        index = sum((part / total) ** 2 for part in hosts.values())
        yield {"hyperscaler": customer, "basis": basis, "index": round(index, 4)}
