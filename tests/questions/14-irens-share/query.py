"""Market moves of IREN's share: "this year" is a window without a year."""


def answer(store):
    view = store.view()
    for move in view.of_kind("Event"):
        subjects = move.actors("subject")
        if move.word("kind") != "marketMove" or "IREN" not in [view.name(actor) for actor in subjects]:
            continue
        shown = view.documents[move.figure.statement.document].appearance
        yield {
            "of": [view.name(actor) for actor in subjects],
            "class": [view.node(actor).kind for actor in subjects],
            "moved": move.word("moveKind"),
            "percent": move.figure.quantity.value,
            "date": move.word("date"),
            "window": move.word("window"),
            "published": shown.published,
            "publishedBasis": shown.published_basis,
            "statement": move.figure.statement,
        }
