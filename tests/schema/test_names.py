"""Names are levelled in spelling only: legal forms and punctuation fall away, letters never do."""

import pytest

from wattgraph.schema.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IREN Limited", "Iren Ltd."),
        ("Cipher Mining Inc.", "Cipher Mining"),
        ("The Goldman Sachs Group, Inc.", "Goldman Sachs"),
        ("Vestmark Datacenter A/S", "Vestmark Datacenter"),
        ("Amazon's", "Amazon"),
        ("AT&T", "at&t"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BitMine", "Bitmain"),
        ("Cipher", "Cipher Mining"),
        ("Bitfarms", "Вitfarms"),  # the second begins with a Cyrillic letter
        ("Norvane Digital", "Norvale Digital"),
        ("Holdings", ""),
    ],
)
def test_different_names_stay_different(one, other):
    assert name_key(one) != name_key(other)
