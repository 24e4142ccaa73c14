"""How what each miner has contracted as a provider falls on its customers."""

from wattgraph.graph.figures.concentration import concentration
from wattgraph.graph.roles import has_role


def answer(store):
    view = store.view()
    for miner in view.of_kind("Firm"):
        if not has_role(view, miner, "bitcoinMiner"):
            continue
        for pool in concentration(view, "Capacity", "customer", miner.id, role="provider", families=["contracted"]):
            for part in pool.parts:
                yield {
                    "miner": view.name(miner.id),
                    "basis": pool.pool.basis,
                    "customer": part.key.label,
                    "share": round(part.share.value * 100, 2),
                    "statement": part.total.statements,
                }
