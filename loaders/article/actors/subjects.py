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


def unveils(tokens: Sequence[Token], i: int) -> bool:
    """Whether a colon closes on whom a noun means: "rents it to a hyperscaler: Aa."."""
    if tokens[i].text != ":" or not i or not any(lexicon().has(tokens[i - 1].lower, group) for group in _ACTORS):
        return False
    end = i + 1
    while end < len(tokens) and tokens[end].capital:
        end += 1
    return end > i + 1 and (end == len(tokens) or tokens[end].text in (".", ";"))


def verbal(token: Token) -> bool:
    """Whether a token is a verb or an auxiliary."""
    return token.verb or lexicon().has(token.lower, "auxiliary")


def _ends_subject(token: Token) -> bool:
    words = lexicon()
    if words.has(token.lower, "ours"):
        return False
    return verbal(token) or words.has(token.lower, "preposition")


def technology_giant(words: Sequence[Token]) -> bool:
    """ "The search giant": a description that says hyperscaler, whoever else is spoken of."""
    return words[-1].lower == "giant" and not _TECHNOLOGY.isdisjoint(t.lower for t in words)


_TECHNOLOGY = frozenset("search tech technology internet software commerce media".split())


def equated(between: Sequence[Token]) -> bool:
    """Whether a description is said to be the name behind it, or stands beside it: "the company is Aa"."""
    return not any(t.verb and t.lower not in _COPULAS for t in between)


_COPULAS = frozenset("is are was were be become becomes became remains called named".split())


def after_lead(tokens: Sequence[Token], i: int) -> bool:
    """ "Like Aa, which supplies Bb, Cc rents ...": a name behind what leads the sentence and its relative clause."""
    start = next((n for n, t in enumerate(tokens) if t.kind == "word"), 0)
    end = next((n for n, t in enumerate(tokens[:i]) if n > start and t.text == ","), i)
    led = tokens[start].lower == "like" or lexicon().has(tokens[start].lower, "preposition")
    if not led or any(t.verb for t in tokens[start + 1 : end]) or i >= len(tokens) or not tokens[i].capital:
        return False
    return any(verbal(t) for t in tokens[i + 1 : i + _SUBJECT])


#: Tokens of a subject from its first to its verb.
_SUBJECT = 5
