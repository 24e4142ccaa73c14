"""The amounts of IREN's deals, with the documents and the loader that they come from."""


def answer(store):
    view = store.view()
    for deal in view.of_kind("Deal"):
        parties = [view.name(actor) for actor in deal.actors()]
        if "IREN" in parties and deal.figure:
            yield {
                "parties": parties,
                "amount": deal.figure.quantity.value,
                "sources": len(deal.shown("amount").documents),
                "loader": deal.figure.statement.loader,
                "statement": deal.figure.statement,
            }
