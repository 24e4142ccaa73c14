"""A page of text for people: headings, lines, quotations, each wrapped to the terminal, or whole elsewhere."""

import sys
import textwrap

from . import console

#: Columns of a terminal that text fills at most: longer lines are hard to read.
_WIDEST = 110
_STYLES = {"": "{}", "heading": "\033[1m{}\033[0m", "answer": "\033[1;32m{}\033[0m", "aside": "\033[2m{}\033[0m"}


class Page:
    """Prints to standard output. `style` is one of `_STYLES`, and has no effect where there is no terminal."""

    def __init__(self) -> None:
        self._terminal = sys.stdout.isatty()
        self._styles = _STYLES if console.coloured(sys.stdout) else dict.fromkeys(_STYLES, "{}")
        self._width = min(_width(), _WIDEST) if self._terminal else 0

    def line(self, text: str, indent: int = 0, style: str = "") -> None:
        """One paragraph."""
        words = console.plain(" ".join(text.split()))
        if not self._terminal:
            console.say(" " * indent + words)
            return
        room = max(self._width - indent, 20)
        for part in textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False):
            sys.stdout.write(" " * indent + self._styles[style].format(part) + "\n")

    def verbatim(self, text: str, indent: int = 0) -> None:
        """Lines to copy, as they stand."""
        for line in text.splitlines():
            console.say(" " * indent + line)

    def heading(self, text: str) -> None:
        """A question, with an empty line before it."""
        console.say()
        self.line(text, style="heading")


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns
