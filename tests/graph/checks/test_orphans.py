"""Orphans: facts of nobody, names that lead nowhere; unnamed vehicles are none."""

from collections.abc import Callable
from typing import Any

from wattgraph.graph.ledger import Ledger

from .conftest import Find, Sheet


def test_a_deal_of_nobody_is_a_warning(find: Find) -> None:
    (finding,) = find("orphans", "Deal 1 | kind=hosting")
    assert (finding.severity, finding.mention is not None) == ("warning", True)
    assert "names no actor" in finding.message


def test_what_names_or_is_named_is_none(find: Find) -> None:
    lines = ["Firm 1 | name=Alpha", "Deal 1 | kind=hosting | provider=@Firm 1", "Deal 2 | kind=lease"]
    assert find("orphans", "\n".join([*lines, "CapitalFlow 1 | kind=loan | secures=@Deal 2"])) == []


def test_a_halving_needs_nobody(find: Find) -> None:
    assert find("orphans", "Event 1 | kind=halving | date=2028") == []


def test_a_record_that_nothing_describes_is_found(find: Find) -> None:
    (finding,) = find("orphans", "Firm 7\nStake 1 | kind=stake | owner=@Firm 7")
    assert "its owner is Firm 7 of register, of which no document says anything" in finding.message


def test_another_document_may_describe_it(find: Find) -> None:
    stakes, firms = "Firm 7\nStake 1 | kind=stake | owner=@Firm 7", "Firm 7 | name=Seven Corp"
    assert find("orphans", stakes, firms) == []


def test_an_unnamed_vehicle_is_none(find: Find, ledger: Ledger, text: Callable[..., Any]) -> None:
    page = text("A special purpose vehicle signed a hosting deal.")
    vehicle, deal = page.thing("Firm", "special purpose vehicle"), page.thing("Deal", "deal")
    page.say(deal, "kind", "hosting", "hosting")
    page.say(deal, "customer", vehicle.id, "special purpose vehicle")
    page.into(ledger)
    assert find("orphans") == []


def test_what_names_a_thing_that_was_taken_back_is_a_warning(find: Find, ledger: Ledger) -> None:
    lines = (
        "Firm 1 | name=Alpha\nDeal 1 | kind=hosting | provider=@Firm 1\nCapitalFlow 1 | kind=loan | secures=@Deal 1"
    )
    page = Sheet(lines).into(ledger)
    assert find("orphans") == []
    ledger.retract(page.mention("Deal", "1").id, "Ada", "there was none")
    (finding,) = find("orphans")
    assert "of which no document says anything" in finding.message


def test_a_deal_of_an_article_that_was_taken_back_too(find: Find, ledger: Ledger, text: Callable[..., Any]) -> None:
    page = text("Ant backs a hosting deal with a loan.")
    ant, deal, loan = page.firm("Ant"), page.thing("Deal", "deal"), page.thing("CapitalFlow", "loan")
    page.say(deal, "kind", "hosting", "hosting")
    page.say(loan, "kind", "loan", "loan")
    page.say(loan, "lender", ant.id, "Ant")
    page.say(loan, "secures", deal.id, "deal")
    page.into(ledger)
    assert find("orphans") == []
    ledger.retract(deal.id, "Ada")
    (finding,) = find("orphans")
    assert (finding.severity, "a Deal of which nothing holds any more" in finding.message) == ("warning", True)


def test_a_speaker_who_was_never_introduced_is_adrift(find: Find, ledger: Ledger, text: Callable[..., Any]) -> None:
    page = text("Alpha Corp grew.")
    firm = page.thing("Firm", "Alpha Corp")
    page.say(firm, "name", "Alpha Corp", "Alpha Corp", asserted_by=page.document.id)
    page.into(ledger)
    (finding,) = find("orphans")
    assert "has not the speaker" in finding.message


def test_a_document_that_is_gone_leaves_its_statements_adrift(find: Find, ledger: Ledger) -> None:
    Sheet("Firm 1 | name=Alpha").into(ledger)
    ledger.connection.execute("DELETE FROM documents")
    (finding,) = find("orphans")
    assert "has not the document" in finding.message
    assert "rebuild" in finding.advice
