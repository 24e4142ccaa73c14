"""The sums of hyperscalers, under the day as of which they are."""

from decimal import Decimal

from wattgraph.schema.words import screaming


def rows(data):
    large = {firm["id"]: firm["name"] for firm in data["hyperscalers"]["nodes"]}
    for alias, found in data.items():
        day = f"{alias[2:6]}-{alias[6:8]}-{alias[8:]}"
        for total in found["nodes"] if alias.startswith("at") else ():
            firm = total["keys"]["firm"]
            if firm and firm["id"] in large:
                yield {
                    "user": large[firm["id"]],
                    "status": total["keys"]["status"],
                    "asOf": day,
                    "basis": screaming(total["basis"]),
                    "megawatts": Decimal(total["total"]["value"]),
                }
