"""The guard: whom a request may ask, and how long it may take. Pages and downloads go to the web through it.

A name is resolved once, every address of it is judged, and the connection goes to an address that was judged: what
the name resolves to a moment later does not matter. The same at each redirect. It has no cookies, sends no
credentials, and heeds no proxy of the environment.
"""

import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from .addresses import Resolver, is_public, resolved, system_addresses
from .errors import DocumentError, Unreachable, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import HTTPResponse
    from urllib3.connection import HTTPConnection

_Taken = TypeVar("_Taken")

_REDIRECTS = 5
_REDIRECT = (301, 302, 303, 307, 308)
#: Addresses of one machine that are tried.
_TRIES = 3
_LONGEST = 4000
_PORTS = {"http": 80, "https": 443}
_SAVE = "Save it from a browser, and load the file"
_CHECK = "Check the address in a browser"
_LATER = "Try later"
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


class _Span(NamedTuple):
    """When asking starts, until when an answer must begin, and until when it must be there (monotonic seconds)."""

    start: float
    begin: float
    end: float


class Guard:
    """Asks addresses of the web.

    `allow`: networks that may be asked besides the public internet (`127.0.0.0/8` in tests); no address, page or
    option of the command line can set it. `patience`: seconds for each step of a request. `resolve`: what resolves
    names. `certificates`: a file with the certificate authorities to trust, if not the system's.
    """

    def __init__(
        self, allow: Sequence[str] = (), *, patience: float = 15.0, resolve: Resolver = system_addresses,
        certificates: str | None = None,
    ) -> None:  # fmt: skip
        self.allow = [ip_network(network) for network in allow]
        self.patience = patience
        self.resolve = resolve
        self.certificates = certificates

    def ask(
        self, address: str, headers: Mapping[str, str], take: "Callable[[Request, HTTPResponse], _Taken]",
        seconds: float, head: float | None = None,
    ) -> _Taken:  # fmt: skip
        """What `take` makes of the answer at an address, behind redirects: of any other status too.

        `seconds`: for all of it; `head`: until an answer begins, if that is less. Raises DocumentError.
        """
        start = time.monotonic()
        span = _Span(start, start + min(seconds, head or seconds), start + seconds)
        target = _target(address, address)
        for _ in range(_REDIRECTS + 1):
            request = Request(self, address, target, span)
            found = request.answer(headers, take)
            if not isinstance(found, Target):
                return found
            target = found
        raise DocumentError(address, f"redirects more than {_REDIRECTS} times", _CHECK)


class Request:
    """One request to one target, which is `name` or where that redirects to."""

    def __init__(self, guard: Guard, name: str, target: Target, span: _Span) -> None:
        self._guard, self._name, self.target = guard, name, target
        self._span, self._until = span, span.begin

    def answer(
        self, headers: Mapping[str, str], take: "Callable[[Request, HTTPResponse], _Taken]"
    ) -> _Taken | Target:
        """What `take` makes of the answer, or where it redirects to. Raises DocumentError."""
        from http.client import HTTPException

        from urllib3.exceptions import HTTPError

        connection: Any = None
        try:
            connection = self._connected()
            wire = connection.sock
            with self._watched(wire):
                response = self._asked(connection, headers)
            with closing(response):
                self.left()  # headers that were broken off in the end may look whole
                self._until = self._span.end
                with self._watched(wire):
                    return self._redirected(response) or take(self, response)
        except TimeoutError:
            raise self._late() from None
        except (HTTPError, HTTPException, OSError, ValueError, EOFError) as error:
            if time.monotonic() >= self._until:
                raise self._late() from None
            raise self.unreachable(f"cannot be fetched: {words_of(error)}", _CHECK) from error
        finally:
            if connection is not None:
                connection.close()

    def refused(self, what: str, remedy: str) -> DocumentError:
        """The error that the answer is none to take."""
        return DocumentError(self._name, what + self._at, remedy)

    def unreachable(self, what: str, remedy: str) -> DocumentError:
        """The error that there is no answer, or not all of it, for now."""
        return Unreachable(self._name, what + self._at, remedy)

    def failed(self, response: "HTTPResponse") -> DocumentError:
        """The error that the answer's status means."""
        what, remedy = _status(response.status, response.reason or "")
        down = response.status == 429 or response.status >= 500
        return (self.unreachable if down else self.refused)(what, remedy)

    def left(self) -> float:
        """Seconds for the next step. Raises TimeoutError."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self._guard.patience)

    @property
    def _at(self) -> str:
        return "" if self.target.address == self._name else f" (redirected to {self.target.address})"

    def _late(self) -> DocumentError:
        seconds = round(self._until - self._span.start, 1)
        return self.unreachable(f"does not answer in full within {seconds:g} seconds", _LATER)

    def _connected(self) -> "HTTPConnection":
        """A connection to an address of the host that was judged. Raises DocumentError, OSError."""
        machines = self._machines()
        for number, machine in enumerate(machines[:_TRIES], 1):
            connection = self._connection(machine)
            try:
                connection.connect()
            except Exception:
                connection.close()
                if number == len(machines[:_TRIES]) or time.monotonic() >= self._until:
                    raise
            else:
                return connection
        raise OSError("its name has no address")

    def _machines(self) -> list[str]:
        """The addresses of the host, all of which may be asked. Raises DocumentError."""
        host, port = self.target.host, self.target.port
        try:
            found = resolved(host, port, self._guard.resolve, self.left())
        except TimeoutError:
            raise self.unreachable(f"names a host, {host}, that is not resolved in time", _LATER) from None
        except OSError as error:
            raise self.unreachable(f"names a host, {host}, that is not known ({words_of(error)})", _CHECK) from error
        for machine in found:
            if not is_public(machine, self._guard.allow):
                raise self.refused(f"leads to {machine}, which is not on the public internet", _NOT_PUBLIC)
        return found

    def _connection(self, machine: str) -> "HTTPConnection":
        from urllib3.connection import HTTPConnection, HTTPSConnection

        port, patience = self.target.port, self.left()
        if self.target.scheme == "http":
            return HTTPConnection(machine, port, timeout=patience)
        return HTTPSConnection(
            machine, port, timeout=patience, ssl_context=_trust(self._guard.certificates),
            server_hostname=self.target.host, assert_hostname=self.target.host,
        )  # fmt: skip

    @contextmanager
    def _watched(self, wire: Any) -> "Iterator[None]":
        """Breaks the connection in the end: a server may send a byte before each step's patience ends."""
        timer = threading.Timer(max(0.0, self._until - time.monotonic()), _break, [wire])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _asked(self, connection: "HTTPConnection", headers: Mapping[str, str]) -> "HTTPResponse":
        sent = {"Host": self.target.asked, **headers, "Connection": "close"}
        connection.request("GET", self.target.path, headers=sent, preload_content=False)
        return connection.getresponse()

    def _redirected(self, response: "HTTPResponse") -> Target | None:
        """Where it redirects to. Raises DocumentError."""
        location = response.headers.get("Location")
        if response.status not in _REDIRECT or not location:
            return None
        target = _target(urljoin(self.target.address, location.strip()), self._name)
        if self.target.scheme == "https" and target.scheme == "http":
            raise self.refused(
                f"redirects from https to http, to {target.address}", "Name that address, if you trust it"
            )
        return target


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
