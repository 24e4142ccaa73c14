"""Pages: their article without menus, and only the metadata that they state."""

import json
from collections.abc import Callable
from hashlib import sha256

import pytest

from .conftest import Read

ARTICLE = (
    "<article><h1>Anvil signs with Basalt</h1>"
    "<p>Anvil signed a hosting deal with <b>Basalt</b> worth 9.7&nbsp;billion dollars. It runs for five years.</p>"
    "<h2>Background</h2><p>The firm has a campus of 750&#8239;MW in Childress, Texas, which it will expand to 2 GW "
    "by 2028, its chief said, and a bank of Canada lends the money for that.</p>"
    "<ul><li>A first item of the list</li><li>A second item of 30 MW</li></ul></article>"
)
AROUND = "<nav><a href='/'>Home</a> <a href='/b'>All news</a></nav>"
FOOTER = "<footer>Copyright 2019-2026 Example Press. All rights reserved. 1 January 2026</footer>"


def page(head: str = "", body: str = ARTICLE, language: str = "en") -> str:
    return (
        f"<!doctype html><html lang='{language}'><head><meta charset=utf-8>{head}</head>"
        f"<body>{AROUND}{body}{FOOTER}</body></html>"
    )


def test_the_article_without_what_stands_around_it(read: Read) -> None:
    markup = page("<title>Anvil signs with Basalt | Example Press</title>")
    found = read(markup)
    text = found.document.text
    assert "Anvil signed a hosting deal with Basalt worth 9.7" in text
    assert "\nBackground\n" in text
    assert "A second item of 30 MW" in text
    assert "Home" not in text
    assert "Copyright" not in text
    assert found.document.bytes_hash == sha256(markup.encode()).digest()
    assert (found.document.media_type, found.document.language) == ("text/html", "en")
    assert found == read(markup)


def test_what_metadata_states(read: Read) -> None:
    shown = read(
        page(
            "<title>x</title><meta property='og:title' content='Anvil signs with Basalt'>"
            "<meta property='og:site_name' content='Example  Press\x1f'>"
            "<link rel=canonical href='https://example.com/a#top'>"
            "<meta property='article:published_time' content='2026-03-03T23:30:00-05:00'>"
        )
    ).shown
    assert shown == ("https://example.com/a", "Anvil signs with Basalt", "Example Press", "2026-03-03", "metadata",
                     None, None, None)  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta property='og:article:published_time' content='2026-03-03T01:00:00Z'>", ""),
        ("<meta name='DC.date.issued' content='2026-03-03'>", ""),
        ("<meta itemprop='datePublished' content='20260303'>", ""),
        ("<meta name='date' content='Tue, 03 Mar 2026 23:30:00 -0500'>", ""),
        ("JSON", ""),
        ("", "<time datetime='2026-03-03T10:00Z'>yesterday</time>"),
        ("", "<time datetime='2026-03-03' itemprop=datePublished>x</time><time datetime='2026-03-09'>y</time>"),
        ("", "<p>Published 3 March 2026</p>"),
    ],
)
def test_where_a_date_may_stand(read: Read, head: str, body: str) -> None:
    described = {
        "@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2026-03-03T10:00:00Z"}]
    }
    head = head.replace("JSON", f"<script type='application/ld+json'>{json.dumps(described)}</script>")
    shown = read(page(head, ARTICLE.replace("</h1>", "</h1>" + body))).shown
    assert shown.published == "2026-03-03"
    assert shown.published_basis == ("stated" if "<p>" in body else "metadata")


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<meta property='article:modified_time' content='2026-03-03'>",
        "<meta name='date' content='1970-01-01T00:00:00Z'>",
        "<meta name='date' content='this Monday'>",
        "<meta name='date' content='03/04/2026'>",
        "<meta name='date' content='2026-13-45'>",
        "<link rel=canonical href='https://example.com/2026/03/03/anvil'>",
        "<script type='application/ld+json'>{\"@type\": \"Person\", \"datePublished\": \"2026-03-03\"}</script>",
        "<script type='application/ld+json'>" + "[" * 5000 + "</script>",
        "<script type='application/ld+json'>[{\"@type\":\"Article\",\"datePublished\":\"2026-03-03\"},"
        "{\"@type\":\"Article\",\"datePublished\":\"2026-03-04\"}]</script>",
    ],
)  # fmt: skip
def test_no_date_is_guessed(read: Read, head: str) -> None:
    shown = read(page(head)).shown
    assert (shown.published, shown.published_basis) == (None, "unknown")


def test_a_fetched_page_does_not_pose_as_another_sites(read: Read) -> None:
    head = "<link rel=canonical href='https://{}/a'>"
    fetched = "https://www.example.com/a?utm=1"
    assert read(page(head.format("example.com")), address=fetched).shown.address == "https://example.com/a"
    assert read(page(head.format("other.example")), address=fetched).shown.address == fetched
    assert read(page("<link rel=canonical href='javascript:alert(1)'>")).shown.address is None


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1252", "<meta charset=iso-8859-1>"),
        ("cp1251", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"),
        ("shift_jis", "<meta charset='Shift_JIS'>"), ("gb18030", "<meta charset=GB18030>"),
    ],
)  # fmt: skip
def test_encodings(read: Read, encoding: str, declared: str) -> None:
    words = {"cp1251": "Договор", "shift_jis": "契約", "gb18030": "合同"}.get(encoding, "Verträge €")
    markup = f"<html><head>{declared}</head><body>{ARTICLE.replace('A first item', words)}</body></html>"
    assert words in read(markup.encode(encoding)).document.text


def test_the_servers_encoding_counts_more_than_the_pages(read: Read) -> None:
    markup = f"<html><meta charset=utf-8><body>{ARTICLE.replace('A first item', 'Verträge')}</body></html>"
    assert "Verträge" in read(markup.encode("cp1252"), charset="Windows-1252").document.text


def test_encodings_that_are_refused(refused: Callable[..., str]) -> None:
    wrong = b"<html><body><p>caf\xe9</p>\n</body></html>"
    assert "is not valid UTF-8: byte 0xe9 at offset 18 (line 1)" in refused(wrong)
    for label in (b"utf-7", b"rot13", b"unicode_escape", b"no-such", b"idna", b"zlib"):
        assert f"unknown encoding, '{label.decode()}'" in refused(b"<html><meta charset=" + label + b">" + wrong)


def test_a_page_in_another_language(read: Read) -> None:
    words = (
        "<p>Der Konzern hat mit dem Betreiber einen Vertrag über die Lieferung von Strom geschlossen, und das neue "
        "Rechenzentrum soll nach Angaben des Unternehmens bereits im kommenden Jahr in Betrieb gehen.</p>"
    )
    assert read(page(body=f"<article>{words * 3}</article>", language="en")).document.language == "de"


@pytest.mark.parametrize("markup", ["<html></html>", "<!doctype html>", "<html><body><nav><a href=/>Home</a></nav>"])
def test_a_page_without_an_article(refused: Callable[..., str], markup: str) -> None:
    assert "has no main text" in refused(markup.encode())


def test_no_control_character_gets_into_a_text(read: Read) -> None:
    text = read(page(body=ARTICLE.replace("five years", "fi&#31;ve years&shy;\x1f"))).document.text
    assert [c for c in text if not c.isprintable() and c not in "\n\u00a0\u202f"] == []
