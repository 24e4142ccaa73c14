"""The milestones whose day moved while their facility power stayed, where the former day was yet to come."""


def rows(data):
    for change in data["changes"]["nodes"]:
        thing, former = change["thing"], change["former"]
        if change["how"] != "MOVED" or thing["basis"] != "FACILITY" or change["before"]["text"] <= "2025-12-31":
            continue
        if thing["power"]["value"] == former["power"]["value"]:
            yield {
                "site": thing["site"]["name"],
                "megawatts": thing["power"]["value"],
                "status": thing["status"],
                "announced": change["before"]["text"],
                "day": change["after"]["text"],
                "days": change["slip"]["days"],
            }
