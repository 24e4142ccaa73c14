"""The conflicts with the values of both sides."""


def rows(data):
    for conflict in data["conflicts"]["nodes"]:
        yield {
            "kind": conflict["kind"],
            "of": conflict["of"].title(),
            "property": conflict["property"],
            "values": [
                side["quantity"]["value"] if side["quantity"] else side["words"] for side in conflict["sides"]
            ],
        }
