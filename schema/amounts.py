"""Figures with their qualifiers and ranges, in ledger units: one step before quantities, units still open."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .figures import Figure, find_figures
from .qualifiers import BOUNDING, qualifier_after, qualifier_before
from .units import Unit
from .words import plain_letters

_JOINT = re.compile(r"[ \u00a0]{0,2}(?:([-–—‐‑])|to|and)[ \u00a0]{0,2}")
_HANGING = re.compile(r"- to |-to-")
_BETWEEN = re.compile(
    r"\b(between|ranging from|range from|ranges from|ranged from|range of)(?: [a-z]{1,12})?\s{1,2}$", re.I
)
_MOVED = re.compile(r"\b(?:from|by)(?: (?:about|around|some|an?|its|the))?\s{1,2}$", re.I)
_PLUS = re.compile(r"\+|-plus")
_PERCENT = Unit("percent", "percent", Decimal(1), "implied")
#: A share in words; at the end of the text too, so that its own words alone are read alike.
_PART = re.compile(
    r"(?<!and )\b(?i:(a|one|two|three)[ -](tenth|fifth|quarter|fourth|third|half)s?|(?<!a )(half))"
    r"(?: of (?:its|their|his|her)(?: market)?"
    r" (?:value|stock|shares|equity|worth|capitalisation|capitalization)\b|\Z)"
    r"|(?<=\bby )(a|one|two|three)[ -](tenth|fifth|quarter|third)s?\b(?! of (?:a|an) )"
)
_PARTS = {
    "tenth": Decimal(10), "fifth": Decimal(20), "quarter": Decimal(25), "fourth": Decimal(25),
    "third": Decimal("33.333"), "half": Decimal(50),
}  # fmt: skip
_COUNTS = {"two": 2, "three": 3}
#: A bare end of this size shares no scale: "$900,000 to $1 million".
_WHOLE = Decimal(1000)
#: A bare first end that is smaller by more than this is no end: "in paragraph 2 to 340 million".
_FAR = Decimal(20)


class Amount(NamedTuple):
    """A number or range with its qualifier. `low`, `high` are in ledger units as far as the own words tell.

    `unit` is None for a bare number; `scale` is the factor of its scale word, None without one; `words` is where
    the qualifier stands.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: Unit | None
    basis: str
    scale: Decimal | None
    qualifier: str = "exact"
    words: tuple[int, int] | None = None


def find_amounts(text: str) -> Iterator[Amount]:
    """All numbers of a text, bare ones included, in order, ranges joined."""
    parts = list(_parts(text))
    held: Figure | None = None
    for figure in find_figures(text):
        while parts and parts[0].start <= figure.start:
            if held is not None:
                yield _single(text, held)
                held = None
            yield parts[0]
            done = parts.pop(0).end
            if figure.start < done:
                break
        else:
            joined = None if held is None else _range(text, held, figure)
            if held is not None:
                yield joined or _single(text, held)
            held = None if joined else figure
    if held is not None:
        yield _single(text, held)
    yield from parts


def _parts(text: str) -> Iterator[Amount]:
    """ "A tenth of its value" is ten percent."""
    for match in _PART.finditer(text):
        if not plain_letters(match.groups()):
            continue
        word = (match.group(2) or match.group(3) or match.group(5)).lower()
        count = _COUNTS.get((match.group(1) or match.group(4) or "").lower(), 1)
        share = _PARTS[word] * count
        end = max(match.end(2), match.end(3), match.end(5))
        qualifier, words = _qualifier(text, match.start(), end)
        yield Amount(match.start(), end, share, share, _PERCENT, "implied", None, qualifier, words)


def _single(text: str, figure: Figure) -> Amount:
    start, end, unit, value = figure.start, figure.end, figure.unit, figure.value
    qualifier, words = _qualifier(text, start, end)
    basis = unit.basis if unit else "implied"
    return Amount(start, end, value, value, unit, basis, figure.scale, qualifier, words)


def _qualifier(text: str, start: int, end: int) -> tuple[str, tuple[int, int] | None]:
    """The qualifier of the number at these words, and where its own words stand."""
    found = qualifier_before(text, start)
    if found is None or found[0] not in BOUNDING:
        found = qualifier_after(text, end) or found
    if found is not None:
        return found[0], (found[1], found[2])
    plus = _PLUS.search(text, start, end)
    return ("atLeast", plus.span()) if plus else ("exact", None)


def _range(text: str, first: Figure, last: Figure) -> Amount | None:
    """The range of two neighbours: "$8-$10 million", "between 2 and 3 GW". None if they are two numbers."""
    joint = _JOINT.fullmatch(text, first.end, last.start) or _HANGING.fullmatch(text, first.end, last.start)
    unit = last.unit or first.unit
    if joint is None or unit is None:
        return None
    between = _led(text, first.start, text[first.end : last.start].strip())
    if between is None or (first.unit is not None and last.unit is not None and first.unit.code != last.unit.code):
        return None
    if (first.scale is not None and last.scale is None) or _apart(text, first, last):
        return None
    low, high = _ends(first, last, unit)
    if low >= high or (first.unit is None and low * _FAR < high):
        return None
    words = None if between == (0, 0) else between
    basis = "symbol" if "symbol" in (unit.basis, (first.unit or unit).basis) else unit.basis
    return Amount(first.start, last.end, low, high, unit, basis, last.scale, "between", words)


def _apart(text: str, first: Figure, last: Figure) -> bool:
    """Whether a bare last end is another number: "33% to 405p"; only a sign before the first serves both."""
    glued = text[last.end : last.end + 1].isalnum()
    return last.unit is None and (glued or first.start == first.numeral.start)


def _led(text: str, start: int, joint: str) -> tuple[int, int] | None:
    """Where "between" stands before a range, (0, 0) where it needs none; None if the words make no range."""
    window = text[max(0, start - 40) : start]
    lead = _BETWEEN.search(window)
    if lead is not None:
        shift = max(0, start - 40)
        return shift + lead.start(1), shift + lead.end(1)
    if joint == "and" or (joint == "to" and _MOVED.search(window)):
        return None
    return 0, 0


def _ends(first: Figure, last: Figure, unit: Unit) -> tuple[Decimal, Decimal]:
    """Both ends in ledger units; an end without scale or unit has the other's."""
    high = last.value * (unit.factor if last.unit is None else 1)
    low = first.value * (unit.factor if first.unit is None else 1)
    if first.scale is None and last.scale is not None and first.numeral.value < _WHOLE:
        low *= last.scale
    return low, high
