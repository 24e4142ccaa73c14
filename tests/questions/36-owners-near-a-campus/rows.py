"""The owners of each plant that the form EIA-860 has: by shares, else as named or by the rule of the form."""


def rows(data):
    for plant in (near["site"] for site in data["sites"]["nodes"] for near in site["nearby"]["nodes"]):
        told = {"plant": plant["eiaPlantCode"]}
        if plant["eiaPlantCode"]:
            for share in plant["shares"]:
                yield {**told, "owner": share["owner"]["name"], "modality": "ASSERTED", **share["percent"]}
            for party in [] if plant["shares"] else plant["parties"]:
                who = party["actor"]["name"]
                yield {**told, "owner": who, "modality": party["modality"], "lower": None, "upper": None}
