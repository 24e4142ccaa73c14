"""Pairs that no rule decides and that score one half or more, with the reasons, and the words that name both."""


def answer(store):
    view = store.view()
    for found in store.suggestions(least=0.5):
        pair = [view.node(node) for node in (found.one, found.other)]
        yield {
            "one": view.name(found.one),
            "other": view.name(found.other),
            "kind": found.kind,
            "relation": found.relation,
            "why": found.reasons,
            "statement": [said for node in pair for said in node.shown("name").statements],
        }
