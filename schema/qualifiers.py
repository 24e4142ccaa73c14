"""Words that say how exact a number is ("up to", "or more"), what they do to its bounds, and words of falling."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from .quantity import ZERO, Interval

#: Qualifiers that leave no point value; a quantity that lost one says more than its source.
BOUNDING = frozenset({"upTo", "lessThan", "atLeast", "moreThan"})
#: Which of several qualifiers of one number counts: "no more than about 5" is a cap.
_RANK = {"upTo": 0, "lessThan": 0, "atLeast": 0, "moreThan": 0, "between": 1, "estimated": 2, "approximately": 3}
#: Characters before a number in which its qualifier is looked for.
WINDOW = 64
_TOKENS = re.compile(r"[A-Za-z]{1,20}\.?|[^\sA-Za-z0-9]|\d{1,20}")
_TAIL = re.compile(r",?\s{0,2}(\+|\([a-z.]{1,10}\)|-?[A-Za-z]{1,11})(?:\s([A-Za-z]{1,12}))?(?:\s([A-Za-z]{1,12}))?")
_LETTERS = re.compile(r"[a-z-]{2,20}|[-−–▼↓]")


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """The tables of `qualifiers.toml`, phrase -> qualifier; `ends` are the last words of those."""

    before: dict[str, str]
    after: dict[str, str]
    ends: frozenset[str]
    fillers: frozenset[str]
    places: frozenset[str]
    over: frozenset[str]
    falling: frozenset[str]


@cache
def qualifiers() -> Qualifiers:
    """The qualifier words that this version ships."""
    data = tomllib.loads((files(__package__) / "qualifiers.toml").read_text("utf-8"))
    before = {phrase: q["name"] for q in data["qualifier"] for phrase in q["before"]}
    after = {phrase: q["name"] for q in data["qualifier"] for phrase in q["after"]}
    fillers = frozenset(data["words"]["fillers"])
    ends = frozenset(phrase.split()[-1] for phrase in before)
    falling = frozenset(word for words in data["falling"].values() for word in words)
    places, over = frozenset(data["words"]["places"]), frozenset(data["words"]["over"])
    return Qualifiers(before, after, ends, fillers, places, over, falling)


def qualifier_before(text: str, start: int) -> tuple[str, int, int] | None:
    """The qualifier whose words end right before `start`: its name, where they start and end. None if none."""
    if not start:
        return None
    window = text[max(0, start - WINDOW) : start].rstrip()
    known = qualifiers()
    if not _may_end(window, known):
        return None
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKENS.finditer(window)]
    words, at = [t[0] for t in tokens], len(tokens)
    found: list[tuple[int, int, str]] = []
    first = end = 0
    for _ in range(4):
        at = _skip_fillers(words, at, known)
        taken = _phrase(words, at, known)
        if not taken or (taken == 1 and words[at - 1] in known.places and words[at : at + 1] in (["a"], ["an"])):
            break
        name = known.before[" ".join(words[at - taken : at])]
        found.append((_RANK[name], -len(found), name))
        end = end or tokens[at - 1][2]
        at -= taken
        first = at
    if not found:
        return None
    shift = max(0, start - WINDOW)
    return min(found)[2], shift + tokens[first][1], shift + end


def _may_end(window: str, known: Qualifiers) -> bool:
    """Whether a qualifier may end here, fillers left aside: quick, since before most numbers none does."""
    for word in reversed(window.rsplit(None, 4)[-4:]):
        last = word.lower() if word[-1:].isalnum() or word[-1] == "." else word[-1]
        if last not in known.fillers:
            return last in known.ends or last.lstrip("([{\"'“‘—–-") in known.ends
    return False


def _skip_fillers(words: list[str], at: int, known: Qualifiers) -> int:
    """Past up to three fillers, unless a phrase ends at them ("an estimated" is a phrase)."""
    back = at
    for _ in range(3):
        if _phrase(words, back, known):
            return back
        if not back or words[back - 1] not in known.fillers:
            return at
        back -= 1
    return back


def _phrase(words: list[str], at: int, known: Qualifiers) -> int:
    """How many words before `at` make a qualifier, 0 if none do."""
    for size in range(min(5, at), 0, -1):
        if " ".join(words[at - size : at]) in known.before:
            spoiled = size == 1 and words[at - 1] == "over" and at > 1 and words[at - 2] in known.over
            return 0 if spoiled else size
    return 0


def qualifier_after(text: str, end: int) -> tuple[str, int, int] | None:
    """The qualifier whose words start right after `end` ("or more", "-plus"), as `qualifier_before`."""
    match = None if end == len(text) else _TAIL.match(text, end)
    if match is None:
        return None
    words = [word.lower() for word in match.groups() if word]
    after = qualifiers().after
    for size in range(len(words), 0, -1):
        name = after.get(" ".join(words[:size]))
        if name and words[size : size + 1] != ["than"]:
            return name, match.start(1), match.end(size)
    return None


def qualifier_in(words: str) -> str | None:
    """The qualifier that these words are: "up to", "or more", "between"; None if they are none."""
    plain = " ".join(words.lower().split())
    known = qualifiers()
    if plain in ("between", "range", "ranging from", "from"):
        return "between"
    if plain in known.before or plain in known.after:
        return known.before.get(plain) or known.after[plain]
    found = qualifier_before(plain + " ", len(plain) + 1)
    return found[0] if found else None


def bounds(low: Decimal, high: Decimal, qualifier: str) -> Interval:
    """The interval of a number (low = high) or a range under its qualifier: `upTo` 5 is [0, 5]."""
    if qualifier == "upTo" and high >= 0:
        return Interval(ZERO, high)
    if qualifier == "lessThan" and high > 0:
        return Interval(ZERO, high, upper_open=True)
    if qualifier == "atLeast":
        return Interval(low, None)
    if qualifier == "moreThan":
        return Interval(low, None, lower_open=True)
    return Interval(low, high)


def falls(words: str) -> bool:
    """Whether some of these words says that a number goes down."""
    return not qualifiers().falling.isdisjoint(_LETTERS.findall(words.lower()))
