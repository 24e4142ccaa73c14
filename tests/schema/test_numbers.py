"""The number grammar, as a table; rounding; what the gate refuses; and that no text makes it slow."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.schema.numbers import contradiction, elliptical, find_quantities, rounding
from wattgraph.schema.quantity import Interval, Quantity
from wattgraph.schema.statement import Span

CASES: list[list[str]] = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text("utf-8"))["cases"]
GOLD = Path(__file__).parents[3] / "shared" / "eval" / "dev"


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_table(case: list[str]) -> None:
    text, *expected = case
    found = find_quantities(text)
    printed = [
        " | ".join((q.verbatim, str(q.interval), q.unit, q.qualifier, q.unit_basis))
        for q in (f.quantity for f in found)
    ]
    assert printed == expected
    assert all(f.quantity.verbatim == text[f.start : f.end] for f in found)


@given(st.text("0123456789 ,.$€%-kmbMWGhtoandupmillion½\n", max_size=60))
def test_found_words_stand_in_order_and_apart(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert end <= found.start < found.end <= len(text)
        assert found.quantity.verbatim == text[found.start : found.end]
        end = found.end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("up to $5bn", "up to"), ("$5bn or more", "or more"), ("100+ MW", "+"), ("between 5 and 6 MW", "between"),
        ("estimated at about 14 GW", "estimated at about"), ("a $50bn-plus plan", "-plus"), ("some 5%", "some"),
    ],
)  # fmt: skip
def test_the_qualifiers_words_are_given(text: str, words: str) -> None:
    (found,) = find_quantities(text)
    assert found.qualifier_span is not None
    assert text[slice(*found.qualifier_span)] == words


def quantity(words: str) -> Quantity:
    return find_quantities(words)[0].quantity


@pytest.mark.parametrize(
    ("words", "interval"),
    [
        ("9.7 billion", "[9650000000, 9750000000)"), ("$9.70 billion", "[9695000000, 9705000000)"),
        ("1,300 MW", "[1299.5, 1300.5)"), ("1.3 gigawatts", "[1250, 1350)"), ("48,000 kW", "[47.9995, 48.0005)"),
        ("half a billion dollars", "[450000000, 550000000)"), ("about 14 GW", "[13500, 14500)"),
        ("about 100 billion dollars", "[95000000000, 105000000000)"), ("up to $5bn", "[0, 5000000000]"),
        ("60 basis points", "[0.595, 0.605)"), ("$8-$10 million", "[8000000, 10000000]"),
    ],
)  # fmt: skip
def test_rounding(words: str, interval: str) -> None:
    assert str(rounding(quantity(words))) == interval


def test_rounding_of_falls_and_of_two_reports() -> None:
    assert str(rounding(fall(quantity("5%")))) == "(-5.5, -4.5]"
    assert rounding(quantity("$9.7bn")).meets(rounding(quantity("$9,700 million")))
    assert not rounding(quantity("$9.7bn")).meets(rounding(quantity("$9.6bn")))


def fall(rise: Quantity) -> Quantity:
    return replace(rise, interval=-rise.interval)


def spans(words: str, **parts: str) -> list[Span]:
    """A value span with these words, and one of each part with its."""
    return [Span(0, len(words), words), *(Span(0, len(w), w, part) for part, w in parts.items())]


def reading(words: str, verbatim: str, low: str, unit: str, **more: str) -> Quantity:
    point = Interval.point(Decimal(low))
    return Quantity(point, unit, more.get("qualifier", "exact"), more.get("basis", "stated"), verbatim)


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_every_found_quantity_passes_the_gate(text: str) -> None:
    for found in find_quantities(text):
        q = found.quantity
        ends = [*(found.qualifier_span or ()), found.start, found.end]
        parts = {"unit": f"7 {q.unit}"} if q.unit_basis == "implied" and q.unit != "percent" else {}
        assert contradiction(q, spans(text[min(ends) : max(ends)], **parts), text[: min(ends)][-24:]) is None


IMPLIED = quantity("9.7 billion")
SEVENTY = reading("70", "70", "70", "MW", basis="implied")


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        (IMPLIED, spans("9.7 billion", unit="50 billion dollars")),
        (replace(IMPLIED, unit_basis="assumed"), spans("9.7 billion")),
        (SEVENTY, spans("70", unit="210 megawatts")),
        (reading("60", "60", "60000000000", "EUR", basis="implied"), spans("60", unit="€45 billion")),
        (reading("60", "60", "60000000000", "EUR", basis="implied"), spans("60", unit="euro", scale="billion")),
        (reading("1300", "1300", "1300", "MW"), spans("1300", unit="Capacity (MW)")),
        (reading("48000", "48000", "48", "MW"), spans("48000", unit="kW")),
        (fall(quantity("5%")), spans("5%", direction="tumbled")),
        (fall(quantity("up to 5%")), spans("up to 5%", direction="lower")),
        (replace(fall(quantity("3.5%")), verbatim="-3.5%"), spans("-3.5%")),
        (quantity("up to 50 billion dollars"), spans("50 billion dollars", qualifier="up to")),
        (quantity("$5bn or more"), spans("$5bn", qualifier="or more")),
    ],
)
def test_the_gate_lets_through(said: Quantity, evidence: list[Span]) -> None:
    assert contradiction(said, evidence, "the company said that ") is None


@pytest.mark.parametrize(
    ("said", "evidence", "before", "reason"),
    [
        (quantity("$5bn"), spans("$6bn"), "", "does not stand"),
        (replace(quantity("$5bn"), verbatim=""), spans("$5bn"), "", "does not stand"),
        (reading("$5bn", "$5bn", "6", "USD", basis="symbol"), spans("$5bn"), "", "not \\[6, 6\\]"),
        (reading("$5bn", "$5bn", "5", "EUR", basis="symbol"), spans("$5bn"), "", "in USD, not EUR"),
        (replace(quantity("$5bn"), unit_basis="stated"), spans("$5bn"), "", "is symbol, not stated"),
        (quantity("$5bn"), spans("$5bn"), "will invest up to ", "'up to' .* is lost"),
        (quantity("$5bn"), spans("$5bn"), "sold for more than ", "'more than' .* is lost"),
        (quantity("$5bn"), spans("up to $5bn"), "", "the words say upTo, not exact"),
        (quantity("up to $5bn"), spans("$5bn"), "", "no word says upTo"),
        (IMPLIED, spans("9.7 billion"), "", "needs a span of part 'unit'"),
        (IMPLIED, spans("9.7 billion", unit="5 billion euros"), "", "needs a span of part 'unit'"),
        (replace(quantity("$5bn"), unit_basis="implied"), spans("$5bn"), "", "is symbol, not implied"),
        (SEVENTY, spans("70", unit="the site"), "", "needs a span"),
        (reading("8", "8", "8000000", "USD", basis="implied"), spans("8", unit="dollars"), "", "says \\[8, 8\\]"),
        (fall(quantity("5%")), spans("5%"), "", "part 'direction'"),
        (fall(quantity("5%")), spans("5%", direction="rose"), "", "part 'direction'"),
        (replace(quantity("3.5%"), verbatim="-3.5%"), spans("-3.5%"), "", "minus sign"),
        (replace(quantity("5 MW"), verbatim="a deal"), spans("a deal"), "", "no number"),
        (quantity("$5bn"), [Span(0, 4, "$5bn", "quote")], "", "no span of part 'value'"),
    ],
)
def test_the_gate_refuses(said: Quantity, evidence: list[Span], before: str, reason: str) -> None:
    refused = contradiction(said, evidence, before)
    assert refused is not None
    assert re.search(reason, refused), refused


def test_elliptical_numbers_take_unit_and_scale_of_what_they_follow() -> None:
    seventy = elliptical("the first 70", "210 megawatts")
    assert seventy == SEVENTY
    sixty = elliptical("60", "€45 billion")
    assert sixty is not None
    assert (sixty.value, sixty.unit, sixty.unit_basis) == (Decimal(60) * 10**9, "EUR", "implied")
    assert elliptical("60 MW", "€45 billion") is None
    assert elliptical("none", "€45 billion") is None


def gold() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(GOLD.glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        for fact in json.loads(path.read_text("utf-8"))["facts"]:
            said = fact["quantity"]
            if said and not (said["unitBasis"] == "implied" and "illion" not in said["verbatim"]):
                yield text[fact["offset"] : fact["offset"] + len(fact["quote"])], {**said, "text": text}


def key(facts: dict[str, Any], sign: int = 1) -> tuple[object, ...]:
    """A falling gold value has its sign from a verb, which is not the number grammar's."""
    value = None if facts["value"] is None else float(facts["value"]) * sign
    return facts["verbatim"], facts["unit"], value, facts["lower"], facts["upper"]


def test_the_quantities_of_careful_readers_are_found() -> None:
    if not GOLD.is_dir():
        pytest.skip("needs ../shared/eval/dev beside the checkout")
    right, missed = 0, []
    for quote, said in gold():
        found = {key(f.quantity.facts()) for f in find_quantities(said["text"]) if f.quantity.verbatim in quote}
        hit = key(said, -1 if (said["value"] or 0) < 0 else 1) in found
        right += hit
        missed += [] if hit else [said["verbatim"]]
    rate = right / (right + len(missed))
    print(f"{right} of {right + len(missed)} gold quantities found ({rate:.3f}); missed: {missed}")
    assert rate >= 0.95
