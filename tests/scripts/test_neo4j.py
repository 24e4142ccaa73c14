"""The command scripts/neo4j against a real Neo4j: it installs, starts, stops, recovers, and says what is wrong."""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Done = subprocess.CompletedProcess[str]
Command = Callable[..., Done]

MAVEN = """#!/bin/sh
for word; do case $word in -DoutputDirectory=*) folder=${word#*=};; esac; done
mkdir -p "$folder"; echo jar > "$folder/neo4j.jar"; echo once >> "$COUNT"
"""


@pytest.fixture
def neo4j(root: Path) -> Command:
    """Runs scripts/neo4j with the given words; `environment` is set on top of this process's."""

    def run(*words: str | Path, **environment: str) -> Done:
        command = [sys.executable, root / "scripts" / "neo4j", *words]
        return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, timeout=120)

    return run


@pytest.fixture
def installed(neo4j: Command, needs: Callable[[object, str], None]) -> Command:
    """The same, with the real jars in place."""
    ready = shutil.which("java") and shutil.which("mvn")
    needs(ready, "this test starts Neo4j: apt-get install openjdk-17-jre-headless maven")
    done = neo4j("install")
    assert done.returncode == 0, done.stderr
    return neo4j


@pytest.fixture
def home(installed: Command, tmp_path: Path) -> Iterator[Path]:
    """A folder for a server, which is stopped and wiped at the end whatever happens."""
    yield tmp_path / "home"
    installed("wipe", "--yes", "--home", tmp_path / "home")


def program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)
    return folder


def cypher(facts: dict[str, Any], query: str) -> Any:
    """The rows of a query, asked over HTTP with the stored password."""
    password = Path(facts["passwordFile"]).read_text().strip()
    pair = base64.b64encode(f"neo4j:{password}".encode()).decode()
    request = urllib.request.Request(
        f"{facts['http']}/db/neo4j/tx/commit", data=json.dumps({"statements": [{"statement": query}]}).encode(),
        headers={"Authorization": f"Basic {pair}", "Content-Type": "application/json"},
    )  # fmt: skip
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
        said = json.load(answer)
    assert said["errors"] == []
    return [row["row"] for row in said["results"][0]["data"]]


@pytest.mark.slow
def test_its_whole_life(installed: Command, home: Path) -> None:
    done = installed("up", "--home", home, "--port", "0", "--http-port", "0", "--json")
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)
    assert (home / "password").stat().st_mode & 0o777 == 0o600
    assert listening(first["pid"]) == {"127.0.0.1"}
    cypher(first, "CREATE (:Firm {name: 'Kilowatt Mining'})")

    again = installed("up", "--home", home)
    assert again.returncode == 0
    assert "runs already" in again.stdout
    assert (home / "password").read_text().strip() in again.stdout
    other = installed("up", "--home", home, "--port", "7999")
    assert other.returncode == 1
    assert "--port" in other.stderr
    state = installed("status", "--home", home, "--json")
    assert state.returncode == 0
    assert json.loads(state.stdout) == first

    os.kill(first["pid"], signal.SIGKILL)
    ports = first["uri"].rpartition(":")[2], first["http"].rpartition(":")[2]
    back = installed("up", "--home", home, "--port", ports[0], "--http-port", ports[1], "--json")
    assert back.returncode == 0, back.stderr
    second = json.loads(back.stdout)
    assert second["pid"] != first["pid"]
    assert cypher(second, "MATCH (f:Firm) RETURN f.name") == [["Kilowatt Mining"]]

    (home / "pid").write_text("1\n")  # a note that is wrong does not hide the server
    assert installed("status", "--home", home).returncode == 0
    assert f"pid {second['pid']}" in installed("down", "--home", home).stdout
    down = installed("down", "--home", home)
    assert (down.returncode, "not running" in down.stdout) == (0, True)
    assert installed("status", "--home", home).returncode == 3
    assert installed("wipe", "--home", home).returncode == 2
    assert installed("wipe", "--yes", "--home", home).returncode == 0
    assert not home.exists()


def listening(pid: int) -> set[str]:
    """The addresses on which a process listens, IPv6 ones as they stand in the kernel's table."""
    sockets = {
        os.readlink(p)[8:-1] for p in Path(f"/proc/{pid}/fd").iterdir() if os.readlink(p).startswith("socket:")
    }
    found = set()
    for table in ("tcp", "tcp6"):
        for row in map(str.split, Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]):
            if row[3] == "0A" and row[9] in sockets:
                address = bytes.fromhex(row[1].partition(":")[0])
                four = address[::-1] if len(address) == 4 else address[12:][::-1]
                found.add(socket.inet_ntoa(four))
    return found


def test_installing_twice_does_it_once(installed: Command) -> None:
    done = installed("install")
    assert done.returncode == 0
    assert done.stdout.startswith("Already there")
    assert "neo4j-browser" in done.stdout


def test_an_interrupted_installation_is_finished(installed: Command, tmp_path: Path) -> None:
    path = f"{program(tmp_path / 'bin', 'mvn', MAVEN)}:{os.environ['PATH']}"
    folder, count = tmp_path / "neo4j", tmp_path / "count"
    (folder / "lib.part").mkdir(parents=True)
    (folder / "lib.part" / "half.jar").touch()
    for _ in range(2):
        done = installed("install", PATH=path, WATTGRAPH_NEO4J=str(folder), COUNT=str(count))
        assert done.returncode == 0, done.stderr
    assert count.read_text() == "once\n"
    assert sorted(p.name for p in (folder / "lib").iterdir()) == ["neo4j.jar", "versions.json"]


@pytest.mark.parametrize(
    "said", ["echo 'openjdk version \"11.0.2\"' >&2", "echo 'java version \"1.8.0_392\"' >&2", ":"]
)
def test_an_old_java_is_refused(neo4j: Command, tmp_path: Path, said: str) -> None:
    path = program(tmp_path / "bin", "java", f"#!/bin/sh\n{said}\n")
    done = neo4j("up", "--home", tmp_path / "home", PATH=str(path), JAVA_HOME="")
    assert done.returncode == 5
    assert "Java 17 or newer" in done.stderr
    assert "apt-get install" in done.stderr
    assert not (tmp_path / "home").exists()


def test_what_is_missing_is_named(neo4j: Command, tmp_path: Path) -> None:
    none = neo4j("install", PATH=str(tmp_path), JAVA_HOME="")
    assert (none.returncode, "no java on the PATH" in none.stderr) == (5, True)
    path = program(tmp_path / "bin", "java", "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n")
    done = neo4j("install", PATH=str(path), JAVA_HOME="", WATTGRAPH_NEO4J=str(tmp_path / "neo4j"))
    assert (done.returncode, "apt-get install maven" in done.stderr) == (5, True)


def test_a_failing_maven_is_quoted(installed: Command, tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "mvn", "#!/bin/sh\necho 'Network is unreachable'; exit 1\n")
    done = installed("install", PATH=f"{path}:{os.environ['PATH']}", WATTGRAPH_NEO4J=str(tmp_path / "neo4j"))
    assert done.returncode == 1
    assert "Network is unreachable" in done.stderr
    assert not (tmp_path / "neo4j" / "lib").exists()


def test_a_taken_port_is_named(installed: Command, home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = installed("up", "--home", home, "--port", port, "--http-port", "0")
    assert done.returncode == 5
    assert f"Port {port} cannot be used" in done.stderr
    assert "another --port" in done.stderr


def test_too_little_memory_is_named(installed: Command, home: Path) -> None:
    done = installed("up", "--home", home, "--port", "0", "--http-port", "0", "--heap", "999999g")
    assert done.returncode == 5
    assert "too little memory" in done.stderr
    assert installed("status", "--home", home).returncode == 3


def test_the_pid_of_a_stranger_is_left_alone(neo4j: Command, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".wattgraph-neo4j").touch()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (home / "pid").write_text(f"{stranger.pid}\n")
        assert neo4j("status", "--home", home).returncode == 3
        assert "not running" in neo4j("down", "--home", home).stdout
        assert stranger.poll() is None
        stranger.kill()
    assert not (home / "pid").exists()


def test_other_folders_are_neither_used_nor_wiped(installed: Command, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    wiped = installed("wipe", "--yes", "--home", tmp_path)
    used = installed("up", "--home", tmp_path)
    assert (wiped.returncode, used.returncode) == (1, 1)
    assert "nothing was deleted" in wiped.stderr
    assert "holds something else" in used.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.parametrize(
    "words", [["--port", "99999"], ["--port", "x"], ["--password", "short"], ["--password", "12345678", "--no-auth"]]
)
def test_wrong_usage_is_told_apart(neo4j: Command, words: list[str]) -> None:
    assert neo4j("up", *words).returncode == 2
