"""What any test may ask for, and the rule that nothing is skipped where everything must run.

A test that lacks something says how to get it and is skipped. With WATTGRAPH_REQUIRE_ALL=1 in the environment,
as in CI, a skipped test is a failed one.
"""

import gc
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pytest
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine makes an example slow, not wrong; fixtures give builders, which make anew what they build.
settings.register_profile(
    "wattgraph", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("wattgraph")

ROOT = Path(__file__).parents[1]
#: Set to 1 where nothing may be skipped.
REQUIRE_ALL = "WATTGRAPH_REQUIRE_ALL"

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.fixture(scope="session")
def needs() -> Callable[[object, str], None]:
    """`needs(found, "how to get it")` goes on if it is there, else skips the test with these words."""

    def needs(found: object, how: str) -> None:
        if not found:
            pytest.skip(how)

    return needs


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def effort() -> Callable[..., float]:
    """`effort(call)` is the CPU time of a call in seconds, the least of `runs` of them.

    Only this thread's time counts, and the collector rests: it would walk through all that other tests have left.
    """
    return _effort


def _effort(call: Callable[[], object], runs: int = 1) -> float:
    took = []
    gc.disable()
    try:
        for _ in range(runs):
            started = time.thread_time()
            call()
            took.append(time.thread_time() - started)
    finally:
        gc.enable()
    return min(took)


@pytest.fixture(scope="session")
def shared(needs: Callable[[object, str], None]) -> Path:
    """The folder `shared` beside the project: seed articles, data and the scorer, which are no part of it."""
    folder = ROOT.parent / "shared"
    needs(folder.is_dir(), f"put the project's shared folder at {folder}")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example articles that travel with the package."""
    return ROOT / "examples" / "articles"


@pytest.fixture(scope="session")
def serving() -> Callable[[FastAPI], AbstractContextManager[str]]:
    """`with serving(app) as address` serves an application on loopback, on a free port."""
    return _serving


@contextmanager
def _serving(app: FastAPI) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def chromium(needs: Callable[[object, str], None]) -> "Iterator[Browser]":
    """Debian's Chromium, or any other on the path, without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    needs(found, "this test needs a browser: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Neo4jServer(NamedTuple):
    """A Neo4j that tests may fill and empty; `password` None lets anybody in."""

    uri: str
    user: str
    password: str | None
    home: Path


@pytest.fixture(scope="session")
def neo4j_start(needs: Callable[[object, str], None]) -> Callable[..., Neo4jServer]:
    """`neo4j_start(home, port=0, password=None)` starts a server of scripts/neo4j; port 0 is any that is free."""
    needs(
        shutil.which("java") and shutil.which("mvn"),
        "this test starts Neo4j: apt-get install openjdk-17-jre-headless maven, then scripts/neo4j install",
    )

    def start(home: Path, port: int = 0, password: str | None = None) -> Neo4jServer:
        auth = ("--password", password) if password else ("--no-auth",)
        told = _neo4j("up", "--home", home, "--port", str(port), "--http-port", "0", *auth, "--json")
        return Neo4jServer(json.loads(told)["uri"], "neo4j", password, home)

    return start


@pytest.fixture(scope="session")
def neo4j_stop() -> Callable[[Path], None]:
    """`neo4j_stop(home)` stops the server of a folder, and deletes what it holds."""

    def stop(home: Path) -> None:
        _neo4j("wipe", "--yes", "--home", home)

    return stop


@pytest.fixture(scope="session")
def neo4j_server(
    neo4j_start: Callable[..., Neo4jServer], neo4j_stop: Callable[[Path], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Neo4jServer]:  # fmt: skip
    """One Neo4j for all tests, which take turns: each clears away what it must not find."""
    server = neo4j_start(tmp_path_factory.mktemp("neo4j") / "home", password="not-a-secret")
    yield server
    neo4j_stop(server.home)


def _neo4j(*words: str | Path) -> str:
    command = [sys.executable, ROOT / "scripts" / "neo4j", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _demanded((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _demanded((yield))


def _demanded(report: Report) -> Report:
    """The report, in which a skip is a failure if everything must run. An expected failure is no skip."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get(REQUIRE_ALL) == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{REQUIRE_ALL}=1 lets no test be skipped: {reason}"
    return report
