"""The service over HTTP: statuses, media types, limits, probes; it asks no other host and writes nothing."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from wattgraph.api.app import Settings, create_app
from wattgraph.api.graphql import Limits
from wattgraph.graph.ledger import Ledger, LedgerLocked
from wattgraph.graph.view.views import Views

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
QUERY = "{ snapshot { sequence } }"
ANSWER = {"data": {"snapshot": {"sequence": 0}}}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "test.db", create=True) as made:
        yield made


@pytest.fixture
def views(ledger: Ledger) -> Views:
    return Views(ledger)


@pytest.fixture
def client(views: Views) -> Iterator[TestClient]:
    app = create_app(views, Settings(body=10_000, limits=Limits(depth=5)))
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as made:
        yield made


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*;q=0.8", JSON),
        (JSON, JSON),
        (RESPONSE, RESPONSE),
        (f"{JSON};q=0.5, {RESPONSE}", RESPONSE),
        (f"{RESPONSE};q=0.1, {JSON};q=0.9, text/html", JSON),
        (f"{JSON}; charset=utf-8", JSON),
    ],
)
def test_the_media_type_that_the_client_accepts(client, accept, media_type):
    headers = {"Accept": accept} if accept else {}
    if accept is None:
        client.headers.pop("accept", None)
    answers = [
        client.post("/graphql", json={"query": QUERY}, headers=headers),
        client.get("/graphql", params={"query": QUERY}, headers=headers),
    ]
    for answer in answers:
        assert (answer.status_code, answer.json()) == (200, ANSWER)
        assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"


@pytest.mark.parametrize("accept", ["text/html", f"{JSON};q=0", f"{JSON};q=x"])
def test_no_media_type_in_common(client, accept):
    assert client.post("/graphql", json={"query": QUERY}, headers={"Accept": accept}).status_code == 406


@pytest.mark.parametrize("query", ["{", "{ colour }", "{ snapshot { sequence { x } } }", "mutation { x }"])
@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (RESPONSE, 400)])
def test_a_query_that_is_not_run(client, query, accept, status):
    answer = client.post("/graphql", json={"query": query}, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.json().keys() == {"errors"}


@pytest.mark.parametrize("accept", [JSON, RESPONSE])
def test_a_field_that_fails_is_an_answer(client, accept):
    query = "{ deals(first: 0) { totalCount } snapshot { sequence } }"
    answer = client.post("/graphql", json={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.json()["data"] == {"deals": None, **ANSWER["data"]}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b'"x"', b"{}", b'{"query": 1}', b'{"query": null}', b'{"query": ["{a}"]}',
        b'{"query": "{a}", "variables": []}', b'{"query": "{a}", "variables": "{}"}',
        b'{"query": "{a}", "operationName": 1}', b'{"query": "{a}", "extensions": 0}', b"\xff", b"[" * 5000,
    ],
)  # fmt: skip
def test_malformed_requests(client, body):
    answer = client.post("/graphql", content=body, headers={"Content-Type": JSON})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("extra", [
    {"variables": None, "operationName": None, "extensions": None}, {"variables": {}, "extensions": {"a": 1}},
])  # fmt: skip
def test_optional_parameters(client, extra):
    assert client.post("/graphql", json={"query": QUERY, **extra}).json() == ANSWER


def test_parameters_in_the_address(client):
    query = "query A { __typename } query B($p: String) { snapshot(view: {policy: $p}) { policy } }"
    params = {"query": query, "operationName": "B", "variables": '{"p": "strictText"}'}
    assert client.get("/graphql", params=params).json() == {"data": {"snapshot": {"policy": "strictText"}}}
    assert client.get("/graphql", params=params | {"variables": "{"}).status_code == 400
    assert client.get("/graphql").status_code == 400


@pytest.mark.parametrize("kind", [None, "text/plain", "application/graphql", f"{JSON}; charset=utf-16"])
def test_other_kinds_of_bodies(client, kind):
    headers = {"Content-Type": kind} if kind else {}
    assert client.post("/graphql", content=b'{"query": "{a}"}', headers=headers).status_code == 415


def test_bodies_are_bounded(client):
    answer = client.post("/graphql", json={"query": QUERY + " " * 20_000})
    assert answer.status_code == 413
    assert "longer than 10,000 bytes" in answer.json()["errors"][0]["message"]


def test_limits_are_the_settings(client):
    deep = "{ deals(first: 1) { nodes { parties { actor { things(first: 1) { totalCount } } } } } }"
    assert "more than 5" in client.post("/graphql", json={"query": deep}).json()["errors"][0]["message"]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods(client, method):
    assert getattr(client, method)("/graphql").status_code == 405


def test_probes(client, views, monkeypatch):
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready", "sequence": 0, "documents": 0}

    def locked(name: str = "default") -> Any:
        raise LedgerLocked("another process writes")

    monkeypatch.setattr(views, "view", locked)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "another process writes")
    assert client.get("/healthz").status_code == 200


def test_a_fault_tells_no_secrets(client, views, monkeypatch, caplog):
    def broken(name: str = "default") -> Any:
        raise RuntimeError("secret")

    monkeypatch.setattr(views, "view", broken)
    with caplog.at_level(logging.ERROR):
        answer = client.get("/readyz")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_the_editor_is_at_hand_and_nothing_of_other_hosts(client):
    assert client.get("/").headers["location"] == "/graphiql"
    assert client.get("/graphiql").status_code == 200
    for page in ("/docs", "/redoc", "/openapi.json"):
        assert client.get(page).status_code == 404


def test_other_origins_get_no_leave(client):
    answer = client.post("/graphql", json={"query": QUERY}, headers={"Origin": "https://example.org"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_answers_keep_up_with_the_ledger(client, ledger):
    from wattgraph.schema.statement import Appearance, Document, Reading

    assert client.get("/graphql", params={"query": QUERY}).json() == ANSWER
    ledger.load(Document.of("A text."), Appearance(), lambda d, a: Reading(d, a, "article", "1.0", []))
    assert client.get("/graphql", params={"query": QUERY}).json()["data"]["snapshot"]["sequence"] > 0
