"""Totals that hold others count once: proven by arithmetic or coverage, else between the larger and the sum."""

from itertools import permutations

import pytest


def bonds(text, words, issuers, amount, date=None, kind="bondIssuance", **said):
    page = text(words)
    page.contract("CapitalFlow", kind, "bonds", [("issuer", name) for name in issuers], amount, date=date, **said)
    return page


@pytest.fixture
def singles(text, ledger):
    """Two issues, each of one firm."""
    bonds(
        text, "Meta sold bonds for 30 billion dollars in October 2025.", ["Meta"], "30 billion dollars",
        ("2025-10", "October 2025"),
    ).into(ledger)  # fmt: skip
    bonds(
        text, "Oracle sold bonds for 18 billion dollars in September 2025.", ["Oracle"], "18 billion dollars",
        ("2025-09", "September 2025"),
    ).into(ledger)  # fmt: skip


def test_a_total_of_several_firms_and_a_year_holds_single_issues(singles, text, ledger, total):
    words = "Meta, Oracle and Google sold bonds for 121 billion dollars in 2025."
    bonds(text, words, ["Meta", "Oracle", "Google"], "121 billion dollars", ("2025", "2025")).into(ledger)
    found = total(ledger, "CapitalFlow")
    assert found.interval.value == 121_000_000_000
    assert [item.interval.value for item in found.counted] == [121_000_000_000]
    assert {item.why for item in found.left_out} == {
        "within a total of parties and a time, or a site, that hold it: the larger counts"
    }
    assert all(item.because == (found.counted[0].thing.id,) for item in found.left_out)


def test_of_a_smaller_total_the_single_issues_count(singles, text, ledger, total):
    words = "Meta, Oracle and Google sold bonds for 40 billion dollars in 2025."
    bonds(text, words, ["Meta", "Oracle", "Google"], "40 billion dollars", ("2025", "2025")).into(ledger)
    found = total(ledger, "CapitalFlow")
    assert found.interval.value == 48_000_000_000
    assert [item.why for item in found.left_out] == ["a total of 2 that are counted: they come to more"]


def test_without_a_time_it_is_between_the_larger_and_the_sum(singles, text, ledger, total):
    words = "Meta, Oracle and Google have sold bonds for 121 billion dollars."
    bonds(text, words, ["Meta", "Oracle", "Google"], "121 billion dollars").into(ledger)
    found = total(ledger, "CapitalFlow")
    assert (found.interval.lower, found.interval.upper) == (121_000_000_000, 169_000_000_000)
    assert sorted(item.sure for item in found.counted) == [False, False, True]
    assert found.flags[-1].startswith("2 may add nothing")


def test_a_firms_own_part_is_at_least_its_own_issue(singles, text, ledger, total):
    words = "Meta, Oracle and Google sold bonds for 121 billion dollars in 2025."
    bonds(text, words, ["Meta", "Oracle", "Google"], "121 billion dollars", ("2025", "2025")).into(ledger)
    found = total(ledger, "CapitalFlow", party="meta")
    assert (found.interval.lower, found.interval.upper) == (30_000_000_000, 121_000_000_000)


def test_parts_of_a_text_add_up_to_its_total(text, ledger, total):
    page = text(
        "Meta sold bonds for 1,350 million dollars:"
        " 850 million dollars in May 2025, 500 million dollars in June 2025."
    )
    for amount, date in (
        ("1,350 million dollars", None), ("850 million dollars", ("2025-05", "May 2025")),
        ("500 million dollars", ("2025-06", "June 2025")),
    ):  # fmt: skip
        page.contract("CapitalFlow", "bondIssuance", "bonds", [("issuer", "Meta")], amount, date=date)
    page.into(ledger)
    found = total(ledger, "CapitalFlow")
    assert found.interval.value == 1_350_000_000
    assert len(found.left_out) == 2
    assert "they add up to 1,350 million dollars" in found.left_out[0].why


def test_round_numbers_add_up_by_chance(text, ledger, total):
    page = text("Meta sold bonds for 300 million dollars, 200 million dollars and 100 million dollars.")
    for amount in ("300 million dollars", "200 million dollars", "100 million dollars"):
        page.contract("CapitalFlow", "bondIssuance", "bonds", [("issuer", "Meta")], amount)
    page.into(ledger)
    found = total(ledger, "CapitalFlow")
    assert (found.interval.lower, found.interval.upper) == (300_000_000, 600_000_000)


def test_others_firms_figures_are_no_parts(text, ledger, total):
    page = text(
        "Meta sold bonds for 850 million dollars, Oracle for 500 million dollars, Google 1,350 million dollars."
    )
    for name, amount in (("Meta", "850"), ("Oracle", "500"), ("Google", "1,350")):
        page.contract("CapitalFlow", "bondIssuance", "bonds", [("issuer", name)], f"{amount} million dollars")
    page.into(ledger)
    assert total(ledger, "CapitalFlow").interval.value == 2_700_000_000


def test_totals_that_overlap_never_count_a_part_twice(text, ledger, total):
    """Two round-ups share a firm whose own issue is known: at least that may stand in both."""
    bonds(text, "Google sold bonds for 8 billion dollars in May 2025.", ["Google"], "8 billion dollars",
          ("2025-05", "May 2025")).into(ledger)  # fmt: skip
    for names, amount in ((["Meta", "Google"], "10 billion dollars"), (["Oracle", "Google"], "11 billion dollars")):
        words = f"{names[0]} and {names[1]} sold bonds for {amount} in 2025."
        bonds(text, words, names, amount, ("2025", "2025")).into(ledger)
    found = total(ledger, "CapitalFlow")
    assert found.interval.lower <= 13_000_000_000
    assert found.interval.upper == 21_000_000_000


def test_three_contracts_that_add_up_are_no_total_unless_a_text_says_so(text, ledger, total):
    amounts = ("1.2 billion dollars", "1.3 billion dollars", "2.5 billion dollars")
    page = text(
        "IREN signed leases of 1.2 billion dollars and of 1.3 billion dollars with Meta, and a lease of"
        " 2.5 billion dollars with Meta for another campus."
    )
    for amount in amounts:
        parties = [("provider", "IREN"), ("customer", "Meta")]
        page.contract("Deal", "lease", "leases", parties, amount, status="signed")
    page.into(ledger)
    found = total(ledger, "Deal")
    assert (found.interval.lower, found.interval.upper) == (2_500_000_000, 5_000_000_000)
    assert found.flags[-1].startswith("2 may add nothing")


def test_a_total_that_a_text_calls_so_holds_what_adds_up_to_it(text, ledger, total):
    page = text("Meta operates 135 megawatts in total: 85 megawatts and 50 megawatts.")
    for amount in ("135 megawatts", "85 megawatts", "50 megawatts"):
        made = page.contract("Capacity", "existing", "operates", [("operator", "Meta")], amount, prop="power")
        if amount == "135 megawatts":
            page.say(made, "measure", "total", "total")
    page.into(ledger)
    assert total(ledger, "Capacity").interval.value == 135


def test_a_loan_of_two_holds_no_notes_of_one(text, ledger, total):
    words = "Meta and Oracle took a joint loan, no bonds, of 10 billion dollars in 2025."
    bonds(text, words, ["Meta", "Oracle"], "10 billion dollars", ("2025", "2025"), "loan").into(ledger)
    words = "Meta sold convertible bonds for 5 billion dollars in October 2025."
    day = ("2025-10", "October 2025")
    bonds(text, words, ["Meta"], "5 billion dollars", day, "convertibleNotes").into(ledger)
    found = total(ledger, "CapitalFlow")
    assert (found.interval.lower, found.interval.upper) == (10_000_000_000, 15_000_000_000)


@pytest.mark.parametrize("order", list(permutations(("Meta", "Oracle", "IREN"))), ids="-".join)
def test_totals_that_may_hold_each_others_parts_come_to_no_less_than_one_alone(text, ledger, total, order):
    """Which is weighed first is told by ids, that is by the order of words: 4 billion at least in any."""
    bonds(text, "Meta raised 2 billion dollars by bonds.", ["Meta"], "2 billion dollars").into(ledger)
    told = {("Meta",): ("1,350 million dollars", "850 million dollars"),
            order: ("2 billion dollars", "more than 4 billion dollars", "850 million dollars")}  # fmt: skip
    for names, amounts in told.items():
        page = text(f"{' and '.join(names)} raised bonds for {' and '.join(amounts)}.")
        for amount in amounts:
            page.contract("CapitalFlow", "bondIssuance", "bonds", [("issuer", n) for n in names], amount)
        page.into(ledger)
    assert total(ledger, "CapitalFlow").interval.lower >= 4_000_000_000
