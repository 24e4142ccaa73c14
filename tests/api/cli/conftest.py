"""The command line as a user meets it: a folder of their own, commands, and what comes back."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wattgraph.api.cli.main import app
from wattgraph.api.store import Store

ARTICLE = """\
IREN signs with Microsoft

IREN signed a hosting deal with Microsoft worth 9.7 billion dollars.
"""
#: Runs the command in a process of its own.
PROGRAM = (sys.executable, "-c", "from wattgraph.api.cli.main import run; run()")


class Answer:
    """What a command left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def refused(self, code: int, *words: str) -> None:
        """Asserts one clear message: this code, nothing on standard output, these words, no traceback."""
        assert self.code == code, self.err
        assert self.out == ""
        assert self.err.count("wattgraph: ") == 1, self.err
        assert self.err.startswith("wattgraph: ")
        assert "Traceback" not in self.err
        for word in words:
            assert word in self.err


Command = Callable[..., Answer]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def wattgraph(home: Path) -> Command:
    """Runs a command within this process."""

    def run(*arguments: object, input: bytes = b"") -> Answer:
        done = CliRunner().invoke(app, [str(a) for a in arguments], input=input)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def process(home: Path) -> Command:
    """Runs a command in a process of its own, behind the words of `before`."""

    def run(*arguments: object, before: tuple[str, ...] = (), input: bytes = b"") -> Answer:
        command = [*before, *PROGRAM, *(str(a) for a in arguments)]
        done = subprocess.run(command, cwd=home, input=input, capture_output=True, timeout=60, env=environment())
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def environment() -> dict[str, str]:
    """Ours, without what would change how Python prints."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@pytest.fixture
def article(home: Path) -> Path:
    """An article."""
    path = home / "article.txt"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def ledger(wattgraph: Command, article: Path) -> Path:
    """A ledger, `wattgraph.db`, that holds the article."""
    assert wattgraph("load", article).code == 0
    return Path("wattgraph.db")


@pytest.fixture
def unchanged(ledger: Path) -> Iterator[Path]:
    """The ledger, of which the test must change nothing."""
    before = dump(ledger)
    yield ledger
    assert dump(ledger) == before


def dump(path: Path) -> str:
    """A ledger's dump hash."""
    with Store(path, create=False) as store:
        return store.dump_hash()
