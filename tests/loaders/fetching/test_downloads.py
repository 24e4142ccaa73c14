"""Downloads from a real server on loopback: what comes, what goes on, what starts anew."""

import hashlib
import json
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

import pytest

from wattgraph.loaders.documents.errors import Unreachable
from wattgraph.loaders.fetching.downloads import Downloaded

from .conftest import DATA, LONG_AGO, Download, Files, Handler, beside

SHA = hashlib.sha256(DATA).hexdigest()
OTHER = DATA[::-1]
Refused = Callable[..., str]


def test_a_file_comes_with_its_hash_and_its_origin(files: Files, download: Download, target: Path) -> None:
    assert download() == Downloaded(target, SHA, len(DATA), "new")
    assert target.read_bytes() == DATA
    assert beside(target) == ["data.csv", "data.csv.fetched.json"]
    origin = json.loads((target.parent / "data.csv.fetched.json").read_text())
    assert (origin["address"], origin["sha256"], origin["etag"]) == (files.address, SHA, '"one"')
    (asked,) = files.asked
    assert set(asked) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert asked["accept-encoding"] == "identity"


def test_progress_is_told(download: Download) -> None:
    told: list[tuple[int, int | None]] = []
    download(progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (len(DATA), len(DATA))


def test_an_empty_file_comes_too(files: Files, download: Download, target: Path) -> None:
    files.data = b""
    assert download().size == 0
    assert download().state == "unchanged"
    assert beside(target) == ["data.csv", "data.csv.fetched.json"]


def test_headers_that_break_off_are_no_empty_file(files: Files, refused: Refused, target: Path) -> None:
    def cut(handler: Handler) -> None:
        handler.wfile.write(b'HTTP/1.1 200 OK\r\nETag: "o')
        handler.close_connection = True

    files.answers.append(cut)
    assert "broke off at byte 0" in refused(Unreachable)
    assert beside(target) == []


def test_a_body_that_ends_with_the_connection(files: Files, download: Download, target: Path) -> None:
    def closing(handler: Handler) -> None:
        handler.head(200, {})
        handler.wfile.write(DATA)
        handler.close_connection = True

    files.answers.append(closing)
    assert download().sha256 == SHA


def test_a_body_in_chunks_comes_too(files: Files, download: Download, target: Path) -> None:
    def chunked(handler: Handler) -> None:
        handler.head(200, {"Transfer-Encoding": "chunked"})
        handler.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")

    files.answers.append(chunked)
    assert download().size == 5
    assert target.read_bytes() == b"abcde"


# -- what is here already


def test_a_file_that_did_not_change_is_not_sent_again(files: Files, download: Download) -> None:
    download()
    assert download().state == "unchanged"
    assert files.asked[1]["if-none-match"] == '"one"'


def test_a_file_of_the_stated_hash_is_not_even_asked_for(files: Files, download: Download, target: Path) -> None:
    """Also one that a person put there."""
    target.parent.mkdir()
    target.write_bytes(DATA)
    assert download(sha256=SHA.upper()) == Downloaded(target, SHA, len(DATA), "unchanged")
    assert files.asked == []
    assert beside(target) == ["data.csv"]


def test_a_changed_file_takes_the_place_of_the_old(files: Files, download: Download, target: Path) -> None:
    download()
    files.change(OTHER)
    assert download().state == "new"
    assert target.read_bytes() == OTHER


def test_a_server_that_names_no_edition_is_asked_for_all(files: Files, download: Download) -> None:
    files.etag = ""
    download()
    assert download().state == "unchanged"
    assert "if-none-match" not in files.asked[1]


@pytest.mark.parametrize("fetched_before", [True, False])
def test_the_work_of_others_is_not_written_over(
    files: Files, download: Download, refused: Refused, target: Path, fetched_before: bool
) -> None:
    if fetched_before:
        download()
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(b"mine")
    before = len(files.asked)
    assert "stands there already, and is not as it was fetched" in refused()
    assert target.read_bytes() == b"mine"
    assert len(files.asked) == before


# -- what goes on


@pytest.mark.parametrize("byte", [1, 300_000, len(DATA) - 1])
def test_what_broke_off_goes_on(
    files: Files, download: Download, refused: Refused, target: Path, byte: int
) -> None:  # fmt: skip
    files.breaks_at(byte)
    message = refused(Unreachable)
    assert f"broke off at byte {byte:,} of {len(DATA):,}" in message
    assert message.endswith(f"Run it again: it goes on from byte {byte:,}.")
    assert beside(target) == ["data.csv.part", "data.csv.part.json"]
    assert download(sha256=SHA) == Downloaded(target, SHA, len(DATA), "resumed")
    assert target.read_bytes() == DATA
    assert (files.asked[1]["range"], files.asked[1]["if-range"]) == (f"bytes={byte}-", '"one"')
    assert beside(target) == ["data.csv", "data.csv.fetched.json"]


def test_it_may_break_off_many_times(files: Files, download: Download, refused: Refused, target: Path) -> None:
    for byte in (1000, 50_000, 700_000):
        files.breaks_at(byte)
        refused(Unreachable)
    assert download().state == "resumed"
    assert target.read_bytes() == DATA


def test_a_date_of_change_names_an_edition(
    files: Files, download: Download, refused: Refused, target: Path
) -> None:  # fmt: skip
    files.etag, files.modified = 'W/"one"', LONG_AGO
    files.breaks_at(1000)
    refused(Unreachable)
    assert download().state == "resumed"
    assert files.asked[1]["if-range"] == LONG_AGO
    assert target.read_bytes() == DATA


@pytest.mark.parametrize("modified", ["", formatdate(time.time() + 3600, usegmt=True), "yesterday"])
def test_without_an_exact_name_of_the_edition_it_starts_anew(
    files: Files, download: Download, refused: Refused, target: Path, modified: str
) -> None:
    """A date of change within the same second may be that of two editions."""
    files.etag, files.modified = 'W/"one"', modified
    files.breaks_at(1000)
    assert "Run it again: it starts anew." in refused(Unreachable)
    assert download().state == "new"
    assert "range" not in files.asked[1]
    assert target.read_bytes() == DATA


def test_a_file_that_changed_meanwhile_starts_anew(
    files: Files, download: Download, refused: Refused, target: Path
) -> None:
    files.breaks_at(1000)
    refused(Unreachable)
    files.change(OTHER)
    assert download().state == "new"
    assert target.read_bytes() == OTHER


def test_a_server_that_ignores_ranges(files: Files, download: Download, refused: Refused, target: Path) -> None:
    def ignores(handler: Handler) -> None:
        del handler.headers["Range"]
        handler.serve()

    files.breaks_at(1000)
    refused(Unreachable)
    files.answers.append(ignores)
    assert download().state == "new"
    assert target.read_bytes() == DATA


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"two"', "Content-Range": f"bytes 1000-{len(DATA) - 1}/{len(DATA)}"},  # it ignores If-Range
        {"ETag": '"one"', "Content-Range": f"bytes 0-{len(DATA) - 1}/{len(DATA)}"},
        {"ETag": '"one"', "Content-Range": "bytes 1000-1999/2000"},
        {"ETag": '"one"'},
    ],
    ids=["another edition", "another place", "another length", "no place"],
)
def test_a_part_that_does_not_fit_is_not_taken(
    files: Files, download: Download, refused: Refused, target: Path, headers: dict[str, str]
) -> None:
    def astray(handler: Handler) -> None:
        handler.head(206, {"Content-Length": str(len(DATA) - 1000)} | headers)
        handler.wfile.write(OTHER[1000:])
        handler.close_connection = True

    files.breaks_at(1000)
    refused(Unreachable)
    files.answers.append(astray)
    assert download().state == "new"
    assert len(files.asked) == 3
    assert target.read_bytes() == DATA


def test_a_range_behind_the_end_means_that_all_is_here(
    files: Files, download: Download, refused: Refused, target: Path
) -> None:
    """A body without a length broke off behind its last byte: the server has no more of it."""

    def endless(handler: Handler) -> None:
        handler.head(200, {"Transfer-Encoding": "chunked", "ETag": '"one"'})
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(DATA), DATA))
        handler.close_connection = True

    files.answers.append(endless)
    assert f"broke off at byte {len(DATA):,} (" in refused(Unreachable)
    assert download() == Downloaded(target, SHA, len(DATA), "resumed")
    assert len(files.asked) == 2


def test_a_range_behind_the_end_of_a_shorter_file_starts_anew(
    files: Files, download: Download, refused: Refused, target: Path
) -> None:
    def short(handler: Handler) -> None:
        handler.head(416, {"Content-Range": "bytes */500", "Content-Length": "0"})

    files.breaks_at(1000)
    refused(Unreachable)
    files.change(DATA[:500])
    files.answers.append(short)
    assert download().state == "new"
    assert target.read_bytes() == DATA[:500]


def test_a_server_that_answers_beside_the_question_is_given_up(files: Files, refused: Refused) -> None:
    def beyond(handler: Handler) -> None:
        handler.head(416, {"Content-Length": "0"})

    files.breaks_at(1000)
    refused(Unreachable)
    files.answers += [beyond, beyond]
    assert "answers 416" in refused()


def test_the_part_of_another_address_is_not_gone_on_with(
    files: Files, download: Download, refused: Refused, target: Path
) -> None:
    files.breaks_at(1000)
    refused(Unreachable)
    assert download(files.address + "?other").state == "new"
    assert target.read_bytes() == DATA


@pytest.mark.parametrize("origin", ["", "{", "[]", '{"address": 1}', '{"address": "x", "size": "y"}'])
def test_a_part_of_which_nobody_knows_whence_it_is_starts_anew(
    download: Download, target: Path, origin: str
) -> None:  # fmt: skip
    target.parent.mkdir()
    (target.parent / "data.csv.part").write_bytes(b"what")
    (target.parent / "data.csv.part.json").write_text(origin)
    assert download().state == "new"
    assert target.read_bytes() == DATA
