"""Headlines and dates at the top of a text: taken where they are plain, left alone where they are not."""

from pathlib import Path

import pytest

from wattgraph.loaders.documents import read_file
from wattgraph.loaders.documents.masthead import headline, stated_date
from wattgraph.loaders.documents.texts import piece_of

BODY = "\n\nAnvil signed a deal with Basalt worth 3 billion dollars. It runs for five years, both firms said.\n"


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Anvil signs with Basalt", "Anvil signs with Basalt"),
        ("  $3bn for Anvil's second campus?  ", "$3bn for Anvil's second campus?"),
        ("# Anvil signs #", "Anvil signs"),
        ("Anvil signs with Basalt\n=====", "Anvil signs with Basalt"),
        ("Anvil signed with Basalt.", None),
        ("NEWS", None),
        ("Home > News > Energy today", None),
        ("Anvil signs with Basalt4 hours ago7 min read99 comments", None),
        ("Published 3 March 2026 by us", None),
        ("Tuesday, March 3, 2026", None),
        ("By Jane Roe and John Doe", None),
        ("anvil signs with basalt", None),
        ("Anvil " * 30, None),
    ],
)
def test_a_headline(top: str, title: str | None) -> None:
    assert headline(top + BODY) == title


@pytest.mark.parametrize("text", ["", "\n\n", "One line without more", "First line\nand its second of a paragraph\n"])
def test_what_has_no_headline(text: str) -> None:
    assert headline(text) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published 3 March 2026", "2026-03-03"),
        ("Published: March 3, 2026 at 10:30 GMT", "2026-03-03"),
        ("Posted on Tuesday, March 3, 2026 | Updated March 5, 2026", "2026-03-03"),
        ("Date: 2026-03-03T10:30:00Z", "2026-03-03"),
        ("**Published:** 3 March 2026", "2026-03-03"),
        ("Published March 2026", "2026-03"),
        ("Tuesday, 3 March 2026, 10:30", "2026-03-03"),
        ("3 March 2026", "2026-03-03"),
        ("By Jane Roe | March 3, 2026", "2026-03-03"),
        ("NEW YORK, March 3, 2026 /PRNewswire/ -- Anvil today said it would build.", "2026-03-03"),
        ("AUSTIN, Texas – March 3, 2026 – Anvil today said it would build.", "2026-03-03"),
        ("LONDON, 3 March 2026 (Reuters) - Anvil said it would build.", "2026-03-03"),
        ("LONDON, 3 March 2026. Anvil said it would build.", "2026-03-03"),
        ("March 2026", None),
        ("2026", None),
        ("Updated 3 March 2026", None),
        ("Published 03/11/2026", None),
        ("Published this Monday", None),
        ("Monday4 hours ago7 min read", None),
        ("LONDON, Nov. 3 (Reuters) - Anvil said it would build.", None),
        ("Anvil signed the lease on 3 March 2026 and will build.", None),
        ("Published on 3 March 2026 was a report that Anvil wrote.", None),
        ("© 2026 Example Press", None),
    ],
)
def test_a_date_at_the_top(line: str, date: str | None) -> None:
    assert stated_date("Anvil signs with Basalt\n\n" + line + BODY) == date


def test_a_date_far_down_is_of_something_else() -> None:
    assert stated_date("Anvil signs.\n" + "A short line\n" * 20 + "Published 3 March 2026\n") is None
    assert stated_date("Anvil signs. " * 40 + "\n\nPublished 3 March 2026\n") is None


@pytest.mark.parametrize("mark", ["\n", "\r\n"])
def test_front_matter_of_markdown(mark: str) -> None:
    front = '---\ntitle: "Anvil signs"\ndate: 2026-03-03\nsource: Example Press\nlink: https://example.com/a\n---\n'
    text = (front + BODY).replace("\n", mark)
    piece = piece_of(text, markdown=True)
    shown = piece.appearance()
    assert piece.text == text
    assert (shown.title, shown.publisher, shown.address) == ("Anvil signs", "Example Press", "https://example.com/a")
    assert (shown.published, shown.published_basis) == ("2026-03-03", "metadata")
    assert piece_of(text).title is None


def test_the_seeds_have_no_date_and_no_title(shared: Path) -> None:
    for path in (shared / "seeds").glob("*.txt"):
        piece = piece_of(read_file(path).text)
        assert piece.appearance().published_basis == "unknown"
        assert (piece.published, piece.title) == (None, None)
