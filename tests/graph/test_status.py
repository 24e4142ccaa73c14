"""How far things have come: by one text, by several of one thing, and by the deal that megawatts stand under."""

import pytest

from wattgraph.graph.changes import ask
from wattgraph.graph.links import Ends, find_paths
from wattgraph.graph.status import Status, status
from wattgraph.graph.sums import sums
from wattgraph.graph.view import Snapshot
from wattgraph.graph.view.views import Views
from wattgraph.schema.dates import PartialDate
from wattgraph.schema.statement import Statement

PAIR = [("provider", "Bitdeer"), ("customer", "Microsoft")]


@pytest.fixture(autouse=True)
def known(ledger, listed):
    listed(("bitdeer", "Bitdeer", "bitcoinMiner"), ("microsoft", "Microsoft", "hyperscaler")).into(ledger)


def told(text, kind, word, amount, tail="", **said):
    page = text(f"Bitdeer and Microsoft have a lease of {amount}. {tail}")
    page.contract(kind, word, "lease", PAIR, amount, prop="power" if kind == "Capacity" else "amount", **said)
    return page


def of(view, kind):
    (found,) = view.of_kind(kind)
    return found


# -- megawatts


@pytest.mark.parametrize(("modality", "word"), [("asserted", "signed"), ("reported", None), ("planned", "planned")])
def test_what_is_contracted_is_signed_by_rule_only_where_a_text_asserts_it(text, ledger, look, modality, word):
    told(text, "Capacity", "contracted", "150 megawatts", modality=modality).into(ledger)
    assert status(of(look(ledger), "Capacity")) == Status(word, False)


def talks(text, ledger, how="rumoured", megawatts="signed", **more):
    """One text of a deal and of its megawatts, each with a status of its own."""
    page = text("Bitdeer is in talks with Microsoft on a lease of 150 megawatts.")
    deal = page.contract("Deal", "lease", "lease", PAIR, modality="reported", status=how)
    page.contract(
        "Capacity", "contracted", "lease", PAIR, "150 megawatts", prop="power", modality="reported", status=megawatts
    )
    page.into(ledger, **more)
    return deal


def test_megawatts_are_no_further_along_than_the_deal_of_their_text(text, ledger, look):
    talks(text, ledger)
    view = look(ledger)
    assert status(of(view, "Capacity")) == Status("rumoured", False)
    (total,) = sums(view, "Capacity")
    assert (total.interval.value, total.by_status) == (0, {})
    assert [item.why for item in total.left_out] == ["status rumoured was not asked for"]
    found = find_paths(view, Ends(name="Bitdeer"), Ends(name="Microsoft"), 1)
    assert [path.link for path in found.paths] == ["contractBeforeSigning"]


def test_a_policy_of_what_is_signed_does_not_list_them(text, ledger):
    from wattgraph.graph.policies.policy import Policy

    talks(text, ledger)
    view = Snapshot(ledger).view(Policy.of(minimum_status="signed"))
    assert view.of_kind("Capacity") == []


@pytest.mark.parametrize(("how", "megawatts", "word"), [
    ("announced", "signed", "announced"), ("signed", "signed", "signed"), ("signed", "announced", "announced"),
    ("cancelled", "signed", "cancelled"), ("rumoured", "operational", "operational"),
    ("rumoured", "planned", "rumoured"),
])  # fmt: skip
def test_a_deal_bounds_what_is_contracted_and_nothing_that_stands(text, ledger, look, how, megawatts, word):
    talks(text, ledger, how, megawatts)
    assert status(of(look(ledger), "Capacity")).word == word


def test_the_deal_that_megawatts_name_bounds_them_from_any_text(text, ledger, look):
    talks(text, ledger)
    page = text("Bitdeer leases 90 megawatts to Microsoft under the lease in question.")
    deal = page.contract("Deal", "lease", "lease", PAIR, status="announced")
    parties = [("provider", "Bitdeer")]
    power = page.contract("Capacity", "contracted", "leases", parties, "90 megawatts", prop="power", status="signed")
    page.say(power, "underDeal", deal.id, "lease in question")
    page.into(ledger)
    by_size = {str(n.figure.quantity.value): status(n).word for n in look(ledger).of_kind("Capacity") if n.figure}
    assert by_size["90"] == "announced"


def say(page, mention, prop, value, words, sentence, **said):
    evidence = (page.span(words), page.span(sentence, "quote"))
    page.things[mention.id].statements.append(Statement(mention.id, prop, value, evidence, **said))


def test_of_two_deals_of_a_text_the_one_in_the_same_words_bounds(text, ledger, look):
    first = "Bitdeer let 40 megawatts to Microsoft for 1 billion dollars."
    second = "The two talk of a lease of 150 megawatts for 7 billion dollars."
    page = text(f"{first} {second}")
    firms = [(role, page.firm(name)) for role, name in PAIR]
    for power, amount, how, sentence in (
        ("40 megawatts", "1 billion dollars", "signed", first),
        ("150 megawatts", "7 billion dollars", "rumoured", second),
    ):  # fmt: skip
        for kind, word, prop, figure in (
            ("Deal", "lease", "amount", amount),
            ("Capacity", "contracted", "power", power),
        ):
            mention = page.thing(kind, figure)
            said = {"status": how if kind == "Deal" else "signed"}
            say(page, mention, "kind", word, figure, sentence, **said)
            say(page, mention, prop, page.quantity(figure), figure, sentence, **said)
            for role, firm in firms:
                say(page, mention, role, firm.id, dict(PAIR)[role], first, **said)
    page.into(ledger)
    found = {str(n.figure.quantity.value): status(n).word for n in look(ledger).of_kind("Capacity") if n.figure}
    assert found == {"40": "signed", "150": "rumoured"}


# -- several texts of one deal


def deal(text, ledger, how, published, tail, modality="asserted"):
    said = {"status": how} if how else {}
    told(text, "Deal", "lease", "5 billion dollars", tail, modality=modality, **said).into(
        ledger, published=published
    )


@pytest.mark.parametrize("later", ["announced", None, "rumoured"])
def test_a_later_text_with_a_weaker_word_takes_nothing_back(text, ledger, look, later):
    deal(text, ledger, "signed", "2026-01-01", "One.")
    deal(text, ledger, later, "2026-03-01", "Two.")
    assert status(of(look(ledger), "Deal")) == Status("signed", True)


def test_what_may_be_signed_is_not_signed(text, ledger, look):
    deal(text, ledger, "announced", "2026-01-01", "One.")
    deal(text, ledger, "signed", "2026-03-01", "Two.", modality="possible")
    assert status(of(look(ledger), "Deal")).word == "announced"


def test_a_text_that_ranks_before_calls_it_off(text, ledger, look):
    deal(text, ledger, "signed", "2026-01-01", "One.")
    deal(text, ledger, "cancelled", "2026-03-01", "Two.")
    deal(text, ledger, "announced", "2026-04-01", "Three.")
    assert status(of(look(ledger), "Deal")).word == "cancelled"


def test_what_was_signed_anew_after_a_call_off_is_signed(text, ledger, look):
    deal(text, ledger, "cancelled", "2026-01-01", "One.")
    deal(text, ledger, "signed", "2026-03-01", "Two.")
    assert status(of(look(ledger), "Deal")).word == "signed"


@pytest.mark.parametrize(("day", "word"), [("2026-02", "signed"), ("2026-06", "cancelled"), (None, "signed")])
def test_as_of_a_date_the_newer_text_calls_it_off_though_it_ranks_behind(text, ledger, look, day, word):
    deal(text, ledger, "signed", "2026-01-01", "One.")
    deal(text, ledger, "cancelled", "2026-03-01", "Two.", modality="reported")
    view = look(ledger)
    if day:
        view = view.snapshot.view(view.perspective._replace(as_of=PartialDate.parse(day)))
    assert status(of(view, "Deal")).word == word


def test_megawatts_signed_by_rule_stay_so_behind_a_weaker_word(text, ledger, look):
    for tail, said, day in (("One.", {}, "2026-01-01"), ("Two.", {"status": "announced"}, "2026-03-01")):
        told(text, "Capacity", "contracted", "150 megawatts", tail, **said).into(ledger, published=day)
    assert status(of(look(ledger), "Capacity")) == Status("signed", False)


def test_changes_tell_of_no_step_back(text, ledger, look):
    deal(text, ledger, "signed", "2026-01-01", "One.")
    deal(text, ledger, "announced", "2026-03-01", "Two.")
    found = ask(Views(ledger).view(), "2026-02-01")
    assert [row.property for row in found.rows if row.property == "status"] == []


def test_changes_tell_that_talks_became_a_contract_for_its_megawatts_too(text, ledger, look):
    talks(text, ledger, published="2026-01-01")
    page = text("Bitdeer has signed a lease of 150 megawatts with Microsoft.")
    page.contract("Deal", "lease", "lease", PAIR, status="signed")
    page.contract("Capacity", "contracted", "lease", PAIR, "150 megawatts", prop="power", status="signed")
    page.into(ledger, published="2026-03-01")
    assert {status(node).word for kind in ("Deal", "Capacity") for node in look(ledger).of_kind(kind)} <= {
        "signed", "rumoured",
    }  # fmt: skip
    assert status(of(look(ledger), "Capacity")).word == "signed"
