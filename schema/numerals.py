"""Numerals as people print them: digits with commas, points and broken spacing, and numbers in words."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .words import plain_letters

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
_MULTIPLIERS = {"dozen": 12, "hundred": 100, "thousand": 1000}
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.75")}
_GLYPHS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

#: What must follow a numeral that is broken by a space or has a decimal comma: else it is two numbers.
_SCALED = r"(?=\s?-?(?:%|percent|per cent|[mb](?:illio)?n\b|trillion|[mb]ln|[MG]W|megawatt|gigawatt))"
_DIGITS = rf"""
    (?<!\d)(?<!\d[.,])
    (?: \d{{1,3}}(?:,\d{{3}}){{1,6}}(?:\.\d{{1,9}})?               # 1,300  12,500.5
      | \d{{1,3}}(?:,[ ]\d{{3}}){{1,4}}(?![,.]?\d)                  # 1, 200
      | \d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}}){{1,6}}             # 1 300 with thin or fixed spaces
      | \d{{1,4}}\.[ ]\d{{1,2}}{_SCALED}                            # 2. 6 billion
      | \d{{1,15}}\.\d{{1,9}}
      | \d{{1,3}},\d{{1,2}}{_SCALED}                                # 1,35 billion
      | \d{{1,15}}[½¼¾]?
    )(?!\d)(?![.,]\d)"""
_WORD = "(?:" + "|".join(sorted((*_VALUES, *_MULTIPLIERS), key=len, reverse=True)) + ")"
_FIRST = "(?:" + "|".join(sorted(_VALUES, key=len, reverse=True)) + ")"
#: An article counts as one only before a scale or a unit of power; the caller checks that.
_WORDS = rf"""
    (?i:\b(?: (?:an?[ -])?half(?:[ -]an?|[ -]of[ -]an?)?(?=[ -])
      | (?:an?[ -]|one[ -]|three[ -])?quarters?(?:[ -]of[ -]an?)?(?=[ -])
      | (?:{_FIRST}|an?[ -](?:hundred|thousand|dozen))\b
        (?:(?:[ -]|(?:(?<=hundred)|(?<=thousand))[ -]and[ -]){_WORD}\b){{0,8}}
        (?:[ -]and[ -](?:a[ -]|one[ -]|three[ -])(?:half|quarters?)\b)?
      | an?(?=[ ](?:[mb]illion|trillion|kilowatt|megawatt|gigawatt|terawatt|[MG]W\b)) ))"""
#: The first look-ahead only saves time: most places of a text start no numeral.
_NUMERAL = re.compile(rf"(?=[0-9aefhnoqstzAEFHNOQSTZ])(?:{_DIGITS}|(?<![A-Za-z]){_WORDS})", re.VERBOSE)
_PARTS = re.compile(r"[a-z]+")


class Numeral(NamedTuple):
    """A number's own words; `decimals`: digits after its point; `form`: digits, words, article or fraction."""

    start: int
    end: int
    value: Decimal
    decimals: int
    form: str


def find_numerals(text: str) -> Iterator[Numeral]:
    """All numerals of a text, in order, whatever they count; years and house numbers included."""
    for match in _NUMERAL.finditer(text):
        words = match.group()
        if not words[0].isdigit():
            numeral = _worded(match.start(), match.end(), words.lower()) if plain_letters([words]) else None
        else:
            numeral = _printed(text, match.start(), match.end(), words)
        if numeral is not None:
            yield numeral


def _printed(text: str, start: int, end: int, words: str) -> Numeral | None:
    if words.isdecimal():
        return Numeral(start, end, Decimal(words), 0, "digits")
    if ", " in words and _labelled(text, start):
        start = end - 3
        return Numeral(start, end, Decimal(text[start:end]), 0, "digits")
    glyph = _GLYPHS.get(words[-1])
    if glyph is not None:
        return Numeral(start, end, Decimal(words[:-1]) + glyph, 2, "digits")
    whole, comma, cents = words.partition(",")
    if comma and len(cents) < 3:
        words, comma = f"{whole}.{cents}", ""
    plain = words if words.isascii() and " " not in words and not comma else "".join(words.replace(",", "").split())
    return Numeral(start, end, Decimal(plain), len(plain.partition(".")[2]), "digits")


def _labelled(text: str, start: int) -> bool:
    """Whether a name or month stands before a numeral: in "Phase 1, 200 MW" the comma parts two numbers."""
    before = text[max(0, start - 16) : start].split()
    return bool(before) and before[-1][:1].isupper() and not before[-1].isupper()


def _worded(start: int, end: int, words: str) -> Numeral | None:
    parts = _PARTS.findall(words)
    if parts in (["a"], ["an"]):
        return Numeral(start, end, Decimal(1), 0, "article")
    fraction = next((_FRACTIONS[p] for p in reversed(parts) if p in _FRACTIONS), None)
    if fraction is None:
        whole = _whole(parts)
        return None if whole is None else Numeral(start, end, Decimal(whole), 0, "words")
    decimals = 1 if fraction == _FRACTIONS["half"] else 2
    cut = parts.index("and") if "and" in parts else 0
    if parts[-1] in _FRACTIONS and cut:
        cut = len(parts) - 1 - parts[::-1].index("and")
        whole = _whole(parts[:cut])
        return None if whole is None else Numeral(start, end, whole + fraction, decimals, "words")
    bare = not any(p in ("a", "an", "one", "three") for p in parts)
    return Numeral(start, end, fraction, decimals, "fraction" if bare else "words")


def _whole(parts: list[str]) -> int | None:
    """The number of "two hundred and fifty"; None where the words are several numbers."""
    total, current, smallest = 0, 0, 1000
    for part in parts:
        if part in ("and", "a", "an"):
            continue
        if part in _MULTIPLIERS:
            current = max(current, 1) * _MULTIPLIERS[part]
            if part == "thousand":
                total, current = total + current, 0
            smallest = 100
        else:
            number = _VALUES[part]
            if number >= smallest:
                return None
            current += number
            smallest = 10 if number >= 20 else 0
    return total + current
