"""The documents that the article loader read, with their dates."""


def answer(store):
    view = store.view()
    read = {said.document for said in view.statements() if said.loader == "article"}
    for identifier in sorted(read):
        shown = view.documents[identifier].appearance
        yield {"published": shown.published, "basis": shown.published_basis}
