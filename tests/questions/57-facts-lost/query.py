"""What a view without the source does not show any more."""


def answer(store):
    view, rest = store.view(), store.view(without=["desk"])
    for kind in ("Deal", "CapitalFlow"):
        for thing in view.of_kind(kind):
            left = [rest.node(mention.hex()) for mention in thing.mentions]
            if not any(left):
                yield {
                    "class": thing.kind,
                    "kind": thing.word("kind"),
                    "amount": thing.figure.quantity.value,
                    "statement": thing.figure.statement,
                }
