"""Bad input: each gets one clear message with what to do next and the right exit code, and nothing is lost."""

import socket
import subprocess
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import PROGRAM, Answer, Command, environment

INCOMPLETE, RESOURCE, PIPE = 3, 5, 141


def content(data: bytes) -> Callable[[Path], Path]:
    """A maker of a file with this content."""

    def make(folder: Path) -> Path:
        path = folder / "bad.txt"
        path.write_bytes(data)
        return path

    return make


def folder_without_documents(folder: Path) -> Path:
    path = folder / "pictures"
    path.mkdir()
    (path / "one.png").write_bytes(b"\x89PNG")
    return path


def sparse(folder: Path) -> Path:
    path = folder / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    return path


BAD_FILES = {
    "empty": (content(b""), "bad.txt is empty", "Put the article's text into it"),
    "blank": (content(b" \n\n"), "bad.txt is empty", "Put the article's text into it"),
    "binary": (content(b"\x7fELF\x02\x01\x01\x00\x00"), "bad.txt is a binary", "Name a text file"),
    "pdf": (content(b"%PDF-1.7\n"), "bad.txt is a damaged PDF", "Fetch it anew"),
    "zip": (content(b"PK\x03\x04"), "bad.txt is a damaged ZIP", "Fetch or pack it anew"),
    "page": (content(b"<!doctype html><title>Menu</title>"), "bad.txt has no main text", "Save the article's text"),
    "feed": (content(b"<rss version='2.0'></rss>"), "bad.txt is a feed without entries", "Fetch it anew"),
    "not UTF-8": (content("Umsatz für".encode("latin-1")), "offset 8", "iconv"),
    "folder": (folder_without_documents, "pictures holds no file to read", "Name a folder with articles"),
    "100 MB": (sparse, "large.txt is too large: 100,000,000 bytes", "Split it"),
    "absent": (lambda folder: folder / "absent.txt", "absent.txt does not exist", "Check the spelling"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file(kind: str, wattgraph: Command, home: Path, unchanged: Path) -> None:
    make, what, next_step = BAD_FILES[kind]
    wattgraph("load", make(home)).refused(INCOMPLETE, what, next_step)


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_makes_no_ledger(kind: str, wattgraph: Command, home: Path) -> None:
    make, what, next_step = BAD_FILES[kind]
    path = make(home)
    before = set(home.iterdir())
    wattgraph("load", path).refused(INCOMPLETE, what, next_step)
    assert set(home.iterdir()) == before


@pytest.mark.parametrize("kind", [kind for kind in BAD_FILES if kind != "folder"])
def test_a_bad_file_has_no_facts(kind: str, wattgraph: Command, home: Path) -> None:
    make, what, next_step = BAD_FILES[kind]
    wattgraph("extract", make(home)).refused(INCOMPLETE, what, next_step)


def test_a_folder_has_no_facts(wattgraph: Command, home: Path) -> None:
    wattgraph("extract", home).refused(INCOMPLETE, "is a folder", "Name a file in it")


def test_a_large_file_is_not_read(wattgraph: Command, home: Path, unchanged: Path) -> None:
    path = sparse(home)
    tracemalloc.start()
    try:
        wattgraph("load", path).refused(INCOMPLETE, "too large")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_standard_input_is_read_no_further_than_the_limit(process: Command, unchanged: Path) -> None:
    answer = process("load", "-", input=b"a " * 11_000_000)
    answer.refused(INCOMPLETE, "standard input is too large", "Split it")


def test_good_files_are_loaded_beside_bad_ones(wattgraph: Command, home: Path, article: Path) -> None:
    empty = content(b"")(home)
    answer = wattgraph("load", empty, article, "absent.txt")
    assert answer.code == INCOMPLETE
    assert [line.partition(" ")[2].split()[0] for line in answer.err.splitlines()] == ["absent.txt", str(empty)]
    assert answer.out == "1 document loaded into wattgraph.db, 6 new statements; 2 files not loaded\n"


# -- questions


BAD_QUERIES = {
    "malformed": (("{ deals(first: 1 { totalCount } }",), "malformed at 1:18 (line:column)"),
    "empty": (("",), "malformed at 1:1 (line:column)"),
    "cut off": (("query Q {\n  deals",), "malformed at 2:8 (line:column)"),
    "deep": (("{ a " * 30_000,), "the query"),
    "none": ((), "give the query as an argument or by --file"),
    "no variables": (("{ a }", "--variables", "[1]"), "--variables is no JSON object"),
    "bad variables": (("{ a }", "--variables", "first: 5"), "--variables is no JSON"),
    "no file": (("--file", "absent.graphql"), "absent.graphql: the query cannot be read (No such file"),
}


@pytest.mark.parametrize("kind", BAD_QUERIES)
def test_a_bad_query(kind: str, wattgraph: Command, unchanged: Path) -> None:
    arguments, words = BAD_QUERIES[kind]
    wattgraph("query", *arguments).refused(2, words)


def test_a_query_for_what_there_is_not(wattgraph: Command, unchanged: Path) -> None:
    answer = wattgraph("query", "{\n  dragons { name }\n}")
    assert answer.code == 2
    assert '"errors"' in answer.out
    assert answer.err.startswith("wattgraph: ")
    assert "dragons" in answer.err
    assert "2:3 (line:column)" in answer.err


BAD_COMMANDS = {
    "date": (("load", "article.txt", "--published", "next week"), 2, ("'next week' is no date", "write 2026")),
    "extract date": (("extract", "article.txt", "--published", "2025-02-30"), 2, ("2025-02-30",)),
    "export format": (("export", "--format", "pdf"), 2, ("'pdf'", "nquads, trig, turtle, jsonld, graphml")),
    "extract format": (("extract", "article.txt", "--format", "xml"), 2, ("'xml'", "jsonl")),
    "policy": (("export", "--policy", "mine"), 2, ("'mine'", "default, strictText")),
    "command": (("lode",), 2, ("No such command", "lode", "wattgraph --help")),
    "option": (("stats", "--colour"), 2, ("--colour", "--help")),
    "no paths": (("load",), 2, ("PATHS", "--help")),
    "verb": (("judge", "perhaps", "iren", "microsoft"), 2, ("perhaps", "different")),
    "wait": (("stats", "--wait", "-1"), 2, ("--wait",)),
    "port": (("serve", "--port", "99999"), 2, ("--port", "65535")),
    "host": (("serve", "--host", "no.such.host.invalid"), 2, ("no.such.host.invalid", "127.0.0.1")),
    "output folder": (("export", "--output", "no/such.nq"), 1, ("no/such.nq", "a folder that exists")),
    "output is a folder": (("export", "--output", "."), 1, ("is a folder", "name a file")),
    "unknown id": (("retract", "ab" * 16), 1, ("ab" * 16, "wattgraph query")),
    "no id": (("retract", "IREN"), 1, ("'IREN'", "32 hexadecimal digits")),
    "not retracted": (("restore", "iren"), 1, ("not retracted", "nothing to restore")),
    "itself": (("judge", "same", "iren", "iren"), 1, ("two different ids",)),
    "judgement": (("withdraw", "7"), 1, ("no standing judgement has the number 7",)),
    "backup over a file": (("backup", "article.txt"), 1, ("article.txt: exists already", "name a new file")),
    "demo over a ledger": (("demo", "--store", "wattgraph.db"), 1, ("not the demo's", "--store another.db")),
}


@pytest.mark.parametrize("kind", BAD_COMMANDS)
def test_a_bad_command(kind: str, wattgraph: Command, unchanged: Path) -> None:
    arguments, code, words = BAD_COMMANDS[kind]
    article = Path("article.txt").read_bytes()
    wattgraph(*arguments).refused(code, *words)
    assert Path("article.txt").read_bytes() == article


def test_a_port_in_use(wattgraph: Command, unchanged: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        wattgraph("serve", "--port", port).refused(RESOURCE, f"port {port}", "in use", "--port 0")


# -- the shell around it


def test_a_reader_that_wants_no_more(unchanged: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == PIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is there on Linux only")
@pytest.mark.parametrize("command", ["stats", "export"])
def test_a_full_disk_behind_standard_output(command: str, unchanged: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*PROGRAM, command], stdout=full, stderr=subprocess.PIPE, env=environment(), text=True)
    Answer(done.returncode, "", done.stderr).refused(RESOURCE, "standard output", "No space left")
