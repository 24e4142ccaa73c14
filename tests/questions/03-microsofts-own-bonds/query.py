"""The sum of Microsoft's bonds, of which a joint one counts as an unknown part."""

from wattgraph.graph.sums import sums


def answer(store):
    view = store.view()
    (microsoft,) = [firm for firm in view.of_kind("Firm") if view.name(firm.id) == "Microsoft"]
    for total in sums(view, "CapitalFlow", microsoft.id, kinds=("bondIssuance", "convertibleNotes")):
        yield {
            "amount": total.interval.value,
            "moreThan": total.interval.lower,
            "boundIsOpen": total.interval.lower_open,
            "atMost": total.interval.upper,
            "unit": total.group.unit,
            "flows": len(total.counted),
            "statement": total.counted[0].thing.figure.statement,
        }
