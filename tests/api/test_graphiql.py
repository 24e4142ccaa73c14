"""The query editor in a real browser: it renders, answers, and asks no other host for anything."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import graphene
import graphql
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from wattgraph.api import graphiql

OPERATIONS = "query Firms { firms { name } }"


class Firm(graphene.ObjectType):
    """A firm of the test's own schema."""

    name = graphene.String(required=True)


class Query(graphene.ObjectType):
    """Enough of a schema for an editor to explore."""

    firms = graphene.List(graphene.NonNull(Firm))

    def resolve_firms(self, info: Any) -> list[Firm]:
        return [Firm(name="Kilowatt Mining")]


@pytest.fixture
def app() -> FastAPI:
    """The editor beside a small real GraphQL endpoint."""
    app = FastAPI()
    schema = graphene.Schema(query=Query)

    @app.post("/graphql")
    async def answer(request: Request) -> Any:
        body = await request.json()
        return schema.execute(body["query"], variables=body.get("variables")).formatted

    graphiql.mount(app)
    return app


@pytest.fixture
def address(app: FastAPI, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """Where the app listens, on loopback."""
    with serving(app) as address:
        yield address


def test_the_editor_answers_and_asks_no_other_host(chromium: Browser, address: str, tmp_path: Path) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.set_default_timeout(15_000)
    page.goto(f"{address}/graphiql")
    page.get_by_role("button", name="Execute query").wait_for()
    assert "Which Bitcoin miners are linked to hyperscalers" in editor(page)

    write(page, OPERATIONS)
    page.get_by_role("button", name="Execute query").click()
    page.locator(".result-window", has_text="Kilowatt Mining").wait_for()

    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.locator(".graphiql-doc-explorer").get_by_role("link", name="Query").click()
    page.get_by_text("Enough of a schema for an editor to explore").wait_for()
    page.get_by_role("button", name="Open settings dialog").click()
    page.get_by_role("dialog").get_by_role("button", name="Dark").click()
    page.screenshot(path=tmp_path / "graphiql.png")

    assert complaints == []
    assert f"{address}/graphql" in asked
    assert [url for url in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []


LINKED = (
    'query Named($x: Boolean!) { firms @include(if: $x) { name } } # <img src=x onerror="document.title=1"> </script>'
)


def test_a_link_opens_its_query(chromium: Browser, address: str) -> None:
    page, asked = chromium.new_page(), []
    page.on("request", lambda request: asked.append((request.url, request.post_data or "")))
    page.set_default_timeout(15_000)
    link = urlencode({"query": LINKED, "variables": '{"x": true}', "operationName": "Named"})
    page.goto(f"{address}/graphiql?{link}")
    page.get_by_role("button", name="Execute query").wait_for()
    assert editor(page) == LINKED
    assert editor(page, "variable") == '{"x": true}'
    assert page.title() == "Wattgraph: ask in GraphQL"
    assert page.locator("img").count() == 0
    assert [url for url, _ in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []
    assert not [body for _, body in asked if "Named" in body]  # a link runs nothing by itself
    page.get_by_role("button", name="Execute query").click()
    page.locator(".result-window", has_text="Kilowatt Mining").wait_for()

    page.goto(f"{address}/graphiql?query=")
    page.get_by_role("button", name="Execute query").wait_for()


def editor(page: Page, which: str = "query") -> str:
    where = {"query": ".graphiql-query-editor", "variable": ".graphiql-editor-tool"}[which]
    return str(page.evaluate(f"document.querySelector('{where} .CodeMirror').CodeMirror.getValue()"))


def write(page: Page, query: str) -> None:
    page.evaluate(
        "query => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(query)", query
    )


def test_every_file_is_the_official_build() -> None:
    served = graphiql.assets()
    for name, build in graphiql.OFFICIAL.items():
        assert sha256(served[name]).hexdigest() == build.hash, build.release


def test_the_question_to_start_with_is_well_formed() -> None:
    question = graphql.parse(graphiql.assets()["start.graphql"].decode())
    assert len(question.definitions) == 1


def test_an_altered_file_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    other = graphiql.Build("react@0.0.0", "0" * 64)
    monkeypatch.setitem(graphiql.OFFICIAL, "react.production.min.js", other)
    with pytest.raises(graphiql.EditorError, match=r"react@0\.0\.0.*pip install"):
        graphiql.mount(FastAPI())


def test_only_listed_files_are_served(app: FastAPI) -> None:
    client = TestClient(app)
    for name in ("graphiql.html", "../graphiql.py", "%2e%2e/graphiql.py", "fetch.umd.js", ""):
        assert client.get(f"/graphiql/assets/{name}").status_code == 404


def test_nothing_from_elsewhere_may_run(app: FastAPI) -> None:
    client = TestClient(app)
    page = client.get("/graphiql")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy
    assert "http" not in policy
    assert "<script>" not in page.text
    assert "//" not in page.text
    assert client.get("/graphiql", headers={"if-none-match": page.headers["etag"]}).status_code == 304
