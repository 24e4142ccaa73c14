"""Queries that kill the engine's process, fill its memory or never end: the server lives, and cuts no result."""

import contextlib
import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import httpx2 as httpx
import pytest

from wattgraph.api.sparql import Exhausted, Malformed, Settings, Sparql, SparqlError
from wattgraph.graph.rdf.sparqlview import SparqlView

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
DOUBLING = "SELECT * { BIND('0123456789abcdef' AS ?a0) " + " ".join(
    f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(40)
) + " }"  # fmt: skip
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
NESTED = {
    "parentheses": "SELECT * { ?s ?p ?o FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }",
    "groups": "SELECT * " + "{" * 5000 + " ?s ?p ?o " + "}" * 5000,
    "optionals": "SELECT * {" + "OPTIONAL {" * 5000 + " ?s ?p ?o " + "}" * 5000 + "}",
    "signs": "SELECT * { ?s ?p ?o FILTER(" + "!" * 50_000 + "true) }",
    "additions": "SELECT * { ?s ?p ?o FILTER(1" + " + 1" * 20_000 + " > 1) }",
    "paths": "SELECT * { ?s a" + "/a" * 30_000 + " ?o }",
}
ATTACKS = NESTED | {"doubling": DOUBLING, "endless": ENDLESS, "large": LARGE}


def alive(sparql: Sparql) -> bool:
    """Whether the next query is answered as if nothing had been."""
    return b'"n"' in sparql.answer(COUNT).body


@pytest.mark.parametrize("what", NESTED)
def test_nesting_that_reaches_the_engine(blind: Sparql, what: str) -> None:
    """Without the screen's depth the worker dies, or answers; nothing else is harmed."""
    with contextlib.suppress(Exhausted, Malformed):
        blind.answer(NESTED[what])
    assert alive(blind)


@pytest.mark.parametrize("what", ["parentheses", "groups", "optionals"])
def test_these_do_kill_a_worker(blind: Sparql, what: str) -> None:
    with pytest.raises(Exhausted, match="needed more than a worker has"):
        blind.answer(NESTED[what])
    assert alive(blind)


@pytest.mark.parametrize("what", ATTACKS)
def test_over_http_an_attack_is_an_error_and_the_next_query_is_answered(client: httpx.Client, what: str) -> None:
    answer = client.post("/sparql", data={"query": ATTACKS[what]})
    assert answer.status_code in (400, 503), answer.text[:200]
    assert answer.json()["errors"][0]["message"]
    assert "retry-after" not in answer.headers, "the same query would fail again"
    assert client.post("/sparql", data={"query": COUNT}).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_memory_is_bounded(sparql: Sparql) -> None:
    with pytest.raises(Exhausted, match="256 MiB of memory"):
        sparql.answer(DOUBLING)
    assert alive(sparql)


def test_time_is_bounded(view: SparqlView) -> None:
    with Sparql(view.published, Settings(deadline=3)) as sparql:
        alive(sparql)
        with pytest.raises(Exhausted, match="took longer than 3 s"):
            sparql.answer(ENDLESS)
        assert alive(sparql)


def test_results_are_bounded_and_never_cut(view: SparqlView) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    with Sparql(view.published, Settings()) as sparql:
        whole = sparql.answer(query).body
    with Sparql(view.published, Settings(result=len(whole) - 1)) as sparql:
        with pytest.raises(Exhausted, match="larger than"):
            sparql.answer(query)
        assert alive(sparql)
    with Sparql(view.published, Settings(result=len(whole))) as sparql:
        assert sparql.answer(query).body == whole


def test_a_worker_killed_in_the_middle(sparql: Sparql) -> None:
    alive(sparql)
    killer = threading.Timer(0.5, lambda: [os.kill(pid, signal.SIGKILL) for pid in sparql.workers()])
    killer.start()
    with pytest.raises(Exhausted, match="ended it"):
        sparql.answer(ENDLESS)
    killer.join()
    assert alive(sparql)


def test_a_worker_that_died_between_two_queries_is_replaced(view: SparqlView) -> None:
    with Sparql(view.published, Settings()) as sparql:
        assert alive(sparql)
        (pid,) = sparql.workers()
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)
        assert alive(sparql)
        assert pid not in sparql.workers()


def test_the_folder_of_the_view_may_be_deleted(view: SparqlView) -> None:
    with Sparql(view.published, Settings()) as sparql:
        shutil.rmtree(view.published().path.parents[1])
        assert alive(sparql)


def test_workers_take_no_module_from_the_folder_they_start_in(
    view: SparqlView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "selectors", "wattgraph"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    with Sparql(view.published, Settings()) as sparql:
        assert alive(sparql)


def test_many_at_once(view: SparqlView) -> None:
    with Sparql(view.published, Settings(waiting=100)) as sparql, ThreadPoolExecutor(20) as threads:
        found = list(threads.map(lambda _: sparql.answer(COUNT).body, range(60)))
        assert len(set(found)) == 1
        assert len(sparql.workers()) <= sparql.settings.workers


def test_a_full_queue_says_so(view: SparqlView) -> None:
    with (
        Sparql(view.published, Settings(workers=1, waiting=0, deadline=3)) as sparql,
        ThreadPoolExecutor(4) as threads,
    ):
        alive(sparql)
        asked = [threads.submit(sparql.answer, ENDLESS) for _ in range(4)]
        messages = " ".join(str(one.exception()) for one in asked)
    assert "wait already; try again" in messages


# -- processes


def gone(pid: int) -> bool:
    """Whether a process has ended, within ten seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            threads = len(list(Path(f"/proc/{pid}/task").iterdir()))
        except OSError:
            return True
        if state == "Z" and threads <= 1:  # its threads end after it
            return True
        time.sleep(0.05)
    return False


def test_closing_ends_the_workers_and_may_be_done_twice(view: SparqlView) -> None:
    sparql = Sparql(view.published)
    alive(sparql)
    pids = sparql.workers()
    assert pids
    sparql.close()
    sparql.close()
    assert all(gone(pid) for pid in pids)
    with pytest.raises(SparqlError, match="stopping"):
        sparql.answer(COUNT)


SERVER = """
import sys
from wattgraph.api.store import Store
with Store(sys.argv[1]) as store, store.to_sparql() as sparql:
    sparql.answer("ASK {}")
    print(*sparql.workers(), flush=True)
    sparql.answer(sys.argv[2])
"""


@pytest.mark.parametrize("query", ["ASK {}", ENDLESS])
def test_workers_end_with_a_killed_server(view: SparqlView, query: str) -> None:
    ledger = view.published().path.parents[2] / "examples.db"
    command = [sys.executable, "-c", SERVER, str(ledger), query]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        pids = [int(word) for word in server.stdout.readline().split()]
        time.sleep(0.2)
        server.kill()
    assert pids
    assert all(gone(pid) for pid in pids)


# -- the network


class Seen(http.server.BaseHTTPRequestHandler):
    """Notes every request."""

    paths: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answers with no rows."""
        self.paths.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def listener() -> Iterator[str]:
    """The address of a server that notes who asks it."""
    Seen.paths.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Seen) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


UNSCREENED = """
import sys
from pathlib import Path
import pyoxigraph as ox
from wattgraph.api.sparql.confinement import confine
store = ox.Store()
if sys.argv[1] == "confined":
    assert confine(1 << 30)
try:
    list(store.query(sys.argv[2]))
except Exception as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="run this on Linux: the filter of system calls is Linux's")
def test_a_confined_process_reaches_no_host_even_past_the_screen(listener: str) -> None:
    """The engine does ask other hosts by itself, which is why there are two walls."""
    query = f"SELECT * {{ SERVICE <{listener}> {{ ?s ?p ?o }} }}"
    for mode in ("free", "confined"):
        before = len(Seen.paths)
        subprocess.run([sys.executable, "-c", UNSCREENED, mode, query], check=True, timeout=60)
        assert (len(Seen.paths) > before) == (mode == "free")


def test_service_is_refused_over_http(client: httpx.Client, listener: str) -> None:
    answer = client.get("/sparql", params={"query": f"SELECT * {{ SERVICE <{listener}> {{ ?s ?p ?o }} }}"})
    assert answer.status_code == 403
    assert Seen.paths == []


def test_a_client_that_goes_away_ends_its_query(client: httpx.Client, sparql: Sparql) -> None:
    alive(sparql)
    for _ in range(sparql.settings.workers):
        with pytest.raises(httpx.ReadTimeout):
            client.post("/sparql", data={"query": ENDLESS}, timeout=0.2)
    busy = sparql.workers()
    assert all(gone(pid) for pid in busy[: sparql.settings.workers])
    assert client.post("/sparql", data={"query": COUNT}).status_code == 200
