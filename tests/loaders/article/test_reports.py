"""What is no more, what was lost, and texts that a reader must survive."""

import pytest

from wattgraph.loaders.article import facts
from wattgraph.schema.statement import Document

from .reading import row, told


@pytest.mark.parametrize(("text", "status"), [
    ("Quxon Energy raised $40 million after a separate merger was scrapped.", "closed"),
    ("Quxon Energy scrapped a plan to raise $40 million in convertible notes.", "cancelled"),
    ("Plans by Quxon Energy to borrow $40 million were cancelled.", "cancelled"),
    ("Quxon Energy had agreed a $40 million loan with Kelton Bank, which was cancelled in May.", "cancelled"),
    ("Quxon Energy signed a $40 million lease with Zelda Cloud after a separate plan was scrapped.", "signed"),
])  # fmt: skip
def test_what_is_cancelled(text, status):
    (found,) = told(text)
    assert found.status == status


@pytest.mark.parametrize("value", ["", "$45 million "])
def test_a_lost_contract_is_none(value):
    assert not told(f"Quxon Energy lost its {value}hosting contract with Kelton Mining.")


def test_a_firm_that_is_only_known_by_its_defined_term():
    assert row(told('Zorbex ("Zorbex") said it bought 40 MW.')[0]).startswith("Capacity.existing | owner Zorbex")
    assert row(told('Vexar (the "Vexar") raised $5 million.')[0]).startswith("CapitalFlow.equity | issuer Vexar")


@pytest.mark.parametrize(
    "letters", [("i", "\u0131"), ("s", "\u017f"), ("k", "\u212a"), ("I", "\u0130"), ("1", "\u0661")]
)
def test_letters_that_only_look_like_others(letters):
    text = "In the first half of this year, last winter and six days ago, Quxon raised half a million for 15 years."
    facts(Document.of(text.replace(*letters)), "2026-03")
