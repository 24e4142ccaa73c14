"""Coordinates: what is written is what is read, and what lies outside the world is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.schema.coordinates import AXES, CoordinateError, Point, coordinate_contradiction, degrees

AXIS = st.sampled_from(sorted(AXES))
PRIMES = st.sampled_from([("'", '"'), ("′", "″"), ("’", "”"), ("ʹ", "ʺ"), ("'", "''"), ("´", "´´")])
WRITTEN = {
    "32°35'25\"N": ("latitude", "32.590278"),
    "90°05'35\"W": ("longitude", "-90.093056"),
    "32° 35′ 25″ N": ("latitude", "32.590278"),
    "W 90°05’35”": ("longitude", "-90.093056"),
    "90°05'W": ("longitude", "-90.083333"),
    "90°05.6′W": ("longitude", "-90.093333"),
    "0°00'00\"S": ("latitude", "0"),
    "41.69° S": ("latitude", "-41.69"),
    "86.46W": ("longitude", "-86.46"),
    "−86.46": ("longitude", "-86.46"),
    "+86.46": ("longitude", "86.46"),
    "-86.4600": ("longitude", "-86.46"),
    "180°0'0\"W": ("longitude", "-180"),
    " 41.6912345678 ": ("latitude", "41.691235"),
    "-12°30'": ("latitude", "-12.5"),
}
#: Words, the axis that they are read on, and what the refusal says.
REFUSED = [
    ("90.000001", "latitude", "from -90 to 90"), ("180°0'1\"E", "longitude", "from -180 to 180"),
    ("32°35'25\"", "latitude", "does not say its hemisphere"), ("32°35'25\"E", "latitude", "letters are N and S"),
    ("32°35'25\"N", "longitude", "letters are E and W"), ("-32°35'25\"N", "latitude", "hemisphere twice"),
    ("N 32°35' S", "latitude", "hemisphere twice"), ("32°60'N", "latitude", "minutes that cannot be"),
    ("32°35'60\"N", "latitude", "seconds that cannot be"), ("32.5°35'N", "latitude", "minutes that cannot be"),
    ("32°35.5'10\"N", "latitude", "seconds that cannot be"), ("NaN", "latitude", "is no latitude"),
    ("Infinity", "latitude", "is no latitude"), ("", "latitude", "is no latitude"),
    ("1e1", "latitude", "is no latitude"),
    ("4_1", "latitude", "is no latitude"), ("٣٢", "latitude", "is no latitude"), ("5 miles N", "latitude", "is no"),
    ("32 35 N", "latitude", "is no latitude"), ("9" * 5000, "latitude", "is no latitude"),
]  # fmt: skip


@pytest.mark.parametrize("words", WRITTEN)
def test_forms(words: str) -> None:
    axis, value = WRITTEN[words]
    assert degrees(axis, words) == Decimal(value)
    assert coordinate_contradiction(axis, value, words) is None


@pytest.mark.parametrize(("words", "axis", "why"), REFUSED)
def test_refusals(words: str, axis: str, why: str) -> None:
    with pytest.raises(CoordinateError, match=why):
        degrees(axis, words)
    assert why in str(coordinate_contradiction(axis, "1", words))


def test_what_the_words_do_not_say() -> None:
    assert "is -90.093056" in str(coordinate_contradiction("longitude", "90.093056", "90°05'35\"W"))
    assert "is -86.46" in str(coordinate_contradiction("longitude", "-86.47", "-86.46"))
    assert "is not the latitude" in str(coordinate_contradiction("latitude", "north", "41"))


def test_a_plain_decimal_may_keep_all_its_digits() -> None:
    for value in ("41.6912345678", "41.691235"):
        assert coordinate_contradiction("latitude", value, "41.6912345678") is None
    assert coordinate_contradiction("latitude", "41.69123", "41.6912345678")


@given(AXIS, st.data(), PRIMES)
def test_what_is_written_in_sixtieths_is_read_back(axis: str, data: st.DataObject, primes: tuple[str, str]) -> None:
    furthest, letters = AXES[axis]
    seconds = data.draw(st.integers(0, int(furthest) * 3600))
    letter, gap = data.draw(st.sampled_from(letters)), data.draw(st.sampled_from(["", " ", "\u00a0"]))
    minute, second = primes
    parts = (seconds // 3600, seconds // 60 % 60, seconds % 60)
    words = gap.join((f"{parts[0]}°", f"{parts[1]:02}{minute}", f"{parts[2]:02}{second}", letter))
    exact = Fraction(seconds, 3600) * (-1 if letter in "SW" else 1)
    read = degrees(axis, words)
    assert abs(Fraction(read) - exact) <= Fraction(1, 2_000_000)
    assert coordinate_contradiction(axis, f"{read:f}", words) is None


@given(AXIS, st.integers(-(10**10), 10**10), st.integers(0, 8))
def test_plain_decimals_are_themselves_within_the_world(axis: str, digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    words = f"{value:f}"
    if abs(value) <= AXES[axis][0]:
        assert coordinate_contradiction(axis, words, words) is None
        assert abs(degrees(axis, words) - value) <= Decimal("0.0000005")
    else:
        assert coordinate_contradiction(axis, words, words)


@given(AXIS, st.text(max_size=30))
def test_no_words_break_it(axis: str, words: str) -> None:
    coordinate_contradiction(axis, words, words)


def test_points() -> None:
    assert Point.parse("41.69,-86.46") == Point(Decimal("41.69"), Decimal("-86.46"))
    assert str(Point.parse("32°35'25\"N, 90°05'35\"W")) == "32.590278,-90.093056"
    for words in ("41.69", "41.69,-86.46,3", "91,0", "0,181", "-86.46W,41.69N"):
        with pytest.raises(CoordinateError):
            Point.parse(words)
