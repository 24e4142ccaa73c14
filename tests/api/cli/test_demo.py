"""The demonstration answers from the ledger, is the same twice, and touches nobody's file."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wattgraph.api.cli.demo import STORE, articles, examples
from wattgraph.api.cli.page import Page
from wattgraph.api.cli.report import report
from wattgraph.api.store import Store

from .conftest import Command, dump

BONDS = "bond issuance · about $100bn"


@pytest.fixture
def printed(wattgraph: Command) -> str:
    """What the demo prints."""
    answer = wattgraph("demo")
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def section(printed: str, words: str) -> str:
    """The answer under the heading with these words."""
    (found,) = [part for part in printed.split("\n\n") if words in part.split("\n")[0]]
    return found


def test_miners_and_hyperscalers(printed: str) -> None:
    found = section(printed, "Bitcoin miners")
    answers = [line for line in found.splitlines() if " – " in line and line.startswith("  ") and line[2] != " "]
    assert answers == ["  IREN – Microsoft: deal of unstated kind · 9.7bn USD (currency implied)"]
    assert "status signed, told as fact, 1 source" in found
    assert "“IREN and Microsoft signed a deal of 9.7 billion” — “Miners gain" in found
    assert "IREN is a Bitcoin miner (inferred, no article says so)" in found
    assert "Microsoft is a hyperscaler (inferred, no article says so)" in found
    assert "without such a link: BitMine, Bitfarms and Cipher Mining." in found
    assert "(policy strictText) the answer is nobody" in found
    assert "publication date unknown" in found


def test_a_bond_raise_is_one_flow(printed: str) -> None:
    found = section(printed, "by bonds")
    assert f"  Meta, Microsoft and Oracle: {BONDS}\n" in found
    assert "One flow, 3 named issuers, and the list is open" in found
    assert "Microsoft's own part: more than 0, at most about $100bn" in found
    assert "33" not in found
    assert printed.count(BONDS) == 1


def test_megawatts(printed: str) -> None:
    found = section(printed, "megawatts")
    assert "  Amazon: added · 1,300 MW\n" in found
    assert "start 2026; for U.S. government agencies; which megawatts: unknown" in found
    assert "14,000" not in found


def test_a_total_is_an_interval_with_its_parts(printed: str) -> None:
    found = section(printed, "in total")
    assert "  Amazon: $15bn–$65bn, the sum of\n" in found
    assert "15bn USD (currency implied)" in found
    assert "up to $50bn" in found


def test_every_quotation_stands_where_it_says(printed: str) -> None:
    texts = [document.text for document, _ in articles()]
    quotations = re.findall(r"“([^”]+)” — “[^”]+” \(Wattgraph examples\), .*?, characters (\d+)–(\d+)", printed)
    assert len(quotations) == 5
    for quote, start, end in quotations:
        assert any(text[int(start) : int(end)] == quote for text in texts)


def test_the_same_twice_and_quickly(wattgraph: Command, printed: str, effort: Callable[..., float]) -> None:
    before = dump(STORE)
    again = []
    assert effort(lambda: again.append(wattgraph("demo").out)) < 2
    assert again == [printed]
    assert dump(STORE) == before


def test_the_queries_that_it_proposes_run(printed: str, wattgraph: Command) -> None:
    (line,) = re.findall(r"^ +wattgraph (query .+)$", printed, re.MULTILINE)
    answer = wattgraph(*shlex.split(line))
    assert answer.code == 0, answer.err
    assert '"Microsoft"' in answer.out
    assert "    wattgraph serve --store wattgraph-demo.db\n" in printed


def test_what_is_taken_back_is_no_answer(printed: str, wattgraph: Command) -> None:
    for document, _ in articles():
        wattgraph("retract", document.id.hex(), "--store", STORE)
    again = wattgraph("demo").out
    assert again.count("Nothing is known of that.") == 4
    assert "9.7" not in again


def test_answers_are_computed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store("other.db") as store:
        for document, _ in articles():
            changed = document.text.replace("IREN", "TeraWulf").replace("Microsoft", "Google").replace("9.7", "3.2")
            store.load(text=changed.replace("50 billion", "20 billion").replace("1.3 gig", "700 meg"))
        report(store, Page())
    printed = capsys.readouterr().out
    assert "TeraWulf – Google: deal of unstated kind · 3.2bn USD (currency implied)" in printed
    assert "Google's own part" in printed
    assert "Amazon: added · 700 MW" in printed
    assert "Amazon: $15bn–$35bn" in printed


def test_a_ledger_of_somebody_else_is_left_alone(wattgraph: Command, unchanged: Path) -> None:
    unchanged.rename(STORE)
    answer = wattgraph("demo")
    shutil.move(STORE, unchanged)
    answer.refused(1, "wattgraph-demo.db: holds documents that are not the demo's", "--store another.db")


def test_a_file_of_somebody_else_is_left_alone(wattgraph: Command, home: Path) -> None:
    STORE.write_text("my notes")
    wattgraph("demo").refused(4, "wattgraph-demo.db: not a ledger")
    assert STORE.read_text() == "my notes"


def test_the_examples_are_found() -> None:
    assert len(list(examples().glob("*.txt"))) >= 2
