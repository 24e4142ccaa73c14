"""The sums of hyperscalers, under the day as of which they are."""

from wattgraph.schema.words import screaming


def rows(data):
    large = {firm["id"] for firm in data.pop("hyperscalers")["nodes"]}
    for alias, found in data.items():
        day = f"{alias[2:6]}-{alias[6:8]}-{alias[8:]}"
        for total in found["nodes"]:
            if total["keys"]["firm"] and total["keys"]["firm"]["id"] in large:
                yield {
                    "user": total["keys"]["firm"]["name"],
                    "status": total["keys"]["status"],
                    "asOf": day,
                    "basis": screaming(total["basis"]),
                    "megawatts": total["total"]["value"],
                }
