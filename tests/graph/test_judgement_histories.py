"""Whatever people judge, withdraw, export and import: nothing remains of what was withdrawn, and ledgers agree."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.ledger import Given, Ledger, LedgerError, NotFound
from wattgraph.graph.ledger.records import Act

FIRMS = ("Anvil", "Bellows", "Crucible", "Drill", "Engine")
PAIRS = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda p: p[0] != p[1])
STEPS = st.lists(st.tuples(st.sampled_from(("same", "different", "unsure", "withdraw")), PAIRS), max_size=12)
QUICK = settings(max_examples=40)


@contextmanager
def opened(text: Any) -> Iterator[tuple[Ledger, list[bytes]]]:
    """A new ledger with five firms, and their ids."""
    page = text(" ".join(FIRMS))
    found = [page.firm(name).id for name in FIRMS]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "one.db", create=True) as ledger:
        page.into(ledger)
        yield ledger, found


def follow(ledger: Ledger, firms: list[bytes], steps: list[tuple[str, tuple[int, int]]], author: str) -> None:
    """Judges, or withdraws the oldest judgement; what contradicts is refused."""
    for verb, (one, other) in steps:
        standing = ledger.judgements()
        if verb == "withdraw":
            withdraw_one(ledger, standing[:1], author)
            continue
        try:
            ledger.judge(verb, firms[one], firms[other], author=author)
        except LedgerError:
            assert verb != "unsure"


def withdraw_one(ledger: Ledger, standing: list[Act], author: str) -> bool:
    """Withdraws the first judgement that may be: an older one of the same pair may stand against others."""
    for act in standing:
        try:
            ledger.withdraw(act.number, author)
        except LedgerError:
            continue  # an older judgement of the same pair would count again
        else:
            return True
    return False


def answer(ledger: Ledger, look: Any) -> dict[bytes, str]:
    return dict(look(ledger).snapshot.identity.node)


@QUICK
@given(steps=STEPS)
def test_judging_makes_no_contradiction_and_withdrawing_leaves_no_trace(text: Any, look: Any, steps: Any) -> None:
    with opened(text) as (ledger, firms):
        content, nodes = ledger.dump_hash(), answer(ledger, look)
        follow(ledger, firms, steps, "ann")
        assert ledger.conflicts() == []
        node = answer(ledger, look)
        for act in ledger.judgements():
            together = node[act.subject or b""] == node[act.other or b""]
            assert together == (act.verb == "same") or act.verb == "unsure"
        while standing := ledger.judgements():
            assert withdraw_one(ledger, standing[::-1], "bob")
        assert (ledger.dump_hash(), answer(ledger, look)) == (content, nodes)


@QUICK
@given(mine=STEPS, theirs=STEPS)
def test_ledgers_that_exchange_their_judgements_agree(text: Any, look: Any, mine: Any, theirs: Any) -> None:
    with opened(text) as (one, firms), opened(text) as (other, _):
        follow(one, firms, mine, "ann")
        follow(other, firms, theirs, "bob")
        for ledger, second in ((one, "1"), (other, "2")):  # a clock that ran on between them
            with ledger.writing() as connection:
                connection.execute(
                    "UPDATE acts SET recorded = printf('2026-01-01T00:%02d:0%sZ', number, ?)", (second,)
                )
        here, there = one.judgement_history(), other.judgement_history()
        assert one.take_judgements(there) == len(there)
        assert other.take_judgements(here) == len(here)
        assert answer(one, look) == answer(other, look)
        assert (one.take_judgements(there), other.take_judgements(one.judgement_history())) == (0, 0)


def test_a_contradiction_that_an_import_brings_is_told_and_cut(text: Any, look: Any) -> None:
    with opened(text) as (one, firms), opened(text) as (other, _):
        a, b, c, *_ = firms
        one.judge("same", a, b, author="ann")
        one.judge("same", b, c, author="ann")
        other.judge("different", a, c, author="bob")
        one.take_judgements(other.judgement_history())
        (conflict,) = one.conflicts()
        assert (conflict.aside.subject, conflict.aside.other) == (b, c)
        assert sorted(act.verb for act in conflict.against) == ["different", "same"]
        node = answer(one, look)
        assert node[a] == node[b] != node[c]


def test_bad_lines_are_refused_whole(text: Any) -> None:
    with opened(text) as (one, firms), opened(text) as (other, _):
        one.judge("same", firms[0], firms[1], author="ann")
        one.judge("same", firms[1], firms[2], author="ann")
        good = [replace(given, line=number) for number, given in enumerate(one.judgement_history(), 1)]
        for bad, message in (
            (replace(good[1], author="eve"), "line 2: its id is not that of what it says"),
            (Given(b"", "withdraw", None, None, b"x" * 16, "eve", "2026-01-01T00:00:00Z", "", 2), "line 2: its id"),
        ):
            with pytest.raises(LedgerError, match=message):
                other.take_judgements([good[0], bad])
            assert other.judgements() == []


def test_a_thing_that_is_not_here_is_named_with_its_line(text: Any, tmp_path: Path) -> None:
    with opened(text) as (one, firms), Ledger(tmp_path / "empty.db", create=True) as empty:
        one.judge("same", firms[0], firms[1], author="ann")
        given = [replace(g, line=1) for g in one.judgement_history()]
        with pytest.raises(NotFound, match=r"line 1: no mention has the id .*; load its document first"):
            empty.take_judgements(given)
