"""Contracts of miners whose customer, or whose guarantor, is a hyperscaler, with what each pays a year."""

from wattgraph.graph.roles import has_role
from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    backed = [
        (view.node(str(value.decoded)), flow, guarantor, "guarantor")
        for flow in view.of_kind("CapitalFlow")
        for value in flow.values.get("secures", ())
        for guarantor in flow.actors("guarantor")
    ]
    bought = [
        (deal, deal, customer, "customer") for deal in view.of_kind("Deal") for customer in deal.actors("customer")
    ]
    for deal, proof, large, role in bought + backed:
        if not has_role(view, view.node(large), "hyperscaler") or status(deal).word == "cancelled":
            continue
        for host in deal.actors("provider"):
            if has_role(view, view.node(host), "bitcoinMiner"):
                years = int(deal.word("term").removeprefix("P").removesuffix("Y"))
                yield {
                    "hyperscaler": view.name(large),
                    "miner": view.name(host),
                    "by": role,
                    "status": status(deal).word,
                    "yearly": str(round(deal.quantity("amount").value / years)),
                    "takeOrPay": deal.word("takeOrPay") == "True",
                    "statement": [deal.shown("amount").best, deal.shown("term").best, proof.figure.statement],
                }
