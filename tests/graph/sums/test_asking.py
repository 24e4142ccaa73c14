"""What a caller may ask for: a word that there is not gets an answer that says which there are."""

import re
from pathlib import Path

import pytest

from wattgraph.graph.sums import SUMMED, SumsError, families
from wattgraph.schema.model import model


@pytest.fixture
def hosts(text, ledger):
    page = text("IREN hosts Microsoft at Childress for 5 billion dollars.")
    place = page.thing("Place", "Childress")
    page.say(place, "name", "Childress", "Childress")
    parties = [("provider", "IREN"), ("customer", "Microsoft")]
    deal = page.contract("Deal", "hosting", "hosts", parties, "5 billion dollars", status="signed")
    page.say(deal, "place", place.id, "Childress")
    page.into(ledger)
    return ledger


@pytest.mark.parametrize(("asked", "message"), [
    ({"kinds": ["leese"]}, "no kind of Deal 'leese'; there are hosting, lease"),
    ({"kinds": "leese"}, "no kind of Deal 'leese'"),
    ({"families": ["capcity"]}, "no family of Deal 'capcity'; there are capacity, energy"),
    ({"families": ["debt"]}, "no family of Deal 'debt'"),
    ({"statuses": ["done"]}, "no status 'done'; there are rumoured"),
    ({"bases": ["criticalIT"]}, "no basis of Deal 'criticalIT'; there are contractValue"),
    ({"role": "lender", "party": "iren"}, "no role in a Deal 'lender'; there are provider"),
    ({"role": "provider"}, "the role provider is nobody's: give the party"),
    ({"source": "wry"}, "no source 'wry'; there are "),
    ({"places": ["Childres"]}, "no place, site, state or country is called 'Childres'; there are Childress"),
    ({"year": "20x5"}, "'20x5' is no year"),
    ({"by": "frim"}, "no dimension 'frim'; there are firm"),
])  # fmt: skip
def test_words_that_there_are_not(hosts, summed, asked, message):
    with pytest.raises(SumsError, match=re.escape(message)):
        summed(hosts, "Deal", **asked)


def test_a_class_without_sums(hosts, summed):
    with pytest.raises(ValueError, match="no sums of Firm; there are sums of Deal"):
        summed(hosts, "Firm")


@pytest.mark.parametrize("asked", [
    {"kinds": "hosting"}, {"families": "capacity"}, {"statuses": "signed"}, {"bases": "unknown"},
    {"places": "childress"}, {"by": "provider"}, {"role": "provider", "party": "iren"},
])  # fmt: skip
def test_a_string_is_one_word(hosts, total, asked):
    assert total(hosts, "Deal", **asked).interval.value == 5_000_000_000


def test_a_place_that_is_known_and_has_nothing_is_no_error(hosts, text, summed):
    page = text("Nothing is at Sandhill.")
    page.say(page.thing("Place", "Sandhill"), "name", "Sandhill", "Sandhill")
    page.into(hosts)
    assert list(summed(hosts, "Deal", places=["Sandhill"])) == []


def test_the_docs_list_the_families(root: Path):
    lines = (root / "docs" / "sums.md").read_text("utf-8").splitlines()
    told = {found[0]: found[1:] for line in lines if (found := re.findall(r"`(\w+)`", line)) and found[0] in SUMMED
            and line.startswith("|")}  # fmt: skip
    assert told == {of: families(model(), of) for of in SUMMED}


# -- what to know of an answer


def test_as_of_a_date_what_has_no_time_is_not_sure(hosts, text, total):
    page = text("In 2024 IREN hosts Meta for 2 billion dollars.")
    parties = [("provider", "IREN"), ("customer", "Meta")]
    page.contract("Deal", "hosting", "hosts", parties, "2 billion dollars", date=("2024", "2024"), status="signed")
    page.into(hosts)
    assert total(hosts, "Deal").interval.value == 7_000_000_000
    found = total(hosts, "Deal", as_of="2025-06")
    assert found.interval.value == 7_000_000_000
    assert [item.sure for item in found.counted] == [not item.untimed for item in found.counted]
    assert sorted(item.sure for item in found.counted) == [False, True]
    assert found.flags == ["so at 2025-06 as far as known: 1 of 2 counted are of unknown time"]


def test_the_note_tells_the_same(hosts, summed):
    assert summed(hosts, "Deal", as_of="2025-06").note == "so at 2025-06 as far as known: 1 of unknown time"
    assert summed(hosts, "Deal").note is None


def test_an_empty_look_back_says_what_it_leaves_out(hosts, look):
    from wattgraph.graph.sums import sums
    from wattgraph.schema.dates import PartialDate

    view = look(hosts)
    found = sums(view.snapshot.view(view.perspective._replace(known_at=PartialDate.parse("2001"))), "Deal")
    assert list(found) == []
    assert found.note is not None
    assert found.note.startswith("left out as not surely known at 2001: ")
    assert found.note in str(found)


def test_approximate_figures_are_flagged(text, ledger, total):
    page = text("IREN hosts Microsoft for about 5 billion dollars.")
    parties = [("provider", "IREN"), ("customer", "Microsoft")]
    page.contract("Deal", "hosting", "hosts", parties, "about 5 billion dollars", status="signed")
    page.into(ledger)
    found = total(ledger, "Deal")
    assert found.interval.value == 5_000_000_000
    assert found.flags == ["1 of 1 counted are told as approximate or estimated: they add what is stated"]
