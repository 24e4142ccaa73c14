"""Circles of two hops: money that a firm gives to one that is its customer; a guarantee is no money."""


def answer(store):
    view = store.view()
    for circle in store.circles(max_hops=2):
        flow, deal = (hop.via for hop in circle.hops)
        yield {
            "funder": view.name(circle.funding.start),
            "customer": view.name(circle.funding.end),
            "flow": flow.word("kind"),
            "funded": flow.figure.quantity.value,
            "deal": deal.word("kind"),
            "bought": deal.figure.quantity.value,
            "statement": [flow.figure.statement, deal.figure.statement],
        }
