"""A web site on loopback that answers as a test says, over http or https."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from wattgraph.loaders.documents import DocumentError, Fetcher

LOOPBACK = ("127.0.0.0/8",)
PAGE = (
    b"<!doctype html><html><head><title>Anvil signs with Basalt</title>"
    b"<meta property='article:published_time' content='2026-03-03'></head><body><article><p>Anvil signed a hosting "
    b"deal with Basalt worth 9.7 billion dollars, and it runs for five years.</p></article></body></html>"
)
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says for each path."""

    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            self.answers[self.path.partition("?")[0]](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def reply(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Site:
    """A server on loopback."""

    def __init__(self, scheme: str, port: int, handler: type[Handler]) -> None:
        self.scheme, self.port, self._handler = scheme, port, handler

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def on(self, path: str, answer: Answer) -> str:
        """Sets the answer for a path; gives its address."""
        self._handler.answers[path] = answer
        return self.url(path)

    @property
    def asked(self) -> list[tuple[str, dict[str, str]]]:
        return self._handler.asked


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Own(Handler):
        pass

    Own.answers, Own.asked = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that leave are meant to
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Site("https" if context else "http", server.server_address[1], Own)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(handler: Handler) -> None:
    handler.reply(PAGE, Content_Type="text/html; charset=utf-8")


def to(address: str, status: int = 302) -> Answer:
    return lambda handler: handler.reply(status=status, Location=address)


def refused(address: str, fetcher: Fetcher | None = None, **options: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        (fetcher or Fetcher(LOOPBACK, **options)).fetch(address)
    message = str(caught.value)
    assert message.endswith(".")
    assert message.isprintable()
    return message
