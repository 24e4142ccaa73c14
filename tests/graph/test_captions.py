"""Captions: short, and never more exact than the text."""

from decimal import Decimal

import pytest

from wattgraph.graph.captions import caption, short_duration, short_quantity
from wattgraph.schema.quantity import Interval, Quantity


def quantity(line):
    """`[low,high] unit qualifier basis`, as the ledger encodes it."""
    return Quantity.decode(f"{line} x")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[9700000000,9700000000] USD exact stated", "$9.7bn"),
        ("[9700000000,9700000000] USD exact implied", "9.7bn USD (currency implied)"),
        ("[0,50000000000] USD upTo symbol", "up to $50bn"),
        ("[100000000000,100000000000] USD approximately stated", "about $100bn"),
        ("[8000000000,10000000000] USD between symbol", "$8bn–$10bn"),
        ("[8000000000,10000000000] USD between assumed", "8bn–10bn USD (currency implied)"),
        ("[600000000,600000000] EUR exact stated", "€600m"),
        ("[1500000000000,1500000000000] GBP exact stated", "£1.5tn"),
        ("[250000,250000] USD exact stated", "$250,000"),
        ("[1234567890,1234567890] USD exact stated", "$1,234,567,890"),
        ("[5525000000,5525000000] USD exact stated", "$5.525bn"),
        ("[3000000000,3000000000] CAD exact stated", "3bn CAD"),
        ("[1300,1300] MW exact stated", "1,300 MW"),
        ("[100,150] MW between stated", "100–150 MW"),
        ("[162.5,162.5] MW exact implied", "162.5 MW (unit implied)"),
        ("(200000,] ETH moreThan stated", "more than 200,000 ETH"),
        ("[75,] MW atLeast stated", "at least 75 MW"),
        ("[0,40) MW lessThan stated", "less than 40 MW"),
        ("(0,100000000000] USD exact stated", "up to $100bn"),
        ("[580,580] percent exact symbol", "+580 %"),
        ("[-12.5,-12.5] percent exact symbol", "-12.5 %"),
        ("[-12,-12] percent approximately symbol", "about -12 %"),
        ("[10,20] percent between symbol", "+10–20 %"),
        ("(15,] percent moreThan symbol", "more than +15 %"),
        ("[,-12) percent moreThan symbol", "down more than 12 %"),
        ("[-10,-5] percent between symbol", "down 5–10 %"),
        ("[-5,0] percent upTo symbol", "down up to 5 %"),
        ("(,) USD exact stated", "an unknown amount"),
    ],
)
def test_quantities_in_a_few_words(line, words):
    assert short_quantity(quantity(line)) == words


def test_a_share_has_no_plus_sign():
    assert short_quantity(Quantity(Interval.point(Decimal("5.4")), "percent"), signed=False) == "5.4 %"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("P15Y", "15 y"),
        ("P18M", "18 mo"),
        ("P10Y6M", "10 y 6 mo"),
        ("P90D", "90 d"),
        ("P2W", "2 w"),
        ("PT8H", "PT8H"),
    ],
)
def test_durations_in_a_few_words(iso, words):
    assert short_duration(iso) == words


@pytest.fixture
def captioned(ledger, text, look):
    """The captions of the things of one class that a page speaks of."""

    def make(page, kind):
        page.into(ledger)
        assert ledger.quarantine() == []
        view = look(ledger)
        return [caption(view, node) for node in view.of_kind(kind)]

    return make


def test_a_lease(captioned, text):
    page = text("IREN signed a lease worth $5.5 billion over 15 years with Amazon.")
    deal = page.contract("Deal", "lease", "lease", [("provider", "IREN"), ("customer", "Amazon")], "$5.5 billion")
    page.say(deal, "term", "P15Y", "15 years")
    assert captioned(page, "Deal") == ["lease · $5.5bn · 15 y"]


def test_a_deal_without_figure_or_kind(captioned, text):
    page = text("IREN struck a deal with Amazon.")
    page.contract("Deal", "unspecified", "deal", [("party", "IREN"), ("party", "Amazon")])
    assert captioned(page, "Deal") == ["deal of unstated kind"]


def test_a_capacity_with_its_basis(captioned, text):
    page = text("IREN plans 1,300 MW of critical IT load.")
    capacity = page.contract("Capacity", "planned", "plans", [("owner", "IREN")], "1,300 MW", prop="power")
    page.say(capacity, "basis", "criticalIT", "critical IT load")
    assert captioned(page, "Capacity") == ["planned · 1,300 MW · critical IT"]


def test_what_was_called_off_says_so(captioned, text):
    page = text("IREN cancelled its lease of 300 million dollars with Amazon.")
    parties = [("provider", "IREN"), ("customer", "Amazon")]
    page.contract("Deal", "lease", "lease", parties, "300 million dollars", status="cancelled")
    assert captioned(page, "Deal") == ["lease · $300m · cancelled"]


def test_a_firm_is_called_by_its_name(captioned, text):
    page = text("IREN and banks met.")
    page.firm("IREN")
    page.firm("banks", "Group")
    assert captioned(page, "Actor") == ["banks", "IREN"] or captioned(page, "Actor") == ["IREN", "banks"]


def test_a_figure_is_the_share_before_the_amount(text, ledger, look):
    page = text("Google took a 5.4% stake in Cipher for 100 million dollars.")
    stake = page.contract(
        "Stake", "stake", "stake", [("owner", "Google"), ("target", "Cipher")], "5.4%", prop="share"
    )
    page.say(stake, "amount", page.quantity("100 million dollars"), "100 million dollars")
    page.into(ledger)
    view = look(ledger)
    (node,) = view.of_kind("Stake")
    assert node.figure.property == "share"
    assert caption(view, node) == "stake · 5.4 %"
