"""The statements behind the row, each with its class, the words of its value, and the licence of its document."""


def answer(store):
    behind = store.behind("6ea15f4872d939bd5925869052a2ab17", 93, 149)
    for said in behind.statements:
        (words,) = [span.quote for span in behind.view.evidence(said) if span.part == "value"]
        yield {
            "class": behind.view.node(said.subject.hex()).kind,
            "property": said.property,
            "words": words,
            "licence": behind.licences[0],
            "statement": said,
        }
