"""Text files become documents as they stand; what is no document is refused with a message that says what to do."""

import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.loaders.documents import LIMIT, DocumentError, list_files, read_file, read_paths
from wattgraph.schema.statement import Document

NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "article.txt"


def refused(path: Path, limit: int = LIMIT) -> str:
    with pytest.raises(DocumentError) as caught:
        read_file(path, limit)
    message = str(caught.value)
    assert message.count("\n") == 0
    assert message.endswith(".")
    assert caught.value.path == path
    return message


def test_text_is_left_as_it_stands(file: Path) -> None:
    content = "IREN\tsigned\r\na “9.7 billion” deal.\n\f  Ünïcödé e\u0301 \U0001f4c8 \n\n".encode()
    file.write_bytes(content)
    document = read_file(file)
    assert document.text.encode() == content
    assert document.bytes_hash == sha256(content).digest()
    assert document.media_type == "text/plain"


def test_a_byte_order_mark_is_dropped_and_hashed(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfWatts")
    document = read_file(file)
    assert document.text == "Watts"
    assert document.id == Document.of("Watts").id
    assert document.bytes_hash == sha256(b"\xef\xbb\xbfWatts").digest()


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    for name, media in (
        ("a.md", "text/markdown"),
        ("a.TXT", "text/plain"),
        ("a", "text/plain"),
        ("a.log", "text/plain"),
    ):
        (tmp_path / name).write_text("Watts")
        assert read_file(str(tmp_path / name)).media_type == media


@given(st.binary(max_size=200))
def test_any_bytes_are_read_whole_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)
    ((_, outcome),) = read_paths([path])
    if isinstance(outcome, Document):
        assert outcome.text.encode() == content.removeprefix(b"\xef\xbb\xbf")
        assert "\x1f" not in outcome.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\xc2\xa0\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"text\x00more", "binary or damaged file: byte 0x00 at offset 4"),
        (b"a price\x1fof 3", "byte 0x1f at offset 7"),
        (b"\x89PNG\r\n\x1a\n\x00", "byte 0x1a at offset 6"),
        (b"%PDF-1.7\n\x00", "damaged PDF"),
        (b"PK\x03\x04", "damaged ZIP archive"),
        (b"\x1f\x8b\x08", "gunzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
        (b"{\\rtf1 Watts}", "rich text"),
        ("Watts".encode("utf-16"), "iconv -f UTF-16"),
        (b"\xef\xbb\xbfone\ncaf\xe9 two", "not valid UTF-8: byte 0xe9 at offset 10 (line 2)"),
        (b"cut \xe2\x82", "byte 0xe2 at offset 4"),
        (b"surrogate \xed\xa0\x80", "byte 0xed at offset 10"),
    ],
)
def test_what_is_no_text_is_refused(file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    assert words in refused(file)


def test_a_large_file_is_refused_unread(file: Path) -> None:
    with file.open("wb") as sparse:
        sparse.truncate(100_000_000)
    tracemalloc.start()
    message = refused(file)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()
    assert "100,000,000 bytes" in message
    assert "20,000,000" in message


def test_the_limit_is_the_last_size_that_is_read(file: Path) -> None:
    file.write_bytes(b"x" * 10)
    assert read_file(file, limit=10).text == "x" * 10
    assert "10 bytes, and the limit is 9" in refused(file, limit=9)


def test_a_file_that_tells_no_size_is_still_bounded() -> None:
    unsized = Path("/proc/self/status")
    if unsized.exists():
        assert "limit is 9" in refused(unsized, limit=9)


def test_paths_that_lead_to_no_file(tmp_path: Path) -> None:
    loop, pipe, file = tmp_path / "loop", tmp_path / "pipe", tmp_path / "file"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    file.write_text("x")
    assert "does not exist" in refused(tmp_path / "missing.txt")
    assert "a part of its path is a file" in refused(file / "below")
    assert "name that is too long" in refused(tmp_path / ("x" * 300))
    assert "leads back to itself" in refused(loop)
    assert "is a pipe" in refused(pipe)
    assert "is a device" in refused(Path("/dev/zero"))
    assert "is a folder" in refused(tmp_path)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may read anything, so it steps down for the test."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_may_not_be_read(file: Path) -> None:
    file.write_text("x")
    file.chmod(0)
    with as_nobody():
        assert "may not be read by this user" in refused(file)


def test_a_path_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    message = refused(tmp_path / os.fsdecode(b"\x1b[31mred\xff\nline"))
    assert r"\x1b[31mred\xff\nline does not exist" in message
    assert message.isprintable()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, and much that is none."""
    folder = tmp_path / "articles"
    for name in ("b.txt", "deep/a.md", "table.csv", "picture.PNG", ".hidden.txt", ".git/notes.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Watts of {name}")
    (tmp_path / "secret.txt").write_text("not in the folder")
    (folder / "escape.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "up").symlink_to("..")
    return folder


def test_a_folder_yields_its_articles_and_tells_of_the_rest(folder: Path) -> None:
    listing = list_files([folder, folder / "b.txt", folder])
    assert [p.relative_to(folder).as_posix() for p in listing.files] == ["b.txt", "deep/a.md"]
    passed = {p.path.name: p.why for p in listing.passed_over}
    assert set(passed) == {"table.csv", "picture.PNG", ".hidden.txt", ".git", "escape.txt", "loop.txt", "up"}
    assert passed["picture.PNG"].startswith("not .")
    assert ".html, .markdown, .md, .pdf" in passed["picture.PNG"]
    assert not listing.errors


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "again.txt").symlink_to("b.txt")
    assert folder / "again.txt" in list_files([folder]).files


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_text("1")
    listing = list_files([tmp_path])
    (message,) = [str(e) for e in listing.errors]
    assert message.startswith(f"{tmp_path} holds no file to read (.")
    assert message.endswith("). Name a folder with articles, or a file.")
    assert [p.path.name for p in listing.passed_over] == ["picture.png"]


def test_xml_in_a_folder_is_read_only_if_it_is_a_feed(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?>\n<!-- x --><rss version='2.0'></rss>")
    (tmp_path / "b.xml").write_text("<project/>")
    listing = list_files([tmp_path])
    assert [path.name for path in listing.files] == ["a.xml"]
    assert [(p.path.name, p.why) for p in listing.passed_over] == [("b.xml", "XML, but neither RSS nor Atom")]


def test_one_bad_file_does_not_hide_the_others(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\xff")
    found = [(path.name, outcome) for path, outcome in read_paths([folder / "none.txt", folder])]
    assert [name for name, _ in found] == ["none.txt", "a.txt", "b.txt", "a.md"]
    assert [isinstance(outcome, Document) for _, outcome in found] == [False, False, True, True]
