"""The sum of what Amazon plans or has committed to spend."""

from wattgraph.graph.status import status
from wattgraph.graph.sums import sums


def answer(store):
    view = store.view()
    (amazon,) = [firm for firm in view.of_kind("Firm") if view.name(firm.id) == "Amazon"]
    for total in sums(view, "CapitalFlow", amazon.id, statuses={"planned", "committed"}):
        things = [item.thing for item in total.counted]
        yield {
            "amount": total.interval.value,
            "lower": total.interval.lower,
            "upper": total.interval.upper,
            "unit": total.group.unit,
            "lowerParts": [item.interval.lower for item in total.counted],
            "upperParts": [item.interval.upper for item in total.counted],
            "statuses": [status(thing).word for thing in things],
            "unitBases": [thing.figure.quantity.unit_basis for thing in things],
            "statement": things[0].figure.statement,
        }
