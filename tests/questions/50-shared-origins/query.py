"""Documents that are one origin by their texts, by what one says of the other, or by a person's word."""


def answer(store):
    view = store.view()
    for origin in view.snapshot.origins.shared():
        signs = {bond.sign for bond in origin.bonds}
        if signs & {"text", "stated", "person"}:
            yield {
                "publishers": [view.documents[document].appearance.publisher for document in origin.documents],
                "signs": sorted(signs),
                "statement": [said for said in view.statements() if said.document in origin.documents],
            }
