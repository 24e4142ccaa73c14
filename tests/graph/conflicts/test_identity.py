"""Conflicts that hang on who is who: two things of the same parties and date, and nodes that may be one."""

import pytest

LISTED = [("anvil", "Anvil", "bitcoinMiner"), ("birch", "Birch", "bank"), ("quill", "Quill", "bank")]


@pytest.fixture
def loan(ledger, listed, text):
    """`loan("5 billion dollars", "2025-03-01")` tells of a loan between two listed firms."""
    listed(*LISTED).into(ledger)

    def make(amount, date, lender="Birch", kind="loan", **said):
        page = text(f"Anvil took {amount} from {lender} ({kind}) on {date}.")
        parties = [("lender", lender), ("beneficiary", "Anvil")]
        page.contract("CapitalFlow", kind, kind, parties, amount, date=(date, date), **said)
        page.into(ledger)

    return make


@pytest.mark.parametrize(("amount", "more", "expected"), [
    ("7 billion dollars", {}, ["identity"]),
    ("5.0 billion dollars", {}, []),
    ("7 billion dollars", {"date": "2025-09-01"}, []),  # another loan, or another day: nobody can tell
    ("7 billion dollars", {"lender": "Quill"}, []),
    ("7 billion dollars", {"kind": "creditFacility"}, ["identity"]),  # one family
    ("7 billion dollars", {"kind": "equity"}, []),
    ("7 billion dollars", {"modality": "possible"}, []),
    ("7 billion euros", {}, []),
])  # fmt: skip
def test_two_flows_of_the_same_parties_and_date(loan, find, amount, more, expected):
    loan("5 billion dollars", "2025-03-01")
    loan(amount, **{"date": "2025-03-01", **more})
    found = find()
    assert [c.kind for c in found] == expected
    assert all("two things, or one that is told with two figures" in c.why for c in found)


def test_a_title_names_the_parties_of_both_contracts(loan, find):
    loan("5 billion dollars", "2025-03-01"), loan("7 billion dollars", "2025-03-01")
    (found,) = find()
    title = str(found).partition("\n")[0]
    assert "Birch – Anvil loan, $5bn" in title
    assert "Birch – Anvil loan, $7bn" in title


def test_conflicts_of_one_firm(loan, find):
    loan("5 billion dollars", "2025-03-01"), loan("7 billion dollars", "2025-03-01")
    loan("2 billion dollars", "2025-03-01", "Quill"), loan("3 billion dollars", "2025-03-01", "Quill")
    assert len(find()) == len(find(firm="anvil")) == 2
    assert len(find(firm="quill")) == len(find(firm="birch")) == 1
    assert find(firm="nobody") == []


def test_firms_that_may_be_one_and_sit_in_two_countries(ledger, text, find):
    for country in ("US", "GB"):
        page = text(f"Anvil sits in {country}.")
        mention = page.firm("Anvil")
        page.say(mention, "country", country, country)
        page.into(ledger)
    (found,) = find()
    assert (found.kind, found.of, found.property) == ("identity", "Firm", "country")
    assert found.why.startswith("the two may be one (")


def test_what_only_a_day_joins_may_be_two(ledger, text, listed, find):
    """Two texts on a deal of one day, of which one gives no figure: joined by the day alone."""
    listed(*LISTED).into(ledger)
    for tail, kind in (("", "lease"), ("again", "hosting")):
        page = text(f"Anvil and Birch signed a {kind} on 2025-03-01 {tail} for 10 years or {len(tail)} years.")
        parties = [("provider", "Anvil"), ("customer", "Birch")]
        deal = page.contract("Deal", kind, kind, parties, date=("2025-03-01", "2025-03-01"))
        page.say(deal, "term", "P10Y" if tail else "P0Y", "10 years" if tail else "0 years")
        page.into(ledger)
    assert ledger.quarantine() == []
    (found,) = find()
    assert (found.kind, found.property) == ("identity", "term")
    assert found.why == "only this joins the two: same parties, kind and date"


@pytest.mark.parametrize(("prop", "kind"), [("amends", "restatement"), ("optionOf", "scope"), ("underDeal", "scope")])
def test_what_one_deal_is_to_the_other_settles_it(ledger, text, listed, find, prop, kind):
    listed(*LISTED).into(ledger)
    page = text("Anvil leases to Birch for 5 billion dollars on 2025-03-01. Anvil leases more for 7 billion dollars.")
    parties = [("provider", "Anvil"), ("customer", "Birch")]
    day = ("2025-03-01", "2025-03-01")
    first = page.contract("Deal", "lease", "leases", parties, "5 billion dollars", date=day)
    other = text("Of 2025-03-01: Anvil leases to Birch for 7 billion dollars, beside 5 billion dollars.")
    again = other.contract("Deal", "lease", "leases", parties, "5 billion dollars", date=day)
    more = other.contract("Deal", "lease", "leases", parties, "7 billion dollars", date=day)
    other.say(more, prop, again.id, "beside")
    page.into(ledger), other.into(ledger)
    assert ledger.quarantine() == []
    assert first.id != again.id
    (found,) = find(of=["Deal"])
    assert found.kind == kind
