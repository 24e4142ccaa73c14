"""Intervals and quantities: what holds for any of them."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wattgraph.schema.quantity import Interval, Quantity, QuantityError

numbers = st.decimals(-1_000_000, 1_000_000, places=3)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(st.none() | numbers), draw(st.none() | numbers)
    if low is not None and high is not None and low >= high:
        return Interval.point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


def inside(interval: Interval, share: Decimal) -> Decimal:
    """Some number of an interval; `share` in (0, 1) says which."""
    if interval.lower is None:
        return (interval.upper or Decimal(0)) - 1 - share
    if interval.upper is None:
        return interval.lower + 1 + share
    return interval.lower + (interval.upper - interval.lower) * share


shares = st.decimals("0.01", "0.99", places=2)


@given(intervals(), intervals(), shares, shares)
def test_a_sum_contains_the_sums_of_members(one: Interval, other: Interval, s: Decimal, t: Decimal) -> None:
    assert inside(one, s) + inside(other, t) in one + other


@given(intervals(), intervals())
def test_sums_commute(one: Interval, other: Interval) -> None:
    assert one + other == other + one


@given(intervals(), shares)
def test_negation_mirrors_members_and_undoes_itself(interval: Interval, share: Decimal) -> None:
    assert -inside(interval, share) in -interval
    mirrored = -interval
    assert -mirrored == interval


@given(intervals(), intervals(), shares)
def test_a_hull_covers_both(one: Interval, other: Interval, share: Decimal) -> None:
    hull = one.hull(other)
    assert inside(one, share) in hull
    assert inside(other, share) in hull
    assert hull.covers(one)
    assert hull.covers(other)
    assert hull == other.hull(one)


@given(intervals(), intervals(), shares)
def test_meeting_is_symmetric_and_shared_members_meet(one: Interval, other: Interval, share: Decimal) -> None:
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)
    if inside(one, share) in other:
        assert one.meets(other)


@given(intervals())
def test_a_printed_quantity_is_read_back(interval: Interval) -> None:
    assume(interval.lower is not None or interval.upper is not None)
    quantity = Quantity(interval, "USD", "between", "symbol", "$1 to $2 [sic] billion")
    assert Quantity.decode(quantity.encode()) == quantity


def test_open_and_closed_ends() -> None:
    half_open = Interval(Decimal(0), Decimal(5), upper_open=True)
    assert Decimal(0) in half_open
    assert Decimal(5) not in half_open
    assert not half_open.meets(Interval.point(Decimal(5)))
    assert Interval(Decimal(0), Decimal(5)).meets(Interval.point(Decimal(5)))
    assert (half_open + Interval.point(Decimal(1))).upper_open
    assert (-half_open).lower_open


def test_equal_quantities_encode_alike() -> None:
    one = Quantity(Interval.point(Decimal("9.70E+9")), "USD", verbatim="9.7bn")
    other = Quantity(Interval.point(Decimal("9700000000.0")), "USD", verbatim="9.7bn")
    assert one == other
    assert one.encode() == other.encode()


@pytest.mark.parametrize(
    ("low", "high", "opened"), [(5, 4, False), (5, 5, True)], ids=["swapped ends", "an empty point"]
)
def test_empty_intervals_are_refused(low: int, high: int, opened: bool) -> None:
    with pytest.raises(QuantityError, match="no number lies in"):
        Interval(Decimal(low), Decimal(high), opened)


@pytest.mark.parametrize("line", ["", "5 USD", "[1,2] USD exact", "[a,b] USD exact stated x", "[1;2] MW a b c"])
def test_what_is_no_encoded_quantity_is_refused(line: str) -> None:
    with pytest.raises(QuantityError):
        Quantity.decode(line)


def test_facts_print_points_without_bounds_and_bounds_without_a_point() -> None:
    point = Quantity(Interval.point(Decimal("0.5")), "percent", verbatim="half a percent").facts()
    assert (point["value"], point["lower"], point["upper"]) == (0.5, None, None)
    cap = Quantity(Interval(Decimal(0), Decimal(50)), "MW", "upTo", verbatim="50 MW").facts()
    assert (cap["value"], cap["lower"], cap["upper"]) == (None, 0, 50)
