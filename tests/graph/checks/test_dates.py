"""Dates: every impossible one is found, and no possible one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.checks import choose, examine
from wattgraph.graph.ledger import Ledger

from .conftest import Find, Sheet


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Deal 1 | kind=hosting | start=2021-05 | end=2019", "ends 2019, before it starts 2021-05"),
        ("Firm 1 | name=Old Corp ^from=1066", "beginning is 1066"),
        ("Firm 1 | name=Old Corp ^to=9999", "end is 9999"),
        ("Firm 1 | name=Old Corp ^from=2020 | name=Old Corp ^to=2010", "ends 2010, before it begins 2020"),
    ],
)
def test_impossible_dates_are_found(find: Find, line: str, words: str) -> None:
    (finding,) = find("dates", line)
    assert words in finding.message
    assert finding.severity == "error"
    assert finding.statements


@pytest.mark.parametrize(
    "line",
    [
        "Deal 1 | kind=hosting | start=2021-05 | end=2021",  # the year may end after May
        "Deal 1 | kind=hosting | start=2019 | start=2022 | end=2021",  # one of the starts is before it
        "Firm 1 | name=Old Corp ^from=1871,to=2010",
        "Firm 1 | name=Old Corp ^to=2010 | name=New Corp ^from=2010",
        "Firm 1 | name=Old Corp ^from=2000 | name=Old Corp ^to=2010",
    ],
)
def test_possible_dates_pass(find: Find, line: str) -> None:
    assert find("dates", line) == []


def test_what_exists_after_its_document_is_found(find: Find, sheet: type[Sheet]) -> None:
    text = "Capacity 1 | kind=existing | power=50 MW | date=2027"
    (finding,) = find("dates", sheet(text, published="2026-03"))
    assert "its date is 2027, after 2026-03" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Capacity 1 | kind=planned | power=50 MW | date=2027",
        "Capacity 1 | kind=existing | power=50 MW | date=2026",
        "Capacity 1 | kind=existing ^modality=projected | power=50 MW | date=2027",
        "Site 1 | kind=dataCenter ^status=operational | start=2025",
    ],
)
def test_what_is_planned_or_there_already_passes(find: Find, sheet: type[Sheet], text: str) -> None:
    assert find("dates", sheet(text, published="2026-03")) == []


def test_an_operational_site_cannot_begin_later(find: Find, sheet: type[Sheet]) -> None:
    text = "Site 1 | kind=dataCenter ^status=operational | start=2031"
    assert "its start is 2031" in find("dates", sheet(text, published="2026-03"))[0].message


def test_without_a_publication_date_the_recording_counts(find: Find) -> None:
    text = "Site 1 | kind=dataCenter ^status=operational | start=2099"
    assert len(find("dates", text)) == 1


def test_a_document_cannot_be_published_after_it_was_recorded(find: Find, sheet: type[Sheet]) -> None:
    (finding,) = find("dates", sheet("Firm 1 | name=Early Corp", published="2149-01-01"))
    assert "published 2149-01-01, after it was recorded" in finding.message


@settings(max_examples=40)
@given(first=st.integers(1800, 2100), length=st.integers(0, 50), month=st.integers(1, 12))
def test_nothing_in_order_is_found(
    tmp_path_factory: pytest.TempPathFactory, first: int, length: int, month: int
) -> None:
    text = f"Deal 1 | kind=hosting ^from={first},to={first + length} | start=2020-{month:02} | end={2020 + length}"
    with Ledger(tmp_path_factory.mktemp("dates") / "one.db", create=True) as ledger:
        Sheet(text).into(ledger)
        assert list(examine(ledger, choose(["dates"]))) == []
