"""December's last projection for each site up to July's release, against what July says stood on that day."""

from collections import defaultdict
from decimal import Decimal

BEFORE, AFTER = "2025-12-31", "2026-07-19"


def answer(store):
    then, now = (milestones(store.view(known_at=known), last) for known, last in ((BEFORE, AFTER), (AFTER, AFTER)))
    for site, projected in then.items():
        day, capacity = max(
            (pair for pair in projected if pair[0] > BEFORE), default=(None, None), key=lambda p: p[0]
        )
        if day is None:
            continue
        reached = [pair for pair in now.get(site, ()) if pair[0] <= day]
        _, stood = max(reached, default=(None, None), key=lambda pair: pair[0])
        figures = [capacity.figure, *([stood.figure] if stood else [])]
        power = stood.figure.quantity.value if stood else Decimal(0)
        yield {
            "site": store.view().name(site),
            "day": day,
            "projected": capacity.figure.quantity.value,
            "stood": power,
            "short": capacity.figure.quantity.value - power,
            "statement": [figure.statement for figure in figures],
        }


def milestones(view, last):
    """The dated facility capacities up to a day, by the site's id."""
    found = defaultdict(list)
    for capacity in view.of_kind("Capacity"):
        site, day = view.node(capacity.word("site") or ""), capacity.word("date")
        if site and day and day <= last and capacity.word("basis") == "facility":
            found[site.id].append((day, capacity))
    return found
