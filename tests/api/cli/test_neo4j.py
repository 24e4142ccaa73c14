"""`wattgraph neo4j push` as a user meets it: what it says, its exit codes, and that no password is ever shown."""

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from wattgraph.api import exits

Command = Callable[..., Any]


@pytest.fixture
def driver(neo4j_server: Any) -> Iterator[neo4j.Driver]:
    """The database, empty before and after."""
    auth = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=auth, notifications_min_severity="OFF") as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
        yield driver
        driver.execute_query("MATCH (n) DETACH DELETE n")


@pytest.fixture
def password_file(home: Path, neo4j_server: Any) -> Path:
    """A file with the password, for its owner only."""
    path = home / "password"
    path.write_text(neo4j_server.password + "\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def push(wattgraph: Command, neo4j_server: Any) -> Command:
    """Pushes to the server of the tests."""

    def run(*arguments: object, **more: Any) -> Any:
        return wattgraph("neo4j", "push", "--uri", neo4j_server.uri, *arguments, **more)

    return run


def figure(driver: neo4j.Driver, asked: str) -> Any:
    return driver.execute_query(asked).records[0][0]  # type: ignore[arg-type]


def test_a_push_counts_what_it_wrote(
    push: Command, unchanged: Path, password_file: Path, driver: neo4j.Driver
) -> None:
    first = push("--password-file", password_file)
    assert (first.code, first.err) == (0, "")
    names = [line.split("\t") for line in first.out.splitlines()]
    assert [row[0] for row in names] == ["nodes", "relationships"]
    assert all(now == made != "0" and rest == ["0", "0"] for _, now, made, *rest in names)
    assert figure(driver, "MATCH (d:Deal) RETURN d.amountExact") == "9700000000"
    again = json.loads(push("--password-file", password_file, "--json").out)
    assert again["nodes"] | {"total": 0} == {"created": 0, "updated": 0, "removed": 0, "total": 0}
    assert (again["policy"], again["sequence"]) == ("default", figure(driver, "MATCH (s:Snapshot) RETURN s.sequence"))


def test_shared_options_may_stand_before_the_command(
    wattgraph: Command, neo4j_server: Any, ledger: Path, home: Path, password_file: Path, driver: neo4j.Driver
) -> None:
    ledger.rename(home / "other.db")
    options = ("--uri", neo4j_server.uri, "--password-file", password_file, "--policy", "strictText")
    done = wattgraph("--store", "other.db", "--json", "neo4j", "push", *options)
    assert json.loads(done.out)["policy"] == "strictText"


def test_the_password_comes_from_a_file_standard_input_or_the_environment(
    push: Command, ledger: Path, neo4j_server: Any, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert push("--password-file", "-", input=neo4j_server.password.encode()).code == 0
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    assert push().code == 0
    push("--password-file", "-", input=b"another one\n").refused(exits.RESOURCE, "does not take this password")


def test_a_password_that_others_can_read_is_warned_of(
    push: Command, ledger: Path, password_file: Path, neo4j_server: Any, driver: neo4j.Driver
) -> None:
    password_file.chmod(0o644)
    done = push("--password-file", password_file)
    assert done.code == 0
    assert "everybody on this machine can read the password; chmod 600" in done.err
    assert neo4j_server.password not in done.err + done.out


@pytest.mark.parametrize("content", [b"", b"\n", b"one\ntwo\n", b"\xff\xfe"])
def test_a_file_that_holds_no_password(push: Command, ledger: Path, home: Path, content: bytes) -> None:
    (home / "password").write_bytes(content)
    (home / "password").chmod(0o600)
    push("--password-file", "password").refused(
        exits.USAGE, "password: ", "name a text file" if content[:1] == b"\xff" else "nothing else"
    )
    push("--password-file", "absent").refused(exits.USAGE, "absent: the password cannot be read")


def test_wrong_passwords_are_not_repeated(
    push: Command, unchanged: Path, driver: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    push().refused(exits.RESOURCE, "asks for a password; give it by --password-file FILE or in NEO4J_PASSWORD")
    monkeypatch.setenv("NEO4J_PASSWORD", "open-sesame")
    answer = push("--user", "ann")
    answer.refused(exits.RESOURCE, "does not take this password for user ann", "see --user")
    assert "open-sesame" not in answer.err
    assert figure(driver, "MATCH (n) RETURN count(n)") == 0


def test_addresses_that_lead_nowhere(wattgraph: Command, unchanged: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    for uri, code, words in (
        (f"bolt://127.0.0.1:{port}", exits.RESOURCE, "nobody listens there; start the server (scripts/neo4j up)"),
        (f"neo4j://127.0.0.1:{port}", exits.RESOURCE, "nobody listens there"),
        (f"http://127.0.0.1:{port}", exits.USAGE, "no scheme of a Bolt server"),
        ("bolt://neo4j:hush@127.0.0.1", exits.USAGE, "give them by --user and --password-file"),
    ):
        answer = wattgraph("neo4j", "push", "--uri", uri)
        answer.refused(code, words)
        assert "hush" not in answer.err


def test_a_database_that_does_not_exist(push: Command, unchanged: Path, password_file: Path) -> None:
    for name, code, words in (
        ("nowhere", exits.RESOURCE, "has no database nowhere"),
        ("system", exits.USAGE, "leave it out"),
    ):
        push("--password-file", password_file, "--database", name).refused(code, words)


def test_the_ports_of_the_server_for_pages(wattgraph: Command, unchanged: Path, neo4j_server: Any) -> None:
    settings = json.loads((neo4j_server.home / "server.json").read_text())
    answer = wattgraph("neo4j", "push", "--uri", f"bolt://127.0.0.1:{settings['http_port']}")
    answer.refused(exits.RESOURCE, "speaks HTTP there, not Bolt; give the port for Bolt")


def test_a_ledger_that_is_not_there(push: Command, home: Path) -> None:
    push("--store", "absent.db").refused(exits.FAILURE, "absent.db")
    assert not (home / "absent.db").exists()


def test_a_policy_that_is_not_there(push: Command, unchanged: Path) -> None:
    push("--policy", "kind").refused(exits.USAGE, "no policy 'kind'; there are default, strictText")


def test_the_group_says_what_it_can(wattgraph: Command) -> None:
    assert "push" in wattgraph("neo4j", "--help").out
    answer = wattgraph("neo4j", "pull")
    answer.refused(exits.USAGE, "No such command 'pull'")
    assert wattgraph("neo4j").code == exits.USAGE


def test_a_process_of_its_own_says_one_thing_only(process: Command, unchanged: Path, neo4j_server: Any) -> None:
    uri = neo4j_server.uri.replace("bolt", "neo4j", 1)
    process("neo4j", "push", "--uri", uri, "--password-file", "-", input=b"wrong").refused(
        exits.RESOURCE, "does not take this password"
    )
