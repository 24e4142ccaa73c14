"""Firms by the parent that consolidates them directly, all by their LEI."""

from collections import defaultdict


def answer(store):
    view = store.view()
    children, proofs = defaultdict(list), defaultdict(list)
    for firm in view.of_kind("Firm"):
        parent = firm.shown("parent")
        above = view.node(str(parent.decoded)) if parent else None
        if above and firm.word("lei") and above.word("lei"):
            children[above.word("lei")].append(firm.word("lei"))
            proofs[above.word("lei")].append(parent.best)
    for parent, found in children.items():
        yield {"parent": parent, "subsidiaries": found, "statement": proofs[parent]}
