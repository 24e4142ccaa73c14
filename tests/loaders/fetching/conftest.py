"""A server of files on loopback that knows ranges and editions, and what may ask it."""

import threading
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.fetching.downloads import Downloaded, Downloader

LOOPBACK = ("127.0.0.0/8",)
#: More than one buffer of any kind holds, and nowhere the same.
DATA = b"".join(number.to_bytes(4, "big") for number in range(250_000))
#: A date of change long ago.
LONG_AGO = formatdate(1_700_000_000, usegmt=True)
Answer = Callable[["Handler"], None]
Download = Callable[..., Downloaded]


class Handler(BaseHTTPRequestHandler):
    """Answers with its server's file, or as a test says."""

    server: "Files"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append({name.lower(): value for name, value in self.headers.items()})
        answers = self.server.answers
        try:
            (answers.pop(0) if answers else Handler.serve)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def serve(self, stop: int | None = None, **other: str) -> None:
        """The file, or the part that is asked for, as RFC 9110 has it; `stop`: where in the file it breaks off."""
        files, asked = self.server, self.headers
        names = {"ETag": files.etag, "Last-Modified": files.modified}
        headers = {name: value for name, value in names.items() if value} | other
        size = len(files.data)
        if asked.get("If-None-Match") and asked["If-None-Match"] == files.etag:
            self.head(304, headers)
            return
        start = 0
        if asked.get("Range") and asked.get("If-Range") in names.values():
            start = int(asked["Range"].removeprefix("bytes=").removesuffix("-"))
            if start >= size:
                self.head(416, headers | {"Content-Range": f"bytes */{size}", "Content-Length": "0"})
                return
            headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        self.head(206 if "Content-Range" in headers else 200, {"Content-Length": str(size - start)} | headers)
        self.wfile.write(files.data[start:stop])
        self.close_connection = True

    def head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class Files(ThreadingHTTPServer):
    """One file under any path. `answers`: what to answer to the next requests instead; `asked`: their headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.data, self.etag, self.modified = DATA, '"one"', ""
        self.answers: list[Answer] = []
        self.asked: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/data.csv"

    def change(self, data: bytes, etag: str = '"two"') -> None:
        self.data, self.etag = data, etag

    def breaks_at(self, byte: int) -> None:
        """The next answer ends there, as if somebody had pulled the plug."""
        self.answers.append(lambda handler: handler.serve(byte))

    def handle_error(self, *_: Any) -> None:
        """Clients that leave are meant to."""


@pytest.fixture
def files() -> Iterator[Files]:
    server = Files()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "data.csv"


@pytest.fixture
def download(files: Files, target: Path) -> Download:
    """Downloads the server's file."""

    def download(address: str = "", sha256: str | None = None, progress: Any = None, **options: Any) -> Downloaded:
        made = Downloader(LOOPBACK, **options)
        return made.download(address or files.address, target, sha256=sha256, progress=progress)

    return download


@pytest.fixture
def refused(download: Download) -> Callable[..., str]:
    """The message of the error that a download gives."""

    def refused(kind: type[DocumentError] = DocumentError, **options: Any) -> str:
        with pytest.raises(DocumentError) as caught:
            download(**options)
        assert type(caught.value) is kind
        message = str(caught.value)
        assert message.isprintable()
        assert message.endswith(".")
        return message

    return refused


def beside(target: Path) -> list[str]:
    """What stands in the folder of a target."""
    return sorted(path.name for path in target.parent.iterdir()) if target.parent.exists() else []
