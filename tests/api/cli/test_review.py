"""`wattgraph review`: listing, deciding from the command line, from a file and one by one."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from wattgraph.api.store import Store

from .conftest import PROGRAM, dump, environment


@pytest.fixture
def waiting(home, machine, facts):
    """A ledger in which three facts wait; their ids by type."""
    with Store("wattgraph.db") as store:
        machine(store, [facts["hosting"]], [facts["loan"], facts["fall"], facts["site"]])
        return {item.fact["type"]: item.id.hex() for item in store.review()}


def listed(wattgraph, *more):
    return json.loads(wattgraph("review", "--json", *more).out)


def test_the_list_says_what_waits_and_why(wattgraph, waiting):
    rows = [line.split("\t") for line in wattgraph("review").out.splitlines()]
    assert [row[0] for row in rows] == list(waiting.values())
    assert rows[0][1:] == [
        "unsure", "two readings are equally likely",
        "CapitalFlow loan | Oracle (lender), Cipher Mining (beneficiary) | 500 million dollars | modality possible"
        " | date 2026",
        "Cipher Mining may borrow 500 million dollars from Oracle in 2026.",
    ]  # fmt: skip


def test_filters_and_pages(wattgraph, waiting):
    ids = list(waiting.values())
    first = wattgraph("review", "--first", "2")
    assert [line.split("\t")[0] for line in first.out.splitlines()] == ids[:2]
    assert first.err == f"3 in all; go on with 'wattgraph review --after {ids[1]} --store wattgraph.db'\n"
    assert [item["id"] for item in listed(wattgraph, "--after", ids[1])["items"]] == ids[2:]
    assert wattgraph("review", "--after", ids[1]).err == ""
    assert wattgraph("review", "--first", "3").err == ""
    assert f"--after {ids[0]} --only unsure --store" in wattgraph("review", "--only", "unsure", "--first", "1").err
    assert listed(wattgraph, "--only", "refused") == {"items": [], "total": 0}
    assert listed(wattgraph, "--document", listed(wattgraph)["items"][0]["document"])["total"] == 3
    assert wattgraph("review", "--document", "00" * 16).err.startswith("Nothing to review")
    wattgraph("review", "--after", "xyz").refused(2, "no item has the id 'xyz'")
    wattgraph("review", "--only", "most").refused(2, "--only")


def test_accept_reject_and_correct(wattgraph, waiting):
    answer = wattgraph("review", "accept", waiting["CapitalFlow"], "--author", "ann", "--reason", "stands there")
    assert answer.out == (
        f"{waiting['CapitalFlow']} accepted: decision 1. Undo it with 'wattgraph withdraw 1 --store wattgraph.db'\n"
    )
    assert wattgraph("review", "reject", waiting["MarketMove"]).code == 0
    assert (
        wattgraph("review", "correct", waiting["Capacity"], "--set", "kind=contracted", "--set", "place=").code == 0
    )
    assert listed(wattgraph) == {"items": [], "total": 0}
    decided = {item["state"]: item for item in listed(wattgraph, "--only", "decided")["items"]}
    assert set(decided) == {"accepted", "rejected", "corrected"}
    assert (decided["accepted"]["author"], decided["accepted"]["reason"]) == ("ann", "stands there")
    assert decided["corrected"]["fact"]["kind"] == "contracted"
    assert wattgraph("withdraw", decided["rejected"]["number"]).code == 0
    assert [item["id"] for item in listed(wattgraph)["items"]] == [waiting["MarketMove"]]


def test_options_before_and_behind_the_group(wattgraph, waiting, home):
    Path("wattgraph.db").rename("other.db")
    assert wattgraph("--store", "other.db", "review").out.count("\n") == 3
    assert wattgraph("review", "--store", "other.db").out.count("\n") == 3
    assert wattgraph("review", "--store", "other.db", "accept", waiting["CapitalFlow"]).code == 0
    assert wattgraph("--store", "other.db", "review", "accept", waiting["MarketMove"]).code == 0
    assert wattgraph("review", "accept", waiting["Capacity"], "--store", "other.db").code == 0
    assert not Path("wattgraph.db").exists()


def test_a_correction_by_a_whole_fact(wattgraph, waiting, facts, home):
    line = json.dumps(facts["loan"] | {"kind": "creditFacility"})
    Path("fact.json").write_text(line)
    before = dump(Path("wattgraph.db"))
    assert wattgraph("review", "correct", waiting["CapitalFlow"], "--fact", line).code == 0
    after = dump(Path("wattgraph.db"))
    assert wattgraph("withdraw", "1").code == 0
    assert dump(Path("wattgraph.db")) == before
    assert wattgraph("review", "correct", waiting["CapitalFlow"], "--fact", "fact.json").code == 0
    assert dump(Path("wattgraph.db")) == after


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("accept", "00" * 10), 1, "no item of the review has the id"),
    (("accept",), 2, "ID"),
    (("correct", "LOAN"), 2, "--set FIELD=VALUE, or give the whole fact with --fact"),
    (("correct", "LOAN", "--set", "kind"), 2, "'kind' changes nothing; write FIELD=VALUE"),
    (("correct", "LOAN", "--fact", "{"), 2, "--fact: no JSON"),
    (("correct", "LOAN", "--fact", "[]"), 1, "[]: "),
    (("correct", "LOAN", "--set", "value=7"), 1, "the gate refuses it: amount: "),
    (("correct", "LOAN", "--set", "colour=red"), 1, "colour: there is no such field"),
    (("apply", "none.jsonl"), 3, "none.jsonl does not exist"),
    (("walk", "--only", "decided"), 2, "wattgraph withdraw N"),
])  # fmt: skip
def test_what_cannot_be_decided(wattgraph, waiting, arguments, code, words):
    before = dump(Path("wattgraph.db"))
    given = [waiting["CapitalFlow"] if word == "LOAN" else word for word in arguments]
    wattgraph("review", *given).refused(code, words)
    assert dump(Path("wattgraph.db")) == before


# -- apply


def test_the_list_with_decisions_written_in_is_taken(wattgraph, waiting):
    found = listed(wattgraph)
    for item, verb in zip(found["items"], ("accept", "reject", "correct"), strict=True):
        item["decision"] = verb
    found["items"][2]["fact"]["kind"] = "contracted"
    found["items"][0]["author"] = "bob"
    Path("decisions.json").write_text(json.dumps(found, indent=2))
    assert wattgraph("review", "apply", "decisions.json", "--author", "ann").out == (
        "3 decisions taken into wattgraph.db\n"
    )
    decided = {item["decision"]: item for item in listed(wattgraph, "--only", "decided")["items"]}
    assert {verb: item["author"] for verb, item in decided.items()} == {
        "accept": "bob", "reject": "ann", "correct": "ann"
    }  # fmt: skip
    assert wattgraph("review", "apply", "decisions.json", "--author", "ann").out == (
        "3 decisions taken into wattgraph.db; all were taken already\n"
    )


def test_an_accepted_item_whose_fact_was_edited_is_a_correction(wattgraph, waiting):
    (item, *_) = listed(wattgraph)["items"]
    item["decision"] = "accept"
    item["fact"]["kind"] = "creditFacility"
    answer = wattgraph("review", "apply", "-", input=json.dumps(item).encode())
    assert answer.out == "1 decision taken into wattgraph.db\n"
    assert [i["state"] for i in listed(wattgraph, "--only", "decided")["items"]] == ["corrected"]


def test_decisions_one_a_line(wattgraph, waiting):
    lines = [
        {"id": waiting["CapitalFlow"], "decision": "accept", "author": "ann", "reason": "so it says"},
        {"id": waiting["Capacity"], "decision": "correct", "set": {"kind": "contracted"}},
        {"id": waiting["MarketMove"]},
    ]  # fmt: skip
    Path("decisions.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert wattgraph("review", "apply", "decisions.jsonl").out.startswith("2 decisions taken")
    assert [item["id"] for item in listed(wattgraph)["items"]] == [waiting["MarketMove"]]


@pytest.mark.parametrize(("line", "words"), [
    ("{", "line 2, column 2: no JSON"),
    ("7", "line 2: no JSON object"),
    ('{"id": "x", "decision": "maybe"}', "line 2, decision: 'maybe' is none"),
    ('{"id": 7, "decision": "accept"}', "line 2, id: 7 is no text"),
    ('{"id": "x", "decision": "accept", "author": "\\ud800"}', "line 2, author: '\\ud800' is no text"),
    ('{"id": "x", "verdict": "accept"}', "line 2, verdict: there is no such field"),
    ('{"id": "x", "decision": "correct", "fact": 7}', "line 2, fact: no JSON object"),
    ('{"id": "x", "decision": "correct", "set": {"value": 7}}', "line 2, set: no object of texts"),
])  # fmt: skip
def test_a_bad_file_of_decisions_changes_nothing(wattgraph, waiting, line, words):
    before = dump(Path("wattgraph.db"))
    good = json.dumps({"id": waiting["CapitalFlow"], "decision": "accept"})
    Path("decisions.jsonl").write_text(f"{good}\n{line}\n")
    wattgraph("review", "apply", "decisions.jsonl").refused(3, "decisions.jsonl", words)
    assert dump(Path("wattgraph.db")) == before


def test_one_decision_that_cannot_be_keeps_all_out(wattgraph, waiting):
    before = dump(Path("wattgraph.db"))
    lines = [{"id": one, "decision": "accept"} for one in (waiting["CapitalFlow"], "00" * 10)]
    Path("decisions.jsonl").write_text("\n".join(map(json.dumps, lines)))
    wattgraph("review", "apply", "decisions.jsonl").refused(1, "00" * 10)
    assert dump(Path("wattgraph.db")) == before


# -- walk


def test_a_walk(wattgraph, waiting):
    answer = wattgraph("review", "walk", input=b"?\na\ns\nc\nkind=contracted\n\n")
    assert answer.err == "1 accepted, 0 rejected, 1 corrected\n"
    assert answer.out.count("a accept, r reject, c correct, s skip, q quit:") == 4
    assert "Cipher Mining may borrow 500 million dollars from Oracle in 2026." in answer.out
    assert [item["id"] for item in listed(wattgraph)["items"]] == [waiting["MarketMove"]]


def test_a_walk_goes_on_after_what_cannot_be(wattgraph, waiting):
    answer = wattgraph("review", "walk", input=b"c\nvalue=7\n\nr\nq\n")
    assert "the gate refuses it" in answer.err
    assert answer.err.endswith("0 accepted, 1 rejected, 0 corrected\n")
    assert len(listed(wattgraph)["items"]) == 2


def test_a_walk_whose_input_ends(wattgraph, waiting):
    assert wattgraph("review", "walk").err == "0 accepted, 0 rejected, 0 corrected\n"
    assert wattgraph("review", "walk", "--only", "refused").err == "0 accepted, 0 rejected, 0 corrected\n"


# -- killed


@pytest.fixture
def crowd(home, machine, facts, text):
    """A ledger in which many facts wait, and a file that decides on all of them."""
    with Store("wattgraph.db") as store:
        for number in range(40):
            machine(store, [], [facts["loan"], facts["fall"], facts["site"]], text=f"Report {number}. {text}")
        items = store.review(first=1000)
        lines = [{"id": item.id.hex(), "decision": "accept", "author": "ann"} for item in items]
    Path("decisions.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return len(lines)


def test_kill_in_the_middle_of_apply(wattgraph, crowd, home):
    """All of the file or nothing, whenever the process is killed; run again, it ends as if undisturbed."""
    before = dump(Path("wattgraph.db"))
    with Store("wattgraph.db") as store:
        kept = [store.backup(f"copy{number}.db") for number in range(12)]
    started = time.monotonic()
    assert apply(Path("wattgraph.db"), home).wait(60) == 0
    lasted, whole = time.monotonic() - started, dump(Path("wattgraph.db"))
    states = []
    for number, copy in enumerate(kept):
        process = apply(copy, home)
        time.sleep(lasted * (0.3 + 0.06 * number))
        process.send_signal(signal.SIGKILL)
        process.wait(60)
        states.append(dump(copy))
        assert wattgraph("review", "apply", "decisions.jsonl", "--store", copy).code == 0
        assert dump(copy) == whole
        with Store(copy) as store:
            assert store.rebuild()["differed"] == 0
            assert store.review_count() == 0
    assert before in states
    assert set(states) <= {before, whole}


def apply(path, home):
    command = [*PROGRAM, "review", "apply", "decisions.jsonl", "--store", str(path)]
    return subprocess.Popen(
        command, cwd=home, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def test_a_damaged_file_says_where(wattgraph, waiting):
    shown = wattgraph("review", "--json").out
    Path("decisions.json").write_text(shown.replace('"total": 3', '"total": 3,'))
    last = len(shown.splitlines())
    wattgraph("review", "apply", "decisions.json").refused(3, f"decisions.json line {last}, column 1: no JSON (")
