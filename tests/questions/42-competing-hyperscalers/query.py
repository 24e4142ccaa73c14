"""Providers whose standing contracts have two or more hyperscalers as customers."""

from collections import defaultdict

from wattgraph.graph.roles import has_role
from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    served = defaultdict(dict)
    for deal in view.of_kind("Deal"):
        if status(deal).word == "cancelled":
            continue
        for host in deal.actors("provider"):
            for customer in (party for party in deal.parties if party.role == "customer"):
                if has_role(view, view.node(customer.actor), "hyperscaler"):
                    served[host][customer.actor] = customer.statements[0]
    for host, customers in served.items():
        if len(customers) > 1:
            yield {
                "host": view.name(host),
                "hyperscalers": [view.name(customer) for customer in customers],
                "statement": list(customers.values()),
            }
