"""The tables of units: complete, free of clashes, and reached by the grammar."""

from decimal import Decimal

import pytest

from wattgraph.schema.figures import scales_in, units_in
from wattgraph.schema.numbers import find_quantities
from wattgraph.schema.units import Unit, units


@pytest.mark.parametrize("words", [w for w, u in units().words.items() if u.code])
def test_every_unit_word_is_found_after_a_number(words: str) -> None:
    (found,) = find_quantities(f"It has 7 {words}.")
    expected = units().words[words]
    assert (found.quantity.unit, found.quantity.value) == (expected.code, 7 * expected.factor)
    assert found.quantity.unit_basis == ("symbol" if words.startswith("%") else "stated")


@pytest.mark.parametrize("code", units().codes)
def test_every_code_is_found_after_a_number(code: str) -> None:
    (found,) = find_quantities(f"It has 7.5 {code} now.")
    assert (found.quantity.unit, found.quantity.unit_basis) == (units().codes[code].code, "stated")


@pytest.mark.parametrize("sign", [s for s, u in units().signs.items() if u.family in ("money", "token") and u.code])
def test_every_sign_is_found_before_a_number(sign: str) -> None:
    (found,) = find_quantities(f"It paid {sign}7.5 million.")
    assert (found.quantity.unit, found.quantity.unit_basis) == (units().signs[sign].code, "symbol")
    assert found.quantity.verbatim == f"{sign}7.5 million"


@pytest.mark.parametrize("word", units().scales)
def test_every_scale_word_multiplies(word: str) -> None:
    (found,) = find_quantities(f"It paid $3 {word}.")
    assert found.quantity.value == 3 * units().scales[word]


@pytest.mark.parametrize("words", ["MWh", "GWh", "TWh", "MVA", "EH/s", "MW/h", "MW hours", "megawatt-hours", "mW"])
def test_what_is_no_power_has_no_unit(words: str) -> None:
    assert find_quantities(f"It has 7 {words}.") == []


def test_units_are_told_by_the_document_where_several_share_a_name() -> None:
    krone = units().signs["kr"]
    assert krone.told_by("a Swedish mine") == "SEK"
    assert krone.told_by("a Swedish mine and a Danish one") is None
    assert krone.told_by("a mine") is None


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("50 billion dollars", {"USD"}), ("Capacity (MW)", {"MW"}), ("USD million", {"USD"}), ("euro bonds", {"EUR"}),
        ("€45bn", {"EUR"}), ("C$150 million", {"CAD"}), ("611 bitcoin", {"BTC"}), ("share, %", {"percent"}),
        ("U.S. dollars", {"USD"}), ("bitcoin miners", set()), ("5 GWh", set()),
    ],
)  # fmt: skip
def test_units_that_words_name(words: str, named: set[str]) -> None:
    assert named <= {unit.code for unit in units_in(words)}
    assert bool(named) == bool(units_in(words))


def test_scales_that_words_name() -> None:
    assert scales_in("USD million") == [Decimal(10) ** 6]
    assert scales_in("a fleet") == []


def test_exact_spelling_wins_over_none() -> None:
    known = units()
    assert known.named("MW") == Unit("MW", "power", Decimal(1), "stated")
    assert known.named("U.S. Dollars") == known.named("u.s. dollars")
    assert known.named("mW") is None
