"""The jars of Neo4j and its Browser, resolved by Maven once and kept in one folder."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .trouble import Missing, Trouble

PROJECT = Path(__file__).resolve().parents[2]
POM = PROJECT / "scripts" / "neo4j.pom.xml"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
OLDEST_JAVA = 17
GET_JAVA = "apt-get install openjdk-17-jre-headless"
GET_MAVEN = "apt-get install maven"


@dataclass(frozen=True)
class Installation:
    """The folder (`.neo4j` in the project) that holds `lib`, the jars, and by default `run`, the server's home."""

    folder: Path

    @classmethod
    def found(cls) -> "Installation":
        """Where the environment wants it, or in the project."""
        return cls(Path(os.environ.get("WATTGRAPH_NEO4J") or PROJECT / ".neo4j").resolve())

    @property
    def lib(self) -> Path:
        """The jars."""
        return self.folder / "lib"

    @property
    def browser_jar(self) -> Path:
        """The jar that holds the Browser's pages. Raises Trouble if it is gone."""
        for jar in self.lib.glob("neo4j-browser-*.jar"):
            return jar
        raise Trouble(f"There is no neo4j-browser jar in {self.lib}: delete {self.folder / 'lib'} and install again.")

    @property
    def complete(self) -> bool:
        """Whether the versions that the pom asks for are there."""
        try:
            return bool(json.loads((self.lib / "versions.json").read_text()) == versions())
        except (OSError, ValueError):
            return False

    def install(self) -> bool:
        """Fetches the jars unless they are there; whether it had to. Raises Missing or Trouble."""
        java()
        if self.complete:
            return False
        maven = shutil.which("mvn")
        if maven is None:
            raise Missing(f"Maven (mvn) is not on the PATH. Install it and try again: {GET_MAVEN}")
        self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.folder / "install.lock"):
            if self.complete:
                return False
            self._fetch(maven)
        return True

    def _fetch(self, maven: str) -> None:
        # Into a folder beside it, which becomes `lib` only when whole: an interrupted fetch leaves no half.
        part = self.folder / "lib.part"
        shutil.rmtree(part, ignore_errors=True)
        print("Fetching Neo4j with Maven (about 140 MB the first time) ...", file=sys.stderr, flush=True)
        command = [maven, "-q", "-B", "-f", str(POM), COPY, "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            said = "\n".join(done.stdout.strip().splitlines()[-12:])
            raise Trouble(
                f"Maven could not fetch Neo4j:\n{said}\n"
                "It needs its repository once (see ~/.m2/settings.xml for mirrors and proxies) and 300 MB of disk; "
                "then run: scripts/neo4j install"
            )
        (part / "versions.json").write_text(json.dumps(versions(), indent=1))
        shutil.rmtree(self.lib, ignore_errors=True)
        part.rename(self.lib)


def versions() -> dict[str, str]:
    """The artifacts that the pom asks for, each with its version."""
    root = ElementTree.parse(POM).getroot()
    return {d.findtext("artifactId", ""): d.findtext("version", "") for d in root.iter("dependency")}


def java() -> str:
    """The java to run, that of JAVA_HOME first. Raises Missing if there is none or it is too old."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if found is None:
        where = f"in JAVA_HOME ({home})" if home else "on the PATH"
        raise Missing(f"Neo4j needs Java {OLDEST_JAVA} or newer; there is no java {where}. {GET_JAVA}")
    said = subprocess.run([found, "-version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
    version = re.search(r'version "(?:1\.)?(\d+)', said)
    if version is None or int(version[1]) < OLDEST_JAVA:
        told = said.strip().splitlines()[0] if said.strip() else "nothing"
        raise Missing(f"Neo4j needs Java {OLDEST_JAVA} or newer; {found} says: {told}. {GET_JAVA}")
    return found


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds a lock file: of two commands at once, one waits for the other."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
