"""Figures: power that no site has, and records that contradict themselves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.checks import choose, examine
from wattgraph.graph.ledger import Ledger

from .conftest import Find, Sheet

SITE = "Site 10 | name=Alpha Campus\n"


def test_more_power_than_any_site_has_is_found(find: Find) -> None:
    (finding,) = find("figures", SITE + "Capacity 1 | kind=existing | power=60 GW | site=@Site 10")
    assert "Alpha Campus would have 60,000 MW, more than the 50,000" in finding.message


def test_a_country_may_have_more(find: Find) -> None:
    assert find("figures", "Capacity 1 | kind=existing | power=60 GW") == []


def test_negative_power_is_found_and_a_decrement_is_not(find: Find, sheet: type[Sheet]) -> None:
    (finding,) = find("figures", SITE + "Capacity 1 | kind=existing | power=-60 MW | site=@Site 10")
    assert "negative: [-60, -60] MW" in finding.message
    change = "Capacity 1 | kind=added | measure=increment | power=-60 MW | site=@Site 10"
    assert len(find("figures", SITE + change)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Site 1 | latitude=34.5 | latitude=35.5",
        "Site 1 | start=2019 | start=2021",
        "Site 1 | county=Adams | county=Baker",
        "Capacity 1 | power=5 MW | power=7 MW",
    ],
)
def test_a_record_with_two_values_is_found(find: Find, line: str) -> None:
    (finding,) = find("figures", line)
    assert len(finding.statements) == 2
    assert " is " in finding.message
    assert " and " in finding.message


@pytest.mark.parametrize(
    "line",
    [
        "Site 1 | latitude=34.5 | latitude=34.50",
        "Site 1 | start=2019 | start=2019-05",
        "Site 1 | name=Alpha | name=Beta",  # of names there may be many
        "Site 1 | county=Adams ^to=2000 | county=Baker ^from=2000",
        "Capacity 1 | power=5 MW | power=5,000 kW",
    ],
)
def test_values_that_agree_pass(find: Find, line: str) -> None:
    assert find("figures", line) == []


def test_the_parts_of_an_edition_contradict_each_other_and_editions_do_not(find: Find, sheet: type[Sheet]) -> None:
    one = sheet("Site 1 | latitude=34.5", series="register/sites", vintage="2")
    other = sheet("Site 1 | latitude=36.5", series="register/sites", vintage="2")
    older = sheet("Site 1 | latitude=38.5", series="register/sites", vintage="1")
    assert find("figures", one, older) == []
    (finding,) = find("figures", other)
    assert "34.5" in finding.message
    assert "36.5" in finding.message


@settings(max_examples=40)
@given(megawatts=st.lists(st.integers(0, 50_000), max_size=8))
def test_nothing_below_the_bound_is_found(tmp_path_factory: pytest.TempPathFactory, megawatts: list[int]) -> None:
    lines = [f"Capacity {i} | kind=existing | power={mw} MW | site=@Site 10" for i, mw in enumerate(megawatts)]
    with Ledger(tmp_path_factory.mktemp("figures") / "one.db", create=True) as ledger:
        Sheet(SITE + "\n".join(lines)).into(ledger)
        assert list(examine(ledger, choose(["figures"]))) == []
