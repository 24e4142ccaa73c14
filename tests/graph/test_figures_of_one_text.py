"""Two figures of one text are two things, however they round; two texts may round one figure differently."""

import pytest

LOAN = [("lender", "Bank"), ("beneficiary", "Hut")]


def flows(view):
    return sorted(sorted({s.document for s in flow.statements()}) for flow in view.of_kind("CapitalFlow"))


@pytest.fixture
def known(ledger, listed):
    listed(("bank", "Bank", "bank"), ("hut", "Hut", "bitcoinMiner")).into(ledger)
    return ledger


@pytest.mark.parametrize("figures", [
    ("5 billion dollars", "5.3 billion dollars"), ("2 billion dollars", "1.5 billion dollars"),
    ("10 billion dollars", "9.6 billion dollars"),
])  # fmt: skip
def test_rounding_joins_across_texts_only(known, text, look, figures):
    page = text(f"In March Hut took a loan of {figures[0]} from Bank, in June another loan of {figures[1]}.")
    for figure in figures:
        page.contract("CapitalFlow", "loan", "loan", LOAN, figure, status="signed")
    page.into(known)
    assert len(flows(look(known))) == 2
    again = text(f"Bank gave Hut a loan of {figures[1]}, as was told before.")
    again.contract("CapitalFlow", "loan", "loan", LOAN, figures[1], status="signed")
    again.into(known)
    found = {flow.quantity("amount").verbatim: len(flow.documents()) for flow in look(known).of_kind("CapitalFlow")}
    assert found == {figures[0]: 1, figures[1]: 2}


def test_two_texts_may_round_one_figure(known, text, look):
    for figure in ("5 billion dollars", "5.3 billion dollars"):
        page = text(f"Hut took a loan of {figure} from Bank.")
        page.contract("CapitalFlow", "loan", "loan", LOAN, figure, status="signed")
        page.into(known)
    assert len(flows(look(known))) == 1
