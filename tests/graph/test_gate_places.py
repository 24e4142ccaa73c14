"""The gate on where things are: degrees are what their words say, and so is how exact the words of a place are."""

import pytest

#: Property, its object and its words: those that stand, then those that the gate refuses, with the reason.
STANDS = [
    ("latitude", "41.69", "41.69"), ("latitude", "32.590278", '32°35\'25"N'), ("longitude", "-86.46", "86.46° W"),
    ("longitude", "-90.093056", "90°05′35″W"), ("latitude", "41.690000", "41.69000001"),
]  # fmt: skip
REFUSED = [
    ("latitude", "91.5", "91.5", "from -90 to 90"), ("longitude", "86.46", "86.46° W", "is -86.46"),
    ("longitude", "-180.1", "-180.1", "from -180 to 180"), ("latitude", "41.7", "41.69", "is 41.69"),
    ("latitude", "32.590278", '32°35\'25"E', "letters are N and S"),
    ("latitude", "41", "forty-one", "is no latitude"),
]  # fmt: skip


@pytest.mark.parametrize(("prop", "value", "words"), STANDS)
def test_degrees_that_stand_there(ledger, text, prop, value, words):
    page = text(f"The plant lies at {words} on a hill.")
    page.say(page.thing("Site", "plant"), prop, value, words)
    page.into(ledger)
    assert ledger.quarantine() == []
    assert [s.object for s in ledger.statements()] == [value]


@pytest.mark.parametrize(("prop", "value", "words", "why"), REFUSED)
def test_degrees_that_do_not(ledger, text, prop, value, words, why):
    page = text(f"The plant lies at {words} on a hill.")
    page.say(page.thing("Site", "plant"), prop, value, words)
    page.into(ledger)
    (refusal,) = ledger.quarantine()
    assert why in refusal.reason


@pytest.mark.parametrize(
    ("value", "why"), [("region", None), ("state", "is as exact as a region"), ("point", "is as exact as a region")]
)
def test_a_place_is_as_exact_as_its_words(ledger, text, value, why):
    page = text("A campus rises in northern Indiana.")
    page.say(page.thing("Place", "northern Indiana"), "precision", value, "northern Indiana", modality="inferred")
    page.into(ledger)
    assert [why in r.reason for r in ledger.quarantine() if why] == ([True] if why else [])
    assert [s.object for s in ledger.statements()] == ([] if why else [value])


def test_other_numbers_are_read_as_before(ledger, text):
    page = text("It counts 16 buildings, not sixteen.")
    site = page.thing("Capacity", "buildings")
    page.say(site, "buildings", "16.0", "16")
    page.say(site, "buildings", "16", "sixteen")
    page.into(ledger)
    assert [s.object for s in ledger.statements()] == ["16.0"]
    assert ["is not the number that stands there" in r.reason for r in ledger.quarantine()] == [True]
