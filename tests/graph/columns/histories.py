"""Random histories of a ledger: loads of articles, rows, sites and deals, lists, retractions and judgements."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from wattgraph.graph.ledger import Ledger, LedgerError

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
