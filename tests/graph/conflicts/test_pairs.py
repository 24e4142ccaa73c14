"""However many figures one site has, the work grows with them and not with their pairs."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from wattgraph.graph.conflicts.conflict import Side
from wattgraph.graph.conflicts.pairs import ALL_PAIRS, pairs, together
from wattgraph.graph.conflicts.validity import Validity, span
from wattgraph.graph.ledger.records import StoredStatement

DAY = date(2025, 1, 1)


def side(number, start=None, end=None, *, stated=True):
    said = StoredStatement(
        number.to_bytes(16), b"", b"", "power", "", "", "asserted", True, None, None, None, None, 0, 1.0, "article"
    )
    known = Validity(start, end or start, stated and start is not None)
    return Side(f"thing {number}", "", (said,), (), {}, known)


def met(sides):
    """The pairs of sides that the sweep brings together and whose times meet."""
    return {
        frozenset((a.thing, b.thing))
        for run in together(sides)
        for a, b in pairs(run)
        if a.validity.meets(b.validity)
    }


def test_all_pairs_of_few_and_no_more_than_two_for_each_of_many():
    few, many = [side(n) for n in range(ALL_PAIRS)], [side(n) for n in range(5000)]
    assert len(list(pairs(few))) == ALL_PAIRS * (ALL_PAIRS - 1) // 2
    assert len(list(pairs(many))) < 2 * len(many)
    assert list(pairs(many)) == list(pairs(many[::-1]))


def test_the_sweep_finds_what_meets_and_looks_at_no_more():
    days = [side(n, DAY + timedelta(days=n)) for n in range(2000)]
    assert sum(1 for run in together(days) for _ in pairs(run)) == 0
    twice = [*days, *(side(n + 2000, DAY + timedelta(days=n)) for n in range(2000))]
    assert sum(1 for run in together(twice) for _ in pairs(run)) == 2000


def test_every_pair_whose_times_meet_is_brought_together():
    sides = [
        side(1, DAY), side(2, DAY, DAY + timedelta(days=40)), side(3, DAY + timedelta(days=30)), side(4),
        side(5, DAY, stated=False), side(6, DAY + timedelta(days=900), stated=False),
        side(7, DAY - timedelta(days=9)),
    ]  # fmt: skip
    expected = {
        frozenset((a.thing, b.thing)) for a, b in combinations(sides, 2) if a.validity.meets(b.validity)
    }  # fmt: skip
    assert met(sides) == met(sides[::-1]) == expected


@pytest.mark.parametrize(("first", "last", "shown"), [
    ("2025", "2025", "2025-01-01 to 2025-12-31"), ("2025-03-01", "2025-03-01", "2025-03-01"),
    (None, "2025-03", "... to 2025-03-31"), (None, None, "unknown"), ("2026", "2025", "unknown"),
    ("spring", "2025", "... to 2025-12-31"),
])  # fmt: skip
def test_spans(first, last, shown):
    assert str(span(first, last)) == shown
