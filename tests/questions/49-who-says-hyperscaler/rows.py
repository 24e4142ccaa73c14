"""The role in question, with the publishers of what gives it."""


def rows(data):
    for firm in data["firms"]["nodes"]:
        for role in firm["roles"]:
            if role["role"] == "HYPERSCALER":
                publishers = [cited["document"]["publisher"] for cited in role["evidence"]]
                yield {"firm": firm["name"], "basis": role["basis"], "publishers": publishers}
