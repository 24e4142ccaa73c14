"""Each command does its work: data on standard output, the rest on standard error, options on either side."""

import json
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from wattgraph.api import exits
from wattgraph.api.store import Store
from wattgraph.graph.ledger.database import upgrade
from wattgraph.schema.statement import Appearance, Document

from .conftest import ARTICLE, PROGRAM, Command, dump, environment

DEALS = "{ deals(first: 5) { totalCount nodes { kind } } }"


def data(text: str) -> object:
    return json.loads(text)


# -- load


def test_load_says_what_it_did(wattgraph: Command, article: Path) -> None:
    first = wattgraph("load", article)
    assert (first.code, first.err) == (0, "")
    assert first.out == "1 document loaded into wattgraph.db, 6 new statements\n"
    again = wattgraph("load", article)
    assert again.out == "0 documents loaded into wattgraph.db, 0 new statements; 1 document held already\n"


def test_load_prints_json(wattgraph: Command, article: Path) -> None:
    found = json.loads(wattgraph("load", article, "--json").out)
    (document,) = found["documents"]
    assert document["path"] == str(article)
    assert document["state"] == "loaded"
    assert document["document"] == Document.of(ARTICLE).id.hex()
    assert found["errors"] == []


def test_loading_again_writes_nothing(wattgraph: Command, ledger: Path, article: Path) -> None:
    before = entries(ledger)
    wattgraph("load", article)
    assert entries(ledger) == before


def entries(path: Path) -> int:
    with Store(path, create=False) as store:
        return int(store.stats()["entries"])


def test_load_takes_folders_and_standard_input(wattgraph: Command, home: Path) -> None:
    folder = home / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ARTICLE)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    answer = wattgraph("load", "articles", "-", input=ARTICLE.replace("IREN", "TeraWulf").encode())
    assert answer.code == 0
    assert answer.out.startswith("2 documents loaded into wattgraph.db")
    assert answer.err.startswith("1 file passed over: not ")


def test_load_notes_where_a_document_appeared(wattgraph: Command, article: Path) -> None:
    metadata = ("--published", "2025-11-03", "--publisher", "Example Press", "--address", "https://example.org/a")
    assert wattgraph("load", article, *metadata, "--title", "A deal").code == 0
    with Store("wattgraph.db", create=False) as store:
        shown = store.ledger.appearances(Document.of(ARTICLE).id)
    assert shown == [Appearance("https://example.org/a", "A deal", "Example Press", "2025-11-03", "given")]


def quarantining(path: Path) -> None:
    """Puts a refusal of the latest run into the ledger, as the gate does."""
    shown = '{"property": "amount", "object": "5", "modality": "asserted", "status": null, "evidence": []}'
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO quarantine (run, thing, statement, reason, item) "
            "SELECT max(number), zeroblob(16), ?, 'its words do not say so', zeroblob(10) FROM runs",
            (shown,),
        )
    connection.close()


def test_what_the_gate_refused_is_reported_and_with_strict_an_error(
    wattgraph: Command, ledger: Path, article: Path
) -> None:
    quarantining(ledger)
    answer = wattgraph("load", article)
    assert answer.code == 0
    assert answer.err.startswith("1 statement of these documents in quarantine; 'wattgraph review")
    assert wattgraph("load", article, "--strict").code == exits.INCOMPLETE
    assert wattgraph("review").out == f"{'00' * 10}\trefused\tits words do not say so\tamount: 5\t\n"
    (item,) = json.loads(wattgraph("review", "--json").out)["items"]
    assert item["statement"] == {"thing": "00" * 16, "property": "amount", "object": "5"}


# -- extract


def test_extract_prints_one_fact_a_line_and_nothing_else(wattgraph: Command, article: Path, home: Path) -> None:
    answer = wattgraph("extract", article, "--format", "jsonl")
    assert (answer.code, answer.err) == (0, "")
    (fact,) = (json.loads(line) for line in answer.out.splitlines())
    assert fact["type"] == "Deal"
    assert fact["quantity"]["value"] == 9_700_000_000
    assert ARTICLE[fact["offset"] :].startswith(fact["quote"])
    assert list(home.iterdir()) == [article]
    assert wattgraph("extract", "-", input=article.read_bytes()).out == answer.out


def test_extract_resolves_dates_against_the_day_of_publication(wattgraph: Command, home: Path) -> None:
    Path("dated.txt").write_text("On Monday, IREN signed a 5 billion dollar hosting deal with Microsoft.\n")
    assert json.loads(wattgraph("extract", "dated.txt").out)["date"] is None
    dated = json.loads(wattgraph("extract", "dated.txt", "--published", "2025-11-04").out)
    assert dated["date"] == "2025-11-03"


# -- query, export, stats


def test_query_prints_json(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("query", DEALS)
    assert (answer.code, answer.err) == (0, "")
    assert data(answer.out) == {"data": {"deals": {"totalCount": 1, "nodes": [{"kind": "HOSTING"}]}}}


def test_query_takes_files_variables_and_operations(wattgraph: Command, ledger: Path) -> None:
    text = "query A($n: Int!) { deals(first: $n) { totalCount } } query B { deals(first: 1) { totalCount } }"
    Path("two.graphql").write_text(text)
    options = ("--variables", '{"n": 2}', "--operation", "A")
    expected = {"data": {"deals": {"totalCount": 1}}}
    assert data(wattgraph("query", "--file", "two.graphql", *options).out) == expected
    assert data(wattgraph("query", "--file", "-", *options, input=text.encode()).out) == expected


@pytest.mark.parametrize(("format", "start"), [("nquads", b"<"), ("turtle", b"@prefix"), ("graphml", b"<?xml")])
def test_export_gives_the_same_bytes_to_a_file_and_to_standard_output(
    format: str, start: bytes, wattgraph: Command, process: Command, ledger: Path, home: Path
) -> None:
    answer = wattgraph("export", "--format", format, "--output", "graph")
    assert (answer.code, answer.out, answer.err) == (0, "", "Wrote graph\n")
    written = Path("graph").read_bytes()
    assert written.startswith(start)
    assert process("export", "--format", format).out.encode() == written
    assert [p.name for p in home.iterdir() if p.name.startswith(".")] == []


def test_export_is_whole_or_not_there(wattgraph: Command, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(view: object, format: str, stream: object, form: str | None) -> None:
        stream.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wattgraph.graph.exports.export", broken)
    Path("graph.nq").write_text("the old one")
    files = set(Path.cwd().iterdir())
    answer = wattgraph("export", "--output", "graph.nq")
    answer.refused(exits.RESOURCE, "graph.nq: cannot be written (No space left on device)", "Make room")
    assert Path("graph.nq").read_text() == "the old one"
    assert set(Path.cwd().iterdir()) == files


def test_an_export_follows_the_policy(wattgraph: Command, ledger: Path) -> None:
    strict = wattgraph("export", "--policy", "strictText").out
    assert "bitcoinMiner" in wattgraph("export").out
    assert "bitcoinMiner" not in strict


def test_stats_count_and_hash(wattgraph: Command, ledger: Path) -> None:
    found = json.loads(wattgraph("stats", "--json").out)
    assert found["dumpHash"] == dump(ledger)
    assert found["quarantined"] == 0
    rows = dict(line.split("\t") for line in wattgraph("stats").out.splitlines())
    assert rows["statements"] == f"{found['statements']:,}"


# -- what people decide


def test_a_claim_is_taken_back_and_given_back(wattgraph: Command, ledger: Path, article: Path) -> None:
    before = dump(ledger)
    document = Document.of(ARTICLE).id.hex()
    answer = wattgraph("retract", document, "--author", "Ann", "--reason", "a joke")
    assert answer.out == (
        f"Taken back: all that document {document} says. "
        f"Undo it with 'wattgraph restore {document} --store wattgraph.db'\n"
    )
    assert dump(ledger) != before
    wattgraph("load", article)
    assert json.loads(wattgraph("stats", "--json").out)["retracted"] == 6
    assert wattgraph("restore", document).out == f"Given back: all that document {document} says\n"
    assert dump(ledger) == before


def test_a_judgement_stands_until_it_is_withdrawn(wattgraph: Command, ledger: Path) -> None:
    before = dump(ledger)
    answer = wattgraph("judge", "different", "iren", "microsoft", "--author", "Ann", "--reason", "two firms")
    number = re.findall(r"\d+", answer.out)[0]
    (found,) = json.loads(wattgraph("judgements", "--json").out)
    assert (found["verb"], found["author"], found["reason"]) == ("different", "Ann", "two firms")
    assert wattgraph("withdraw", number).code == 0
    empty = wattgraph("judgements")
    assert (empty.out, empty.err) == ("", "No judgements.\n")
    assert dump(ledger) == before


def test_nothing_to_review(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("review")
    assert answer.out == ""
    assert answer.err.startswith("Nothing to review")


# -- care


def test_a_backup_holds_the_same(wattgraph: Command, ledger: Path) -> None:
    assert wattgraph("backup", "copy.db").out == "Copied wattgraph.db to copy.db\n"
    assert dump(Path("copy.db")) == dump(ledger)


def test_rebuild_changes_nothing_in_a_sound_ledger(wattgraph: Command, unchanged: Path) -> None:
    assert wattgraph("rebuild").out.endswith("all as before\n")
    assert json.loads(wattgraph("rebuild", "--json").out)["differed"] == 0


def test_migrate_keeps_the_old_ledger(wattgraph: Command, home: Path) -> None:
    connection = sqlite3.connect("wattgraph.db", isolation_level=None)
    upgrade(connection, 1)
    connection.close()
    wattgraph("stats").refused(exits.STORE, "written by an older Wattgraph", "wattgraph migrate --store wattgraph.db")
    assert wattgraph("migrate").out == "Migrated wattgraph.db; the old one is wattgraph.db.v1.bak\n"
    assert wattgraph("stats").code == 0
    assert wattgraph("migrate").out == "wattgraph.db is of this version already\n"


# -- options, help, version


def test_shared_options_stand_on_either_side(wattgraph: Command, ledger: Path) -> None:
    ledger.rename("my.db")
    expected = wattgraph("stats", "--store", "my.db", "--json").out
    assert wattgraph("--store", "my.db", "stats", "--json").out == expected
    assert wattgraph("--store", "my.db", "--json", "stats").out == expected
    assert wattgraph("--store", "other.db", "stats", "--store", "my.db", "--json").out == expected


def test_the_version(wattgraph: Command) -> None:
    assert wattgraph("--version").out == wattgraph("version").out
    assert re.fullmatch(r"wattgraph \d+\.\d+\.\d+\n", wattgraph("version").out)


def test_help(wattgraph: Command) -> None:
    answer = wattgraph("--help")
    assert answer.code == 0
    assert "demo" in answer.out
    assert wattgraph("load", "-h").code == 0
    assert wattgraph().code == exits.USAGE


def test_output_that_is_read_by_a_program_has_no_colours_and_is_not_cut(process: Command, ledger: Path) -> None:
    long = "because " * 60
    process("judge", "different", "iren", "microsoft", "--reason", long)
    answer = process("judgements")
    assert long.strip() in answer.out
    for command in (("stats",), ("judgements",), ("review",), ("demo", "--store", "demo.db")):
        assert "\x1b" not in process(*command).out


def test_what_a_document_writes_cannot_steer_the_terminal(wattgraph: Command, home: Path) -> None:
    answer = wattgraph("load", "evil\x1b[2J.txt")
    assert "\x1b" not in answer.err
    assert "evil\\x1b[2J.txt" in answer.err


def test_commands_start_fast_without_what_they_do_not_need(home: Path) -> None:
    code = (
        "import sys, wattgraph.api.cli.main\n"
        "heavy = {'sqlite3', 'orjson', 'numpy', 'networkx', 'rdflib', 'graphql', 'fastapi', 'uvicorn'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([PROGRAM[0], "-c", code], capture_output=True, text=True, env=environment())
    assert done.stdout == "[]\n", done.stderr


def test_every_error_in_the_table_exists() -> None:
    import importlib

    for name in exits.CODES:
        module, _, kind = name.rpartition(".")
        assert issubclass(getattr(importlib.import_module(module), kind), BaseException)


def test_every_exit_code_is_documented(root: Path) -> None:
    told = set(re.findall(r"^\| (\d+) \|", (root / "docs" / "cli.md").read_text(), re.MULTILINE))
    codes = {code for name, code in vars(exits).items() if name.isupper() and isinstance(code, int)}
    assert told == {str(code) for code in codes}


def test_withdrawing_tells_what_is_in_force_again(wattgraph: Command, home: Path) -> None:
    (home / "one.txt").write_text(ARTICLE)
    assert wattgraph("load", "one.txt").code == 0
    with Store("wattgraph.db") as store:
        one, other = [m.id.hex() for m in store.ledger.mentions() if m.kind == "Firm" and not m.key][:2]
    assert wattgraph("judge", "same", one, other).code == 0
    assert wattgraph("judge", "different", one, other).code == 0
    assert wattgraph("withdraw", 2).out.splitlines() == [
        "Judgement 2 withdrawn", "Judgement 1 (same) on the same two is in force again",
    ]  # fmt: skip
    assert wattgraph("withdraw", 1).out.splitlines() == ["Judgement 1 withdrawn"]
