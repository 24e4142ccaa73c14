"""The firms by their parent."""

from collections import defaultdict


def rows(data):
    children = defaultdict(list)
    for firm in data["firms"]["nodes"]:
        if firm["lei"] and firm["parent"] and firm["parent"].get("lei"):
            children[firm["parent"]["lei"]].append(firm["lei"])
    for parent, found in children.items():
        yield {"parent": parent, "subsidiaries": found}
