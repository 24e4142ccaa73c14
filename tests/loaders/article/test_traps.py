"""Traps: what a sentence calls false, short names of other firms, caps behind the number, amounts of two firms."""

import pytest

from wattgraph.loaders.article import Name, Names, facts
from wattgraph.schema.statement import Document

MONEY = ("Deal", "CapitalFlow", "Capacity")


def told(text: str, names: Names | None = None) -> list[dict]:
    found = [f.line(text) for f in facts(Document.of(text), None, names or Names.of(()))]
    return [line for line in found if line["type"] in MONEY]


@pytest.mark.parametrize(
    "text",
    [
        "There is no truth to reports that Anvil signed a $1.2 billion agreement with Lumenar.",
        "It is false that Anvil and Basalt signed a deal of $17 billion.",
        "Rumours of a $10 billion deal between Anvil and Basalt are false.",
        "Anvil and Basalt nearly signed a deal of $12 billion.",
        "Hardly anyone believes that Anvil and Basalt signed a deal of $11 billion.",
        "Had Anvil and Basalt signed a deal of $19 billion, shares would have doubled.",
        "Reports that Anvil raised $30 billion by bond offerings were denied.",
        "Anvil refuses to spend $80 billion on data centers.",
        "Anvil backed out of a $10 billion deal with Basalt.",
        "Anvil and Basalt ended talks on a $9 billion deal.",
        "Nobody lent Anvil $38 billion.",
        "Anvil has yet to sign a lease for 120 MW with Basalt.",
        "Anvil is nowhere near a $2 billion loan from Basalt.",
        "Anvil tried to raise $4 billion in bonds.",
        "It is unclear whether Anvil signed a deal of $3 billion with Basalt.",
        "Anvil failed to sign a $6 billion contract with Basalt.",
    ],
)
def test_what_is_not_so_is_no_fact(text):
    assert told(text) == []


def test_what_is_hoped_for_is_planned():
    (line,) = told("Anvil hopes to sign a $3 billion contract with Basalt.")
    assert line["modality"] == "planned"


def test_a_term_that_two_firms_define_is_the_nearer_ones():
    text = (
        'Anvil Corp (the "Company") opened an office. The Company borrowed $20 million from Nordel Bank. '
        'Basalt Corp (the "Company") opened another. The Company borrowed $30 million from Nordel Bank.'
    )
    said = [(line["parties"][0]["name"], line["quantity"]["value"]) for line in told(text)]
    assert said == [("Anvil Corp", 20_000_000), ("Basalt Corp", 30_000_000)]


def test_the_same_told_straight_is_one():
    assert len(told("Anvil and Basalt signed a deal of $17 billion.")) == 1


def test_a_listed_name_is_its_own_firm():
    names = Names.of([Name("Amazon.com, Inc.", "Firm", ("Amazon",))])
    text = "Amazon River Cruises sails on. Amazon plans to spend up to 50 billion dollars on data centers."
    (line,) = told(text, names)
    assert [p["name"] for p in line["parties"]] == ["Amazon"]


def test_each_borrower_has_the_amount_beside_it():
    lines = told("Brightwell lends Anvil $2.3 billion and Basalt $7.5 billion.")
    said = [({p["name"] for p in line["parties"]}, line["quantity"]["value"]) for line in lines]
    assert said == [({"Brightwell", "Anvil"}, 2_300_000_000), ({"Brightwell", "Basalt"}, 7_500_000_000)]


def test_amounts_told_respectively_are_not_joint():
    assert told("Anvil and Basalt raised $18 billion and $30 billion by bond offerings, respectively.") == []


@pytest.mark.parametrize("cap", [", at most,", " at the most", ", at best,"])
def test_a_cap_behind_the_number_is_kept(cap):
    (line,) = told(f"Anvil plans to spend 50 billion dollars{cap} on data centers.")
    assert (line["quantity"]["value"], line["quantity"]["upper"]) == (None, 50_000_000_000)


def test_text_without_a_stop_is_cut_and_read_in_linear_time(effort):
    def seconds(times: int) -> float:
        text = "Anvil plans to spend up to 50 billion dollars on data centers and " * times
        assert all(line["quantity"]["value"] is None for line in told(text))
        return effort(lambda: told(text), runs=3)

    assert seconds(400) / seconds(200) <= 3
