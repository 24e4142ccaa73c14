"""What any test may ask for, and the rule that nothing is skipped where everything must run.

A test that lacks something says how to get it and is skipped. With WATTGRAPH_REQUIRE_ALL=1 in the environment,
as in CI, a skipped test is a failed one.
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
import uvicorn
from fastapi import FastAPI

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
