"""The fetcher: the one way to the web. It asks public machines only, and trusts nothing that they answer.

A name is resolved once, every address of it is judged, and the connection goes to an address that was judged: what
the name resolves to a moment later does not matter. The same at each redirect. It has no cookies, sends no
credentials, and heeds no proxy of the environment.
"""

import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import closing, contextmanager, suppress
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from .addresses import Resolver, is_public, resolved, system_addresses
from .content import FEED, HTML, LIMIT, MARKDOWN, PDF, TEXT, XML, ZIP, Content
from .errors import DocumentError, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import HTTPResponse
    from urllib3.connection import HTTPConnection

_REDIRECTS = 5
_REDIRECT = (301, 302, 303, 307, 308)
#: Addresses of one machine that are tried.
_TRIES = 3
_CHUNK = 1 << 16
_LONGEST = 4000
_PORTS = {"http": 80, "https": 443}
_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
#: Content types that are read, and what they are read as; None: told by the bytes.
_TYPES: dict[str, str | None] = {
    "text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT, "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN, "application/pdf": PDF, "application/x-pdf": PDF, "application/zip": ZIP,
    "application/x-zip-compressed": ZIP, "application/rss+xml": FEED, "application/atom+xml": FEED,
    "application/rdf+xml": FEED, "application/xml": XML, "text/xml": XML, "application/octet-stream": None,
    "binary/octet-stream": None, "": None,
}  # fmt: skip
_ACCEPT = "text/html, application/pdf, text/plain, application/rss+xml, application/atom+xml, */*;q=0.1"
_AGENT = "wattgraph (reads one page at its user's request)"
_SAVE = "Save the page from a browser and load the file"
_CHECK = "Check the address in a browser"
_NOT_PUBLIC = "Only pages of the public internet are fetched; save it to a file and load that"


class Target(NamedTuple):
    """An address taken apart: `host` as the server is asked for, `path` with its query."""

    address: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def asked(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


class Fetcher:
    """Fetches addresses of the web.

    `allow`: networks that may be asked besides the public internet (`127.0.0.0/8` in tests); no address, page or
    option of the command line can set it. `limit`: bytes of an answer, unpacked. `seconds`: for all of a fetch,
    `patience`: for each step of it. `resolve`: what resolves names. `certificates`: a file with the certificate
    authorities to trust, if not the system's.
    """

    def __init__(
        self, allow: Sequence[str] = (), *, limit: int = LIMIT, seconds: float = 60.0, patience: float = 15.0,
        resolve: Resolver = system_addresses, certificates: str | None = None,
    ) -> None:  # fmt: skip
        self._allow = [ip_network(network) for network in allow]
        self._limit, self._seconds, self._patience = limit, seconds, patience
        self._resolve = resolve
        self._certificates = certificates

    def fetch(self, address: str) -> Content:
        """What stands at an address; `Content.address` is where it was found after redirects.

        Raises DocumentError.
        """
        deadline = time.monotonic() + self._seconds
        target = _target(address, address)
        for _ in range(_REDIRECTS + 1):
            found = _Fetch(self, address, target, deadline).answer()
            if isinstance(found, Content):
                return found
            target = found
        raise DocumentError(address, f"redirects more than {_REDIRECTS} times", _CHECK)


class _Fetch:
    """One request of a fetch."""

    def __init__(self, fetcher: Fetcher, name: str, target: Target, deadline: float) -> None:
        self._fetcher, self._name, self._target, self._deadline = fetcher, name, target, deadline

    def answer(self) -> Content | Target:
        """The content, or where it redirects to. Raises DocumentError."""
        from http.client import HTTPException

        from urllib3.exceptions import HTTPError

        connection: Any = None
        try:
            connection = self._connected()
            with self._watched(connection), closing(self._asked(connection)) as response:
                return self._redirected(response) or self._content(response)
        except TimeoutError:
            raise self._late() from None
        except (HTTPError, HTTPException, OSError, ValueError, EOFError) as error:
            if time.monotonic() >= self._deadline:
                raise self._late() from None
            raise self._refused(f"cannot be fetched: {words_of(error)}", _CHECK) from error
        finally:
            if connection is not None:
                connection.close()

    def _refused(self, what: str, remedy: str) -> DocumentError:
        at = "" if self._target.address == self._name else f" (redirected to {self._target.address})"
        return DocumentError(self._name, what + at, remedy)

    def _late(self) -> DocumentError:
        return self._refused(f"does not answer in full within {self._fetcher._seconds:g} seconds", "Try later")

    def _left(self) -> float:
        """Seconds for the next step. Raises TimeoutError."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._fetcher._patience)

    def _connected(self) -> "HTTPConnection":
        """A connection to an address of the host that was judged. Raises DocumentError, OSError."""
        machines = self._machines()
        for number, machine in enumerate(machines[:_TRIES], 1):
            connection = self._connection(machine)
            try:
                connection.connect()
            except Exception:
                connection.close()
                if number == len(machines[:_TRIES]) or time.monotonic() >= self._deadline:
                    raise
            else:
                return connection
        raise OSError("its name has no address")

    def _machines(self) -> list[str]:
        """The addresses of the host, all of which may be asked. Raises DocumentError."""
        host, port = self._target.host, self._target.port
        try:
            found = resolved(host, port, self._fetcher._resolve, self._left())
        except TimeoutError:
            raise self._refused(f"names a host, {host}, that is not resolved in time", "Try later") from None
        except OSError as error:
            raise self._refused(f"names a host, {host}, that is not known ({words_of(error)})", _CHECK) from error
        for machine in found:
            if not is_public(machine, self._fetcher._allow):
                raise self._refused(f"leads to {machine}, which is not on the public internet", _NOT_PUBLIC)
        return found

    def _connection(self, machine: str) -> "HTTPConnection":
        from urllib3.connection import HTTPConnection, HTTPSConnection

        port, patience = self._target.port, self._left()
        if self._target.scheme == "http":
            return HTTPConnection(machine, port, timeout=patience)
        return HTTPSConnection(
            machine, port, timeout=patience, ssl_context=_trust(self._fetcher._certificates),
            server_hostname=self._target.host, assert_hostname=self._target.host,
        )  # fmt: skip

    @contextmanager
    def _watched(self, connection: "HTTPConnection") -> "Iterator[None]":
        """Breaks the connection at the deadline: a server may send a byte before each step's patience ends."""
        timer = threading.Timer(max(0.0, self._deadline - time.monotonic()), _break, [connection.sock])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _asked(self, connection: "HTTPConnection") -> "HTTPResponse":
        headers = {
            "Host": self._target.asked, "User-Agent": _AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }  # fmt: skip
        connection.request("GET", self._target.path, headers=headers, preload_content=False)
        return connection.getresponse()

    def _redirected(self, response: "HTTPResponse") -> Target | None:
        """Where it redirects to. Raises DocumentError."""
        location = response.headers.get("Location")
        if response.status not in _REDIRECT or not location:
            return None
        target = _target(urljoin(self._target.address, location.strip()), self._name)
        if self._target.scheme == "https" and target.scheme == "http":
            raise self._refused(
                f"redirects from https to http, to {target.address}", "Name that address, if you trust it"
            )
        return target

    def _content(self, response: "HTTPResponse") -> Content:
        if response.status != 200:
            raise self._refused(*_status(response.status, response.reason or ""))
        media, charset = _content_type(response.headers.get("Content-Type", ""))
        if media not in _TYPES:
            raise self._refused(f"is {media}, which is not read", "Name a page, a PDF file, a feed or a text")
        if response.headers.get("Content-Encoding", "").strip().lower() not in _CODINGS:
            raise self._refused("is packed in a way that was not asked for", _SAVE)
        return Content(self._name, self._body(response), _TYPES[media], charset, self._target.address)

    def _body(self, response: "HTTPResponse") -> bytes:
        """The body, unpacked; never much more than one step past the limit is held."""
        limit = self._fetcher._limit
        told = response.headers.get("Content-Length", "")
        if told.isdecimal() and len(told) < 20 and int(told) > limit:
            raise self._large(f"{int(told):,} bytes, and ")
        held = bytearray()
        while True:
            self._left()
            chunk = response.read(_CHUNK, decode_content=True)
            held += chunk
            if len(held) > limit:
                raise self._large("")
            if not chunk:
                self._left()  # what was broken off at the deadline may look whole
                return bytes(held)

    def _large(self, size: str) -> DocumentError:
        return self._refused(
            f"is too large: {size}the limit is {self._fetcher._limit:,} bytes", "Name a smaller page"
        )


def _target(address: str, name: str) -> Target:
    """An address taken apart. Raises DocumentError for one that is not fetched."""
    try:
        return _taken_apart(address)
    except ValueError as error:
        at = "" if address == name else f", where {name} redirects to,"
        shown = address if len(address) < 200 else address[:200] + "…"
        raise DocumentError(f"{shown}{at}", str(error), _CHECK) from None


def _taken_apart(address: str) -> Target:
    if len(address) > _LONGEST or not address.isprintable() or " " in address or "\\" in address:
        raise ValueError("is no address of a page: it is too long, or has characters that none has")
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        raise ValueError("is no address of a page") from None
    if parts.scheme not in _PORTS:
        raise ValueError(f"is not fetched: only http and https are, not {parts.scheme or 'this'}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("has a user name or password in it, which is never sent")
    if not host or "%" in host or port == 0:
        raise ValueError("names no host")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]") if parts.query else ""
    )
    bare = parts._replace(fragment="").geturl()
    return Target(bare, parts.scheme, host, port or _PORTS[parts.scheme], path)


def _trust(certificates: str | None) -> ssl.SSLContext:
    """Certificates are checked against the host's name, though the connection goes to its address."""
    if certificates is None:
        import certifi

        certificates = certifi.where()
    context = ssl.create_default_context(cafile=certificates)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _break(connected: Any) -> None:
    import socket

    with suppress(AttributeError, OSError):  # it is closed already
        connected.shutdown(socket.SHUT_RDWR)


def _content_type(header: str) -> tuple[str, str | None]:
    """The media type, and the charset if one is named."""
    media, _, rest = header.partition(";")
    found = (part.partition("=") for part in rest.split(";"))
    charset = next((value.strip(" \"'") for name, _, value in found if name.strip().lower() == "charset"), None)
    return "".join(c for c in media.strip().lower()[:100] if c.isprintable()), charset or None


def _status(status: int, reason: str) -> tuple[str, str]:
    """What an answer without the page means, and what to do."""
    words = "".join(c for c in reason if c.isprintable())[:60]
    what = f"answers {status} ({words})" if words else f"answers {status}"
    if status in (401, 402, 403, 407, 451):
        return f"{what}: it wants a login, or refuses programs", _SAVE
    if status in (404, 410):
        return f"{what}: there is no such page", _CHECK
    if status == 429 or status >= 500:
        return what, "Try later"
    return what, _SAVE
