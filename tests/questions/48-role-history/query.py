"""The periods of the firm's roles, in the order of their time."""

from wattgraph.graph.times.histories import history


def answer(store):
    view = store.view()
    (firm,) = view.named("Firm", "Tenfold Grid")
    for period in history(view, firm, "role"):
        yield {
            "role": str(period.decoded),
            "since": str(period.begin) if period.begin else None,
            "until": str(period.end) if period.end else None,
            "told": str(period.told),
            "statement": period.statements,
        }
