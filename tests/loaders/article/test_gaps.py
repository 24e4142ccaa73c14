"""Ways of saying that texts nobody tuned on brought up, with other names, numbers and word orders."""

import pytest

from wattgraph.loaders.article import NO_NAMES
from wattgraph.loaders.article.reading import extract
from wattgraph.loaders.facts import Fact

from .reading import row, told

CASES = [
    ("Quxon Power shows the way. With Zelda Cloud it signed a deal of $9 million.",
     ["Deal.unspecified | party Quxon Power, party Zelda Cloud | [9000000, 9000000] USD | asserted"]),
    ("With Zelda Cloud, Quxon Power inked a contract worth €70 million.",
     ["Deal.unspecified | party Quxon Power, party Zelda Cloud | [70000000, 70000000] EUR | asserted"]),
    ("Via green bonds, Quxon raised £30 million.",
     ["CapitalFlow.bondIssuance | issuer Quxon | [30000000, 30000000] GBP | asserted"]),
    ("Quxon Power grew. In the U.S., the validators as a group have a power capacity of 14 gigawatts.",
     ["Capacity.existing | owner validators | [14000, 14000] MW | asserted"]),
    ("Quxon Power grew. In Canada, the hosts together run 5 gigawatts.",
     ["Capacity.existing | owner hosts | [5000, 5000] MW | asserted"]),
    ("Quxon struck an agreement worth $5 million with Zelda Capital: its fuel cells will supply the halls.",
     ["Deal.supply | provider Quxon, customer Zelda Capital | [5000000, 5000000] USD | asserted"]),
    ("Quxon struck an agreement worth $5 million with Zelda Capital: the two will meet often.",
     ["Deal.unspecified | party Quxon, party Zelda Capital | [5000000, 5000000] USD | asserted"]),
    ("Copper Mining runs 30 MW. TerraWulf said Fluidstack expanded its lease by 160 MW.",
     ["Capacity.existing | owner Copper Mining | [30, 30] MW | asserted",
      "Capacity.contracted | customer Fluidstack | [160, 160] MW | asserted"]),
    ("Quxon increased its agreement with Zelda Cloud by $1 million to $6 million.",
     ["Deal.unspecified | party Quxon, party Zelda Cloud | [6000000, 6000000] USD | asserted"]),
    ("Quxon keeps 78% of Zelda Power.",
     ["Ownership.stake | owner Quxon, target Zelda Power | [78, 78] percent | asserted"]),
    ("Quxon Power's wholly owned subsidiary Zelda Compute runs 30 MW.",
     ["Capacity.existing | owner Zelda Compute | [30, 30] MW | asserted",
      "Ownership.stake | owner Quxon Power, target Zelda Compute | - | asserted"]),
    ("Zelda Compute, a majority-owned subsidiary of Quxon Power, grew.",
     ["Ownership.stake | owner Quxon Power, target Zelda Compute | - | asserted"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_another_way_to_say_it_tells_the_same(text: str, expected: list[str]) -> None:
    assert sorted(row(f) for f in told(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Quxon's deal with Zelda Cloud was raised from $4 million to $9 million.",
        "Quxon and Zelda Cloud lifted their contract to $9 million from $4 million.",
        "The contract between Quxon and Zelda Cloud was expanded to $9 million, previously $4 million.",
        "Quxon signed a $9 million contract with Zelda Cloud, up from $4 million.",
    ],
)
def test_a_raised_contract_keeps_both_amounts(text: str) -> None:
    (deal,) = told(text)
    assert (deal.type, {p.name for p in deal.parties}) == ("Deal", {"Quxon", "Zelda Cloud"})
    assert deal.quantity is not None
    assert deal.former is not None
    assert (deal.quantity.value, deal.former[0].value) == (9_000_000, 4_000_000)


def test_an_open_list_may_stand_behind_its_means() -> None:
    (flow,) = told("Through bond offerings, companies like Quxon, Zelda and Marlow raise about $100 million.")
    assert ([p.name for p in flow.parties], flow.kind, flow.complete) == (
        ["Quxon", "Zelda", "Marlow"],
        "bondIssuance",
        False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "With Zelda Cloud it signed a deal.",
        "Quxon Power grew. With Zelda Cloud it signed a $2 million deal with Marlow Labs.",
    ],
)
def test_sides_in_doubt_give_no_deal(text: str) -> None:
    assert told(text) == []


def power(text: str) -> Fact:
    (fact,) = told(text, "2026-10-06")
    assert fact.type == "Capacity"
    return fact


@pytest.mark.parametrize(("month", "date"), [("June", "2026-06"), ("August", "2026-08")])
def test_what_was_reached_lies_in_the_past(month: str, date: str) -> None:
    fact = power(f"Quxon Power said its pipeline reached 9 gigawatts at the end of {month}.")
    assert fact.date is not None
    assert fact.date.value == date


def test_a_date_stays_with_its_own_clause() -> None:
    fact = power("Quxon Power, which currently operates 140 MW, expects the expansion to be energised by Q3 2027.")
    assert (fact.date, fact.start, fact.end) == (None, None, None)


@pytest.mark.parametrize("opening", ["Construction is to begin in 2027", "Work will start in 2027"])
def test_building_that_begins_dates_the_project(opening: str) -> None:
    fact = power(f"Quxon Power grew. {opening}, and the project adds 2 gigawatts.")
    assert fact.start is not None
    assert (fact.parties[0].name, fact.start.value) == ("Quxon Power", "2027")


def test_a_firm_spoken_of_before_does_not_outvote_a_name() -> None:
    found = extract("Copper Mining runs 30 MW. It raised $5 million of new stock.", None, NO_NAMES)
    assert [f.parties[0].name for f in found.facts] == ["Copper Mining", "Copper Mining"]
    assert found.doubts == []
