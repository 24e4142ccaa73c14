"""Numbers with their scale and unit, as they stand in a text: what the number and the gate's grammars share."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .numerals import Numeral, find_numerals
from .units import Unit, units

_GAP = r"[ \t\u00a0\u202f\u2009]{0,3}\n?[ \t]{0,2}"
#: The gap after a number and the next word: letters, "U.S.", a percent sign, or a currency sign of this number.
_WORD = re.compile(
    rf"({_GAP}[-\u2010\u2011]?)([A-Za-z]{{1,14}}(?![A-Za-z0-9]|\.[ ]?[A-Za-z]\.)|(?:[A-Za-z]\.[ ]?){{2}}"
    r"|[%％](?!-?[ ]?point)|[€£¥₹₿$](?![ ]?\d))"
)
_PLUS = re.compile(r"\+|-plus\b")
_AND_HALF = re.compile(r"[ -]and[ -]a[ -](?:half|(quarter))\b")
_NOT_POWER = re.compile(r"[·*./-]?\s?(?:h|hours?|hrs?)\b|\s?/\s?[A-Za-z]")
_NEXT_WORDS = re.compile(r"(?:[\s-]{1,3}|(?<=[ .]))((?:[A-Z]\.){2,3}|[A-Za-z]{1,20})")
_SPACES = " \u00a0\u202f\u2009"


class Figure(NamedTuple):
    """A numeral with what belongs to it. `amount`: numeral times scale, in the unit as written.

    `start`, `end`: its words with sign, scale and unit. `unit` is None for a bare number, and has no code where
    several currencies share it. `scale` is None where no scale word stands.
    """

    start: int
    end: int
    numeral: Numeral
    scale: Decimal | None
    unit: Unit | None

    @property
    def value(self) -> Decimal:
        """The number in ledger units (dollars, MW, percent, pieces); a bare one only times its scale."""
        value = self.numeral.value if self.scale is None else self.numeral.value * self.scale
        return value if self.unit is None or self.unit.factor == 1 else value * self.unit.factor


def find_figures(text: str) -> Iterator[Figure]:
    """All numbers of a text with their units, bare ones included, in order and not overlapping."""
    done = 0
    for numeral in find_numerals(text):
        if numeral.start < done:
            continue
        figure = _figure(text, numeral, done)
        if figure is not None:
            done = figure.end
            yield figure


def _figure(text: str, numeral: Numeral, done: int) -> Figure | None:
    start, sign = _sign(text, numeral.start, done) if numeral.form == "digits" else (numeral.start, None)
    if sign is None and start and (text[start - 1].isalpha() or text[start - 1] == "_"):
        return None
    end, scale, letter = _scale(text, numeral)
    if numeral.form in ("words", "article"):
        end, numeral = _and_half(text, end, numeral)
    named = _unit(text, end)
    if letter and sign is None and (named is None or named[0].family not in ("money", "token")):
        end, scale, named = numeral.end, None, None
    vague = scale is None and numeral.form in ("article", "fraction")
    if sign is None and (named is None or _is_year(numeral, scale, named[0])):
        return None if vague else Figure(start, end, numeral, scale, None)
    unit, end = _chosen(sign, named, end)
    if vague and unit.family != "power":
        return None
    if sign is None and numeral.form != "digits" and scale is None:
        end, numeral = _and_half(text, end, numeral)
    return Figure(start, end, numeral, scale, unit)


def _chosen(sign: Unit | None, named: tuple[Unit, int] | None, end: int) -> tuple[Unit, int]:
    """The unit of "$5 billion", "5 billion dollars" or "$5 billion Canadian dollars", and where its words end."""
    if sign is None:
        assert named is not None
        return named
    if named is None or named[0].family != "money" or not named[0].code or sign.family != "money":
        return sign, end
    return named


def _sign(text: str, start: int, done: int) -> tuple[int, Unit | None]:
    """The currency sign or code before a number and where it starts."""
    at = start
    while at > done and start - at < 2 and text[at - 1] in _SPACES:
        at -= 1
    if at == done:
        return start, None
    last, known = text[at - 1], units()
    if last.isdigit() or last in "%,;:()":
        return start, None
    for size in range(min(5, at - done), 0, -1):
        words = text[at - size : at]
        unit = known.signs.get(words) or (known.codes.get(words) if size == 3 else None)
        if unit is None or unit.family not in ("money", "token") or (size == 3 and unit.family == "token"):
            continue
        if not (words[0].isalpha() and at > size and text[at - size - 1].isalnum()):
            return at - size, unit
    return start, None


def _scale(text: str, numeral: Numeral) -> tuple[int, Decimal | None, bool]:
    """Where the scale word ends, its factor, and whether it is a letter that only money may have."""
    end = numeral.end
    match = _WORD.match(text, end)
    if match is None:
        return _plus(text, end), None, False
    word, known = match.group(2), units()
    factor = known.scales.get(word.lower())
    if factor is not None:
        if numeral.form == "article" and text.startswith("-", match.end()):
            return end, None, False
        return _plus(text, match.end()), factor, False
    if word in known.letters and (not match.group(1) or (match.group(1) == " " and word.isupper())):
        return _plus(text, match.end()), known.letters[word], True
    return end, None, False


def _plus(text: str, end: int) -> int:
    """Past a "+" or "-plus" that stands between number and unit ("100+ MW"), else `end`."""
    match = _PLUS.match(text, end)
    if match is None:
        return end
    return match.end() if _unit(text, match.end()) else end


def _and_half(text: str, end: int, numeral: Numeral) -> tuple[int, Numeral]:
    """ "A gigawatt and a half": the half counts in what stands before it."""
    match = _AND_HALF.match(text, end)
    if match is None:
        return end, numeral
    part, digits = (Decimal("0.25"), 2) if match.group(1) else (Decimal("0.5"), 1)
    return match.end(), numeral._replace(value=numeral.value + part, decimals=digits, form="words")


def _unit(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit whose words follow `end`, and where they end."""
    match = _WORD.match(text, end)
    if match is None:
        return None
    known, word = units(), match.group(2)
    unit = known.signs.get(word)
    if unit is not None:
        return unit, match.end()
    first = word.lower().replace(" ", "")
    if first not in known.longest:
        return None
    for stop in _stops(text, match.end(), known.longest[first]):
        rest = text[match.end() : stop].lower().replace("-", " ").split()
        unit = known.codes.get(text[match.start(2) : stop]) or known.words.get(" ".join([first, *rest]))
        if unit is not None:
            return None if _spoiled(text, stop, unit) else (unit, stop)
    return None


def _stops(text: str, end: int, longest: int) -> Iterator[int]:
    """Where a name of up to `longest` words may end, longest first."""
    if longest > 1:
        words = [match for _, match in zip(range(longest - 1), _following(text, end), strict=False)]
        yield from (word.end(1) for word in reversed(words))
    yield end


def _spoiled(text: str, end: int, unit: Unit) -> bool:
    """Whether the next words make it another unit: "MW hours", "pounds of copper", "bitcoin miners"."""
    if end == len(text):
        return False
    if unit.family == "power" and _NOT_POWER.match(text, end):
        return True
    after = units().not_after.get(unit.family, frozenset())
    words = [m.group(1).lower() for _, m in zip(range(2), _following(text, end), strict=False)]
    return bool(words) and (words[0] in after or " ".join(words) in after)


def _following(text: str, end: int) -> Iterator[re.Match[str]]:
    """The words right after `end`, up to the next mark."""
    while match := _NEXT_WORDS.match(text, end):
        yield match
        end = match.end()


def _is_year(numeral: Numeral, scale: Decimal | None, unit: Unit) -> bool:
    """Whether "2025 bitcoin" or "2026 dollars" speaks of the year; tokens are younger than some years."""
    if scale is not None or unit.family not in ("token", "money") or unit.basis == "symbol":
        return False
    first = 2009 if unit.family == "token" else 1990
    return numeral.end - numeral.start == 4 and numeral.decimals == 0 and first <= numeral.value < 2100


def counts_things(text: str, end: int) -> bool:
    """Whether the words after a bare scaled number count something else than money ("15 million U.S. homes")."""
    known = units()
    for position, match in enumerate(_following(text, end)):
        word = match.group(1).lower()
        if word in known.counted:
            return True
        if position == 0 and word == "of":
            continue
        if word in known.stop and not (position == 1 and word in ("its", "their", "the", "his", "her")):
            return False
        if position > 2:
            return False
    return False


_NAMES = re.compile(r"[A-Za-z]{1,14}\.?|[$€£¥₹₩₪₺₿%％]")


def units_in(words: str) -> list[Unit]:
    """The units that words name, with or without numbers: "50 billion dollars", "Capacity (MW)", "USD million"."""
    known, found = units(), [figure.unit for figure in find_figures(words) if figure.unit and figure.unit.code]
    for match in _NAMES.finditer(words):
        start = match.start()
        if start and words[start - 1].isalpha() and match.group()[0].isalpha():
            continue
        named = _unit(words, start)
        sign = known.signs.get(words[max(0, start - 1) : match.end()]) or known.signs.get(match.group())
        unit = named[0] if named else sign
        if unit is not None and unit.code:
            found.append(unit)
    return found


def scales_in(words: str) -> list[Decimal]:
    """The factors of the scale words that words hold: "USD million", "$8 to 10 million", "€45bn"."""
    scales = units().scales
    named = (scales.get(match.group().lower().rstrip(".")) for match in _NAMES.finditer(words))
    return [scale for scale in named if scale is not None]
