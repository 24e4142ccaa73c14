"""The figures of facts that one source gives, and no other: copies of one story are one."""

CLASSES = ("Deal", "CapitalFlow", "Stake", "Capacity", "Event", "Projection")


def answer(store):
    view = store.view()
    for fact in (fact for kind in CLASSES for fact in view.of_kind(kind) if fact.figure):
        sources = view.origins(fact.shown(fact.figure.property).statements)
        if sources == 1:
            yield {
                "class": fact.kind,
                "lower": fact.figure.quantity.interval.lower,
                "upper": fact.figure.quantity.interval.upper,
                "unit": fact.figure.quantity.unit,
                "sources": sources,
                "statement": fact.figure.statement,
            }
