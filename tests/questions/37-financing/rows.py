"""The flows by programme, and the difference between what is to be spent and what is raised for it."""

from collections import defaultdict
from decimal import Decimal


def rows(data):
    missing = defaultdict(Decimal)
    for flow in data["capitalFlows"]["nodes"]:
        for programme in flow["finances"]:
            spent = flow["kind"] == "CAPEX_COMMITMENT"
            missing[programme["name"]] += Decimal(flow["amount"]["value"]) * (1 if spent else -1)
            if not spent:
                yield {"programme": programme["name"], "kind": flow["kind"], "amount": flow["amount"]["value"]}
    for programme, amount in missing.items():
        yield {"programme": programme, "kind": "UNEXPLAINED", "amount": amount}
