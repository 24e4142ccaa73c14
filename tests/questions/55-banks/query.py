"""Borrowers with the banks that lend to them, where there are three or more."""

from collections import defaultdict

from wattgraph.graph.roles import has_role


def answer(store):
    view = store.view()
    lending = defaultdict(dict)
    for flow in view.of_kind("CapitalFlow"):
        if flow.word("kind") in ("loan", "creditFacility"):
            for borrower in flow.actors("beneficiary"):
                for bank in flow.actors("lender"):
                    if has_role(view, view.node(bank), "bank"):
                        lending[borrower][bank] = flow.shown("kind").best
    for borrower, banks in lending.items():
        if len(banks) >= 3:
            names = [view.name(bank) for bank in banks]
            yield {"borrower": view.name(borrower), "banks": names, "statement": list(banks.values())}
