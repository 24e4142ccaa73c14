"""The changes but those that only confirm a level."""


def rows(data):
    for change in data["changes"]["nodes"]:
        if change["how"] != "CONFIRMED":
            yield {
                "sort": change["sort"],
                "how": change["how"],
                "property": change["property"],
                "before": words(change["before"]),
                "after": words(change["after"]),
                "days": change["slip"] and change["slip"]["days"],
            }


def words(told):
    return told and (told["quantity"]["value"] if told["quantity"] else told["text"])
