"""Two reports of the same parties with different figures: one deal or two, nobody can tell, and all faces say so."""

import pytest

from wattgraph.graph.conflicts import conflicts
from wattgraph.graph.identity.rivals import RULE
from wattgraph.graph.suggestions import suggestions
from wattgraph.graph.sums import sums

PAIR = [("provider", "Cipher"), ("customer", "Amazon")]


@pytest.fixture(autouse=True)
def known(ledger, listed):
    listed(("cipher", "Cipher", "bitcoinMiner"), ("amazon", "Amazon", "hyperscaler")).into(ledger)


@pytest.fixture
def told(text, ledger):
    """`told("5 billion dollars", site="Alder")`: a text of a deal between the two; megawatts are a capacity's."""

    def make(
        *amounts, parties=PAIR, kind="lease", place=None, site=None, measure=None, start=None, date=None, **said
    ):
        names = " and ".join(name for _, name in parties)
        page = text(f"{names} lease {' and '.join(amounts)} at {place or site or 'home'} {measure} {start} {date}.")
        where = {}
        for prop, name in (("place", place), ("site", site)):
            if name:
                where[prop] = page.thing(prop.capitalize(), name)
                page.say(where[prop], "name", name, name)
        for amount in amounts:
            power = "megawatts" in amount
            made = page.contract(
                "Capacity" if power else "Deal", kind, "lease", parties, amount, prop="power" if power else "amount",
                **{"status": "signed", **said},
            )  # fmt: skip
            for prop, at in where.items():
                page.say(made, prop, at.id, place if prop == "place" else site)
            for prop, word in (("measure", measure), ("start", start), ("date", date)):
                if word:
                    page.say(made, prop, word, word)
        page.into(ledger)
        assert ledger.quarantine() == []

    return make


def rivals(view):
    return [e for e in view.snapshot.identity.unsure if e.rule == RULE]


def test_all_faces_tell_of_the_pair(told, ledger, look):
    told("4.8 billion dollars")
    told("5.5 billion dollars")
    view = look(ledger)
    (pair,) = rivals(view)
    (total,) = sums(view, "Deal")
    assert str(total.interval) == "[5500000000, 10300000000]"
    assert [item.sure for item in total.counted].count(False) == 1
    assert "$5.5bn" in total.flags[0]
    assert "$4.8bn" in total.flags[0]
    assert "one or two" in total.flags[0]
    (conflict,) = conflicts(view)
    assert (conflict.kind, conflict.property) == ("identity", "amount")
    assert sorted(side.value.verbatim for side in conflict.sides) == ["4.8 billion dollars", "5.5 billion dollars"]
    assert pair.reason in conflict.why
    assert [{s.one, s.other} for s in suggestions(view)] == [{n.id for n in view.of_kind("Deal")}]


@pytest.mark.parametrize(("one", "other", "pairs"), [
    ({}, {}, 1), ({"site": "Alder"}, {}, 1), ({"site": "Alder"}, {"site": "Birch"}, 0),
    ({"place": "Texas"}, {"place": "Ohio"}, 0), ({"place": "Texas"}, {"place": "Texas"}, 1),
    ({"start": "2026"}, {"start": "2028"}, 0), ({"start": "2026"}, {"start": "2026"}, 1),
    ({"date": "2026-01-02"}, {"date": "2026-03-04"}, 0), ({"date": "2026-01-02"}, {}, 1),
    ({"kind": "hosting"}, {}, 1), ({"kind": "powerPurchase"}, {}, 0), ({"modality": "possible"}, {}, 0),
    ({"parties": [("customer", "Cipher"), ("provider", "Amazon")]}, {}, 0),
    ({"parties": [("provider", "Cipher"), ("provider", "Amazon")]}, {}, 0),
])  # fmt: skip
def test_what_tells_two_deals_apart(told, ledger, look, one, other, pairs):
    told("4.8 billion dollars", **one)
    told("5.5 billion dollars", **other)
    assert len(rivals(look(ledger))) == pairs


@pytest.mark.parametrize(("one", "other", "pairs"), [
    ({}, {}, 1), ({"measure": "increment"}, {}, 0), ({"place": "Texas"}, {"place": "Ohio"}, 0),
    ({"date": "2026"}, {"date": "2026-01-02"}, 0), ({"date": "2026"}, {"date": "2026"}, 1),
    ({"kind": "existing", "parties": [("owner", "Cipher")], "place": "Texas"}, {}, 0),
])  # fmt: skip
def test_what_tells_megawatts_of_two_parties_apart(told, ledger, look, one, other, pairs):
    told("500 megawatts", **{"kind": "contracted", **one})
    told("590 megawatts", **{"kind": "contracted", **other})
    assert len(rivals(look(ledger))) == pairs


@pytest.mark.parametrize(("place", "pairs"), [("Texas", 1), ("Ohio", 0), (None, 0)])
def test_megawatts_of_one_owner_are_of_one_place(told, ledger, look, place, pairs):
    owner = {"kind": "existing", "parties": [("owner", "Cipher")], "status": "operational"}
    told("500 megawatts", place="Texas", **owner)
    told("590 megawatts", place=place, **owner)
    view = look(ledger)
    assert len(rivals(view)) == pairs
    (total,) = sums(view, "Capacity")
    if place is not None:
        assert str(total.interval) == ("[590, 1090]" if pairs else "[1090, 1090]")


def test_two_amounts_of_one_text_are_two_whoever_repeats_one(told, ledger, look):
    told("4.8 billion dollars", "5.5 billion dollars")
    told("5.5 billion dollars", date="2026-01-02")
    view = look(ledger)
    assert rivals(view) == []
    (total,) = sums(view, "Deal")
    assert total.interval.value == 10_300_000_000


def test_a_person_settles_it(told, ledger, look):
    told("4.8 billion dollars")
    told("5.5 billion dollars")
    one, other = (node.mentions[0] for node in look(ledger).of_kind("Deal"))
    ledger.judge("different", one, other, author="ann")
    assert rivals(look(ledger)) == []
    (total,) = sums(look(ledger), "Deal")
    assert total.interval.value == 10_300_000_000


def test_three_reports_are_one_at_least(told, ledger, look):
    for amount in ("4", "5", "6"):
        told(f"{amount} billion dollars")
    (total,) = sums(look(ledger), "Deal")
    assert str(total.interval) == "[6000000000, 15000000000]"


def test_of_many_only_neighbours_are_compared(told, ledger, look):
    for amount in range(100, 130):
        told(f"{amount} billion dollars")
    found = rivals(look(ledger))
    assert len(found) == 4 * 30 - (1 + 2 + 3 + 4)
    assert all("next to each other" in e.reason for e in found)
