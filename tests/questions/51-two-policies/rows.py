"""The totals by policy."""


def rows(data):
    for policy, found in data.items():
        for total in found["nodes"]:
            yield {"policy": policy, **total["total"], "leases": total["countedCount"]}
