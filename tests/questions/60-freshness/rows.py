"""The sites by firm, with the newest capacity that stands at one of them."""

from collections import defaultdict
from datetime import date


def rows(data):
    release = max(
        document["publishedAt"]
        for document in data["documents"]["nodes"]
        if (document["series"] or "").startswith("epoch")
    )
    latest, used = defaultdict(str), defaultdict(list)
    for capacity in data["capacities"]["nodes"]:
        if capacity["site"] and capacity["date"]:
            latest[capacity["site"]["id"]] = max(latest[capacity["site"]["id"]], capacity["date"])
    for site in data["sites"]["nodes"]:
        for party in site["parties"]:
            used[party["actor"]["name"]].append(site["id"])
    for firm, sites in used.items():
        seen = [latest[site] for site in sites if latest[site]]
        newest = max(seen, default=None)
        age = (date.fromisoformat(release) - date.fromisoformat(newest)).days if newest else None
        yield {"firm": firm, "sites": len(sites), "powered": len(seen), "latest": newest, "days": age}
