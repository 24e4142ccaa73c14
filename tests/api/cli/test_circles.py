"""`wattgraph circles` and `wattgraph rivals` as a user meets them."""

import json
from pathlib import Path

import pytest

from wattgraph.api import exits

from .conftest import Command

TEXT = (
    "Microsoft has invested $2 billion in CoreWeave. Microsoft signed a $500 million contract to provide cloud"
    " services to CoreWeave.\n"
    "IREN signed a hosting deal with Microsoft worth $9 billion. IREN signed a hosting deal with Amazon worth $5"
    " billion.\n"
)


@pytest.fixture
def round_about(wattgraph: Command, home: Path) -> None:
    (home / "round.txt").write_text(TEXT)
    assert wattgraph("load", "round.txt", "--published", "2026-01-05").code == 0


def test_a_circle_with_its_hops(wattgraph: Command, round_about: None) -> None:
    answer = wattgraph("circles", "--hops", "2")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Microsoft funds CoreWeave, and is paid again in 2 hops\n")
    assert "“Microsoft has invested $2 billion in CoreWeave”" in answer.out
    assert answer.out == wattgraph("circles", "Microsoft", "--hops", "2").out
    found = json.loads(wattgraph("circles", "--json").out)
    assert (found["total"], found["complete"], found["stopped"]) == (1, True, None)
    assert all(hop["evidence"] for hop in found["circles"][0]["hops"])


def test_none_and_nobody(wattgraph: Command, round_about: None) -> None:
    early = wattgraph("circles", "--known-at", "2001")
    left = "Left out as not surely known at 2001: 1 document\n"
    assert (early.code, early.out, early.err) == (0, "", f"No circle of money is known.\n{left}")
    assert "no actor is called 'Nobody Inc'" in wattgraph("circles", "Nobody Inc").err
    assert wattgraph("rivals", "--known-at", "2001").err.endswith(left)
    assert json.loads(wattgraph("rivals", "--known-at", "2001", "--json").out)["note"] is None


@pytest.mark.parametrize("name", ["IREN", "iren"])
def test_a_firm_without_the_role_is_no_stranger(wattgraph: Command, round_about: None, name: str) -> None:
    answer = wattgraph("circles", name, "--role", "utility")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "IREN is not given the role utility\n"


def test_hosts_of_rivals(wattgraph: Command, round_about: None) -> None:
    answer = wattgraph("rivals")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("IREN serves ")
    (host,) = json.loads(wattgraph("rivals", "--json").out)["hosts"]
    assert host["host"]["name"] == "IREN"
    assert sorted(path["to"]["name"] for path in host["paths"]) == ["Amazon", "Microsoft"]


REFUSALS = {
    "hops of a circle": (("circles", "--hops", "4"), ("--hops",)),
    "hops": (("rivals", "--hops", "9"), ("--hops",)),
    "role": (("rivals", "--role", "giants"), ("no role 'giants'",)),
    "role of a firm": (("circles", "--role", "giants"), ("no role 'giants'",)),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_refusals(wattgraph: Command, round_about: None, what: str) -> None:
    arguments, words = REFUSALS[what]
    wattgraph(*arguments).refused(exits.USAGE, *words)
