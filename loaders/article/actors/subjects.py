"""The words that a clause opens with before its verb, and whether they bring in somebody without a name."""

from collections.abc import Sequence

from ..language.lexicon import lexicon
from ..language.tokens import Token
from .classes import ROLE_GROUPS

_INDEFINITE = frozenset("a an another one unnamed undisclosed".split())
_ACTORS = (*ROLE_GROUPS, "generic", "dealRole")


def subject_words(tokens: Sequence[Token]) -> list[Token]:
    """The words before the first verb, auxiliary or preposition, what leads them ("In May, ...") left out."""
    words = list(tokens)
    while words and words[0].kind != "word":
        words.pop(0)
    comma = next((i for i, t in enumerate(words) if t.text == ","), None)
    if comma is not None and lexicon().has(words[0].lower, "lead"):
        words = words[comma + 1 :]
    stop = next((i for i, t in enumerate(words) if _ends_subject(t)), len(words))
    return words[:stop]


def stranger(words: Sequence[Token]) -> bool:
    """Whether a subject is somebody that the text does not name: "a developer in Ohio", "another miner"."""
    if not words or words[0].lower not in _INDEFINITE or any(t.capital for t in words[1:]):
        return False
    last = words[-1].lower
    return not lexicon().has(last, "venture") and any(lexicon().has(last, group) for group in _ACTORS)


def verbal(token: Token) -> bool:
    """Whether a token is a verb or an auxiliary."""
    return token.verb or lexicon().has(token.lower, "auxiliary")


def _ends_subject(token: Token) -> bool:
    words = lexicon()
    if words.has(token.lower, "ours"):
        return False
    return verbal(token) or words.has(token.lower, "preposition")
