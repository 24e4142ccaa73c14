"""Milestones that December's release announced and July's has on another day, with the same facility power."""

from wattgraph.graph.status import status


def answer(store):
    for change in store.changes("2025-12-31", of=["Capacity"]).rows:
        if change.how != "moved" or change.thing.word("basis") != "facility":
            continue
        before, after = change.former.quantity("power"), change.thing.quantity("power")
        announced = str(change.before.decoded)
        if announced > "2025-12-31" and before.interval == after.interval:
            yield {
                "site": store.view().name(change.thing.word("site")),
                "megawatts": after.value,
                "announced": announced,
                "day": str(change.after.decoded),
                "status": status(change.thing).word,
                "days": change.slip.days,
                "statement": [change.before.best, change.after.best],
            }
