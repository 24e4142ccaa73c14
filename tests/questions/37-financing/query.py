"""The flows that finance each programme, and what of the committed spending none of them explains."""

from collections import defaultdict

#: Own spending: what has to be paid for.
NEED = "capexCommitment"


def answer(store):
    view = store.view()
    flows = defaultdict(list)
    for flow in view.of_kind("CapitalFlow"):
        for value in flow.values.get("finances", ()):
            flows[str(value.decoded)].append(flow)
    for programme, found in flows.items():
        needs = [flow for flow in found if flow.word("kind") == NEED]
        sources = [flow for flow in found if flow.word("kind") != NEED]
        for flow in sources:
            yield {
                "programme": view.name(programme),
                "kind": flow.word("kind"),
                "amount": flow.figure.quantity.value,
                "statement": flow.figure.statement,
            }
        if needs:
            need, raised = (sum(flow.figure.quantity.value for flow in flows) for flows in (needs, sources))
            yield {
                "programme": view.name(programme),
                "kind": "unexplained",
                "amount": need - raised,
                "statement": [flow.figure.statement for flow in found],
            }
