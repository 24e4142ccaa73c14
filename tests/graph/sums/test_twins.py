"""What may be the same adds as one at least, as two at most."""

from wattgraph.graph.sums.sameness import maybe_same
from wattgraph.graph.sums.twins import unsure_pairs


def told(text, words, amount, parties, kind="Deal", word="hosting", head="hosts", **said):
    page = text(words)
    page.contract(kind, word, head, parties, amount, **said)
    return page


def test_two_reports_of_firms_that_no_list_knows_may_be_one(text, ledger, total):
    for tail in ("it said.", "people say."):
        words = f"Acme hosts Bolt for 5 billion dollars, {tail}"
        told(text, words, "5 billion dollars", [("provider", "Acme"), ("customer", "Bolt")]).into(ledger)
    found = total(ledger, "Deal")
    assert str(found.interval) == "[5000000000, 10000000000]"
    assert sorted(item.sure for item in found.counted) == [False, True]


def test_a_correction_of_firms_that_no_list_knows_may_be_of_one_deal(text, ledger, total):
    names = [("provider", "Acme"), ("customer", "Bolt")]
    told(text, "Acme hosts Bolt for 4.1 billion dollars.", "4.1 billion dollars", names).into(ledger)
    page = text("Acme hosts Bolt for 4.4 billion dollars, up from 4.1 billion dollars.")
    page.contract("Deal", "hosting", "hosts", names, "4.4 billion dollars", "4.1 billion dollars")
    page.into(ledger)
    found = total(ledger, "Deal")
    assert str(found.interval) == "[4100000000, 8500000000]"
    assert sorted(item.sure for item in found.counted) == [False, True]


def test_what_a_person_leaves_unsure_counts_as_one_or_two(text, ledger, total, look):
    names = [("provider", "IREN"), ("customer", "Microsoft")]
    for year, amount in (("2025", "5 billion dollars"), ("2026", "7 billion dollars")):
        told(text, f"In {year} IREN hosts Microsoft for {amount}.", amount, names, date=(year, year)).into(ledger)
    assert total(ledger, "Deal").interval.value == 12_000_000_000
    one, other = (n.mentions[0] for n in look(ledger).of_kind("Deal"))
    ledger.judge("unsure", one, other, author="ann")
    assert str(total(ledger, "Deal").interval) == "[5000000000, 12000000000]"


def test_a_deal_and_a_flow_of_one_amount_are_flagged(text, ledger, summed):
    names = [("provider", "IREN"), ("customer", "Microsoft")]
    told(text, "IREN hosts Microsoft for 5 billion dollars.", "5 billion dollars", names).into(ledger)
    paid = [("beneficiary", "IREN"), ("investor", "Microsoft")]
    told(
        text, "Microsoft prepays IREN 5 billion dollars.", "5 billion dollars", paid, "CapitalFlow", "prepayment",
        "prepays",
    ).into(ledger)  # fmt: skip
    for of, other in (("Deal", "CapitalFlow"), ("CapitalFlow", "Deal")):
        (found,) = summed(ledger, of)
        assert f"may be the same as the {other}" in found.flags[0]


def test_a_judgement_whose_mentions_are_gone_ties_nobody_together(text, ledger, look, listed):
    """Two judgements on what was retracted: neither makes one of strangers."""
    listed(("meta", "Meta", "hyperscaler")).into(ledger)
    pages = [text(f"{name} was founded.") for name in ("Acme", "Bolt", "Cope", "Dune")]
    firms = []
    for page, name in zip(pages, ("Acme", "Bolt", "Cope", "Dune"), strict=True):
        firms.append(page.firm(name).id)
        page.into(ledger)
    ledger.judge("unsure", firms[0], firms[1], author="ann")
    ledger.judge("unsure", firms[2], firms[3], author="ann")
    assert len(unsure_pairs(look(ledger))) == 2
    for page in pages[1], pages[3]:
        ledger.retract(page.document.id, author="ann")
    assert unsure_pairs(look(ledger)) == []
    assert maybe_same(unsure_pairs(look(ledger))) == {}
