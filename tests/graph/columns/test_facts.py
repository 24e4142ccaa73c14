"""Strings and facts as numbers: equal ones have equal numbers, in whatever chunk they stand."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wattgraph.graph.columns.facts import Facts
from wattgraph.graph.columns.rows import among, distinct
from wattgraph.graph.columns.strings import Strings, Writing
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import Snapshot

WORDS = st.lists(st.text("ab\u00e9\0", max_size=6), max_size=8)


@given(first=WORDS, more=WORDS)
def test_hashes_tell_strings_apart(first: list[str], more: list[str]) -> None:
    writing = Writing(Strings(), {})
    numbers = [writing.add_all(first)]
    writing = Writing(writing.strings(), {})
    numbers.append(writing.add_all(more))
    strings = writing.strings()
    found = strings.hashes(np.concatenate(numbers)).tolist()
    for (one, a), (other, b) in combinations(zip(first + more, found, strict=True), 2):
        assert (one == other) == (a == b)


@given(some=st.lists(st.integers(0, 9)), others=st.lists(st.integers(0, 9)))
def test_sorted_numbers_answer_like_sets(some: list[int], others: list[int]) -> None:
    assert distinct(np.array(some, np.int64)).tolist() == sorted(set(some))
    found = among(np.array(some, np.uint64), np.array(others, np.uint64))
    assert found.tolist() == [one in others for one in some]


def test_a_row_is_told_if_another_of_its_record_says_the_same(ledger: Ledger, text: Callable[..., Any]) -> None:
    for edition, name, code in (("1", "Anvil", "101"), ("2", "Anvil", "102")):
        page = text(f"{edition}: {name}, {code}", "1.0", "source/register")
        firm = page.record("register", "7")
        page.say(firm, "name", name, name)
        page.say(firm, "cik", code, code)
        page.into(ledger)
    columns, labels = Snapshot(ledger).columns, Snapshot(ledger).resident.resolution.labels
    facts = Facts(columns, labels.record, np.ones(len(labels.record), bool), ("name", "cik"))
    (first, _) = columns.documents.ids
    untold = facts.untold(columns.mentions.document == columns.documents.place[first])
    assert [columns.statement(row).property for row in untold.tolist()] == ["cik"]
    assert facts.told_otherwise("cik").tolist() == [labels.record.item(0)]
    assert facts.told_otherwise("name").tolist() == []
