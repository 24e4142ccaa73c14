"""Texts and tables that speak of one invented plant, each with its own words on what it counts and when."""

from collections.abc import Callable

import pytest

from wattgraph.graph.conflicts import Conflict, conflicts
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.policies.policy import policy
from wattgraph.graph.view import Perspective, Snapshot
from wattgraph.schema.dates import PartialDate

Found = Callable[..., list[Conflict]]


@pytest.fixture
def plant(text):
    """`plant("500 MW", date="2025-03-01", ...)` is a text on a capacity of the plant with code 4321.

    Words of the other arguments stand in it; `other` names another capacity, `said` goes to all its statements.
    """

    def make(
        power, *, kind="existing", basis=None, measure=None, date=None, code="4321", parties=(), head="Alder",
        loader="article", **said,
    ):  # fmt: skip
        context = {"basis": basis, "measure": measure, "date": date}
        words = " ".join(word for word in context.values() if word)
        names = " ".join(name for _, name in parties)
        page = text(f"{head}, code {code}, has {power} ({kind} {words}). {names}", loader=loader)
        site = page.thing("Site", head)
        page.say(site, "name", head, head)
        page.say(site, "eiaPlantCode", code, code)
        capacity = page.contract("Capacity", kind, kind, parties, power, prop="power", **said)
        page.say(capacity, "site", site.id, head, **said)
        for prop, word in context.items():
            if word:
                page.say(capacity, prop, word, word)
        return page

    return make


@pytest.fixture
def release(text, ledger):
    """`release("2026-07", "99 MW", "2025-10-14", part="a")` loads a release of a table with one plant's capacity."""

    def load(vintage, power, date, *, part, basis="facility", kind="existing"):
        page = text(f"{vintage} Alder {part} {power} {basis} {kind} {date or ''}", loader="source/desk")
        site, capacity = (
            page.record("desk", key, name) for key, name in (("Alder", "Site"), (f"Alder#{part}", "Capacity"))
        )
        page.say(site, "name", "Alder", "Alder")
        page.say(capacity, "kind", kind, kind)
        page.say(capacity, "power", page.quantity(power), power)
        page.say(capacity, "basis", basis, basis)
        page.say(capacity, "site", site.id, "Alder")
        if date:
            page.say(capacity, "date", date, date)
        page.into(ledger, series="desk/timelines", vintage=vintage)

    return load


@pytest.fixture
def find(ledger: Ledger) -> Found:
    """The conflicts of the ledger as it is now, `under` a policy, as known by a date."""

    def ask(*, under: str = "default", known_at: str | None = None, **asked) -> list[Conflict]:
        known = PartialDate.parse(known_at) if known_at else None
        return conflicts(Snapshot(ledger).view(Perspective(policy(under), None, known)), **asked)

    return ask
