"""The sum of the squares of each host's part in what a hyperscaler has rented, from contracts of capacity."""

from collections import defaultdict
from decimal import Decimal

from wattgraph.graph.roles import has_role
from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    rented, proofs = defaultdict(lambda: defaultdict(Decimal)), defaultdict(list)
    for capacity in view.of_kind("Capacity"):
        if capacity.word("kind") == "contracted" and status(capacity).word != "cancelled":
            for customer in capacity.actors("customer", "endUser"):
                for host in capacity.actors("provider"):
                    if has_role(view, view.node(customer), "hyperscaler"):
                        rented[customer, capacity.word("basis")][host] += capacity.figure.quantity.value
                        proofs[customer, capacity.word("basis")].append(capacity.figure.statement)
    for (customer, basis), hosts in rented.items():
        total = sum(hosts.values())
        yield {
            "hyperscaler": view.name(customer),
            "basis": basis,
            "index": round(sum((part / total) ** 2 for part in hosts.values()), 4),
            "statement": proofs[customer, basis],
        }
