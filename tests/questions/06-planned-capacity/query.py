"""Capacity that is planned or being built, and for whom its programme is."""

from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    for capacity in view.of_kind("Capacity"):
        if status(capacity).word not in ("planned", "underConstruction"):
            continue
        program = view.node(capacity.word("program") or "")
        yield {
            "by": [view.name(actor) for actor in capacity.actors()],
            "megawatts": capacity.figure.quantity.value,
            "basis": capacity.word("basis") or "unknown",
            "start": capacity.word("start"),
            "over": capacity.word("purpose"),
            "whom": [view.name(actor) for actor in program.actors("beneficiary")] if program else [],
            "statement": capacity.figure.statement,
        }
