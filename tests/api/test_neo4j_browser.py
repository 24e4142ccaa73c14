"""Neo4j Browser over a real Neo4j: our style, saved queries and guide are there, and it asks no other host.

With WATTGRAPH_SCREENSHOTS=docs/images in the environment the picture in docs/neo4j.md is made anew.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
from playwright.sync_api import Browser, Page, expect

from wattgraph.api.store import Store
from wattgraph.graph.neo4j import grass, page
from wattgraph.graph.neo4j.push import push
from wattgraph.schema.model import model

#: Saved queries that the example articles answer -> rows.
ANSWERED = {
    "01-miners-and-hyperscalers": 1, "02-joint-flows": 3, "03-part-of-one-issuer": 1, "04-commitments-of-a-firm": 1,
    "07-power-held": 1, "09-deals": 6, "10-deals-without-amount": 2, "19-source-of-a-figure": 1,
    "20-publication-dates": 2, "33-contracted-megawatts": 0, "34-circular-money": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def server(
    root: Path, examples: Path, tmp_path_factory: pytest.TempPathFactory, needs: Callable[[object, str], None]
) -> Iterator[dict[str, Any]]:
    """A Neo4j with its Browser prepared, the example articles pushed, stopped and wiped at the end."""
    ready = shutil.which("java") and (shutil.which("mvn") or (root / ".neo4j" / "lib").is_dir())
    needs(ready, "this test starts Neo4j: apt-get install openjdk-17-jre-headless maven")
    folder = tmp_path_factory.mktemp("neo4j")
    command = [sys.executable, root / "scripts" / "neo4j"]
    up = [*command, "up", "--home", folder / "home", "--port", "0", "--http-port", "0", "--browser", "--json"]
    done = subprocess.run(up, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    try:
        with Store(folder / "examples.db") as store, driver(facts) as connected:
            store.load(examples)
            push(store.view(), connected)
        yield facts
    finally:
        subprocess.run([*command, "wipe", "--yes", "--home", folder / "home"], check=True, capture_output=True)


def driver(facts: dict[str, Any]) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(facts["uri"], auth=("neo4j", password(facts)))


def password(facts: dict[str, Any]) -> str:
    return Path(facts["passwordFile"]).read_text().strip()


@pytest.mark.slow
def test_the_first_question_is_answered_in_our_colours(
    server: dict[str, Any], chromium: Browser, tmp_path: Path
) -> None:
    seen = chromium.new_page(viewport={"width": 1400, "height": 900})
    blocked: list[str] = []
    answered: list[str] = []
    seen.on("requestfailed", lambda request: blocked.append(request.url) if request.failure == "csp" else None)
    seen.on("requestfinished", lambda request: answered.append(request.url))
    asked: list[str] = []
    seen.on("request", lambda request: asked.append(request.url))
    seen.set_default_timeout(30_000)

    seen.goto(server["browser"])
    expect(seen.locator("#where")).to_contain_text(server["passwordFile"])
    seen.get_by_role("link", name="Open Neo4j Browser").click()
    seen.get_by_test_id("password").fill(password(server))
    seen.get_by_test_id("connect").click()
    seen.get_by_text("From a number to its sentence").wait_for()

    seen.get_by_test_id("navigationFavorites").click()
    seen.get_by_test_id("expandFolder-Wattgraph").click()
    expect(seen.get_by_test_id("savedScriptListItem")).to_have_count(len(page.saved()))
    saved = seen.get_by_test_id("savedScriptListItem").filter(has_text="01 Miners and hyperscalers")
    saved.hover()
    saved.get_by_test_id("savedScriptsButton-Run").click()
    colours = {"IREN": "#0072B2", "Microsoft": "#0072B2", "9.7bn USD": "#E69F00"}
    for caption, colour in colours.items():
        node = seen.locator("g.node", has_text=caption)
        expect(node).to_be_visible()
        expect(node.locator("circle").nth(1)).to_have_attribute("fill", colour)
    expect(seen.locator("g.node")).to_have_count(3)
    picture(seen, tmp_path / "neo4j-browser.png")

    seen.goto(f"{server['browser']}style.grass")
    seen.evaluate("localStorage.setItem('neo4j.documents', JSON.stringify([{id: 'mine', content: 'RETURN 1'}]))")
    seen.goto(server["browser"])  # the password is remembered: straight on, and a user's own query stays
    seen.get_by_text("From a number to its sentence").wait_for()
    seen.get_by_test_id("navigationFavorites").click()
    expect(seen.get_by_test_id("savedScriptListItem").filter(has_text="RETURN 1")).to_be_visible()
    abroad = {url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))}
    assert abroad <= set(blocked)
    assert abroad.isdisjoint(answered)


def picture(seen: Page, path: Path) -> None:
    """The upper frame, with the graph dragged clear of the panel."""
    seen.wait_for_timeout(2_000)  # until the nodes lie still
    box = seen.locator("svg.neod3viz").first.bounding_box()
    assert box is not None
    seen.mouse.move(box["x"] + 160, box["y"] + box["height"] - 40)
    seen.mouse.down()
    seen.mouse.move(box["x"] + 20, box["y"] + box["height"] - 40, steps=4)
    seen.mouse.up()
    seen.wait_for_timeout(500)
    seen.screenshot(path=path, clip={"x": 0, "y": 0, "width": 1400, "height": 610})
    assert path.stat().st_size < 300_000
    if folder := os.environ.get("WATTGRAPH_SCREENSHOTS"):
        shutil.copy(path, Path(folder) / path.name)


@pytest.mark.slow
def test_every_saved_query_runs(server: dict[str, Any]) -> None:
    with driver(server) as connected:
        for query in page.saved():
            result = connected.execute_query(query.text)
            warnings = [
                status.status_description for status in result.summary.gql_status_objects if status.is_notification
            ]
            assert warnings == [], query.name
            assert len(result.records) == ANSWERED.get(query.name, len(result.records)), query.name


def test_the_titles_fit_into_the_list() -> None:
    titles = [query.title for query in page.saved()]
    assert titles == sorted(set(titles))
    assert max(map(len, titles)) <= 26


def test_every_class_is_styled_after_the_class_above_it() -> None:
    rules = list(grass.sheet())
    for kind in model().kinds.values():
        assert kind.extends is None or rules.index(f"node.{kind.extends}") < rules.index(f"node.{kind.name}")
    assert set(grass.looks()) - set(model().kinds) == {"other"}
    assert grass.sheet()["node.Firm"] == grass.sheet()["node.Actor"]


def test_the_style_is_a_sheet_too() -> None:
    assert "node.Deal {\n  diameter: 120px;\n  color: #E69F00;" in grass.grass()


def test_no_password_is_in_the_pages(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("open sesame")
    made = page.pages(page.Server(password_file=file))
    assert str(file) in made["seed.json"].decode()
    assert not any(b"open sesame" in content for content in made.values())


def test_no_script_or_style_stands_in_the_page() -> None:
    made = page.pages(page.Server())["index.html"].decode()
    assert "<style" not in made
    assert made.count("<script") == made.count("<script src=") == 1
    assert "//" not in made
