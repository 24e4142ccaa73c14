"""The sentence that a quote stands in, for people who judge it."""

import re

#: How far a sentence is followed to either side, in characters.
REACH = 400
_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n")


def sentence(text: str, quote: str, offset: int) -> str:
    """The words of a text from the end of the sentence before a quote to the end of its own.

    The quote alone if it does not stand there.
    """
    end = offset + len(quote)
    if text[offset:end] != quote or not quote:
        return quote
    first = max(0, offset - REACH)
    ends = [found.end() for found in _END.finditer(text, first, offset + 2) if found.end() <= offset]
    start = ends[-1] if ends else first
    after = _END.search(text, max(offset, end - 1), end + REACH)
    return text[start : after.end() if after else end + REACH].strip()
