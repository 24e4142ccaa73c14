"""A Neo4j server to push to: connecting, its version, and what to do when it says no."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from .push import Vanished
from .troubles import advice

#: The first version whose indexes and constraints can be listed and made as `constraints` does it.
MINIMUM = (5, 0)
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_SYSTEM = "system"
_AGENT = re.compile(r"Neo4j/v?(\d{1,6})\.(\d{1,6})")
#: Seconds: to reach the server, and to go on trying when it is lost in the middle.
_REACHED = 10.0
_TRIED = 15.0


class ServerError(Exception):
    """A server that cannot be reached or does not do what a push needs; the message says what to do."""


class BadAddress(ValueError):
    """An address that no server can have, or a database that no graph can be in."""


class Server(NamedTuple):
    """Where to push, and as whom. `password` None is no authentication; `database` None the user's own.

    The address may hold no password: it is shown in messages.
    """

    uri: str
    user: str = "neo4j"
    password: str | None = None
    database: str | None = None


@contextmanager
def connected(server: Server) -> Iterator[neo4j.Driver]:
    """A driver to a server that answers, lets this user in and is of a version that will do.

    Raises BadAddress; ServerError for this and for whatever the driver raises within the block.
    """
    check_address(server.uri)
    if server.database == _SYSTEM:
        raise BadAddress(f"--database {_SYSTEM}: holds no graphs but the server's own records; leave it out")
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # or it prints what the error says too
    auth = None if server.password is None else (server.user, server.password)
    try:
        with neo4j.GraphDatabase.driver(
            server.uri, auth=auth, connection_timeout=_REACHED, connection_acquisition_timeout=2 * _REACHED,
            max_transaction_retry_time=_TRIED, telemetry_disabled=True,
        ) as driver:  # fmt: skip
            check_version(server.uri, driver.get_server_info().agent)
            yield driver
    except (DriverError, Neo4jError, Vanished) as error:
        raise ServerError(f"{server.uri}: {_advice(server, error)}") from error


def check_address(uri: str) -> None:
    """Raises BadAddress for a URI that cannot be one of a Bolt server."""
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadAddress(f"--uri: {error}; write it as bolt://127.0.0.1:7687") from error
    if parts.username or parts.password:
        raise BadAddress("--uri holds a name or password; give them by --user and --password-file")
    if parts.scheme not in SCHEMES:
        known = ", ".join(f"{scheme}://" for scheme in SCHEMES)
        raise BadAddress(f"--uri {uri}: no scheme of a Bolt server; there are {known} (the usual port is 7687)")
    if not host or port == 0:
        raise BadAddress(f"--uri {uri}: names no host and port; write it as {parts.scheme}://127.0.0.1:7687")


def check_version(uri: str, agent: str) -> None:
    """Raises ServerError for a server older than MINIMUM, or one that is no Neo4j, by what it calls itself."""
    found = _AGENT.match(agent)
    wanted = ".".join(map(str, MINIMUM))
    if found is None:
        raise ServerError(f"{uri}: calls itself {agent!r}, which is no Neo4j; push to Neo4j {wanted} or newer")
    if (int(found[1]), int(found[2])) < MINIMUM:
        raise ServerError(f"{uri}: is {agent}; push needs Neo4j {wanted} or newer, so upgrade it or use another")


def _advice(server: Server, error: DriverError | Neo4jError | Vanished) -> str:
    if isinstance(error, Vanished):
        return f"{error}: somebody else changes the graph; push again when they are done"
    words = advice(error, anonymous=server.password is None)
    return words.format(user=server.user, database=server.database, minimum=".".join(map(str, MINIMUM)))
