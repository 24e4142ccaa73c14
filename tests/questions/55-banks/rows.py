"""Borrowers with the banks that lend to them, where there are three or more."""

from collections import defaultdict


def rows(data):
    banks, lending = {firm["id"] for firm in data["banks"]["nodes"]}, defaultdict(set)
    for flow in data["capitalFlows"]["nodes"]:
        for borrower in (p["actor"] for p in flow["parties"] if p["role"] == "BENEFICIARY"):
            lenders = (p["actor"] for p in flow["parties"] if p["role"] == "LENDER")
            lending[borrower["name"]] |= {lender["name"] for lender in lenders if lender["id"] in banks}
    for borrower, found in lending.items():
        if len(found) >= 3:
            yield {"borrower": borrower, "banks": found}
