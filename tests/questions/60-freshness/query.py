"""Of each firm that uses data centers: how many, how many draw power, and how old the newest observation is."""

from collections import defaultdict
from datetime import date


def answer(store):
    view = store.view()
    observed = defaultdict(list)
    for capacity in view.of_kind("Capacity"):
        day = capacity.word("date")
        if day and capacity.word("kind") == "existing":
            observed[capacity.word("site")].append((day, capacity.figure.statement))
    release = max(
        document.appearance.published
        for document in view.documents.values()
        if (document.appearance.series or "").startswith("epoch")
    )
    used = defaultdict(dict)
    for site in view.of_kind("Site"):
        for party in site.parties:
            if party.role == "operator":
                used[party.actor][site.id] = party.statements[0]
    for firm, sites in used.items():
        seen = [max(observed[site], key=lambda pair: pair[0]) for site in sites if observed[site]]
        latest, said = max(seen, default=(None, None), key=lambda pair: pair[0])
        yield {
            "firm": view.name(firm),
            "sites": len(sites),
            "powered": len(seen),
            "latest": latest,
            "days": (date.fromisoformat(release) - date.fromisoformat(latest)).days if latest else None,
            "statement": [*sites.values(), *([said] if said else [])],
        }
