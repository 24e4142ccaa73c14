"""What each miner owns that stands, less what it has let on the same basis; what it let on others stands beside."""

from collections import defaultdict
from decimal import Decimal

from wattgraph.graph.roles import has_role
from wattgraph.graph.status import status


def answer(store):
    view = store.view()
    held, let = (defaultdict(lambda: defaultdict(Decimal)) for _ in range(2))
    proofs = defaultdict(list)
    for capacity in view.of_kind("Capacity"):
        role = {"existing": "owner", "contracted": "provider"}.get(capacity.word("kind"))
        for miner in capacity.actors(role) if role and status(capacity).word != "cancelled" else ():
            if has_role(view, view.node(miner), "bitcoinMiner"):
                side = held if role == "owner" else let
                side[miner][capacity.word("basis")] += capacity.figure.quantity.value
                proofs[miner].append(capacity.figure.statement)
    for miner, bases in held.items():
        for basis, megawatts in bases.items():
            if megawatts > let[miner][basis]:
                yield {
                    "miner": view.name(miner),
                    "basis": basis,
                    "held": megawatts,
                    "let": let[miner][basis],
                    "left": megawatts - let[miner][basis],
                    "letOtherwise": sum((mw for other, mw in let[miner].items() if other != basis), Decimal(0)),
                    "statement": proofs[miner],
                }
