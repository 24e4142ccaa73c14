"""The end of each contract: as stated, else its start plus its term, as exact as the start."""

from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    for deal in view.of_kind("Deal"):
        if status(deal).word == "cancelled":
            continue
        start, term, end = (deal.shown(name) for name in ("start", "term", "end"))
        basis = "stated" if end else "derived" if start and term else "unknown"
        proofs = [end] if end else [start, term] if start and term else [deal.shown("kind")]
        yield {
            "supplier": view.name(deal.actors("provider")[0]),
            "customer": view.name(deal.actors("customer")[0]),
            "kind": deal.word("kind"),
            "end": str(end.decoded) if end else later(start.decoded, term.decoded) if start and term else None,
            "basis": basis,
            "statement": [value.best for value in proofs],
        }


def later(start, term):
    years = int(term.removeprefix("P").removesuffix("Y"))
    return f"{int(start[:4]) + years}{start[4:]}"
