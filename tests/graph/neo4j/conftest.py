"""A database of a real Neo4j, empty at the start of each test, and all that it holds as one value."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import neo4j
import pytest

import wattgraph
from wattgraph.api.store import Store

#: Nodes as (labels, properties) and relationships as (type, start, end, properties), sorted.
Dump = tuple[list[Any], list[Any]]


class Database(NamedTuple):
    """A driver with what tests do over and over."""

    driver: neo4j.Driver

    def rows(self, asked: str, **parameters: Any) -> list[dict[str, Any]]:
        """The answer to a query."""
        return [record.data() for record in self.driver.execute_query(asked, parameters).records]  # type: ignore[arg-type]

    def value(self, asked: str, **parameters: Any) -> Any:
        """The one value of an answer."""
        ((value,),) = (row.values() for row in self.rows(asked, **parameters))
        return value

    def dump(self) -> Dump:
        """All that the database holds, whoever made it, but for the time of the push."""
        nodes = self.rows("MATCH (n) RETURN labels(n) AS labels, properties(n) AS held")
        arrows = self.rows("MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS held")
        for node in nodes:
            node["labels"].sort()
            node["held"].pop("pushedAt", None)
        return sorted(nodes, key=_sorted), sorted(arrows, key=_sorted)

    def clear(self) -> None:
        """Deletes all nodes and relationships; indexes stay, as in a database that is in use."""
        self.driver.execute_query("MATCH (n) DETACH DELETE n")


def _sorted(row: dict[str, Any]) -> str:
    return repr([(name, sorted(value.items()) if name == "held" else value) for name, value in sorted(row.items())])


def opened(server: Any, **settings: Any) -> neo4j.Driver:
    """A driver to a server of tests."""
    auth = (server.user, server.password) if server.password else None
    return neo4j.GraphDatabase.driver(server.uri, auth=auth, notifications_min_severity="OFF", **settings)


@pytest.fixture(scope="session")
def driver(neo4j_server: Any) -> Iterator[neo4j.Driver]:
    with opened(neo4j_server) as driver:
        yield driver


@pytest.fixture
def database(driver: neo4j.Driver) -> Iterator[Database]:
    """The database, empty."""
    made = Database(driver)
    made.clear()
    yield made
    made.clear()


@pytest.fixture
def on() -> type[Database]:
    """`on(driver)`: what a test asks of another server's database."""
    return Database


@pytest.fixture
def connect() -> Callable[..., neo4j.Driver]:
    return opened


@pytest.fixture(scope="session")
def store(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The example articles and the reference list."""
    with wattgraph.open(tmp_path_factory.mktemp("neo4j") / "examples.db") as made:
        made.load(examples)
        yield made
