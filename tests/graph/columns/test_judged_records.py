"""A record of a deal that several tables name stays one when a person joins it to what an article says."""

from collections.abc import Callable
from typing import Any

from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view.snapshot import Snapshot

SIDES = (("provider", "Anvil"), ("customer", "Birch"))


def register(text: Any, table: str) -> Any:
    """One table of a register that names contract C1: the second is a table of guarantees."""
    page = text(f"{table}: contract C1, lease, 3 billion dollars, Anvil, Birch", "1.0", "source/register")
    firms = {role: (page.record("register", f"{name}#firm"), name) for role, name in SIDES}
    deal = page.record("register", "C1", "Deal")
    page.say(deal, "kind", "lease", "lease")
    for role, (firm, name) in firms.items():
        page.say(firm, "name", name, name)
        page.say(deal, role, firm.id, name)
    return page


def test_what_is_caught_up_is_what_is_made_anew(ledger: Ledger, text: Callable[..., Any]) -> None:
    contracts = register(text, "Contracts")
    contracts.into(ledger)
    register(text, "Guarantees").into(ledger)
    report = text("Anvil signed a lease worth 2 billion dollars with Birch.")
    deal = report.contract("Deal", "lease", "lease", SIDES, "2 billion dollars", status="signed")
    report.into(ledger)
    before = Snapshot(ledger)
    assert len(before.view().of_kind("Deal")) == 2
    ledger.judge("same", contracts.record("register", "C1", "Deal").id, deal.id, author="desk")
    caught_up, anew = Snapshot(ledger, known=before), Snapshot(ledger)
    assert dict(caught_up.identity.members) == dict(anew.identity.members)
    (joined,) = caught_up.view().of_kind("Deal")
    assert len(joined.documents()) == 3
