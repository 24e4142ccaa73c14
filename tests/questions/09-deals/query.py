"""All deals."""


def answer(store):
    view = store.view()
    for deal in view.of_kind("Deal"):
        figure = deal.figure
        yield {
            "kind": deal.word("kind"),
            "parties": [view.name(actor) for actor in deal.actors()],
            "providers": [view.name(actor) for actor in deal.actors("provider")],
            "customers": [view.name(actor) for actor in deal.actors("customer")],
            "amount": figure and figure.quantity.value,
            "unit": figure and figure.quantity.unit,
            "unitBasis": figure and figure.quantity.unit_basis,
            "statement": figure.statement if figure else deal.shown("kind").best,
        }
