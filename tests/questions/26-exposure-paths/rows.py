"""The paths with the firms that they pass."""


def rows(data):
    for path in data["paths"]["nodes"]:
        hops = path["hops"]
        yield {
            "miner": path["start"]["name"],
            "hyperscaler": path["firm"]["name"],
            "hops": len(hops),
            "through": [hop["toActor"]["name"] for hop in hops[:-1]],
            "weakest": path["link"],
        }
