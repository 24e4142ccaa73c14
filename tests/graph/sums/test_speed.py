"""Sums look at no pair of things that share nothing."""

from wattgraph.graph.sums import sums


def test_thousands_of_deals_take_no_search_over_pairs(text, ledger, look, effort):
    """1,500 single issues of a firm, and a total of several in each year."""
    days = [f"{year}-{month:02}-{day:02}" for year in range(2001, 2026) for month in (3, 6) for day in range(1, 31)]
    lines = [f"On {day} Meta sold bonds for {100 + place}.5 million dollars." for place, day in enumerate(days)]
    lines += [f"In {year} Meta and Oracle sold bonds for {year}.25 billion dollars." for year in range(2001, 2026)]
    page = text("\n".join(lines))
    for place, day in enumerate(days):
        amount = f"{100 + place}.5 million dollars"
        page.contract("CapitalFlow", "bondIssuance", "bonds", [("issuer", "Meta")], amount, date=(day, day))
    for year in range(2001, 2026):
        names, amount = [("issuer", "Meta"), ("issuer", "Oracle")], f"{year}.25 billion dollars"
        page.contract("CapitalFlow", "bondIssuance", "bonds", names, amount, date=(str(year), f"In {year}"))
    page.into(ledger)
    assert ledger.quarantine() == []
    view = look(ledger)
    view.of_kind("CapitalFlow")
    assert effort(lambda: sums(view, "CapitalFlow")) < 5  # half a second where nothing else runs
    (found,) = sums(view, "CapitalFlow")
    assert len(found.left_out) == len(days)
    assert found.interval.value == sum(range(2001, 2026)) * 10**9 + 25 * 250_000_000


def test_thousands_of_loans_between_strangers_take_no_search_over_pairs(text, ledger, look, effort):
    """800 firms, each with a facility and a loan from a bank of its own, in texts of ten firms."""
    for first in range(0, 800, 10):
        firms = range(first, first + 10)
        lines = [
            f"Bank {n} lent Works {n} {110 + n % 10}0 million dollars."
            f" Works {n} has a facility of {510 + n % 10}0 million dollars from Bank {n}."
            for n in firms
        ]
        page = text("\n".join(lines))
        for n in firms:
            sides = [("lender", f"Bank {n}"), ("beneficiary", f"Works {n}")]
            page.contract("CapitalFlow", "loan", "lent", sides, f"{110 + n % 10}0 million dollars")
            page.contract("CapitalFlow", "creditFacility", "facility", sides, f"{510 + n % 10}0 million dollars")
        page.into(ledger)
    assert ledger.quarantine() == []
    view = look(ledger)
    view.of_kind("CapitalFlow")
    assert effort(lambda: sums(view, "CapitalFlow")) < 5  # one second where nothing else runs
    (found,) = sums(view, "CapitalFlow")
    assert (len(found.counted), len(found.left_out)) == (1600, 0)
