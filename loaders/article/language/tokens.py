"""Words, numbers and marks of a text, at their offsets. A hyphen inside a word parts it without a token."""

import re
from typing import NamedTuple

#: Each alternative is a single bounded or possessive-like run: the scan is linear in the text.
_PIECE = re.compile(
    r"(?P<number>\d[\d.,]{0,30}\d(?![\d.,]*\d)|\d+)"
    r"|(?P<acronym>(?:[A-Z]\.\s?){1,4}[A-Z]\.|S\.p\.A\.?|S\.r\.l\.?|S&P|AT&T|R&D|A/S\b)"
    r"|(?P<possessive>['’][sS]\b)"
    r"|(?P<site>[A-Za-z][A-Za-z0-9-]{1,30}\.(?:ai|io|com|co|tech|xyz|net|org|AI)\b)"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]{1,12})?)"
    r"|(?P<mark>[^\w\s]|_)"
)
_HYPHENS = "-‐‑"


class Token(NamedTuple):
    """One word, number or mark. `joined`: a hyphen stands right before it ("data-center" is two tokens).

    `verb`: it is used as a verb where it stands; the tokens of a sentence are marked so, those of `tokenize` not.
    """

    start: int
    end: int
    text: str
    lower: str
    kind: str
    joined: bool = False
    verb: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is a word that starts with a capital letter."""
        return self.kind in ("word", "acronym") and self.text[0].isupper()


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end], with offsets into the whole text."""
    tokens: list[Token] = []
    hyphen = -1
    for found in _PIECE.finditer(text, start, end):
        kind, words = found.lastgroup or "mark", found.group()
        first = found.start()
        if words in _HYPHENS and _inside_word(text, first):
            hyphen = first + 1
            continue
        if kind == "site":
            kind = "word"
        if kind == "mark" and words in "'’" and _plural_possessive(text, first):
            kind = "possessive"
        tokens.append(Token(first, found.end(), words, words.lower(), kind, first == hyphen))
    return tokens


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _plural_possessive(text: str, at: int) -> bool:
    """An apostrophe after a plural's s, before another word: "the miners' capacity"."""
    return at > 1 and text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha()
