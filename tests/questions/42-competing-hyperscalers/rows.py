"""The hyperscalers among the customers of each provider, where there are two or more."""

from collections import defaultdict


def rows(data):
    large, served = {firm["id"] for firm in data["hyperscalers"]["nodes"]}, defaultdict(set)
    for deal in data["deals"]["nodes"]:
        for host in (p["actor"]["name"] for p in deal["parties"] if p["role"] == "PROVIDER"):
            served[host] |= {
                p["actor"]["name"] for p in deal["parties"] if p["role"] == "CUSTOMER" and p["actor"]["id"] in large
            }
    for host, customers in served.items():
        if len(customers) > 1:
            yield {"host": host, "hyperscalers": customers}
