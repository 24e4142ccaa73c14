"""Whatever happens to a ledger: columns that were caught up say what columns made anew say, and what it holds."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wattgraph.graph.columns import files, resident
from wattgraph.graph.columns.resident import Resident
from wattgraph.graph.identity import resolve
from wattgraph.graph.ledger import Ledger, LedgerError
from wattgraph.graph.ledger.series import dates_of, series_of
from wattgraph.graph.view.snapshot import Identified
from wattgraph.schema.model import model

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = ("Anvil", "Anvil Inc", "Birch", "Birch Holdings", "Cedar")
Step = tuple[str, int, int, str]


def article(text: Any, number: int, other: int, version: str) -> Any:
    page = text(f"Report {number}: {NAMES[other]} (NYSE: T{number % 2}) is a miner.", version)
    firm = page.firm(NAMES[other])
    if version == "1.1":
        page.say(firm, "ticker", f"NYSE: T{number % 2}", f"NYSE: T{number % 2}")
    return page


def row(text: Any, number: int, other: int, version: str) -> Any:
    """A row of a register, of which several editions speak."""
    page = text(f"{NAMES[other]}\t10{number}\t{version}", "1.0", "source/register")
    firm = page.record("register", f"{number}")
    page.say(firm, "name", NAMES[other], NAMES[other])
    page.say(firm, "cik", f"10{number}", f"10{number}")
    return page


def site(text: Any, number: int, other: int, version: str) -> Any:
    source = ("plants", "census")[number % 2]
    page = text(f"{source} {number} {version}: Works {other}, code 77{other}, owned by {NAMES[other]}", "1.0", source)
    firm = page.record(source, f"{NAMES[other]}#firm")
    page.say(firm, "name", NAMES[other], NAMES[other])
    plant = page.record(source, f"{other}", "Site")
    page.say(plant, "name", f"Works {other}", f"Works {other}")
    page.say(plant, "eiaPlantCode", f"77{other}", f"77{other}")
    page.say(plant, "owner", firm.id, NAMES[other])
    return page


def deal(text: Any, number: int, other: int, version: str) -> Any:
    amount = f"{number + 1} billion dollars"
    page = text(f"{NAMES[other]} signed a deal of {amount} with Cypress. {version}")
    parties = [("party", NAMES[other]), ("party", "Cypress")]
    page.contract("Deal", "unspecified", "deal", parties, amount if version == "1.0" else None, status="signed")
    return page


MADE = {"article": article, "row": row, "site": site, "deal": deal}


STEPS = st.lists(
    st.tuples(
        st.sampled_from((*MADE, "list", "retract", "restore", "same", "different", "withdraw")),
        st.integers(0, 3), st.integers(0, 4), st.sampled_from(("1.0", "1.1")),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


@contextmanager
def opened() -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db", create=True) as ledger:
        yield ledger


def follow(ledger: Ledger, step: Step, text: Any, listed: Callable[..., Any]) -> None:
    """Takes a step; what the ledger refuses is no step."""
    verb, number, other, version = step
    held = list(ledger.statements())
    firms = sorted({s.subject for s in held if s.property == "name"})
    try:
        if verb in MADE:
            shown = {"series": "register/rows", "vintage": version} if verb == "row" else {}
            MADE[verb](text, number, other, version).into(ledger, **shown, published=f"2026-0{number + 1}")
        elif verb == "list":
            rows = [("anvil", "Anvil", "bitcoinMiner"), ("birch", "Birch", "utility")]
            listed(*rows[: 1 + number % 2], version=version).into(ledger)
        elif verb in ("retract", "restore") and held:
            said = held[number * 7 % len(held)]
            getattr(ledger, verb)((said.id, said.document, said.subject)[other % 3], "ann")
        elif verb in ("same", "different") and len(firms) > 1:
            ledger.judge(verb, firms[number % len(firms)], firms[other % len(firms)], author="ann")
        elif verb == "withdraw" and (standing := ledger.judgements()):
            ledger.withdraw(standing[number % len(standing)].number, "ann")
    except LedgerError:
        pass


def told(known: Resident) -> dict[str, Any]:
    """What a resident says, whatever its places and numbers are."""
    columns, identified = known.columns, Identified(known)
    by_id = {identifier: columns.documents[identifier] for identifier in columns.documents}
    return {
        "sequence": known.sequence, "statements": list(columns.all_statements()), "documents": by_id,
        "node": dict(identified.node), "members": dict(identified.members), "unsure": set(identified.unsure),
        "proofs": {(e.rule, e.reason) for e in identified.proofs},
        "said": [columns.statement(row) for node in range(len(known.nodes)) for row in known.nodes.said.of(node)],
        "named": [columns.statement(row) for node in range(len(known.nodes)) for row in known.nodes.named.of(node)],
    }  # fmt: skip


def check_against_the_rules(ledger: Ledger, known: Resident) -> None:
    """The rules over all statements at once, without kin, give the same nodes."""
    held, documents = list(ledger.statements()), list(ledger.documents())
    spoken = {s.subject for s in held} | {s.object for s in held if isinstance(s.object, bytes)}
    mentions = {m.id: m for m in ledger.mentions() if m.id in spoken}
    found = resolve(mentions, held, ledger.judgements(), series_of(documents), model(), dates_of(documents))
    identified = Identified(known)
    assert list(known.columns.all_statements()) == held
    assert dict(identified.node) == found.node
    assert set(identified.unsure) == set(found.unsure)
    assert identified.record == found.record
    assert [c.aside.number for c in identified.conflicts] == [c.aside.number for c in found.conflicts]


@QUICK
@given(steps=STEPS)
def test_catching_up_ends_like_starting_anew(text: Any, listed: Callable[..., Any], steps: list[Step]) -> None:
    with opened() as ledger:
        known = resident.made(ledger)
        for step in steps:
            follow(ledger, step, text, listed)
            known = resident.caught_up(ledger, known)
            assert told(known) == told(resident.made(ledger))
        check_against_the_rules(ledger, known)


@QUICK
@given(steps=STEPS)
def test_what_was_saved_is_what_was_there(text: Any, listed: Callable[..., Any], steps: list[Step]) -> None:
    with opened() as ledger, tempfile.TemporaryDirectory() as folder:
        for step in steps[:-1]:
            follow(ledger, step, text, listed)
        saved = files.load(files.save(resident.made(ledger), Path(folder)))
        assert told(saved) == told(resident.made(ledger))
        follow(ledger, steps[-1], text, listed)
        assert told(resident.caught_up(ledger, saved)) == told(resident.made(ledger))
