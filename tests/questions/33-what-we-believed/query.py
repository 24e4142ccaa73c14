"""What stood at the site on the day, as the releases known at two later days tell it."""

from wattgraph.graph.status import status

SITE, DAY, KNOWN = "Meta Prometheus", "2025-10-14", ("2025-12-31", "2026-07-31")


def answer(store):
    for known in KNOWN:
        view = store.view(as_of=DAY, known_at=known)
        for capacity in view.of_kind("Capacity"):
            site = view.node(capacity.word("site") or "")
            if site and SITE in view.name(site.id) and capacity.word("date") and capacity.word("kind") == "existing":
                yield {
                    "knownAt": known,
                    "basis": capacity.word("basis"),
                    "megawatts": capacity.figure.quantity.value,
                    "status": status(capacity).word,
                    "statement": capacity.figure.statement,
                }
