"""Paths from firms that count as miners to firms that count as hyperscalers."""

from wattgraph.graph.links import paths
from wattgraph.graph.roles import has_role, roles
from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    firms = view.of_kind("Firm")
    large = frozenset(firm.id for firm in firms if has_role(view, firm, "hyperscaler"))
    for miner in firms:
        if not has_role(view, miner, "bitcoinMiner"):
            continue
        for path in paths(view, miner.id, large, max_hops=3):
            via = path.hops[0].via
            figure = via.figure
            yield {
                "miner": view.name(miner.id),
                "hyperscaler": view.name(path.end),
                "kind": via.word("kind"),
                "status": status(via).word,
                "amount": figure and figure.quantity.value,
                "unit": figure and figure.quantity.unit,
                "unitBasis": figure and figure.quantity.unit_basis,
                "minerBasis": [role.basis for role in roles(view, miner)],
                "statement": (figure.statement if figure else via.shown("kind").best),
            }
