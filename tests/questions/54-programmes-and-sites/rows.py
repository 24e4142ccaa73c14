"""The sites by the programme that they name."""

from collections import defaultdict


def rows(data):
    sites = defaultdict(list)
    for site in data["sites"]["nodes"]:
        sites[site["program"][0]["name"] if site["program"] else None].append(site["name"])
    for programme, names in sites.items():
        yield {"programme": programme, "sites": names}
