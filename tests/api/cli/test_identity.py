"""`wattgraph identity` suggests; `wattgraph judgements` lists, exports and imports."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def two_names(wattgraph: Any, tmp_path: Path) -> Path:
    """Two texts that name a deal with a firm that no list knows."""
    for number, words in enumerate(("Veldkamp Data B.V.", "Veldkamp Data")):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"IREN signed a hosting contract worth {number + 2} billion dollars with {words}.\n")
        assert wattgraph("load", str(file), "--published", f"2025-05-0{number + 1}").code == 0
    return tmp_path


def test_suggestions_are_listed_and_judged(wattgraph: Any, two_names: Path) -> None:
    (found,) = json.loads(wattgraph("identity", "--kind", "firm", "--min-score", "0.8", "--json").out)
    assert {found["one"]["name"], found["other"]["name"]} == {"Veldkamp Data B.V.", "Veldkamp Data"}
    assert found["score"] >= 0.8
    assert found["reasons"][0] == "the same words in their names"
    ids = found["one"]["id"], found["other"]["id"]
    listed = wattgraph("identity", "--limit", "1")
    assert "firm" in listed.out
    assert "wattgraph judge same|different|unsure" in listed.err
    assert wattgraph("judge", "same", *ids, "--author", "ann").code == 0
    assert json.loads(wattgraph("identity", "--kind", "firm", "--json").out) == []
    assert wattgraph("identity", "--kind", "site").err == "Nothing to suggest.\n"


def test_only_what_was_known_by_a_date_is_compared(wattgraph: Any, two_names: Path) -> None:
    assert json.loads(wattgraph("identity", "--kind", "firm", "--known-at", "2025-05-01", "--json").out) == []
    assert len(json.loads(wattgraph("identity", "--kind", "firm", "--known-at", "2025-05-02", "--json").out)) == 1


def test_what_a_person_calls_different_is_suggested_no_more(wattgraph: Any, two_names: Path) -> None:
    (found,) = json.loads(wattgraph("identity", "--kind", "firm", "--json").out)
    assert wattgraph("judge", "different", found["one"]["id"], found["other"]["id"], "--author", "ann").code == 0
    assert json.loads(wattgraph("identity", "--kind", "firm", "--json").out) == []


def test_judgements_travel(wattgraph: Any, two_names: Path) -> None:
    (found,) = json.loads(wattgraph("identity", "--kind", "firm", "--json").out)
    ids = found["one"]["id"], found["other"]["id"]
    wattgraph("judge", "same", *ids, "--author", "ann", "--reason", "one register number")
    file, other = two_names / "judged.jsonl", str(two_names / "other.db")
    assert wattgraph("judgements", "export", str(file)).out == f"1 line written to {file}\n"
    line = json.loads(file.read_text())
    assert (line["verb"], line["author"], line["reason"]) == ("same", "ann", "one register number")
    for number in (0, 1):
        wattgraph("load", str(two_names / f"{number}.txt"), "--store", other)
    assert wattgraph("judgements", "import", str(file), "--store", other).out.startswith("1 new line taken")
    assert wattgraph("judgements", "import", str(file), "--store", other).out.startswith("0 new lines taken")
    (act,) = json.loads(wattgraph("judgements", "--store", other, "--json").out)
    assert (act["author"], act["recorded"], act["against"]) == ("ann", line["time"], [])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verb": "equal"}, "line 2, verb: 'equal' is none"),
        ({"one": "xyz"}, "line 2, one: 'xyz' is no id"),
        ({"time": "yesterday"}, "line 2, time: 'yesterday' is none"),
        ({"colour": "red"}, "line 2, colour: there is no such field"),
        ({"author": 5}, "line 2, author: 5 is no text"),
        ({"author": "eve"}, "line 2: its id is not that of what it says"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_taken(
    wattgraph: Any, two_names: Path, change: dict[str, Any], message: str
) -> None:  # fmt: skip
    (found,) = json.loads(wattgraph("identity", "--kind", "firm", "--json").out)
    number = wattgraph("judge", "same", found["one"]["id"], found["other"]["id"], "--author", "ann").out.split()[1]
    wattgraph("withdraw", number.strip(":"), "--author", "ann")
    file = two_names / "judged.jsonl"
    wattgraph("judgements", "export", str(file))
    lines = file.read_text().splitlines()
    assert len(lines) == 2
    file.write_text(lines[0] + "\n" + json.dumps(json.loads(lines[0]) | change) + "\n")
    before = wattgraph("stats", "--json").out
    told = wattgraph("judgements", "import", str(file))
    assert told.code != 0
    assert message in told.err
    assert wattgraph("stats", "--json").out == before
