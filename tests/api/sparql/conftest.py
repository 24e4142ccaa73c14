"""The example articles behind a real server on loopback, with workers that get little memory and time."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import httpx2 as httpx
import pytest

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
def client(
    store: Store, sparql: Sparql, serving: Callable[..., AbstractContextManager[str]]
) -> Iterator[httpx.Client]:
    """A client of the served application."""
    app = create_app(store.views, AppSettings(body=200_000), sparql)
    with serving(app) as address, httpx.Client(base_url=address, timeout=60) as made:
        yield made
