"""The sentence that a quote stands in, for people who judge it."""

import re

#: How far a sentence is followed to either side, in characters.
REACH = 400
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")


def sentence(text: str, quote: str, offset: int) -> str:
    """The words of a text from the end of the sentence before a quote to the end of its own.

    The quote alone if it does not stand there.
    """
    if text[offset : offset + len(quote)] != quote or not quote:
        return quote
    start, end = bounds(text, offset, offset + len(quote))
    return text[start:end]


def bounds(text: str, offset: int, end: int) -> tuple[int, int]:
    """Where the sentence around some words of a text begins and ends, blanks aside."""
    first = max(0, offset - REACH)
    ends = [found.end() for found in _END.finditer(text, first, offset + 2) if found.end() <= offset]
    start = ends[-1] if ends else first
    after = _END.search(text, max(offset, end - 1), end + REACH)
    whole = text[start : after.end() if after else end + REACH]
    start += len(whole) - len(whole.lstrip())
    return start, start + len(whole.strip())
