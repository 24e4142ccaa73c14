"""The sum of the leases as each of two policies shows them."""

from wattgraph.graph.sums import sums


def answer(store):
    for policy in ("default", "filingsFirst"):
        (total,) = sums(store.view(policy), "Deal", kinds=["lease"])
        yield {
            "policy": policy,
            "lower": total.interval.lower,
            "upper": total.interval.upper,
            "leases": len(total.counted),
            "statement": [item.thing.figure.statement for item in total.counted],
        }
