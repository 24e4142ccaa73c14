"""The changes of what stands and is planned at the site, without those that only confirm a level."""

from wattgraph.schema.quantity import Quantity


def answer(store):
    for change in store.changes("2025-12-31", of=["Capacity"], site="Anthropic-Amazon New Carlisle").rows:
        if change.how != "confirmed":
            yield {
                "sort": change.sort,
                "how": change.how,
                "property": change.property,
                "before": words(change.before),
                "after": words(change.after),
                "days": change.slip.days if change.slip else None,
                "statement": [value.best for value in (change.before, change.after) if value],
            }


def words(value):
    if value is None:
        return None
    return value.decoded.value if isinstance(value.decoded, Quantity) else str(value.decoded)
