"""`fetch` as a user meets it: files in a folder, what is told of them, exit codes."""

import hashlib
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from wattgraph.api.cli import console
from wattgraph.api.exits import FAILURE, INCOMPLETE, RESOURCE, USAGE
from wattgraph.loaders.fetching import fetching, remote

from .conftest import Command

DATA = b"Symbol,Security\nANV,Anvil\n"
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def address() -> Iterator[str]:
    """A server on loopback that has /a and /b."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_there = self.path in ("/a", "/b")
            self.send_response(200 if is_there else 404)
            self.send_header("Content-Length", str(len(DATA) if is_there else 0))
            self.end_headers()
            self.wfile.write(DATA if is_there else b"")

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def source(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The source.toml of the only source, `plants`."""
    home = tmp_path_factory.mktemp("sources")
    monkeypatch.setattr(remote, "HOME", home)
    (home / "plants").mkdir()
    return home / "plants" / "source.toml"


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the command line fetch from loopback for once: nothing but Python can allow that."""
    honest = fetching.Downloader
    monkeypatch.setattr(fetching, "Downloader", lambda **known: honest(["127.0.0.0/8"], **known))


def describe(source: Path, *addresses: str) -> None:
    files = (f'[[files]]\nname = "{n}.csv"\naddress = "{address}"\n' for n, address in enumerate(addresses, 1))
    source.write_text('[source]\naddress = "https://example.org/plants"\n' + "".join(files))


def test_files_come_into_a_folder_of_the_sources_name(
    allowed: None, address: str, source: Path, wattgraph: Command, home: Path
) -> None:
    describe(source, f"{address}/a", f"{address}/b")
    answer = wattgraph("fetch", "plants")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "".join(f"plants/{n}.csv: new, {len(DATA)} bytes, sha256 {SHA}\n" for n in (1, 2))
    assert (home / "plants" / "2.csv").read_bytes() == DATA
    assert wattgraph("fetch", "plants").out.count(": unchanged,") == 2


def test_json_into_another_folder(
    allowed: None, address: str, source: Path, wattgraph: Command, home: Path
) -> None:  # fmt: skip
    describe(source, f"{address}/a")
    told = json.loads(wattgraph("--json", "fetch", "plants", "--into", "data/new").out)
    file = {"path": "data/new/1.csv", "state": "new", "size": len(DATA), "sha256": SHA}
    assert told == {"source": "plants", "folder": "data/new", "files": [file], "errors": []}


def test_all_are_tried_and_what_is_missing_is_told(
    allowed: None, address: str, source: Path, wattgraph: Command
) -> None:
    describe(source, f"{address}/nothing", f"{address}/a")
    answer = wattgraph("fetch", "plants", "--json")
    assert answer.code == INCOMPLETE
    assert "answers 404" in answer.err
    told = json.loads(answer.out)
    assert [file["path"] for file in told["files"]] == ["plants/2.csv"]
    assert [error["path"] for error in told["errors"]] == [f"{address}/nothing"]


def test_a_server_that_is_down(allowed: None, address: str, source: Path, wattgraph: Command) -> None:
    describe(source, "http://127.0.0.1:1/", f"{address}/a")
    answer = wattgraph("fetch", "plants")
    assert answer.code == RESOURCE
    assert "cannot be fetched" in answer.err
    assert "plants/2.csv: new" in answer.out


def test_loopback_is_not_fetched_for_a_user(address: str, source: Path, wattgraph: Command, home: Path) -> None:
    describe(source, f"{address}/a")
    wattgraph("fetch", "plants").refused(INCOMPLETE, "which is not on the public internet")
    assert list(home.iterdir()) == []


def test_a_file_where_the_folder_should_be(
    allowed: None, address: str, source: Path, wattgraph: Command, home: Path
) -> None:
    (home / "plants").write_text("a file")
    describe(source, f"{address}/a")
    wattgraph("fetch", "plants").refused(INCOMPLETE, "a part of its path is a file", "--into FOLDER")


def test_unknown_sources(source: Path, wattgraph: Command) -> None:
    describe(source, "https://example.org/a")
    wattgraph("fetch", "plant").refused(USAGE, "no source 'plant'; did you mean plants?", "There are: plants")
    wattgraph("fetch").refused(USAGE, "SOURCE")


def test_sources_that_are_got_by_hand(source: Path, wattgraph: Command) -> None:
    describe(source)
    wattgraph("fetch", "plants").refused(FAILURE, "Get its files by hand from https://example.org/plants")


def test_a_bar_tells_bytes_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(console, "_SOON", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with console.transfer() as moved:
        for name, done, total in (("one[/].csv", 1_000_000, 4_000_000), ("two.csv", 500, None)):
            moved(name, done, total)
            threading.Event().wait(0.3)
    shown = capsys.readouterr().err
    assert "one[/].csv" in shown
    assert "1.0/4.0 MB" in shown
    assert "500/? bytes" in shown


def test_no_bar_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with console.transfer() as moved:
        moved("a", 1, 2)
    assert capsys.readouterr().err == ""
