"""A push that breaks off, on whichever side, is completed by the next: the database is as if nothing had happened."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import DriverError, IncompleteCommit

from wattgraph.api.store import Store
from wattgraph.graph.neo4j.push import Vanished, push

#: Pushes slowly, and says so after each batch.
CLIENT = """
import sys, neo4j, wattgraph
from wattgraph.graph.neo4j.push import push
path, uri, user, password = sys.argv[1:]
with wattgraph.open(path) as store, neo4j.GraphDatabase.driver(uri, auth=(user, password)) as driver:
    push(store.view(), driver, batch=20, progress=lambda rows: print(rows, flush=True))
"""
BROKEN = 1_500


@pytest.fixture
def undisturbed(database: Any, store: Store) -> Any:
    """What a push leaves behind if nothing happens."""
    push(store.view(), database.driver)
    dump = database.dump()
    database.clear()
    return dump


def test_a_client_killed_in_the_middle(database: Any, store: Store, neo4j_server: Any, undisturbed: Any) -> None:
    command = [sys.executable, "-c", CLIENT, str(store.path), *neo4j_server[:3]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout
        assert any(int(line) >= BROKEN for line in client.stdout)
        client.send_signal(signal.SIGKILL)
    assert client.returncode == -signal.SIGKILL
    assert database.value("MATCH (s:Snapshot) RETURN s.complete") is False
    assert 0 < database.value("MATCH (n) RETURN count(n)") < len(undisturbed[0]) + len(undisturbed[1])
    done = push(store.view(), database.driver)
    assert 0 < done.nodes.created + done.relationships.created < done.nodes.total + done.relationships.total
    assert database.dump() == undisturbed


@pytest.fixture
def other_server(
    neo4j_start: Callable[..., Any], neo4j_stop: Callable[[Path], None], tmp_path: Path
) -> Iterator[Any]:
    """A server of its own, to be killed."""
    yield neo4j_start(tmp_path / "home")
    neo4j_stop(tmp_path / "home")


@pytest.mark.slow
def test_a_server_killed_in_the_middle(
    store: Store, undisturbed: Any, other_server: Any, neo4j_start: Callable[..., Any],
    connect: Callable[..., neo4j.Driver], on: Callable[[neo4j.Driver], Any],
) -> None:  # fmt: skip
    pid = int((other_server.home / "pid").read_text())

    def kill(rows: int) -> None:
        if rows >= BROKEN and not threads:
            threads.append(threading.Timer(0.004, os.kill, (pid, signal.SIGKILL)))  # within one of the next batches
            threads[0].start()

    threads: list[threading.Timer] = []
    with connect(other_server, max_transaction_retry_time=0.5) as driver:
        with pytest.raises(DriverError):
            push(store.view(), driver, batch=20, progress=kill)
        threads[0].join()
        again = neo4j_start(other_server.home, int(other_server.uri.rpartition(":")[2]))
        assert again == other_server
        assert on(driver).value("MATCH (s:Snapshot) RETURN s.complete") is False
        push(store.view(), driver)
        assert on(driver).dump() == undisturbed


def test_a_commit_of_which_nobody_knows_whether_it_failed(
    database: Any, store: Store, undisturbed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = neo4j.Session.execute_write
    unknown = 0

    def twice(session: neo4j.Session, work: Any, *arguments: Any) -> Any:
        nonlocal unknown
        done = write(session, work, *arguments)
        unknown += 1
        if unknown % 2:
            raise IncompleteCommit("the connection broke")
        return done

    monkeypatch.setattr("wattgraph.graph.neo4j.push.ensure", lambda session: None)
    monkeypatch.setattr(neo4j.Session, "execute_write", twice)
    push(store.view(), database.driver)
    monkeypatch.undo()
    assert unknown > 10
    assert database.dump() == undisturbed


def test_a_node_that_somebody_deletes_meanwhile(database: Any, store: Store, undisturbed: Any) -> None:
    def delete(rows: int) -> None:
        database.rows("MATCH (d:Document) DETACH DELETE d")

    with pytest.raises(Vanished, match="relationships lost a node"):
        push(store.view(), database.driver, batch=100, progress=delete)
    push(store.view(), database.driver)
    assert database.dump() == undisturbed
