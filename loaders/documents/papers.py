"""PDF files: the letters on their pages, joined to paragraphs. Runs in a worker process."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import Any, NamedTuple

from .found import Piece
from .masthead import headline, stated_date
from .prose import clean

_MOST_PAGES = 3000
#: What PDFium writes where a hyphen ends a line.
_HYPHEN = "\ufffe"
#: Lines at the top and bottom of a page that may be its header and footer.
_EDGE, _LONGEST_EDGE = 3, 100
#: Pages that a number must count alike, to be no number of a table.
_NUMBERED = 4
#: A step between lines that is this much larger than the usual one begins a paragraph.
_STEP, _SIZE, _WIDTH = 1.3, 1.12, 0.85
_ENDS = tuple(".!?:;”\"')]")
_BULLET = re.compile(r"[•▪◦‣●○]\s?")
#: What may begin an item of a list, and may as well be the rest of a sentence: "on May / 15. The firm".
_ITEM = re.compile(r"(?:[*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_NUMBER = re.compile(r"\W*(?:[Pp]age\s+)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W*")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(rf"([^\W_]*){_HYPHEN}\s*([^\W_]*)")
_ENDS_BROKEN = re.compile(r"\w-$")
_PICTURES = "has no text: its pages are pictures"
#: Names that programs write as a title: "Microsoft Word - draft3.docx".
_FILE_NAME = re.compile(r"\.\w{2,5}$|^(?:Microsoft|untitled|document\d*$|\W*$)", re.IGNORECASE)


class BadPaper(Exception):
    """A PDF file that cannot be read: what is wrong, and the remedy."""


class Line(NamedTuple):
    """A line of a page: its words, its edges in points from the page's lower left corner, and its page."""

    words: str
    bottom: float
    right: float
    heights: tuple[float, float]
    page: int

    def is_larger(self, other: "Line") -> bool:
        """Whether it is set in a larger font: `heights` are those of its first and last letter."""
        return min(self.heights) > _SIZE * max(other.heights)


def read_paper(data: bytes) -> Piece:
    """The text of a PDF file. Raises BadPaper."""
    pages, title = _pages(data)
    lines = list(_without_edges(pages))
    text = clean("\n\n".join(_paragraphs(lines)))
    _refuse_pictures(text)
    top = headline(text)
    named = title if title and not _FILE_NAME.search(title) and _stands_in(title, text) else None
    date = stated_date(text)
    return Piece(text, named or top, None, date, "stated" if date else "unknown")


def _pages(data: bytes) -> tuple[list[list[Line]], str | None]:
    """The lines of each page, and the title that the file gives itself. Raises BadPaper."""
    import pypdfium2 as pdfium

    try:
        paper = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise BadPaper("is encrypted", "Remove its password first: qpdf --decrypt FILE.pdf NEW.pdf") from error
        raise BadPaper("is a damaged PDF file", "Fetch it anew, or save its text as a .txt file") from error
    count = len(paper)
    if count > _MOST_PAGES:
        raise BadPaper(f"has {count:,} pages, and the limit is {_MOST_PAGES:,}", "Split it")
    try:
        pages = [list(_lines(paper, number)) for number in range(count)]
    except pdfium.PdfiumError as error:
        raise BadPaper("is a damaged PDF file", "Fetch it anew, or save its text as a .txt file") from error
    return pages, paper.get_metadata_dict().get("Title")


def _lines(paper: Any, number: int) -> Iterator[Line]:
    """The lines of a page in PDFium's order."""
    page = paper[number].get_textpage()
    text = page.get_text_range()
    aligned = len(text) == page.count_chars()
    start = 0
    for raw in text.split("\r\n"):
        words = raw.strip()
        first = start + len(raw) - len(raw.lstrip())
        if words and aligned:
            _, bottom, _, top = page.get_charbox(first, loose=True)
            _, low, right, high = page.get_charbox(first + len(words) - 1, loose=True)
            yield Line(_marked(words), bottom, right, (top - bottom, high - low), number)
        elif words:
            yield Line(_marked(words), 0, 0, (0, 0), number)
        start += len(raw) + 2


def _marked(words: str) -> str:
    """A line whose last hyphen is marked: PDFium marks only those that it can join itself."""
    return words[:-1] + _HYPHEN if _ENDS_BROKEN.search(words) else words


def _without_edges(pages: Sequence[list[Line]]) -> Iterator[Line]:
    """All lines but page numbers, and what stands alike at the very top or bottom of most pages."""
    edges = [[*page[:_EDGE], *page[-_EDGE:]] for page in pages]
    often = Counter(shape for edge in edges for shape in {_shape(line) for line in edge})
    counted = Counter(shift for edge in edges for shift in {_shift(line) for line in edge})

    def is_edge(line: Line) -> bool:
        shift = _shift(line)
        numbered = shift is not None and (shift == 1 or counted[shift] >= _NUMBERED)
        repeated = len(line.words) <= _LONGEST_EDGE and often[_shape(line)] >= max(2, 0.4 * len(pages))
        return numbered or repeated

    for page in pages:
        top = sum(1 for _ in takewhile(is_edge, page[:_EDGE]))
        rest = page[top:]
        bottom = sum(1 for _ in takewhile(is_edge, rest[: -_EDGE - 1 : -1]))
        yield from rest[: len(rest) - bottom]


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.words)


def _shift(line: Line) -> int | None:
    """How far a number that stands alone is ahead of its page: page numbers all have the same."""
    found = _NUMBER.fullmatch(line.words)
    return int(found[1]) - line.page if found else None


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Lines joined to paragraphs; words that a hyphen broke are made whole."""
    known = Counter(word.lower() for line in lines for word in _WORD.findall(line.words))
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page]
    usual = median([step for step in steps if step > 0] or [0.0])
    width = max((line.right for line in lines), default=0.0)
    held: list[str] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        if before is not None and _begins(before, line, usual, width):
            yield _whole(" ".join(held), known)
            held = []
        held.append(line.words)
    if held:
        yield _whole(" ".join(held), known)


def _begins(before: Line, line: Line, usual: float, width: float) -> bool:
    """Whether a line begins a paragraph."""
    if before.words.endswith(_HYPHEN):
        return False
    if _BULLET.match(line.words):
        return True
    ended = before.words.endswith(_ENDS)
    if ended and _ITEM.match(line.words):
        return True
    if line.page != before.page or line.bottom > before.bottom + usual:  # a new page or column
        return ended or not line.words[0].islower()
    resized = line.is_larger(before) or before.is_larger(line)
    if resized or before.bottom - line.bottom > _STEP * usual:
        return True
    return ended and 0 < before.right < _WIDTH * width


def _whole(paragraph: str, known: Counter[str]) -> str:
    """A paragraph whose broken words are joined, with a hyphen where the paper writes the word so elsewhere."""

    def joined(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        plain, hyphened = first + second, f"{first}-{second}"
        keeps = not (first[-1:].islower() and second[:1].islower())
        if keeps or known[hyphened.lower()] > known[plain.lower()]:
            return hyphened
        return plain

    return _BROKEN.sub(joined, paragraph)


def _refuse_pictures(text: str) -> None:
    letters = sum(letter.isalpha() for letter in text)
    if letters < 20:
        raise BadPaper(_PICTURES, "Recognise their letters first: ocrmypdf FILE.pdf NEW.pdf")
    private = sum("\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" for letter in text)
    if private > 0.2 * letters:
        raise BadPaper("does not say which letters it shows", "Recognise them anew: ocrmypdf --force-ocr")


def _stands_in(title: str, text: str) -> bool:
    """Whether the title that a file gives itself stands at the top of its text too."""
    return " ".join(title.lower().split()) in " ".join(text[:2000].lower().split())
