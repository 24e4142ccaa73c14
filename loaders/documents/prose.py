"""Text that was taken out of a page: freed of what no text has, and lines of a page joined to paragraphs."""

import re

_LONGEST_LINE = 500
#: Controls but tab and line feed, soft hyphens, and code points that stand for no character.
_FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TRAILING = re.compile(r"[ \t\u00a0]+(?=\n|$)")
_BLANK = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Text without control characters, with line feeds only, and at most one blank line at a time."""
    text = _SURROGATE.sub("\ufffd", _FOREIGN.sub("", _NEWLINE.sub("\n", text)))
    return _BLANK.sub("\n\n", _TRAILING.sub("", text)).strip("\n")


def one_line(text: str | None) -> str | None:
    """A title or name in one line; None if nothing is left of it."""
    line = " ".join(clean(text[: 4 * _LONGEST_LINE]).split()) if text else ""
    return (line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1].rstrip() + "…") or None
