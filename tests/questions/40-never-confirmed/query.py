"""Deals that only what is no filing speaks of, announced and no further."""

from wattgraph.graph.captions import caption
from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    for deal in view.of_kind("Deal"):
        titles = [view.documents[document].appearance.title or "" for document in deal.documents()]
        if status(deal).word in ("rumoured", "announced") and not any("Form " in title for title in titles):
            yield {"kind": deal.word("kind"), "caption": caption(view, deal), "statement": deal.shown("kind").best}
