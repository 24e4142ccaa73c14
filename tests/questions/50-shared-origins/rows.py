"""The publishers of each origin, and by what signs it is one."""


def rows(data):
    for origin in data["origins"]["nodes"]:
        yield {
            "publishers": [document["publisher"] for document in origin["documents"]],
            "signs": sorted({bond["sign"] for bond in origin["bonds"]}),
        }
