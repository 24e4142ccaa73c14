"""Hostile inputs: whatever the bytes, what comes out is a document or a DocumentError, in bounded time and memory."""

import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.loaders.documents import Content, DocumentError, Found, PassedOver, Reader
from wattgraph.loaders.documents.workshop import Workshop

from .test_archives import packed
from .test_feeds import ATOM, RSS
from .test_pages import page
from .test_papers import PARAGRAPH, paper

FUZZ = settings(max_examples=150)
WHOLE = {
    "pdf": paper(PARAGRAPH), "zip": packed(("a.txt", b"Watts of a"), ("b.html", page().encode())),
    "html": page("<meta property='article:published_time' content='2026-03-03'>").encode(), "rss": RSS.encode(),
    "atom": ATOM.encode(), "md": b"---\ntitle: A\ndate: 2026-03-03\n---\n# Anvil signs\n\nIt signed.\n",
}  # fmt: skip
STARTS = (b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"<!doctype html>", b"<html><body>", b"<rss version='2.0'>",
          b"<?xml version='1.0'?><feed>", b"\xff\xfe", b"\xfe\xff<\x00", b"\xef\xbb\xbf", b"---\n",
          b"# ")  # fmt: skip


def all_sound(reader: Reader, data: bytes, name: str = "input") -> None:
    for one in reader.read_content(Content(Path(name), data)):
        assert isinstance(one, Found | DocumentError | PassedOver)
        if isinstance(one, Found):
            assert "\x1f" not in one.document.text
            one.document.text.encode()
            repr(one.shown).encode()
            assert all((part or "x").isprintable() for part in one.shown)
        else:
            assert "\n" not in str(one)


@given(
    st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(["input", "a.html", "a.pdf", "a.xml", "a.zip"])
)
@FUZZ
def test_any_bytes_behind_a_start(reader: Reader, start: bytes, rest: bytes, name: str) -> None:
    all_sound(reader, start + rest, name)


@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 10**6), st.binary(min_size=1, max_size=12), st.booleans())
@FUZZ
def test_whole_inputs_that_were_damaged(reader: Reader, kind: str, at: int, wrong: bytes, cut: bool) -> None:
    data = WHOLE[kind]
    place = at % len(data)
    all_sound(reader, data[:place] + (b"" if cut else wrong + data[place + len(wrong) :]), f"a.{kind}")


@given(st.text(max_size=400))
@FUZZ
def test_any_markup(reader: Reader, words: str) -> None:
    head = "<script type='application/ld+json'>"
    all_sound(reader, f"<html><body><p>{words}</p>{head}{words}".encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 200_000, b"<p>Anvil signed</p>" * 100_000, b"<table><tr><td>1" * 50_000, b"<" * 1_000_000,
        b"<a href='" + b"x" * 3_000_000, b"<script type='application/ld+json'>" + b"[" * 1_000_000 + b"</script>",
        b"<time datetime='2026-03-03'>" * 50_000, b"&amp;" * 1_000_000, b"<!--" * 500_000,
    ],
    ids=lambda body: body[:12].decode(),
)  # fmt: skip
def test_large_and_crooked_pages_end_in_time(body: bytes) -> None:
    with Reader(workshop=Workshop(seconds=20)) as reader:
        before = time.monotonic()
        all_sound(reader, b"<html><body>" + body)
        assert time.monotonic() - before < 30


def test_an_input_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    with Reader(workshop=Workshop(seconds=0.001)) as reader:
        reader._workshop._first = False  # the start of the process is not what is timed
        list(reader.read_content(Content("warm.html", page().encode())))
        large = b"<html><body>" + b"<p>Anvil signed a deal with Basalt.</p>" * 50_000
        (error,) = reader.read_content(Content("slow.html", large))
        assert "slow.html takes longer than 0.001 seconds" in str(error)
        reader._workshop._seconds = 30
        assert isinstance(reader.only(Content("next.html", page().encode())), Found)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit a process's memory")
def test_an_input_that_needs_too_much_memory_ends_only_the_worker() -> None:
    with Reader(workshop=Workshop(memory=150_000_000)) as reader:
        large = b"<html><body>" + b"<p><b>A</b></p>" * 1_200_000
        (error,) = reader.read_content(Content("large.html", large))
        assert "needs more than 150 MB of memory" in str(error)
        assert isinstance(reader.only(Content("next.html", page().encode())), Found)


def test_the_worker_ends_with_its_reader() -> None:
    workshop = Workshop()
    with Reader(workshop=workshop) as reader:
        reader.only(Content("a.html", page().encode()))
        assert workshop._process is not None
        pid = workshop._process.pid
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_stricter_limit_of_the_system_stays() -> None:
    read = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (30, 30)); "
        "from wattgraph.loaders.documents import Content, Reader; "
        "page = b'<html><body><article><p>' + b'Watts are sold here. ' * 30 + b'</p></article></body></html>'; "
        "print(Reader().only(Content('a.html', page)).document.text[:5])"
    )
    found = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=False, timeout=60)
    assert found.stdout == "Watts\n", found.stderr


def test_the_worker_ends_with_a_program_that_is_killed() -> None:
    code = (
        "import os, time; from wattgraph.loaders.documents.workshop import Workshop; "
        "w = Workshop(); print(w._ready().pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        worker = int(program.stdout.readline())
        time.sleep(1)
        program.kill()
    for _ in range(100):
        try:
            os.kill(worker, 0)
            state = Path(f"/proc/{worker}/stat").read_text().split()[2]
        except (ProcessLookupError, FileNotFoundError):
            return
        if state == "Z":
            return
        time.sleep(0.1)
    raise AssertionError("the worker runs on")


def test_plain_text_needs_no_worker(tmp_path: Path) -> None:
    workshop = Workshop()
    (tmp_path / "a.txt").write_text("Anvil signed.")
    with Reader(workshop=workshop) as reader:
        reader.only(tmp_path / "a.txt")
        assert workshop._process is None


def test_a_folder_is_held_one_document_at_a_time(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"Anvil signed number {number}. " * 40_000)  # about 1 MB each
    data = packed(*((path.name, path.read_bytes()) for path in sorted(tmp_path.glob("*.txt"))[:20]))
    (tmp_path / "all.zip").write_bytes(data)
    with Reader() as reader:
        tracemalloc.start()
        read = 0
        for path in sorted(tmp_path.iterdir()):
            for one in reader.read(path):
                read += isinstance(one, Found | DocumentError)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert read == 60
    assert peak < 12_000_000
