"""The things that rest on documents of the register alone."""


def rows(data):
    for thing in (thing for found in data.values() for thing in found["nodes"]):
        if all((document["series"] or "").startswith("desk/") for document in thing["documents"]):
            yield {"class": thing["__typename"], "kind": thing["kind"], "amount": thing["amount"]["value"]}
