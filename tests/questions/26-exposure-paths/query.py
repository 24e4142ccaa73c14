"""All paths of exposure from firms that count as miners to firms that count as hyperscalers."""

from wattgraph.graph.links import paths
from wattgraph.graph.roles import has_role


def answer(store):
    view = store.view()
    firms = view.of_kind("Firm")
    large = frozenset(firm.id for firm in firms if has_role(view, firm, "hyperscaler"))
    for miner in firms:
        if has_role(view, miner, "bitcoinMiner"):
            for path in paths(view, miner.id, large, max_hops=3):
                yield {
                    "miner": view.name(miner.id),
                    "hyperscaler": view.name(path.end),
                    "through": [view.name(hop.end) for hop in path.hops[:-1]],
                    "hops": len(path.hops),
                    "weakest": path.weakest.link,
                    "statement": [hop.via.figure.statement for hop in path.hops],
                }
