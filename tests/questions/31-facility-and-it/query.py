"""The latest dated capacity that stands at each site on each of two bases; one without the other tells nothing."""

from collections import defaultdict


def answer(store):
    view = store.view()
    latest = defaultdict(dict)
    for capacity in view.of_kind("Capacity"):
        site, basis, date = (capacity.word(name) for name in ("site", "basis", "date"))
        if capacity.word("kind") == "existing" and site and date:
            latest[site][basis] = max(latest[site].get(basis, ("", None)), (date, capacity), key=lambda pair: pair[0])
    for site, found in latest.items():
        if {"facility", "criticalIT"} <= found.keys():
            facility, load = (found[basis][1].figure for basis in ("facility", "criticalIT"))
            yield {
                "site": view.name(site),
                "facility": facility.quantity.value,
                "it": load.quantity.value,
                "ratio": f"{facility.quantity.value / load.quantity.value:.2f}",
                "statement": [facility.statement, load.statement],
            }
