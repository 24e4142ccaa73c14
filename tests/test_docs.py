"""The documentation is true: the README's commands run, and every command, option and setting is described."""

import os
import re
import runpy
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
import typer.main

import wattgraph
from wattgraph.graph.neo4j.push import push

#: What stands for a command of the README that would install anew or run these tests within themselves.
INSTEAD = {
    "make demo": "wattgraph demo",
    "make test": f"{sys.executable} -m pytest --version",
    "scripts/neo4j up --browser": f"{sys.executable} {Path(__file__).parents[1] / 'scripts' / 'neo4j'} --help",
}
BIN = Path(sys.executable).parent
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def workplace(root: Path, tmp_path: Path) -> Path:
    """A folder with the examples and samples where the README's commands run."""
    shutil.copytree(root / "examples", tmp_path / "examples")
    shutil.copytree(root / "loaders" / "sources" / "wri" / "sample", tmp_path / "loaders/sources/wri/sample")
    return tmp_path


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return [text for found, text in BLOCK.findall(page.read_text()) if found == language]


def commands(page: Path) -> list[str]:
    """What a reader would type: the lines after `$` in console blocks."""
    text = "".join(blocks(page, "console")).replace("\\\n", " ")
    return re.findall(r"^\$ (.+)$", text, re.MULTILINE)


def environment() -> dict[str, str]:
    """Ours, in which `wattgraph` is the command of this environment."""
    return os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def shell(command: str, folder: Path) -> None:
    """Runs what a reader would type; a server is asked whether it is well, and stopped."""
    command = INSTEAD.get(command) or command.replace(".venv/bin/", "")
    if command.startswith("wattgraph serve"):
        serve(command, folder)
        return
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"


def serve(command: str, folder: Path) -> None:
    """Starts the service on a free port until it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [*shlex.split(command), "--port", str(port)]
    with subprocess.Popen(arguments, cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True) as server:
        try:
            assert answers(f"http://127.0.0.1:{port}/healthz", server), f"$ {command}\nno answer on /healthz"
        finally:
            server.terminate()


def answers(url: str, server: subprocess.Popen[str]) -> bool:
    """Whether the server answers within half a minute of its start."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.1)
    return False


@pytest.mark.slow
def test_the_commands_of_the_readme_run(root: Path, workplace: Path, neo4j_server: Any) -> None:
    """The server is the tests' own, which listens elsewhere."""
    found = commands(root / "README.md")
    assert "make demo" in found
    assert "make test" in found
    password = workplace / ".neo4j" / "run" / "password"
    password.parent.mkdir(parents=True)
    password.write_text(neo4j_server.password)
    password.chmod(0o600)
    for command in found:
        shell(command.replace("neo4j push", f"neo4j push --uri {neo4j_server.uri}"), workplace)


@pytest.mark.slow
def test_the_cypher_of_the_docs_has_the_documented_answer(
    root: Path, examples: Path, tmp_path: Path, neo4j_server: Any
) -> None:
    page = root / "docs" / "neo4j.md"
    (query,) = blocks(page, "cypher")
    table = [line.strip("| ").split(" | ") for line in page.read_text().splitlines() if line.startswith("| IREN")]
    login = (neo4j_server.user, neo4j_server.password)
    with (
        wattgraph.open(tmp_path / "examples.db") as store,
        neo4j.GraphDatabase.driver(neo4j_server.uri, auth=login) as driver,
    ):
        store.load(examples)
        push(store.view(), driver)
        found = driver.execute_query(query)  # type: ignore[arg-type]  # from a page of ours
    assert [record.values() for record in found.records] == table


@pytest.mark.slow
def test_the_python_of_the_readme_runs(root: Path, workplace: Path) -> None:
    for text in blocks(root / "README.md", "python"):
        done = subprocess.run(
            [sys.executable, "-c", text], cwd=workplace, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"


def test_the_answer_in_the_readme_is_the_demos(root: Path, tmp_path: Path) -> None:
    done = subprocess.run(["wattgraph", "demo"], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    (shown,) = blocks(root / "README.md", "text")
    assert " ".join(shown.split()) in " ".join(done.stdout.split())


def test_links_between_pages_lead_somewhere(root: Path) -> None:
    pages = [*root.glob("*.md"), *(root / "docs").glob("*.md")]
    links = [(p, target) for p in pages for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", p.read_text())]
    assert links
    assert [f"{page}: {target}" for page, target in links if not (page.parent / target).exists()] == []


def described() -> Iterator[tuple[str, Any]]:
    """Every command of the command line by its name, groups first: `wattgraph`, `wattgraph load`."""
    from wattgraph.api.cli.main import app

    def walk(name: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield name, command
        for below, found in getattr(command, "commands", {}).items():
            yield from walk(f"{name} {below}", found)

    yield from walk("wattgraph", typer.main.get_command(app))


def test_every_command_and_option_is_documented(root: Path) -> None:
    page = (root / "docs/cli.md").read_text()
    missing = []
    for name, command in described():
        if not re.search(rf"\b{re.escape(name)}\b", page):
            missing.append(name)
        options = {longest(p.opts) for p in command.params if p.param_type_name == "option"}
        missing += [f"{name} {option}" for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", page)]
    assert missing == []


def test_no_option_is_documented_that_does_not_exist(root: Path) -> None:
    real = {option for _, command in described() for p in command.params for option in (*p.opts, *p.secondary_opts)}
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", (root / "docs/cli.md").read_text()))
    assert told - real <= {"--help", "--install-completion", "--show-completion"}


def longest(names: list[str]) -> str:
    return max(names, key=len)


def test_every_setting_is_documented(root: Path) -> None:
    pages = "".join(p.read_text() for p in (*root.glob("*.md"), *(root / "docs").glob("*.md")))
    rooms = [p for room in ("schema", "graph", "loaders", "api", "tests") for p in (root / room).rglob("*.py")]
    settings = {name for p in rooms for name in re.findall(r"\bWATTGRAPH_[A-Z_]+[A-Z]\b", p.read_text())}
    assert "WATTGRAPH_REQUIRE_ALL" in settings
    assert sorted(name for name in settings if name not in pages) == []


def test_the_page_of_classes_is_the_models(root: Path) -> None:
    made = runpy.run_path(str(root / "scripts" / "classes.py"))["page"]()
    assert (root / "docs" / "classes.md").read_text() == made, "run: python scripts/classes.py"
