"""What a view shows of several values, and why: firmer, by source, newer, by id, replaced, left out."""

import pytest

from wattgraph.graph.policies.choice import choice, choices
from wattgraph.graph.policies.policy import Policy
from wattgraph.graph.view import Snapshot

FIRMS = [("iren", "IREN", "bitcoinMiner"), ("microsoft", "Microsoft", "hyperscaler")]
FILED = "https://www.sec.gov/Archives/edgar/data/1/iren.htm"


@pytest.fixture
def told(ledger, listed, iren):
    """An old filing, a release and the newest words of the press on one deal; figures differ as roundings do."""
    listed(*FIRMS).into(ledger)
    iren("9.7 billion dollars", "So it is filed.").into(ledger, address=FILED, published="2025-11-01")
    wire = {"publisher": "Business Wire", "published": "2025-11-02"}
    iren("9.72 billion dollars", "So it says itself.").into(ledger, **wire)
    iren("9.721 billion dollars", "So they hear.").into(ledger, publisher="Reuters", published="2025-11-03")
    return ledger


def deal_of(view):
    (deal,) = (node for node in view.nodes.values() if node.kind == "Deal")
    return deal


def test_the_newest_is_shown_unless_sources_are_ranked(told):
    view = Snapshot(told).view()
    made = choice(view, deal_of(view), "amount")
    assert made.shown.decoded.interval.value == 9_721_000_000
    assert made.policy.name == "default"
    assert [b.why for b in made.beaten] == [
        "newer: 2025-11-03, the other 2025-11-02", "newer: 2025-11-03, the other 2025-11-01",
    ]  # fmt: skip


def test_filings_first_shows_the_filing_and_says_why(told):
    view = Snapshot(told).view(Policy.of("filingsFirst"))
    made = choice(view, deal_of(view), "amount")
    assert made.shown.decoded.interval.value == 9_700_000_000
    assert [b.why for b in made.beaten] == [
        "better source: filing (its address is at sec.gov), the other release (its publisher is Business Wire)",
        "better source: filing (its address is at sec.gov), the other press (its publisher is Reuters)",
    ]


def test_a_ranking_given_in_the_question(told):
    view = Snapshot(told).view(Policy.of(sources=["press"]))
    assert deal_of(view).quantity("amount").interval.value == 9_721_000_000
    view = Snapshot(told).view(Policy.of(sources=["release"]))
    assert deal_of(view).quantity("amount").interval.value == 9_720_000_000


def test_firmness_goes_before_the_source(told, iren):
    page = iren("9.72105 billion dollars", "Maybe.", modality="possible")
    page.into(told, address=FILED + "x", published="2026-01-01")
    view = Snapshot(told).view(Policy.of("filingsFirst"))
    made = choice(view, deal_of(view), "amount")
    assert made.shown.decoded.interval.value == 9_700_000_000
    assert made.beaten[-1].why == "firmer: asserted, the other possible"


def test_without_a_date_and_by_id(ledger, listed, iren):
    listed(*FIRMS).into(ledger)
    iren("9.7 billion dollars").into(ledger)
    iren("9.72 billion dollars").into(ledger)
    view = Snapshot(ledger).view()
    (beaten,) = choice(view, deal_of(view), "amount").beaten
    assert beaten.why == "by id: as firm, as good a source and as new"
    assert choice(view, deal_of(view), "amount").shown.best.id < beaten.statements[0].id
    iren("9.721 billion dollars").into(ledger, published="2025")
    view = Snapshot(ledger).view()
    made = choice(view, deal_of(view), "amount")
    assert {b.why for b in made.beaten} == {"newer: 2025, the other without a known date"}


def test_a_word_that_says_nothing_is_beaten_by_one_that_does(ledger, listed, iren, text):
    listed(*FIRMS).into(ledger)
    iren().into(ledger, published="2026")
    page = text("IREN gave Microsoft a lease, worth 9.7 billion dollars.")
    parties = [("party", "IREN"), ("party", "Microsoft")]
    page.contract("Deal", "lease", "lease", parties, "9.7 billion dollars", status="signed")
    page.into(ledger)
    view = Snapshot(ledger).view()
    made = choice(view, deal_of(view), "kind")
    assert made.shown.decoded == "lease"
    assert [b.why for b in made.beaten] == ["it says more than unspecified"]


def test_a_former_amount_is_beaten_as_replaced(ledger, listed, iren):
    listed(*FIRMS).into(ledger)
    iren("8.1 billion dollars").into(ledger)
    iren("9.7 billion dollars", former="8.1 billion dollars").into(ledger)
    view = Snapshot(ledger).view()
    made = choice(view, deal_of(view), "amount")
    assert made.shown.decoded.interval.value == 9_700_000_000
    assert [b.why.partition(":")[0] for b in made.beaten] == ["replaced"]


def test_too_few_origins_stand_beside_the_choice(told):
    view = Snapshot(told).view(Policy.of(minimum_origins=2))
    deal = deal_of(view)
    assert deal.unlisted == ""  # three sources know of it, each with an amount of its own
    made = choice(view, deal, "amount")
    assert made.shown is None
    assert [left.why for left in made.left_out] == ["1 independent origin gives it, the policy asks for 2"] * 3
    assert choice(view, deal, "kind").shown.decoded == "unspecified"
    assert [c.property for c in choices(view, deal)] == ["kind", "amount"]


def test_below_the_minimum_status_a_thing_is_found_by_its_id_only(told):
    for least, listed in (("signed", 1), ("closed", 0)):
        view = Snapshot(told).view(Policy.of(minimum_status=least))
        assert len(view.of_kind("Deal")) == listed
        assert len(view.taking_part("iren")) == listed
        assert deal_of(view).quantity("amount") is not None
        assert len(view.of_kind("Firm")) == 2
    assert deal_of(view).unlisted == "its status is signed, the policy asks for closed"


def test_parties_and_unknown_properties_are_no_choice(told):
    view = Snapshot(told).view()
    for prop in ("party", "colour"):
        with pytest.raises(ValueError, match=f"Deal has no values of '{prop}' to choose from; it has"):
            choice(view, deal_of(view), prop)
