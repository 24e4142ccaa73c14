"""The example articles behind a real server on loopback, with workers that get little memory and time."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx2 as httpx
import pytest
import uvicorn

import wattgraph
from wattgraph.api.app import Settings as AppSettings
from wattgraph.api.app import create_app
from wattgraph.api.sparql import Settings, Sparql
from wattgraph.api.store import Store
from wattgraph.graph.rdf.sparqlview import SparqlView

LIMITS = Settings(deadline=5, memory=256 << 20, result=4 << 20, waiting=4)
#: The same without a screen that knows depth: bad queries reach the engine.
BLIND = replace(LIMITS, depth=10**6)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Store]:
    with wattgraph.open(tmp_path_factory.mktemp("sparql") / "examples.db") as made:
        made.load(examples)
        yield made


@pytest.fixture(scope="session")
def view(store: Store) -> Iterator[SparqlView]:
    with SparqlView(store.ledger) as made:
        yield made


@pytest.fixture(scope="session")
def sparql(view: SparqlView) -> Iterator[Sparql]:
    with Sparql(view.published, LIMITS) as made:
        yield made


@pytest.fixture(scope="session")
def blind(view: SparqlView) -> Iterator[Sparql]:
    with Sparql(view.published, BLIND) as made:
        yield made


@pytest.fixture(scope="session")
def client(store: Store, sparql: Sparql) -> Iterator[httpx.Client]:
    """A client of the served application."""
    app = create_app(store.views, AppSettings(body=200_000), sparql)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        with httpx.Client(base_url=f"http://127.0.0.1:{taken.getsockname()[1]}", timeout=60) as made:
            yield made
        server.should_exit = True
        thread.join()
