"""How dates are printed: one pattern per form, joined into one, and the tables of month and weekday names."""

import re
import tomllib
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads((files(__package__) / "datewords.toml").read_text("utf-8"))


def _table(name: str) -> dict[str, int]:
    return {word: int(number) for number, words in _DATA[name].items() for word in words}


MONTHS, WEEKDAYS, SEASONS, ORDINALS = map(_table, ("months", "weekdays", "seasons", "ordinals"))
NEAR_CUES, VERB_CUES, YEAR_CUES = (frozenset(_DATA["cues"][name]) for name in ("near", "verbs", "year"))


def _either(words: dict[str, int], *, proper: bool) -> str:
    """A group of these words; proper names as "May" or "MAY", since "may" and "march" are verbs."""
    spelled = sorted(words, key=len, reverse=True)
    if proper:
        spelled = [form for word in spelled for form in (word.capitalize(), word.upper())]
    return "(?:" + "|".join(re.escape(word) for word in spelled) + ")"


_M = f"({_either(MONTHS, proper=True)})(?![A-Za-z])"
_W = _either(WEEKDAYS, proper=True)
_S = f"({_either(SEASONS, proper=False)})"
_YYYY = r"((?:19[5-9]|20\d)\d)"
_Y = rf"{_YYYY}(?!\d)(?![.,]\d)"
_DAY = r"(?<![\d.,$€£])(\d{1,2})(?:st|nd|rd|th)?"
_ON = rf"(?:{_W},? (?:the )?)?"
_NO_AMOUNT = r"(?![\d%]|[.,]\d|[ -]?(?:[kMG]W|percent|[mb]illion|[mb]n\b|megawatt|gigawatt|euros|dollars))"
_REL = r"(?:(?i:(last|this|next|past|coming)) )"
_PARTS = r"(?:(?:the )?(?:end|start|beginning|middle|close) of |early |late |mid-| mid )"
_YEARS = rf"(?: ?,? ?(?:of )?(?:fiscal |FY ?)?(?:{_Y}|((?i:this|next|last)) year))"
_NTH = f"({_either(ORDINALS, proper=False)})"
_COUNT = r"(an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"

#: Form -> pattern. Its groups are what the reader of that form takes; at one place the first form that fits wins.
FORMS = {
    "iso": rf"(?<![\w.-]){_YYYY}-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?![\d-])",
    "slashed": rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})/{_Y}",
    "dotted": rf"(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})\.{_Y}",
    "short": r"\b(?:(?:Q([1-4])|([1-4])Q|H([12])|([12])H|FY)[’']?(\d\d))\b",
    "dayMonth": rf"{_ON}{_DAY}(?: of)? {_M}(?:,? {_Y})?",
    "monthYear": rf"{_M},? (?:of )?{_Y}",
    "monthDay": rf"{_ON}{_M} (\d{{1,2}})(?:st|nd|rd|th)?(?:,? {_Y}|{_NO_AMOUNT})",
    "quarter": rf"(?i:\b(?:{_NTH}[ -]quarter|Q([1-4])|([1-4])Q)\b){_YEARS}?",
    "yearQuarter": rf"(?<![\w.,]){_Y} ?(?:Q([1-4])|H([12]))\b",
    "half": rf"(?i:\b(?:{_NTH}[ -]half|H([12])|([12])H)\b){_YEARS}",
    "season": rf"\b(?:{_REL}{_S}\b|(?i:{_S}) (?:of )?{_Y})",
    "month": rf"\b(?:{_PARTS}|{_REL}){{0,2}}{_M}(?! \d)",
    "weekday": rf"\b{_REL}?({_W})\b",
    "unit": rf"\b(?:{_PARTS})?(?i:(last|this|next)) (year|month|quarter)\b",
    "yearEnd": r"\b(?i:(year[- ]end|end of the year|the year is out|end of the (decade))\b)(?: (\d{4})\b)?",
    "ago": rf"\b(?i:{_COUNT} years? (ago|earlier|before))\b",
    "word": r"\b(?i:(today|yesterday|tomorrow|tonight|christmas))\b",
    "year": rf"(?<![\w$€£¥#/.,+])(?<![A-Z]-)(?<!\b\d{{3}}-)(?:{_PARTS}|\bFY ?)?{_Y}(?![\w%])",
}
#: All forms at once; they start where words and numbers do, which saves trying them elsewhere.
MASTER = re.compile("(?<![A-Za-z])(?=[0-9A-Za-z])(?:" + "|".join(f"(?P<{n}>{p})" for n, p in FORMS.items()) + ")")
#: Number of groups in each form, to cut its own out of a match of MASTER.
SIZES = {name: re.compile(pattern).groups for name, pattern in FORMS.items()}
