"""What each miner owns, less what it provides under contract on the same basis."""

from collections import defaultdict
from decimal import Decimal


def rows(data):
    miners = {firm["id"]: firm["name"] for firm in data["firms"]["nodes"]}
    megawatts = defaultdict(Decimal)
    for capacity in data["capacities"]["nodes"]:
        for party in capacity["parties"]:
            if (capacity["kind"], party["role"]) in (("EXISTING", "OWNER"), ("CONTRACTED", "PROVIDER")):
                megawatts[party["actor"]["id"], party["role"], capacity["basis"]] += Decimal(
                    capacity["power"]["value"]
                )
    for (miner, role, basis), held in list(megawatts.items()):
        let = {b: mw for (firm, side, b), mw in megawatts.items() if (firm, side) == (miner, "PROVIDER")}
        left = held - let.get(basis, Decimal(0))
        if miner in miners and role == "OWNER" and left > 0:
            yield {
                "miner": miners[miner],
                "basis": basis,
                "held": held,
                "let": held - left,
                "left": left,
                "letOtherwise": sum((mw for other, mw in let.items() if other != basis), Decimal(0)),
            }
