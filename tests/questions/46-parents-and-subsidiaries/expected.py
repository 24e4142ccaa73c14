"""Active direct consolidations in all files of the GLEIF's API that the data pack has, by LEI."""

import json
from collections import defaultdict


def expected(data):
    found = defaultdict(set)
    for path in (data / "lei/data/relationships").glob("*.json"):
        told = json.loads(path.read_text("utf-8"))["data"]
        for one in told if isinstance(told, list) else [told]:
            said = one["attributes"]["relationship"]
            if said["type"] == "IS_DIRECTLY_CONSOLIDATED_BY" and said["status"] == "ACTIVE":
                found[said["endNode"]["id"]].add(said["startNode"]["id"])
    for parent in sorted(found):
        yield {"parent": parent, "subsidiaries": sorted(found[parent])}
