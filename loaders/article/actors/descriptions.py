"""What the text itself calls a firm: "chip maker Aa", "Aa, a bitcoin miner", and the tickers in brackets."""

import re
from collections.abc import Iterable, Iterator

from ...facts import Fact, Party
from ..language.lexicon import Tag
from .classes import ROLE_GROUPS
from .register import Actor
from .scene import Scene

#: "(NASDAQ: AAA)", "(NYSE American: AAA; TSX: AA)": a venue, a colon, a code.
_TICKER = re.compile(r"\b([A-Z][A-Za-z]{1,9}(?: [A-Z][a-z]{2,10})?): ?([A-Z][A-Z0-9.]{0,6})(?=[);,\s])")
#: A named firm, the noun that the text puts to it, and where that noun stands.
Told = tuple[Actor, Tag, tuple[int, int]]


def roles(scene: Scene) -> Iterator[Told]:
    """Each noun that the text puts to a named firm, before the name or in apposition behind it."""
    starts = {a: (b, actor) for a, b, actor in scene.named if actor.kind == "Firm"}
    ends = {b: (a, actor) for a, b, actor in scene.named if actor.kind == "Firm"}
    for tag in scene.tags:
        if tag.group not in ROLE_GROUPS or scene.tokens[tag.last].lower.endswith("rs") or tag.first in ends:
            continue
        following = tag.last + 1
        if _adverbial(scene, tag):
            continue
        if following in starts and scene.tokens[following].kind != "mark" and not scene.tokens[following].joined:
            yield starts[following][1], tag, scene.words(tag.first, tag.last)
            continue
        at = apposed(scene, tag.first)
        if at is not None and at in ends and _closed(scene, tag.last):
            yield ends[at][1], tag, scene.words(tag.first, tag.last)


def _adverbial(scene: Scene, tag: Tag) -> bool:
    """ "In exchange Aa received": no description of Aa."""
    return tag.first > 0 and scene.tokens[tag.first - 1].lower in ("in", "by", "per", "as") and tag.first == tag.last


def apposed(scene: Scene, first: int) -> int | None:
    """The token before ", a" or ", the" that leads an apposition, over at most six adjectives."""
    for i in range(first - 1, max(0, first - 8), -1):
        if scene.tokens[i].lower in ("a", "an", "the"):
            before = scene.tokens[i - 1].text
            return i - 2 if before == "," else i - 2 if before in ("is", "was") else None
        if scene.tokens[i].kind == "mark":
            return None
    return None


def _closed(scene: Scene, last: int) -> bool:
    """Whether the noun ends its phrase: "a miner based in", not "a miner hosting deal"."""
    if last + 1 >= len(scene.tokens):
        return True
    following = scene.tokens[last + 1]
    return following.kind == "mark" or following.lower in _CLOSERS or following.lower.endswith("ed")


_CLOSERS = frozenset("in of from for with that which whose at and by to on".split())


def role_facts(scene: Scene, found: Iterable[Told]) -> Iterator[Fact]:
    """The roles that `roles` found in a sentence, as facts."""
    for actor, tag, words in found:
        spot = next(scene.words(a, b) for a, b, x in scene.named if x is actor)
        yield Fact(
            "Role", tag.group, (_subject(actor, spot),), (min(words[0], spot[0]), max(words[1], spot[1])), words
        )


def tickers(scene: Scene) -> Iterator[Fact]:
    """The tickers of a sentence, each of the nearest firm before its brackets."""
    text, first, last = scene.sentence.text, scene.sentence.start, scene.sentence.end
    found = [(m.start(2), m.end(2)) for m in _TICKER.finditer(text, first, last)]
    for start, end in found:
        yield from _code(scene, start, end)


def _code(scene: Scene, start: int, end: int) -> Iterator[Fact]:
    token = scene.token_at(start)
    before = [(a, b, x) for a, b, x in scene.named if x.kind == "Firm" and b < token and token - b < 14]
    if before:
        first, last, actor = before[-1]
        spot = scene.words(first, last)
        words = (spot[0], min(end + 1, scene.sentence.end))
        code = scene.sentence.text[start:end]
        yield Fact("Identifier", "ticker", (_subject(actor, spot),), words, (start, end), code=code)


def _subject(actor: Actor, spot: tuple[int, int]) -> Party:
    return Party(actor.name, "subject", actor.kind, actor.full, spot)
