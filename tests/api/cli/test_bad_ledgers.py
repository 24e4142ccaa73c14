"""Bad ledgers: each gets one clear message with what to do next and the right exit code, and nothing is lost."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ARTICLE, Answer, Command

STORE, RESOURCE = 4, 5
#: Root may write everywhere; without these rights it may not.
UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")

READERS = (
    ("stats",), ("query", "{ deals(first: 1) { totalCount } }"), ("export",), ("review",), ("judgements",),
    ("rebuild",), ("backup", "copy.db"), ("retract", "ab" * 16), ("restore", "ab" * 16), ("withdraw", "1"),
    ("judge", "same", "iren", "microsoft"), ("serve", "--port", "0"),
)  # fmt: skip
WRITERS = (("load", "article.txt"), ("demo", "--store", "wattgraph.db"))


@pytest.mark.parametrize("command", [*READERS, ("migrate",)], ids=lambda c: c[0])
def test_no_ledger(command: tuple[str, ...], wattgraph: Command, home: Path) -> None:
    wattgraph(*command).refused(1, "wattgraph.db: no ledger here", "wattgraph load PATHS --store wattgraph.db")
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("command", [*READERS, *WRITERS, ("migrate",)], ids=lambda c: c[0])
def test_a_ledger_of_a_newer_version(command: tuple[str, ...], wattgraph: Command, unchanged: Path) -> None:
    version = set_version(unchanged, 99)
    answer = wattgraph(*command)
    set_version(unchanged, version)
    answer.refused(STORE, "wattgraph.db: written by a newer Wattgraph", "pip install -U wattgraph")


def set_version(path: Path, version: int) -> int:
    """Gives the ledger a version. Returns the one it had."""
    connection = sqlite3.connect(path)
    before = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    return before


@pytest.mark.parametrize("command", [*READERS, *WRITERS, ("migrate",)], ids=lambda c: c[0])
@pytest.mark.parametrize("data", [b"my diary\n" * 999, b"SQLite format 3\0" + b"x" * 5000], ids=["text", "damaged"])
def test_no_ledger_at_all(command: tuple[str, ...], data: bytes, wattgraph: Command, article: Path) -> None:
    path = Path("wattgraph.db")
    path.write_bytes(data)
    wattgraph(*command).refused(STORE, "wattgraph.db: not a ledger", "--store")
    assert path.read_bytes() == data


def test_a_database_of_another_program(wattgraph: Command, article: Path) -> None:
    with sqlite3.connect("wattgraph.db") as connection:
        connection.execute("CREATE TABLE diary (page TEXT)")
    connection.close()
    before = Path("wattgraph.db").read_bytes()
    wattgraph("load", article).refused(
        STORE, "wattgraph.db: not a Wattgraph ledger", "name another file with --store"
    )
    assert Path("wattgraph.db").read_bytes() == before


WRITES = (
    ("load", "other.txt"), ("retract", "iren"), ("restore", "iren"), ("withdraw", "1"), ("rebuild",),
    ("judge", "same", "iren", "microsoft"),
)  # fmt: skip


@pytest.mark.parametrize("command", WRITES, ids=lambda c: c[0])
def test_a_locked_ledger(command: tuple[str, ...], wattgraph: Command, unchanged: Path) -> None:
    Path("other.txt").write_text(ARTICLE.replace("IREN", "Cipher Mining"))
    other = sqlite3.connect(unchanged, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = wattgraph(*command, "--wait", "0.2")
        reading = wattgraph("stats")
    finally:
        other.close()
    answer.refused(STORE, "wattgraph.db: another process is writing", "within 0.2 s", "run the same command again")
    assert reading.code == 0


def test_a_folder_for_a_ledger(wattgraph: Command, home: Path, article: Path) -> None:
    wattgraph("load", article, "--store", home).refused(1, f"{home}: is a folder", "name a file")


def test_a_ledger_in_a_folder_that_does_not_exist(wattgraph: Command, home: Path, article: Path) -> None:
    answer = wattgraph("load", article, "--store", "no/such/my.db")
    answer.refused(1, "the folder no/such does not exist", "create it")


@pytest.fixture
def read_only(home: Path, needs: Callable[[object, str], None]) -> Path:
    """A folder in which nothing can be made."""
    if os.geteuid() == 0:
        needs(shutil.which("setpriv"), "install util-linux for setpriv, or run the tests as another user than root")
    folder = home / "shelf"
    folder.mkdir()
    return folder


def unprivileged(process: Command, *arguments: object) -> Answer:
    return process(*arguments, before=UNPRIVILEGED if os.geteuid() == 0 else ())


def test_a_read_only_folder_takes_no_ledger(process: Command, article: Path, read_only: Path) -> None:
    read_only.chmod(0o555)
    answer = unprivileged(process, "load", article, "--store", "shelf/my.db")
    answer.refused(RESOURCE, "shelf/my.db: cannot write", "allow writing to shelf")
    assert list(read_only.iterdir()) == []


def test_a_ledger_in_a_read_only_folder(process: Command, unchanged: Path, read_only: Path) -> None:
    shelved = Path(shutil.copy(unchanged, read_only))
    shelved.chmod(0o444)
    read_only.chmod(0o555)
    Path("other.txt").write_text(ARTICLE.replace("IREN", "Cipher Mining"))
    answer = unprivileged(process, "load", "other.txt", "--store", "shelf/wattgraph.db")
    answer.refused(RESOURCE, "shelf/wattgraph.db: cannot write", "nothing of this step was kept", "allow writing")
    assert unprivileged(process, "stats", "--store", "shelf/wattgraph.db").code == 0
    assert [p.name for p in read_only.iterdir()] == ["wattgraph.db"]
    assert shelved.read_bytes() == unchanged.read_bytes()


def test_a_read_only_folder_takes_no_export(process: Command, unchanged: Path, read_only: Path) -> None:
    read_only.chmod(0o555)
    answer = unprivileged(process, "export", "--output", "shelf/graph.nq")
    answer.refused(RESOURCE, "shelf/graph.nq: cannot be written", "allow writing")
    assert list(read_only.iterdir()) == []
