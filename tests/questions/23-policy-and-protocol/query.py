"""Decisions of authorities, and halvings."""

from wattgraph.graph.status import modality


def answer(store):
    for event in store.view().of_kind("Event"):
        if event.word("kind") in ("policy", "halving"):
            yield {
                "kind": event.word("kind"),
                "percent": event.figure and event.figure.quantity.value,
                "date": event.word("date"),
                "modality": modality(event),
                "statement": event.shown("kind").best,
            }
