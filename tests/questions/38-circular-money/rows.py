"""Flows and deals of the same two firms, where the giver is the provider and the taker the customer."""

GIVERS, TAKERS = ("LENDER", "INVESTOR"), ("BENEFICIARY", "ISSUER", "TARGET")


def rows(data):
    for flow in data["capitalFlows"]["nodes"]:
        for deal in data["deals"]["nodes"]:
            for funder in of(flow, GIVERS) & of(deal, ("PROVIDER",)):
                for customer in of(flow, TAKERS) & of(deal, ("CUSTOMER",)):
                    yield {
                        "funder": funder[1],
                        "customer": customer[1],
                        "flow": flow["kind"],
                        "deal": deal["kind"],
                        "funded": flow["figure"]["value"],
                        "bought": deal["figure"]["value"],
                    }


def of(thing, roles):
    return {(p["actor"]["id"], p["actor"]["name"]) for p in thing["parties"] if p["role"] in roles}
