"""What each contract of a miner with a hyperscaler, or backed by one, pays a year."""

from decimal import Decimal


def rows(data):
    large = {firm["id"]: firm["name"] for firm in data["hyperscalers"]["nodes"]}
    miners = {firm["id"] for firm in data["miners"]["nodes"]}
    touched = [(deal, who, "CUSTOMER") for deal in data["deals"]["nodes"] for who in of(deal, "CUSTOMER")]
    for flow in data["capitalFlows"]["nodes"]:
        touched += [(flow["secures"], p["actor"], "GUARANTOR") for p in flow["parties"] if flow["secures"]]
    for deal, who, role in touched:
        for host in of(deal, "PROVIDER"):
            if who["id"] in large and host["id"] in miners:
                years = int(deal["term"].removeprefix("P").removesuffix("Y"))
                yield {
                    "hyperscaler": large[who["id"]],
                    "miner": host["name"],
                    "by": role,
                    "status": deal["status"],
                    "yearly": str(round(Decimal(deal["amount"]["value"]) / years)),
                    "takeOrPay": deal["takeOrPay"],
                }


def of(deal, role):
    return [party["actor"] for party in deal["parties"] if party["role"] == role]
