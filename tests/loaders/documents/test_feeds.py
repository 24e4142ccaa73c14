"""RSS and Atom: a document for each entry, and nothing that XML could smuggle in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wattgraph.loaders.documents import Content, DocumentError, Found, Reader

ITEMS = """
<item><title>Anvil signs with Basalt</title><link>https://example.com/a</link>
<pubDate>Tue, 03 Mar 2026 23:30:00 -0500</pubDate>
<description><![CDATA[<p>Anvil signed a deal with <b>Basalt</b> worth $3&nbsp;billion.</p><script>x()</script>
<p>It runs for five years.</p>]]></description></item>
<item><title>Only a &amp;amp; title of Anvil</title></item>
<item><title>Empty</title><description> </description><link>javascript:alert(1)</link></item>
<item><description>Anvil said
that it will build 300 MW.</description><dc:date>2026-03-04</dc:date></item>
<item></item>
"""
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    f"<title>Example Press</title><link>https://example.com</link>{ITEMS}</channel></rss>"
)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example Wire</title>
<updated>2026-03-09T00:00:00Z</updated>
<entry><title type="html">Anvil &lt;i&gt;signs&lt;/i&gt;</title><link href="https://example.com/b"/>
<published>2026-03-03T10:00:00Z</published><updated>2026-03-08T00:00:00Z</updated>
<summary>Short.</summary>
<content type="html">&lt;p&gt;Anvil signed.&lt;/p&gt;&lt;p&gt;A deal of $3 billion.&lt;/p&gt;</content>
</entry>
<entry><title>Second of them</title><updated>2026-03-08T00:00:00Z</updated>
<content type="text">a &lt; b, c</content></entry>
</feed>"""


def entries(reader: Reader, markup: str | bytes, **known: str) -> list[Found | DocumentError]:
    data = markup if isinstance(markup, bytes) else markup.encode()
    return list(reader.read_content(Content(Path("feed.xml"), data, **known)))  # type: ignore[arg-type]


def test_an_rss_feed(reader: Reader) -> None:
    found = entries(reader, RSS)
    first, only_title, empty, plain, nothing = found
    assert isinstance(first, Found)
    assert str(first.name) == "feed.xml#1"
    assert first.document.text == "Anvil signed a deal with Basalt worth $3\u00a0billion.\nIt runs for five years."
    assert first.shown[:5] == (
        "https://example.com/a",
        "Anvil signs with Basalt",
        "Example Press",
        "2026-03-03",
        "metadata",
    )
    assert isinstance(only_title, Found)
    assert only_title.document.text == "Only a & title of Anvil"
    assert isinstance(empty, Found)
    assert empty.document.text == "Empty"
    assert empty.shown.address is None
    assert isinstance(plain, Found)
    assert plain.document.text == "Anvil said\nthat it will build 300 MW."
    assert "feed.xml#5 has no text" in str(nothing)


def test_an_atom_feed(reader: Reader) -> None:
    first, second = entries(reader, ATOM)
    assert isinstance(first, Found)
    assert first.document.text == "Anvil signed.\nA deal of $3 billion."
    assert first.shown[:5] == ("https://example.com/b", "Anvil signs", "Example Wire", "2026-03-03", "metadata")
    assert first.document.language == "en"
    assert isinstance(second, Found)
    assert second.document.text == "a < b, c"
    assert second.shown.published_basis == "unknown"  # when it was updated is not when it was published


def test_an_entry_is_the_same_in_the_next_edition_of_its_feed(reader: Reader) -> None:
    before, after = entries(reader, RSS)[0], entries(reader, RSS.replace("Empty", "Filled"))[0]
    assert before == after


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(reader: Reader, encoding: str) -> None:
    markup = RSS.replace("UTF-8", encoding).replace("Anvil said", "Añvil said")
    found = entries(reader, markup.encode(encoding))[3]
    assert isinstance(found, Found)
    assert found.document.text.startswith("Añvil said")


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&b; &f;</title></item></channel></rss>'
)


@pytest.mark.parametrize("markup", [BILLION, BILLION.replace("<!DOCTYPE", "<!-- x -->\n<!doctype"), "\n" + BILLION])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(reader: Reader, markup: str, encoding: str) -> None:
    (error,) = entries(reader, markup.encode(encoding))
    assert "DOCTYPE" in str(error)


def test_entities_are_not_expanded(reader: Reader) -> None:
    hidden = RSS.replace("<channel>", '<channel><!-- --><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>')
    texts = [
        f.document.text + (f.shown.title or "")
        for f in entries(reader, hidden.replace("Empty", "&f;"))
        if isinstance(f, Found)
    ]
    assert Path("/etc/hostname").read_text().strip() not in " ".join(texts)


def test_what_is_no_feed(refused: Callable[..., str]) -> None:
    assert "is a feed without entries" in refused(b"<rss version='2.0'><channel></channel></rss>")
    assert "neither RSS nor Atom" in refused(b"<?xml version='1.0'?><project/>", "pom.xml")


def test_a_feed_that_breaks_off_yields_what_is_whole(reader: Reader) -> None:
    found = entries(reader, RSS[: RSS.index("<item><title>Empty")])
    assert [isinstance(one, Found) for one in found] == [True, True]


def test_many_entries_are_refused(refused: Callable[..., str]) -> None:
    items = "<item><title>A</title></item>" * 10_001
    assert "10,001 entries" in refused(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
