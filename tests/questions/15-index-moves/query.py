"""Market moves of indices."""


def answer(store):
    view = store.view()
    for move in view.of_kind("Event"):
        if move.word("moveKind") == "index":
            (index,) = move.actors("subject")
            yield {
                "index": view.name(index),
                "percent": move.figure.quantity.value,
                "unit": move.figure.quantity.unit,
                "statement": move.figure.statement,
            }
