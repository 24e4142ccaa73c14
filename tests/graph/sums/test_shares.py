"""A joint amount counts once; of it a firm has an unknown part; groups of firms overlap."""

import pytest

ALL = ("Meta", "Microsoft", "Oracle")


@pytest.fixture
def joint(text, ledger):
    page = text(
        "Meta, Microsoft and Oracle sold bonds for 100 billion dollars. Meta sold bonds for 7.5 billion dollars."
    )
    page.contract("CapitalFlow", "bondIssuance", "bonds", [("issuer", n) for n in ALL], "100 billion dollars")
    page.contract("CapitalFlow", "loan", "bonds", [("issuer", "Meta")], "7.5 billion dollars", status="closed")
    return page


def test_groups_of_firms_overlap_and_the_total_is_its_own(joint, ledger, summed):
    joint.into(ledger)
    found = summed(ledger, "CapitalFlow", by=("firm",), kinds=("bondIssuance",))
    assert {s.group.keys[0].label: str(s.interval) for s in found} == dict.fromkeys(ALL, "(0, 100000000000]")
    assert found.overlap
    assert [s.interval.value for s in found.across] == [100_000_000_000]
    assert "never add them up" in str(found)


def test_a_group_by_year_and_status_does_not(joint, ledger, summed):
    joint.into(ledger)
    found = summed(ledger, "CapitalFlow", by=("status", "year"))
    assert not found.overlap
    assert [key.label for s in found for key in s.group.keys] == ["announced", "not stated", "closed", "not stated"]


def test_what_each_has_for_itself_counts_for_each(text, ledger, total):
    page = text("Meta and Oracle each sold bonds for 5 billion dollars.")
    flow = page.contract(
        "CapitalFlow", "bondIssuance", "bonds", [("issuer", "Meta"), ("issuer", "Oracle")], "5 billion dollars"
    )
    page.say(flow, "allocation", "each", "each")
    page.into(ledger)
    found = total(ledger, "CapitalFlow")
    assert found.interval.value == 10_000_000_000
    assert "each of 2 parties" in found.counted[0].why
    assert total(ledger, "CapitalFlow", party="meta").interval.value == 5_000_000_000


def test_two_parties_of_one_deal_without_roles_have_it_both(iren, ledger, total):
    iren().into(ledger)
    assert total(ledger, "Deal", party="iren").interval.value == 9_700_000_000
    assert total(ledger, "Deal", party="microsoft").interval.value == 9_700_000_000


def test_a_buyback_counts_minus(text, ledger, total):
    page = text("Meta sold shares for 9 billion dollars and bought back shares for 4 billion dollars.")
    page.contract("CapitalFlow", "equity", "sold shares", [("issuer", "Meta")], "9 billion dollars")
    page.contract("CapitalFlow", "buyback", "bought back", [("issuer", "Meta")], "4 billion dollars")
    page.into(ledger)
    assert total(ledger, "CapitalFlow").interval.value == 5_000_000_000


def test_statuses_have_subtotals_and_the_unknown_is_flagged(text, ledger, total):
    page = text("IREN let 30 megawatts and 25 megawatts to Microsoft, and 15 megawatts to Oracle, it is said.")
    for amount, customer, said in (
        ("30 megawatts", "Microsoft", {"status": "signed"}), ("15 megawatts", "Oracle", {"modality": "reported"}),
    ):  # fmt: skip
        parties = [("provider", "IREN"), ("customer", customer)]
        page.contract("Capacity", "added", "let", parties, amount, prop="power", **said)
    page.into(ledger)
    found = total(ledger, "Capacity")
    assert {word: interval.value for word, interval in found.by_status.items()} == {"signed": 30, "unknown": 15}
    assert found.flags == ["1 of 2 counted have no status that any text or rule tells"]


def test_every_item_has_its_statements(joint, ledger, summed, look):
    joint.into(ledger)
    view = look(ledger)
    for found in summed(ledger, "CapitalFlow"):
        assert found.statements
        for item in found.counted:
            (said, *_) = item.statements
            assert any(span.quote in joint.text for span in view.evidence(said))


def test_a_sum_says_what_cannot_be_asked(ledger, summed):
    with pytest.raises(ValueError, match="no sums of Event; there are sums of Deal, CapitalFlow"):
        summed(ledger, "Event")
    with pytest.raises(ValueError, match="no dimension 'colour'; there are firm, role"):
        summed(ledger, "Deal", by=("colour",))
    assert str(summed(ledger, "Deal")) == "nothing with a figure matches"


def test_places_years_and_sources_filter(text, ledger, summed):
    page = text(
        "In 2025 Meta sold bonds for 5 billion dollars for Texas. In 2026 it sold bonds for 6 billion dollars."
    )
    parties = [("issuer", "Meta")]
    place = page.thing("Place", "Texas")
    page.say(place, "name", "Texas", "Texas")
    first = page.contract("CapitalFlow", "bondIssuance", "bonds", parties, "5 billion dollars", date=("2025", "2025"))
    page.say(first, "place", place.id, "Texas")
    page.contract("CapitalFlow", "bondIssuance", "bonds", parties, "6 billion dollars", date=("2026", "2026"))
    page.into(ledger)
    assert [s.interval.value for s in summed(ledger, "CapitalFlow", year="2026")] == [6_000_000_000]
    assert [s.interval.value for s in summed(ledger, "CapitalFlow", places=["Texas"])] == [5_000_000_000]
    assert list(summed(ledger, "CapitalFlow", source="reference")) == []
    by_year = summed(ledger, "CapitalFlow", by=("year",))
    assert {s.group.keys[0].value: s.interval.value for s in by_year} == {
        "2025": 5_000_000_000, "2026": 6_000_000_000,
    }  # fmt: skip
    assert [s.interval.value for s in by_year.of(year="2025")] == [5_000_000_000]


def test_stakes_are_summed_by_what_they_cost(text, ledger, total):
    page = text("Meta holds 10 percent of IREN, bought for 2 billion dollars.")
    stake = page.contract(
        "Stake", "stake", "holds", [("owner", "Meta"), ("target", "IREN")], "10 percent", prop="share"
    )
    page.say(stake, "amount", page.quantity("2 billion dollars"), "2 billion dollars")
    page.into(ledger)
    found = total(ledger, "Stake")
    assert (found.group.family, found.interval.value) == ("stake", 2_000_000_000)
    assert total(ledger, "Stake", party="meta").interval.value == 2_000_000_000
