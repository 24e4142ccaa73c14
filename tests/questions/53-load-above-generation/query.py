"""Planned load and planned generation by region, where both are known."""

from collections import defaultdict
from decimal import Decimal


def answer(store):
    view = store.view()
    planned, proofs = defaultdict(lambda: defaultdict(Decimal)), defaultdict(list)
    for capacity in view.of_kind("Capacity"):
        site = view.node(capacity.word("site") or "")
        if capacity.word("kind") == "planned" and site:
            side = "generation" if capacity.word("basis") == "nameplate" else "load"
            region = site.word("state") or site.word("country")
            planned[region][side] += capacity.figure.quantity.value
            proofs[region].append(capacity.figure.statement)
    for region, found in planned.items():
        if found.keys() == {"load", "generation"} and found["load"] > found["generation"]:
            yield {"region": region, "generation": found["generation"], "statement": proofs[region]}
