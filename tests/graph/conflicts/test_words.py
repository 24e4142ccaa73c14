"""Words, dates, places, parties and points of one thing: what contradicts, and what only says more exactly."""

from decimal import Decimal

import pytest

from wattgraph.graph.conflicts import choices
from wattgraph.schema.areas import area, contradict


@pytest.fixture
def deal(text, ledger):
    """`deal("lease", ...)` tells of one deal, which a person judged the same in all texts; returns its mention."""
    first = []

    def make(kind="lease", amount="5 billion dollars", title="", former=None, more=(), **said):
        words = " ".join(word for _, word, _ in more)
        was = f" after {former}" if former else ""
        page = text(f"{title} Anvil and Birch agreed on a {kind} for {amount}{was}. {words}")
        parties = [("provider", "Anvil"), ("customer", "Birch")]
        for prop, word, _ in more:
            if prop == "place":
                page.say(page.thing("Place", word), "name", word, word)
        mention = page.contract("Deal", kind, kind, parties, amount, former, **said)
        for prop, word, value in more:
            if prop == "place":
                value = page.thing("Place", word).id
            page.say(mention, prop.removeprefix("not "), value, word, polarity=not prop.startswith("not "))
        page.into(ledger)
        firms = [page.firm("Anvil").id, page.firm("Birch").id]
        for own, other in zip((mention.id, *firms), first, strict=False):
            ledger.judge("same", own, other, author="ada")
        first[:] = first or [mention.id, *firms]
        return mention

    return make


def kinds(found):
    return [(conflict.kind, conflict.property) for conflict in found]


@pytest.mark.parametrize(("one", "other", "expected"), [
    ({"kind": "lease"}, {"kind": "powerPurchase"}, [("value", "kind")]),
    ({"kind": "lease"}, {"kind": "hosting"}, []),  # texts use these words for the same contract
    ({"kind": "lease"}, {"kind": "unspecified"}, []),
    ({}, {"amount": "7 billion dollars"}, [("value", "amount")]),
    ({}, {"amount": "$5 billion"}, []),
    ({}, {"amount": "up to 6 billion dollars"}, []),
    ({}, {"amount": "5 billion euros"}, []),  # another currency is not comparable
    ({"more": [("amountBasis", "gross", "gross")]},
     {"amount": "4 billion dollars", "more": [("amountBasis", "net", "net")]}, [("scope", "amount")]),
    ({"more": [("date", "2025-11-03", "2025-11-03")]}, {"more": [("date", "2025-11-05", "2025-11-05")]},
     [("value", "date")]),
    ({"more": [("date", "2025-11-03", "2025-11-03")]}, {"more": [("date", "2025-11", "2025-11")]}, []),
    ({"more": [("term", "10 years", "P10Y")]}, {"more": [("term", "120 months", "P120M")]}, []),
    ({"more": [("term", "10 years", "P10Y")]}, {"more": [("term", "12 years", "P12Y")]}, [("value", "term")]),
    ({"more": [("place", "Abilene, Texas", None)]}, {"more": [("place", "Texas", None)]}, []),
    ({"more": [("place", "Abilene, Texas", None)]}, {"more": [("place", "Dallas, Texas", None)]},
     [("value", "place")]),
    ({"more": [("place", "northern Indiana", None)]}, {"more": [("place", "New Carlisle, Indiana", None)]}, []),
    ({"more": [("purpose", "for servers", "for servers")]}, {"more": [("purpose", "for miners", "for miners")]}, []),
])  # fmt: skip
def test_two_texts_on_one_deal(ledger, deal, find, one, other, expected):
    deal(title="One.", **one), deal(title="Other.", **other)
    assert ledger.quarantine() == []
    assert kinds(find()) == expected
    for found in find():
        assert len({side.documents[0] for side in found.sides}) == 2


def test_a_stated_former_amount_is_superseded(ledger, deal, find):
    deal(title="One."), deal(title="Other.", amount="7 billion dollars", former="5 billion dollars")
    (found,) = find()
    assert (found.kind, found.gap.absolute) == ("restatement", Decimal("2e9"))
    assert [side.value.verbatim for side in found.sides] == ["7 billion dollars", "5 billion dollars"]


def test_a_gap_of_days(deal, find):
    deal(more=[("date", "2025-11-03", "2025-11-03")]), deal(title="B.", more=[("date", "2025-11-05", "2025-11-05")])
    (found,) = find()
    assert (found.gap.absolute, found.gap.unit, found.gap.relative) == (Decimal(2), "days", None)


def test_what_one_text_says_and_another_denies(deal, find):
    deal(title="One.", more=[("takeOrPay", "must pay", "true")])
    deal(title="Other.", more=[("not takeOrPay", "need not pay", "true")])
    found = find(property="takeOrPay")
    assert [c.kind for c in found] == ["value"]
    assert {side.denied for side in found[0].sides} == {True, False}
    assert found[0].why == "one text denies what another says"


@pytest.fixture
def firm(text, ledger):
    """`firm("Anvil parent Birch", lei=...)` tells whose a firm is; one identifier makes it one firm."""

    def make(parent, lei, *, since=None, until=None):
        page = text(f"Anvil ({lei}) belongs to {parent} {since} {until}.")
        above, mention = page.firm(parent), page.firm("Anvil")
        page.say(mention, "lei", lei, lei)
        page.say(mention, "parent", above.id, parent, valid_from=since, valid_to=until)
        page.into(ledger)

    return make


LEI = "5493001KJTIIGC8Y1R12"


def test_two_parents_at_one_time(firm, find):
    firm("Quill", LEI), firm("Onyx", LEI)
    assert kinds(find()) == [("value", "parent")]


def test_two_parents_one_after_the_other(firm, find):
    firm("Quill", LEI, until="2019"), firm("Onyx", LEI, since="2021")
    assert kinds(find()) == [("time", "parent")]


def test_firms_of_one_group_may_both_be_right(firm, find):
    firm("Quill Power LLC", LEI), firm("Quill Energy LLC", LEI)
    (found,) = find()
    assert (found.kind, found.property) == ("identity", "parent")
    assert "both begin with 'quill'" in found.why


@pytest.fixture
def place(text, ledger):
    """A site of one plant code at these degrees."""

    def make(north, east, head="Alder", owners=()):
        page = text(f"{head} 4321 lies at {north} {east}. {' '.join(owners)}")
        held = [(page.firm(owner).id, owner) for owner in owners]
        site = page.thing("Site", head)
        page.say(site, "name", head, head)
        page.say(site, "eiaPlantCode", "4321", "4321")
        page.say(site, "latitude", north, north)
        page.say(site, "longitude", east, east)
        for firm, owner in held:
            page.say(site, "owner", firm, owner)
        page.into(ledger)

    return make


@pytest.mark.parametrize(("north", "east", "kind"), [
    ("41.6900", "-86.4600", None), ("41.6930", "-86.4630", None),  # some hundred metres: a gate, or the middle
    ("41.7", "-86.5", None), ("41.7100", "-86.4600", "value"), ("41.7900", "-86.4600", "identity"),
])  # fmt: skip
def test_coordinates(place, find, north, east, kind):
    place("41.6900", "-86.4600"), place(north, east, "Alder Station")
    found = find()
    assert [(c.kind, c.property) for c in found] == ([] if kind is None else [(kind, "point")])
    assert all(c.gap.unit == "km" and 1 < c.gap.absolute < 12 for c in found)


@pytest.mark.parametrize(("one", "other", "expected"), [
    (["Quill"], ["Onyx"], ["value"]), (["Quill", "Onyx"], ["Onyx"], []), (["Quill", "Onyx"], ["Birch"], []),
    (["Quill Power"], ["Quill Wind"], ["identity"]), (["Alder Solar LLC"], ["Onyx"], ["identity"]),
])  # fmt: skip
def test_owners(place, find, one, other, expected):
    place("41.6900", "-86.4600", owners=one), place("41.6900", "-86.4600", "Alder Solar", owners=other)
    assert [c.kind for c in find(property="owner")] == expected


def test_what_each_policy_shows(ledger, text, find, look):
    """Where one side is inferred, a policy that admits no inference shows the other."""
    for owner, how, day in (("Quill", "asserted", "2024"), ("Onyx", "inferred", "2025")):
        page = text(f"Alder 4321 is of {owner}.")
        site = page.thing("Site", "Alder")
        page.say(site, "name", "Alder", "Alder")
        page.say(site, "eiaPlantCode", "4321", "4321")
        page.say(site, "kind", "powerPlant" if owner == "Quill" else "miningFarm", "Alder", modality=how)
        page.into(ledger, published=day)
    (found,) = find()
    told = {choice.policy: choice for choice in choices(look(ledger), found)}
    quill = next(i for i, side in enumerate(found.sides) if side.value == "powerPlant")
    assert (told["default"].side, told["default"].why) == (quill, "it shows both, and ranks this one first")
    assert (told["strictText"].side, told["strictText"].why) == (quill, "it shows only this one")
    assert find(under="strictText") == []


@pytest.mark.parametrize(("one", "other", "expected"), [
    ({"date": "2025-10-13"}, {"date": "2025-10-13"}, ["value"]),
    ({"date": "2025-10-13"}, {"date": "2025-10-14"}, []),
    ({}, {}, []),  # two Mondays that nobody can order
    ({"date": "2025-10-13"}, {"date": "2025-10-13", "window": "week"}, []),
])  # fmt: skip
def test_moves_of_one_share(ledger, listed, text, find, one, other, expected):
    listed(("anvil", "Anvil", "bitcoinMiner")).into(ledger)
    for percent, given in (("20 percent", one), ("12 percent", other)):
        window = given.get("window", "session")
        page = text(f"Anvil rose {percent} (share, {window}). {given.get('date', '')}")
        move = page.contract("Event", "marketMove", "rose", [("subject", "Anvil")], percent, prop="change")
        page.say(move, "moveKind", "share", "share")
        page.say(move, "window", window, window)
        if "date" in given:
            page.say(move, "date", given["date"], given["date"])
        page.into(ledger)
    assert ledger.quarantine() == []
    assert [c.kind for c in find(of=["Event"])] == expected


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("Texas", "Abilene, Texas", False), ("Texas", "Ohio", True), ("Abilene, TX", "Abilene, Texas", False),
    ("Abilene, Texas", "Taylor County, Texas", False), ("Texas", "Norway", True), ("Texas", "U.S.", False),
    ("Norway", "Sweden", True), ("New Carlisle", "Dallas, Texas", False), ("West Texas", "Ohio", False),
    ("Abilene, Texas", "Abilene, Kansas", True), ("12 Mill Road, Abilene, Texas", "Abilene, Texas", False),
    ("12 Mill Road, Abilene, Texas", "Dallas, Texas", True), ("Texas and Ohio", "Kansas", False),
    ("the state of Washington", "Oregon", True), ("Washington", "Oregon", False), ("", "Ohio", False),
])  # fmt: skip
def test_places_contradict_each_other_only_where_their_words_tell(one, other, expected):
    assert contradict(one, other) is contradict(other, one) is expected, (area(one), area(other))
