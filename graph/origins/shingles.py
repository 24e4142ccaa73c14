"""Shingles: all runs of three words of a text, without case and signs; and the passages that two texts share."""

import re
from collections.abc import Sequence
from typing import NamedTuple

#: Words of a run. Of 61 articles on the same firms, two that were written apart share 6 % of such runs at most.
RUN = 3
_WORD = re.compile(r"\w+")


class Passage(NamedTuple):
    """Words that stand in two texts, with their offsets in code points in each."""

    start: int
    end: int
    quote: str
    other_start: int
    other_end: int
    other_quote: str


def shingles(text: str) -> list[str]:
    """The runs of words of a text, in its order; none of a text of fewer words than a run has."""
    words = _WORD.findall(text.casefold())
    return [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]


def passages(one: str, other: str, most: int = 5, least: int = 6) -> list[Passage]:
    """The longest passages of `least` words or more that two texts share, up to `most`, in the order of the first.

    They need not stand in the same order in both, and do not overlap in the first.
    """
    mine, theirs = _words(one), _words(other)
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(theirs) - RUN + 1):
        places.setdefault(_run(theirs, at), []).append(at)
    found: list[tuple[int, int, int]] = []
    at = 0
    while at <= len(mine) - RUN:
        length, place = _longest(mine, theirs, at, places.get(_run(mine, at), ())[:_TRIED])
        if length >= least:
            found.append((length, at, place))
        at += length or 1
    longest = sorted(sorted(found, key=lambda run: (-run[0], run[1]))[:most], key=lambda run: run[1])
    return [_passage(one, other, mine[at : at + n], theirs[place : place + n]) for n, at, place in longest]


#: At how many places a run that often recurs is followed.
_TRIED = 20
_Word = tuple[str, int, int]


def _words(text: str) -> list[_Word]:
    return [(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]


def _run(words: list[_Word], at: int) -> tuple[str, ...]:
    return tuple(word for word, _, _ in words[at : at + RUN])


def _longest(mine: list[_Word], theirs: list[_Word], at: int, places: Sequence[int]) -> tuple[int, int]:
    """How many words from `at` on stand at one of some places as well, and at which; (0, 0) if there is none."""
    best = (0, 0)
    for place in places:
        length = RUN
        while (
            at + length < len(mine)
            and place + length < len(theirs)
            and mine[at + length][0] == theirs[place + length][0]
        ):
            length += 1
        best = max(best, (length, -place))
    return best[0], -best[1]


def _passage(one: str, other: str, mine: list[_Word], theirs: list[_Word]) -> Passage:
    start, end, first, last = mine[0][1], mine[-1][2], theirs[0][1], theirs[-1][2]
    return Passage(start, end, one[start:end], first, last, other[first:last])
