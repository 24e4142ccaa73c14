"""Which checks there are, in what order pages come, and what a finding's id is made of."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.checks import UnknownCheck, checks, choose, finding_id, pages
from wattgraph.graph.ledger import Ledger

from .conftest import Find, Sheet


def test_every_module_of_rules_is_a_check_of_its_name(root: Path) -> None:
    modules = {path.stem for path in (root / "graph/checks/rules").glob("*.py")} - {"__init__"}
    assert set(checks()) == modules
    assert [check.name for check in choose(["dates"])] == ["dates"]


def test_an_unknown_name_is_refused_with_the_list() -> None:
    with pytest.raises(UnknownCheck, match="no check 'all'; there are dates, figures, location, orphans, ownership"):
        choose(["all"])


def test_the_parts_of_an_edition_come_behind_each_other(ledger: Ledger) -> None:
    for number in range(6):
        Sheet(f"Firm {number} | name=N{number}", series="register/firms", vintage=str(number % 2)).into(ledger)
    Sheet("Firm 9 | name=Nine").into(ledger)
    editions = [page.edition for page in pages(ledger)]
    assert len(editions) == 7
    assert sum(one != other for one, other in pairwise(editions)) == 2


def test_what_is_taken_back_is_on_no_page(ledger: Ledger) -> None:
    page = Sheet("Firm 1 | name=Alpha\nFirm 2 | name=Beta").into(ledger)
    ledger.retract(page.mention("Firm", "1").id, "Ada")
    (found,) = pages(ledger)
    assert [account.word("name") for account in found.accounts.values()] == ["Beta"]


def test_every_finding_rests_on_statements_that_hold(find: Find, ledger: Ledger) -> None:
    text = "Site 1 | latitude=0 | longitude=0\nSite 2 | latitude=0.01 | longitude=0"
    found = find("location", text)
    said = {identifier for finding in found for identifier in finding.statements}
    assert len(found) == 2
    assert set(ledger.held(said)) == said
    assert ledger.held([b"nothing"]) == {}


@settings(max_examples=40)
@given(claims=st.lists(st.text(), min_size=2, unique=True))
def test_an_id_knows_no_order_and_every_claim(claims: list[str]) -> None:
    made = finding_id("dates", "rule", claims)
    assert made == finding_id("dates", "rule", reversed(claims))
    assert made not in (finding_id("dates", "rule", claims[1:]), finding_id("dates", "other", claims))
