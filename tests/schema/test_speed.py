"""Untrusted text: twice as much of the worst costs about twice as long, in every public function."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from wattgraph.schema.dates import Duration, PartialDate
from wattgraph.schema.datewords import (
    date_contradiction,
    duration_contradiction,
    find_dates,
    find_durations,
)
from wattgraph.schema.figures import scales_in, units_in
from wattgraph.schema.numbers import contradiction, elliptical, find_quantities, rounding
from wattgraph.schema.quantity import Interval, Quantity
from wattgraph.schema.statement import Span

NASTY = [
    "9", "1,", "1, ", "1.", "1. ", "1,234", "1,234,", " ", "\n", "\t ", "$", "$ ", "%", "-", "up to ", "another ",
    "between 1 and ", "1 to ", "1-", "5 kr ", "kr ", "half a ", "one hundred and ", "twenty ", "a ", "or ",
    "5 million ", "5 million U.S. ", "$5bn ", "5 MW ", "U.S. ", "one and a half ", "a tenth of its value ", "2026 ",
    "in May ", "May ", "20", "2026-", "Q1 ", "the first half of ", "early mid-", "last ", "Monday, ",
    "five-", "10 years ", "ten years and ", "9½", "1\u202f234", "estimated at about ", "5 or more ", "will ", "A.",
    "a year earlier ", "million ",
]  # fmt: skip
PUBLISHED = PartialDate.parse("2026-02-17")
ANY = Quantity(Interval(None, None), "USD", verbatim="5 MW")


def judge(text: str) -> object:
    return contradiction(ANY, [Span(0, len(text), text), Span(0, len(text), text, "unit")], text)


def tell(text: str) -> object:
    return rounding(Quantity(Interval.point(Decimal(5)), "USD", "approximately", "symbol", text))


FUNCTIONS: list[Callable[[str], object]] = [
    find_quantities,
    lambda text: find_dates(text, PUBLISHED),
    find_durations,
    judge,
    tell,
    lambda text: elliptical(text, text),
    lambda text: date_contradiction("2026", text, "2026-02-17"),
    lambda text: duration_contradiction("P1Y", text),
    units_in,
    scales_in,
]
NAMES = "quantities dates durations contradiction rounding elliptical date_gate term_gate units scales".split()


def seconds(effort: Callable[..., float], function: Callable[[str], object], text: str) -> float:
    """The best of several runs; a changed last letter keeps caches out of it."""
    varied = iter([text + letter for letter in "xyz"])
    return effort(lambda: function(next(varied)), runs=3)


@pytest.mark.parametrize("function", FUNCTIONS, ids=NAMES)
def test_time_is_linear(function: Callable[[str], object], effort: Callable[..., float]) -> None:
    for piece in NASTY:
        size = 8_000 // len(piece)
        for _ in range(5):  # a busy machine may double one run, not five
            once, twice = (seconds(effort, function, piece * times) for times in (size, 2 * size))
            if twice <= 2.6 * once or twice < 0.0005:
                break
        else:
            pytest.fail(f"{piece!r} * {size}: {once:.4f} s, twice as many {twice:.4f} s")


@pytest.mark.parametrize("piece", NASTY)
def test_the_gate_takes_no_long_words(piece: str, effort: Callable[..., float]) -> None:
    """Its words are capped, so that many numbers times many units in one span stay cheap."""
    text = piece * (400 // len(piece))
    said = Quantity(Interval.point(Decimal(3)), "USD", "exact", "implied", text)
    spans = [Span(0, len(text), text), Span(0, len(text), text, "unit")]
    assert effort(lambda: contradiction(said, spans)) < 0.1
    assert "longer than" in str(contradiction(said, [Span(0, 9, text * 2)])) or len(text) * 2 <= 400


@pytest.mark.parametrize("text", ["2026-" * 50_000, "P" + "1" * 100_000 + "Y", "9" * 100_000])
def test_parsers_refuse_long_text_at_once(text: str, effort: Callable[..., float]) -> None:
    def refused() -> None:
        for parse in (PartialDate.parse, Duration.parse):
            with pytest.raises(ValueError, match="is no"):
                parse(text)

    assert effort(refused) < 0.5
