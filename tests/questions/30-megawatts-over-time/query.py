"""Each site once, by its latest dated capacity up to a day, added up by who uses the compute."""

from collections import defaultdict
from decimal import Decimal

from wattgraph.graph.roles import has_role
from wattgraph.graph.status import status

DAYS = ("2025-01-01", "2026-01-01", "2026-07-19", "2027-01-01", "2028-01-01")


def answer(store):
    view = store.view()
    milestones = defaultdict(list)
    for capacity in view.of_kind("Capacity"):
        site, basis, date = (capacity.word(name) for name in ("site", "basis", "date"))
        if site and date and capacity.word("kind") in ("existing", "planned"):
            milestones[site, basis].append((date, capacity))
    for day in DAYS:
        totals, proofs = defaultdict(Decimal), defaultdict(list)
        for (site, basis), found in milestones.items():
            latest = max((pair for pair in found if pair[0] <= day), key=lambda pair: pair[0], default=None)
            users = [
                user for user in view.node(site).actors("operator") if has_role(view, view.node(user), "hyperscaler")
            ]
            if latest and users:
                group = view.name(users[0]), status(latest[1]).word, basis
                totals[group] += latest[1].figure.quantity.value
                proofs[group].append(latest[1].figure.statement)
        for (user, word, basis), megawatts in totals.items():
            yield {
                "user": user,
                "status": word,
                "basis": basis,
                "asOf": day,
                "megawatts": megawatts,
                "statement": proofs[user, word, basis],
            }
