"""The stated end of each contract, else its start plus its term."""


def rows(data):
    for deal in data["deals"]["nodes"]:
        start, term, end = deal["start"], deal["term"], deal["end"]
        derived = f"{int(start[:4]) + int(term[1:-1])}{start[4:]}" if start and term else None
        actors = {party["role"]: party["actor"]["name"] for party in deal["parties"]}
        yield {
            "supplier": actors["PROVIDER"],
            "customer": actors["CUSTOMER"],
            "kind": deal["kind"],
            "end": end or derived,
            "basis": "STATED" if end else "DERIVED" if derived else "UNKNOWN",
        }
