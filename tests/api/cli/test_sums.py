"""`wattgraph sums` as a user meets it."""

import json
from pathlib import Path

import pytest

from wattgraph.api import exits
from wattgraph.api.store import Store

from .conftest import Command


@pytest.fixture
def ledger(home: Path) -> Path:
    with Store("wattgraph.db") as store:
        store.load(text="Giants like Meta, Microsoft and Oracle raised $100 billion through bonds.")
        store.load(text="Amazon plans to invest up to $50 billion in data centers.")
    return Path("wattgraph.db")


def test_it_prints_what_python_prints(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("sums", "CapitalFlow", "Microsoft", "--kind", "bondIssuance")
    with Store(ledger) as store:
        assert answer.out == f"{store.sums('CapitalFlow', 'Microsoft', kinds=['bondIssuance'])}\n"
    assert answer.code == exits.OK


def test_quotes_on_request(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("sums", "CapitalFlow", "--family", "debt", "--quotes")
    assert answer.code == exits.OK
    assert "raised $100 billion through bonds" in answer.out


def test_json_has_bounds_reasons_and_evidence(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("sums", "CapitalFlow", "--by", "investor", "--family", "project", "--json")
    found = json.loads(answer.out)
    (total,) = found["sums"]
    assert (total["keys"]["investor"]["label"], total["total"]["upper"]) == ("Amazon", "50000000000")
    (item,) = total["counted"]
    assert any("$50 billion" in proof["quote"] for proof in item["evidence"])
    assert found["overlap"] is True


@pytest.mark.parametrize(("asked", "code", "words"), [
    (["Firm"], exits.USAGE, "no sums of Firm"), (["Deal", "--family", "capcity"], exits.USAGE, "there are capacity"),
    (["Deal", "--role", "provider"], exits.USAGE, "is nobody's"), (["Deal", "Nobody"], exits.FAILURE, "no actor"),
    (["Deal", "--policy", "none"], exits.USAGE, "no policy"), (["Deal", "--year", "20x5"], exits.USAGE, "no year"),
])  # fmt: skip
def test_what_cannot_be_asked(wattgraph: Command, ledger: Path, asked: list[str], code: int, words: str) -> None:
    answer = wattgraph("sums", *asked)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err


def test_nothing_matches(wattgraph: Command, ledger: Path) -> None:
    answer = wattgraph("sums", "Stake", "--known-at", "2001")
    assert answer.code == exits.OK
    assert answer.out.startswith("nothing with a figure matches\nnote: left out as not surely known at 2001: ")
