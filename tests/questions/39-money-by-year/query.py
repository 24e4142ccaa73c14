"""Debt, equity and all that came in, by firm and year."""

from wattgraph.graph.figures.financing import raised


def answer(store):
    view = store.view()
    for one in raised(view):
        yield {
            "firm": view.name(one.firm),
            "year": one.year,
            "debt": one.debt.value,
            "equity": one.equity.value,
            "cash": one.cash.value,
            "statement": [said for total in one.sums for said in total.statements],
        }
