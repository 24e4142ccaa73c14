"""Downloads that are refused or given up: by what servers say and do, and by what stands in the place."""

import gzip
import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wattgraph.loaders.documents.errors import Unreachable

from .conftest import DATA, Download, Files, Handler, beside

SHA = hashlib.sha256(DATA).hexdigest()
Refused = Callable[..., str]


# -- what is refused, and leaves nothing behind


def test_another_hash_than_the_stated(refused: Refused, download: Download, target: Path) -> None:
    message = refused(sha256="0" * 64)
    assert f"its sha256 is {SHA}, not {'0' * 64}" in message
    assert beside(target) == []
    assert download(sha256=SHA).state == "new"


def test_a_damaged_part_is_told_by_the_hash(
    files: Files, refused: Refused, download: Download, target: Path
) -> None:  # fmt: skip
    files.breaks_at(1000)
    refused(Unreachable, sha256=SHA)
    part = target.parent / "data.csv.part"
    part.write_bytes(b"x" + part.read_bytes()[1:])
    assert "is not the file that its source states" in refused(sha256=SHA)
    assert beside(target) == []
    assert download(sha256=SHA).state == "new"


def test_too_large_as_the_server_says(files: Files, refused: Refused, target: Path) -> None:
    assert f"is too large: {len(DATA):,} bytes, and the limit is 1,000 bytes" in refused(limit=1000)
    assert beside(target) == []


def test_too_large_though_the_server_does_not_say(files: Files, refused: Refused, target: Path) -> None:
    sent: list[int] = []

    def endless(handler: Handler) -> None:
        handler.head(200, {"Transfer-Encoding": "chunked", "ETag": '"one"'})
        for number in range(10_000):
            handler.wfile.write(b"2710\r\n" + b"a" * 10_000 + b"\r\n")
            sent.append(number)

    files.answers.append(endless)
    assert "is too large: the limit is 500,000 bytes" in refused(limit=500_000)
    assert beside(target) == []
    assert len(sent) < 10_000


def test_more_than_the_server_says(files: Files, refused: Refused, download: Download, target: Path) -> None:
    """A rest that is longer than what is missing cannot be of the same file."""

    def longer(handler: Handler) -> None:
        span = f"bytes 1000-{len(DATA) - 1}/{len(DATA)}"
        handler.head(206, {"Transfer-Encoding": "chunked", "ETag": '"one"', "Content-Range": span})
        handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(DATA), DATA))

    files.breaks_at(1000)
    refused(Unreachable)
    files.answers.append(longer)
    assert f"sends more than the {len(DATA):,} bytes that it says" in refused()
    assert beside(target) == []
    assert download().sha256 == SHA


def test_more_than_the_disk_has(files: Files, refused: Refused, target: Path) -> None:
    files.answers.append(lambda handler: handler.head(200, {"Content-Length": str(10**17)}))
    assert "needs room for 100,000,000,000,000,000 bytes more" in refused(Unreachable, limit=10**18)
    assert beside(target) == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_down(files: Files, refused: Refused, target: Path, status: int) -> None:
    files.answers.append(lambda handler: handler.head(status, {"Content-Length": "0"}))
    assert "Try later" in refused(Unreachable)
    assert beside(target) == []


@pytest.mark.parametrize(("status", "words"), [(404, "there is no such"), (403, "wants a login"), (206, "206"),
                                               (304, "304"), (416, "416")])  # fmt: skip
def test_answers_without_the_file(files: Files, refused: Refused, status: int, words: str) -> None:
    files.answers.append(lambda handler: handler.head(status, {"Content-Length": "0"}))
    assert words in refused()


def test_nobody_there(refused: Refused, target: Path) -> None:
    assert "cannot be fetched" in refused(Unreachable, address="http://127.0.0.1:1/")
    assert "is not known" in refused(Unreachable, address="http://nobody.invalid/")
    assert beside(target) == []


def test_packed_answers(files: Files, refused: Refused) -> None:
    packed = gzip.compress(DATA)

    def gzipped(handler: Handler) -> None:
        handler.head(200, {"Content-Length": str(len(packed)), "Content-Encoding": "gzip"})
        handler.wfile.write(packed)

    files.answers.append(gzipped)
    assert "packed in a way that was not asked for" in refused()


def test_a_web_page_is_not_taken_for_data(files: Files, refused: Refused, target: Path) -> None:
    """As of a network that wants a login: what is there from before stays."""
    files.breaks_at(1000)
    refused(Unreachable)
    files.answers.append(lambda handler: handler.serve(**{"Content-Type": "text/html; charset=utf-8"}))
    assert "answers with a web page" in refused()
    assert (target.parent / "data.csv.part").stat().st_size == 1000


@pytest.mark.parametrize("to", ["http://169.254.169.254/", "http://10.0.0.1/", "http://[::1]/", "file:///etc/passwd"])
def test_redirects_are_judged(files: Files, refused: Refused, target: Path, to: str) -> None:
    files.answers.append(lambda handler: handler.head(302, {"Location": to, "Content-Length": "0"}))
    message = refused()
    assert "not on the public internet" in message or "only http and https" in message
    assert beside(target) == []


def test_a_redirect_is_followed_with_the_range(
    files: Files, download: Download, refused: Refused, target: Path
) -> None:  # fmt: skip
    def moved(handler: Handler) -> None:
        handler.head(302, {"Location": "/elsewhere", "Content-Length": "0"})

    files.answers.append(moved)
    files.breaks_at(1000)
    refused(Unreachable)
    files.answers.append(moved)
    assert download().state == "resumed"
    assert files.asked[3]["range"] == "bytes=1000-"
    assert target.read_bytes() == DATA


# -- slow servers


def slow(head: dict[str, str], pause: float, data: bytes = b"a") -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.head(200, head)
        for _ in range(100):
            handler.wfile.write(data)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


@pytest.mark.parametrize(
    ("pause", "options"),
    [(3.0, {"patience": 0.3}), (0.05, {"patience": 0.5}), (0.05, {"seconds": 1.0})],
    ids=["silent", "a trickle", "in all"],
)
def test_a_server_that_stalls_is_given_up(
    files: Files, download: Download, refused: Refused, target: Path, pause: float, options: dict[str, Any]
) -> None:
    files.data = b"a" * 5000
    files.answers.append(slow({"Content-Length": "5000", "ETag": '"one"'}, pause))
    before = time.monotonic()
    message = refused(Unreachable, **options)
    assert time.monotonic() - before < 4.5
    assert "broke off at byte" in message
    assert "it goes on from byte" in message
    assert download().state == "resumed"
    assert target.read_bytes() == files.data


def test_a_server_that_does_not_begin_is_given_up(files: Files, refused: Refused) -> None:
    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(100):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.05)

    files.answers.append(drip)
    before = time.monotonic()
    assert "does not answer in full within 0.5 seconds" in refused(Unreachable, patience=0.5)
    assert time.monotonic() - before < 4.5


# -- places


def test_a_folder_is_in_the_place(refused: Refused, target: Path, files: Files) -> None:
    target.mkdir(parents=True)
    assert "is a folder, where a file is to be put" in refused()
    assert files.asked == []


def test_a_file_is_where_a_folder_should_be(refused: Refused, target: Path) -> None:
    target.parent.write_text("a file")
    assert "a part of its path is a file" in refused()


def test_a_link_in_the_place_of_the_part_is_not_followed(refused: Refused, target: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    target.parent.mkdir()
    (target.parent / "data.csv.part").symlink_to(victim)
    assert "cannot be written" in refused()
    assert victim.read_text() == "precious"
