"""The deals of which no document is a form that was filed."""


def rows(data):
    for deal in data["deals"]["nodes"]:
        if not any("Form " in (document["title"] or "") for document in deal["documents"]):
            quotes = [cited["quote"] for cited in deal["evidence"]]
            yield {"kind": deal["kind"], "caption": deal["caption"], "quote": quotes}
