"""Flows from a firm to one that is its customer in a contract; money that is only guaranteed is none."""

GIVERS, TAKERS = ("lender", "investor"), ("beneficiary", "issuer", "target")


def answer(store):
    view = store.view()
    sold = [
        (p, c, deal)
        for deal in view.of_kind("Deal")
        for p in deal.actors("provider")
        for c in deal.actors("customer")
    ]
    for flow in view.of_kind("CapitalFlow"):
        for giver in flow.actors(*GIVERS):
            for taker in flow.actors(*TAKERS):
                for provider, customer, deal in sold:
                    if (provider, customer) == (giver, taker):
                        yield {
                            "funder": view.name(giver),
                            "customer": view.name(taker),
                            "flow": flow.word("kind"),
                            "funded": flow.figure.quantity.value,
                            "deal": deal.word("kind"),
                            "bought": deal.figure.quantity.value,
                            "statement": [flow.figure.statement, deal.figure.statement],
                        }
