"""Capacity that stands already, with who holds it."""


def answer(store):
    view = store.view()
    for capacity in view.of_kind("Capacity"):
        if capacity.word("kind") != "existing":
            continue
        owners = capacity.actors("owner")
        place = capacity.word("place")
        yield {
            "megawatts": capacity.figure.quantity.value,
            "holders": [view.name(actor) for actor in owners],
            "class": [view.node(actor).kind for actor in owners],
            "place": place and view.name(place),
            "basis": capacity.word("basis") or "unknown",
            "qualifier": capacity.figure.quantity.qualifier,
            "statement": capacity.figure.statement,
        }
