"""The command that serves the graph to browsers and programs on this machine: read-only."""

import errno
import socket
import sys
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated

import typer

from ..exits import Failed, Misused, Unavailable
from . import console, options

if TYPE_CHECKING:
    from ..sparql import Sparql

#: Connections that may wait to be accepted.
_BACKLOG = 2048


def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="Another name by which it is asked, as behind a proxy."),
    ] = None,
    store: options.Store = options.STORE,
    wait: options.Wait = options.WAIT,
) -> None:
    """Serve GraphQL, its editor in the browser, and SPARQL, until Ctrl-C. It only reads."""
    from ..sparql import Settings as Limits
    from ..store import Store

    with (
        Store(store, create=False, wait=wait) as opened,
        _bound(host, port) as taken,
        opened.to_sparql(Limits()) as sparql,
    ):
        import uvicorn

        from ..app import Settings, create_app

        _prepare(sparql)
        app = create_app(opened.views, Settings(hosts=_hosts(taken, host, allow_host or [])), sparql)
        console.say(f"Serving {store}. Open {_address(taken)}/graphiql in a browser; Ctrl-C ends it.")
        sys.stdout.flush()
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[taken])


def _prepare(sparql: "Sparql") -> None:
    """Makes the view for SPARQL, which the first query would wait for; without room for it all else is served."""
    from ...graph.ledger import LedgerFull

    try:
        with console.progress("making the views"):
            sparql.published()
    except LedgerFull as error:
        console.note(f"Serving without SPARQL for now: {error}")


def _hosts(taken: socket.socket, host: str, named: list[str]) -> tuple[str, ...]:
    """The names by which the service may be asked: where only this machine can ask, those of this machine."""
    address = ip_address(taken.getsockname()[0])
    own = ("localhost", "127.0.0.1", "[::1]", "::1", host, str(address))
    return (*own, *named) if address.is_loopback else ("*",)


def _bound(host: str, port: int) -> socket.socket:
    """A socket at that address. Raises Misused for an unknown host, Unavailable for a port that is taken."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except socket.gaierror as error:
        raise Misused(f"--host {host}: no such address ({error.strerror}); use 127.0.0.1 for this machine") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Unavailable(
                f"port {port} of {host} is in use by another program; stop that, or choose another with --port, "
                "such as --port 0 for any that is free"
            ) from error
        if error.errno == errno.EACCES:
            raise Unavailable(f"port {port} is not open to this user; choose one above 1023 with --port") from error
        raise Failed(f"cannot listen at {host}:{port} ({error.strerror}); use --host 127.0.0.1") from error


def _address(taken: socket.socket) -> str:
    host, port = taken.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


COMMANDS = (serve,)
