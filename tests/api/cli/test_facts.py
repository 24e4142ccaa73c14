"""`wattgraph load facts.csv|facts.jsonl`: tables beside articles, and what the docs tell a reader to type."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wattgraph.api.exits import INCOMPLETE
from wattgraph.api.store import Store

from .conftest import ARTICLE, dump

ROW = {
    "source": "article.txt", "type": "Deal", "kind": "hosting",
    "parties": [{"name": "IREN", "role": "provider"}, {"name": "Microsoft", "role": "customer"}],
    "quantity": {"value": 9700000000, "unit": "USD", "verbatim": "9.7 billion dollars"}, "status": "signed",
    "quote": "IREN signed a hosting deal with Microsoft worth 9.7 billion dollars",
}  # fmt: skip


def table(*rows: dict, name: str = "facts.jsonl") -> Path:
    path = Path(name)
    path.write_text("".join(json.dumps(ROW | row) + "\n" for row in rows))
    return path


def test_a_table_is_loaded_without_extraction(wattgraph, article):
    answer = wattgraph("load", table({}))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "1 document loaded into wattgraph.db, 6 new statements\n"
    with Store("wattgraph.db") as store:
        said = [s for s in store.ledger.statements() if s.loader != "reference"]
        assert {s.loader for s in said} == {"facts"}
        assert {s.document for s in said} == {d.id for d in store.ledger.documents() if d.length == len(ARTICLE)}
    assert wattgraph("load", "facts.jsonl").out.endswith("1 document held already\n")
    assert wattgraph("load", table({"kind": "lease"})).err == "facts.jsonl: 4 statements of an earlier table closed\n"


def test_what_is_quarantined_is_reported(wattgraph, article):
    wrong = {"quantity": {"value": 8, "unit": "USD", "verbatim": "8 dollars"}}
    answer = wattgraph("load", table({}, wrong, {"kind": "lease"}))
    assert answer.code == 0
    assert re.match(r"\d statements of these documents in quarantine; 'wattgraph review", answer.err)
    assert wattgraph("load", "facts.jsonl", "--strict").code == INCOMPLETE
    assert "'8 dollars' does not stand in" in wattgraph("review").out


def test_a_bad_table_makes_no_ledger_and_keeps_no_good_one_out(wattgraph, article):
    bad = table({}, {"unit": "USD"}, name="bad.jsonl")
    wattgraph("load", bad).refused(INCOMPLETE, "bad.jsonl line 2, unit: there is no such field. The fields are type,")
    assert not Path("wattgraph.db").exists()
    answer = wattgraph("load", bad, table({}))
    assert answer.code == INCOMPLETE
    assert answer.out == "1 document loaded into wattgraph.db, 6 new statements; 1 file not loaded\n"


def test_a_table_of_which_a_source_is_missing_loads_nothing(wattgraph, article):
    wattgraph("load", article)
    before = dump(Path("wattgraph.db"))
    wattgraph("load", table({}, {"source": "gone.txt"})).refused(
        INCOMPLETE, "line 2, source: 'gone.txt' does not exist"
    )
    assert dump(Path("wattgraph.db")) == before


def test_texts_go_in_before_the_tables_that_quote_them(wattgraph, article):
    address = "https://news.example/iren"
    answer = wattgraph("load", table({"source": address}), article, "--address", address)
    assert answer.code == 0
    with Store("wattgraph.db") as store:
        read = [set(store.ledger.read_by(loader)) for loader in ("article", "facts")]
    assert read[0] == read[1]


def test_what_the_command_gives_is_said_where_the_table_does_not(wattgraph, article):
    wattgraph("load", table({"title": "Own"}), "--title", "Given", "--published", "2026-03")
    with Store("wattgraph.db") as store:
        (shown,) = (d.appearance for d in store.ledger.documents() if d.appearance.title in ("Own", "Given"))
    assert (shown.title, shown.published) == ("Own", "2026-03")


def test_python_loads_tables_too(home, article):
    with Store("wattgraph.db") as store:
        outcomes = store.load([article, table({})])
        assert len({o.document for o in outcomes}) == 1
        assert {"article", "facts"} <= {s.loader for s in store.ledger.statements()}


@pytest.mark.parametrize("page", ["facts", "review"])
def test_what_the_docs_tell_to_type_works(root, home, page):
    shutil.copytree(root / "examples", home / "examples")
    text = "".join(re.findall(r"^```console\n(.*?)^```$", (root / "docs" / f"{page}.md").read_text(), re.M | re.S))
    commands = re.findall(r"^\$ (.+)$", text, re.MULTILINE)
    assert commands
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    for command in commands:
        done = subprocess.run(command, shell=True, env=os.environ | {"PATH": path}, capture_output=True, text=True)
        assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
