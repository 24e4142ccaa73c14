"""Amount by megawatts by years: the least by the most and the most by the least, ranked inside a basis."""

from collections import Counter
from decimal import Decimal


def rows(data):
    found = []
    for capacity in data["capacities"]["nodes"]:
        deal, power = capacity["underDeal"], capacity["power"]
        if deal and deal["amount"] and deal["term"]:
            years = int(deal["term"].removeprefix("P").removesuffix("Y"))
            low = Decimal(deal["amount"]["lower"]) / Decimal(power["upper"]) / years
            high = Decimal(deal["amount"]["upper"]) / Decimal(power["lower"]) / years
            found.append((capacity["basis"], low, high, {p["role"]: p["actor"]["name"] for p in deal["parties"]}))
    ranks = Counter()
    for basis, low, high, firms in sorted(found, key=lambda one: -one[1]):
        ranks[basis] += 1
        yield {
            "miner": firms["PROVIDER"],
            "customer": firms["CUSTOMER"],
            "basis": basis,
            "lower": str(round(low)),
            "upper": str(round(high)),
            "rank": ranks[basis],
        }
