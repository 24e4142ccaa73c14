"""Servers that are not there, are something else or say no: each gets one message that says what to do."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from neo4j.exceptions import ClientError, Neo4jError, TransientError

from wattgraph.graph.neo4j.server import BadAddress, Server, ServerError, check_address, check_version, connected
from wattgraph.graph.neo4j.troubles import advice

HERE = "bolt://127.0.0.1:7687"


def refused(server: Server) -> str:
    """What is said when connecting fails."""
    with pytest.raises(ServerError) as caught, connected(server) as driver:
        driver.execute_query("RETURN 1", database_=server.database)
    message = str(caught.value)
    assert message.startswith(f"{server.uri}: ")
    assert "\n" not in message
    assert server.password is None or server.password not in message
    return message


@contextmanager
def listening(answer: bytes) -> Iterator[int]:
    """The port of a server that answers everything with the same bytes."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        taken.settimeout(0.1)
        stopped = threading.Event()

        def serve() -> None:
            while not stopped.is_set():
                try:
                    caller, _ = taken.accept()
                except TimeoutError:
                    continue
                with caller:
                    caller.recv(1000)
                    caller.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield taken.getsockname()[1]
        stopped.set()
        thread.join()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nobody_there(scheme: str, free_port: int) -> None:
    message = refused(Server(f"{scheme}://127.0.0.1:{free_port}"))
    assert "nobody listens there; start the server (scripts/neo4j up), or correct --uri" in message


def test_no_such_host() -> None:
    assert "no such host; correct --uri" in refused(Server("bolt://no-such-host.invalid:7687"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_of_pages(scheme: str) -> None:
    with listening(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        assert "speaks HTTP there, not Bolt; give the port for Bolt" in refused(
            Server(f"{scheme}://127.0.0.1:{port}")
        )


def test_a_server_of_mail() -> None:
    with listening(b"220 mail.example ESMTP\r\n") as port:
        assert "speaks no Bolt that this driver knows" in refused(Server(f"bolt://127.0.0.1:{port}"))


def test_a_server_that_hangs_up() -> None:
    with listening(b"") as port:
        assert "does not answer as a Bolt server" in refused(Server(f"bolt://127.0.0.1:{port}"))


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc", "neo4j+s"])
def test_a_server_without_tls(neo4j_server: Any, scheme: str) -> None:
    uri = neo4j_server.uri.replace("bolt", scheme, 1)
    assert "without TLS use bolt://" in refused(Server(uri, "neo4j", neo4j_server.password))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_password_that_lacks_or_is_wrong(neo4j_server: Any, scheme: str) -> None:
    uri = neo4j_server.uri.replace("bolt", scheme, 1)
    assert "asks for a password; give it by --password-file" in refused(Server(uri))
    assert "does not take this password for user ann" in refused(Server(uri, "ann", "a wrong one {0}"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_does_not_exist(neo4j_server: Any, scheme: str) -> None:
    uri = neo4j_server.uri.replace("bolt", scheme, 1)
    message = refused(Server(uri, neo4j_server.user, neo4j_server.password, "nowhere"))
    assert "has no database nowhere; leave --database out" in message


def test_a_server_that_lets_one_in(neo4j_server: Any) -> None:
    for scheme in ("bolt", "neo4j"):
        uri = neo4j_server.uri.replace("bolt", scheme, 1)
        with connected(Server(uri, neo4j_server.user, neo4j_server.password)) as driver:
            assert driver.execute_query("RETURN 1").records[0][0] == 1


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("http://127.0.0.1:7474", "no scheme of a Bolt server; there are bolt://"),
        ("localhost:7687", "no scheme"),
        ("", "no scheme"),
        ("bolt://", "names no host"),
        ("bolt://127.0.0.1:0", "names no host and port"),
        ("bolt://127.0.0.1:x", "Port"),
        ("bolt://127.0.0.1:99999", "Port"),
        ("bolt://[::1", "write it as bolt://127.0.0.1:7687"),
        ("bolt://neo4j:hush@127.0.0.1", "give them by --user and --password-file"),
        ("http://neo4j:hush@127.0.0.1", "give them by --user and --password-file"),
    ],
)
def test_an_address_that_cannot_be(uri: str, words: str) -> None:
    with pytest.raises(BadAddress) as caught:
        check_address(uri)
    assert words in str(caught.value)
    assert "hush" not in str(caught.value)


def test_the_servers_own_database_is_no_place_for_graphs() -> None:
    with pytest.raises(BadAddress, match="leave it out"), connected(Server(HERE, database="system")):
        pass


@pytest.mark.parametrize(
    "agent", ["Neo4j/5.0.0", "Neo4j/5.26.30", "Neo4j/5.27-aura", "Neo4j/2026.08.1", "Neo4j/v5.11.0 x"]
)
def test_versions_that_will_do(agent: str) -> None:
    check_version(HERE, agent)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Neo4j/4.4.41", "is Neo4j/4.4.41; push needs Neo4j 5.0 or newer, so upgrade it"),
        ("Neo4j/3.5.0", "upgrade it"),
        ("Memgraph/2.0", "calls itself 'Memgraph/2.0', which is no Neo4j"),
        ("", "which is no Neo4j"),
    ],
)
def test_versions_that_will_not(agent: str, words: str) -> None:
    with pytest.raises(ServerError) as caught:
        check_version(HERE, agent)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("Neo.ClientError.Security.Forbidden", "does not let user {user} write nodes"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "holds this database read-only"),
        ("Neo.ClientError.Security.CredentialsExpired", "wants the first password of user {user} changed"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "wait some seconds"),
        ("Neo.ClientError.Cluster.NotALeader", "use neo4j:// instead"),
        ("Neo.ClientError.Schema.ConstraintCreationFailed", "stands in the way (told {{so}})"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "short of memory"),
        ("Neo.DatabaseError.General.UnknownError", "refused: told {{so}}"),
    ],
)
def test_what_a_server_may_refuse(code: str, words: str) -> None:
    error = Neo4jError._hydrate_neo4j(code=code, message="told {so}\nand more")
    assert isinstance(error, ClientError | TransientError | Neo4jError)
    assert words in advice(error, anonymous=False)
