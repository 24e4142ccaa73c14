"""Bond issues in which Microsoft is an issuer."""


def answer(store):
    view = store.view()
    for flow in view.of_kind("CapitalFlow"):
        issuers = [view.name(actor) for actor in flow.actors("issuer")]
        if flow.word("kind") == "bondIssuance" and "Microsoft" in issuers:
            complete = flow.shown("participantsComplete")
            yield {
                "kind": flow.word("kind"),
                "issuers": issuers,
                "listIsComplete": complete and complete.decoded,
                "amount": flow.figure.quantity.value,
                "qualifier": flow.figure.quantity.qualifier,
                "unit": flow.figure.quantity.unit,
                "allocation": flow.word("allocation"),
                "statement": flow.figure.statement,
            }
