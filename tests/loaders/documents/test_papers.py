"""PDF files: whole sentences out of lines, without headers, and clear words for what cannot be read."""

from collections.abc import Callable

import pytest
from fpdf import FPDF

from .conftest import Read

PARAGRAPH = (
    "Anvil signed a hosting deal with Basalt worth 9.7 billion dollars, and the parties expect that the campus in "
    "Childress grows to 750 MW over the next five years, which is more than was planned when the two began to talk."
)


class Paper(FPDF):
    """A report with a header and a footer, unless it is `bare`."""

    bare = False

    def header(self) -> None:
        if self.bare:
            return
        self.set_font("helvetica", size=8)
        self.cell(0, 6, "Example Press - a quarterly report", align="R")
        self.ln(12)

    def footer(self) -> None:
        if self.bare:
            return
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 10, f"Page {self.page_no()}", align="C")

    def say(self, words: str, size: int = 11, gap: float = 3) -> "Paper":
        """A paragraph."""
        self.set_font("helvetica", size=size)
        self.multi_cell(0, size * 0.45, words)
        self.ln(gap)
        return self


def paper(*paragraphs: str, title: str = "") -> bytes:
    """A paper of one page, without a header."""
    made = Paper()
    made.set_title(title)
    made.bare = True
    made.add_page()
    for words in paragraphs:
        made.say(words)
    return bytes(made.output())


def test_lines_are_joined_to_paragraphs(read: Read) -> None:
    made = Paper()
    made.bare = True
    made.add_page()
    made.say("Anvil signs with Basalt", 18).say("3 March 2026").say(PARAGRAPH).say(PARAGRAPH)
    found = read(bytes(made.output()))
    paragraphs = found.document.text.split("\n\n")
    assert paragraphs == ["Anvil signs with Basalt", "3 March 2026", PARAGRAPH, PARAGRAPH]
    assert found.document.media_type == "application/pdf"
    assert found.shown.title == "Anvil signs with Basalt"
    assert (found.shown.published, found.shown.published_basis) == ("2026-03-03", "stated")


def test_headers_footers_and_page_breaks(read: Read) -> None:
    made = Paper()
    for number, word in enumerate(("first", "next", "third", "last")):
        made.add_page()
        for _ in range(5):
            made.say(f"In part {number + 10} it says: {PARAGRAPH}")
        made.say(f"The {word} sentence begins here", gap=0)
        made.add_page()
        made.say(f"and ends on the page that is {word}.")
    text = read(bytes(made.output())).document.text
    assert text.count(" sentence begins here and ends on the page that is ") == 4
    assert text.count(PARAGRAPH) == 20
    assert "quarterly report" not in text
    assert "Page" not in text


def test_words_broken_by_a_hyphen(read: Read) -> None:
    text = read(
        paper("The data cen-\nter has long-\nterm leases, a 750-\nMW campus, and the long-term plan of Ember-\nHall.")
    ).document.text
    assert text == "The data center has long-term leases, a 750-MW campus, and the long-term plan of Ember-Hall."


def test_items_of_a_list_stand_apart(read: Read) -> None:
    text = read(
        paper("It has:", "- a campus of 750 MW;\n- a second one.\n1. Signed on May\n15. The firm said so.")
    ).document.text
    assert "\n- a second one.\n" in text
    assert "Signed on May 15. The firm said so." in text


def test_the_title_that_a_file_gives_itself_counts_if_it_stands_in_the_text(read: Read) -> None:
    words = ("Anvil signs with Basalt", PARAGRAPH)
    assert read(paper(*words, title="anvil signs with basalt")).shown.title == "anvil signs with basalt"
    assert read(paper(*words, title="Microsoft Word - draft3.docx")).shown.title == "Anvil signs with Basalt"
    assert read(paper(PARAGRAPH, title="Another matter")).shown.title is None


def test_its_date_is_never_the_files(read: Read) -> None:
    assert read(paper(PARAGRAPH)).shown.published is None


def test_columns(read: Read) -> None:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=10)
    for left in (15, 110):
        made.set_xy(left, 30)
        made.multi_cell(80, 5, PARAGRAPH)
    assert read(bytes(made.output())).document.text.split("\n\n") == [PARAGRAPH, PARAGRAPH]


def test_an_encrypted_file(refused: Callable[..., str]) -> None:
    made = Paper()
    made.set_encryption(owner_password="o", user_password="u")
    made.add_page()
    made.say(PARAGRAPH)
    message = refused(bytes(made.output()), "a.pdf")
    assert "a.pdf is encrypted" in message
    assert "qpdf --decrypt" in message


def test_a_scanned_file(refused: Callable[..., str]) -> None:
    made = FPDF()
    for _ in range(3):
        made.add_page()
        made.rect(10, 10, 100, 100, style="F")
    message = refused(bytes(made.output()))
    assert "its pages are pictures" in message
    assert "ocrmypdf" in message


@pytest.mark.parametrize("cut", [30, 300, 900])
def test_a_damaged_file(refused: Callable[..., str], cut: int) -> None:
    assert "PDF file" in refused(paper(PARAGRAPH)[:cut])


def test_a_name_is_no_proof(refused: Callable[..., str]) -> None:
    assert "is no PDF file, whatever its name says" in refused(b"Anvil signs", "a.pdf")


def test_no_page_is_read_after_the_limit(refused: Callable[..., str]) -> None:
    kids = " ".join(f"{n} 0 R" for n in range(3, 3104))
    objects = ["1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj", f"2 0 obj<</Type/Pages/Count 3101/Kids[{kids}]>>endobj"]
    objects += [f"{n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj" for n in range(3, 3104)]
    assert "3,101 pages" in refused(("%PDF-1.4\n" + "\n".join(objects) + "\ntrailer<</Root 1 0 R>>\n%%EOF").encode())
