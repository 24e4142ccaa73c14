"""The sums of each firm and year by family; cash is all of them."""

from collections import defaultdict
from decimal import Decimal


def rows(data):
    raised = defaultdict(lambda: defaultdict(Decimal))
    for total in (total for found in data.values() for total in found["nodes"]):
        if total["keys"]["firm"] and total["counted"]:
            key = total["keys"]["firm"]["name"], str(total["keys"]["year"])
            raised[key][total["family"]] += Decimal(total["total"]["value"])
    for (firm, year), sums in raised.items():
        yield {
            "firm": firm,
            "year": year,
            "debt": sums["debt"],
            "equity": sums["equity"],
            "cash": sum(sums.values()),
        }
