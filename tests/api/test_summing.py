"""Sums for Python users: by names, printed as a table."""

import pytest

from wattgraph.api.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "ledger.db") as opened:
        opened.load(text="Giants like Meta, Microsoft and Oracle raised $100 billion through bonds.")
        opened.load(text="Amazon plans to invest up to $50 billion in data centers.")
        yield opened


def test_a_sum_prints_as_a_table(store):
    found = store.sums("CapitalFlow", "Microsoft")
    assert str(found).splitlines()[:3] == [
        "CapitalFlow · debt · basis unknown · USD", "  total up to $100bn", "  counted (1)",
    ]  # fmt: skip
    assert "an unknown share of a joint amount with Meta, Oracle" in str(found)


def test_groups_are_found_by_their_words(store):
    found = store.sums("CapitalFlow", by=("investor",))
    (amazon,) = found.of(investor="Amazon")
    assert str(amazon.interval) == "[0, 50000000000]"
    assert repr(found) == f"<Sums of {len(found)} groups>"


def test_a_name_that_nobody_has(store):
    with pytest.raises(ValueError, match="no actor is called 'Nobody'"):
        store.sums("CapitalFlow", "Nobody")
