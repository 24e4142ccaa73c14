"""Purchases of tokens, with every name of the buyer."""


def answer(store):
    view = store.view()
    for flow in view.of_kind("CapitalFlow"):
        if flow.word("kind") != "tokenPurchase":
            continue
        buyers = flow.actors("buyer")
        interval = flow.figure.quantity.interval
        yield {
            "buyers": [view.name(actor) for actor in buyers],
            "names": [str(name.decoded) for actor in buyers for name in view.node(actor).values["name"]],
            "sellers": [view.name(actor) for actor in flow.actors("seller")],
            "amount": interval.value,
            "moreThan": interval.lower,
            "boundIsOpen": interval.lower_open,
            "atMost": interval.upper,
            "qualifier": flow.figure.quantity.qualifier,
            "unit": flow.figure.quantity.unit,
            "statement": flow.figure.statement,
        }
