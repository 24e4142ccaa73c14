"""Columns beside the ledger: found again, followed up, never trusted when they are another's or damaged."""

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wattgraph.graph.columns import opening
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.view import Snapshot, View

from ..test_durability import finish, write

SAVER = """
import sys
from wattgraph.graph.columns import opening
from wattgraph.graph.ledger import Ledger
opening._FEW = 0
with Ledger(sys.argv[1]) as ledger:
    while True:
        opening.forget(ledger.path)
        print(opening.current(ledger).sequence, flush=True)
"""


@pytest.fixture(autouse=True)
def _saving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small ledgers are saved too."""
    monkeypatch.setattr(opening, "_FEW", 0)


@pytest.fixture
def filled(ledger: Ledger, numbered: Callable[[int, str], Any]) -> Ledger:
    for number in range(1, 12):
        numbered(number, "1.10").into(ledger, published=f"2026-{number:02}")
    return ledger


def mapped(ledger: Ledger) -> bool:
    return isinstance(opening.current(ledger).columns.statements.number.base, np.memmap)


def said(ledger: Ledger) -> list[Any]:
    return list(opening.current(ledger).columns.all_statements())


def test_they_are_mapped_when_they_were_saved(filled: Ledger) -> None:
    assert not mapped(filled)
    assert mapped(filled)
    assert said(filled) == list(filled.statements())


def test_a_small_load_is_followed_without_writing(filled: Ledger, numbered: Callable[[int, str], Any]) -> None:
    opening.current(filled)
    (before,) = opening.beside(filled.path).iterdir()
    numbered(12, "1.10").into(filled)
    assert said(filled) == list(filled.statements())
    assert list(opening.beside(filled.path).iterdir()) == [before]


def test_a_large_load_takes_their_place(filled: Ledger, numbered: Callable[[int, str], Any]) -> None:
    opening.current(filled)
    (before,) = opening.beside(filled.path).iterdir()
    for number in range(12, 30):
        numbered(number, "1.10").into(filled)
    assert said(filled) == list(filled.statements())
    (after,) = opening.beside(filled.path).iterdir()
    assert after != before
    assert mapped(filled)


def test_those_of_another_ledger_at_the_same_path_are_not_read(
    filled: Ledger, numbered: Callable[[int, str], Any]
) -> None:  # fmt: skip
    opening.current(filled)
    path = filled.path
    filled.close()
    for file in path.parent.glob("test.db*"):
        if file.is_file():
            file.unlink()
    with Ledger(path, create=True) as other:
        for number in range(1, 12):
            numbered(number, "1.9").into(other)
        assert said(other) == list(other.statements())


@pytest.mark.parametrize("damage", ["cut", "gone", "garbage", "list"])
def test_damaged_ones_are_made_anew(filled: Ledger, damage: str) -> None:
    opening.current(filled)
    (folder,) = opening.beside(filled.path).iterdir()
    file = folder / ("lists.json" if damage == "list" else "statements.object.npy")
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(b"" if damage == "garbage" else file.read_bytes()[: file.stat().st_size // 2])
    assert said(filled) == list(filled.statements())
    assert said(filled) == list(filled.statements())


def test_no_room_beside_the_ledger_is_no_error(filled: Ledger) -> None:
    opening.beside(filled.path).write_text("a file stands in the way")
    assert said(filled) == list(filled.statements())
    assert opening.beside(filled.path).read_text() == "a file stands in the way"


def test_killed_while_saving_leaves_what_can_be_read(filled: Ledger) -> None:
    chance = random.Random(7)
    for _ in range(6):
        child = subprocess.Popen([sys.executable, "-c", SAVER, str(filled.path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        child.stdout.readline()  # the second turn is under way
        time.sleep(chance.uniform(0, 0.02))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        assert said(filled) == list(filled.statements())
    assert mapped(filled)


def nodes(view: View) -> dict[str, tuple[object, ...]]:
    return {i: (n.kind, n.mentions, dict(n.values), n.parties) for i, n in view.nodes.items()}


def test_who_holds_a_view_never_sees_a_later_load(filled: Ledger, numbered: Callable[[int, str], Any]) -> None:
    """Loads, retractions and saving go on beside readers that make their nodes meanwhile."""
    expected = nodes(Snapshot(filled).view())
    held = [Snapshot(filled).view() for _ in range(3)]
    found: list[Any] = []
    readers = [threading.Thread(target=lambda view=view: found.append(nodes(view))) for view in held]
    for reader in readers:
        reader.start()
    for number in range(12, 40):
        numbered(number, "1.10").into(filled)
    filled.retract(next(filled.statements()).document, "ann")
    opening.current(filled)
    for reader in readers:
        reader.join()
    assert found == [expected] * 3
    assert nodes(Snapshot(filled).view()) != expected


def test_a_snapshot_grows_from_the_one_before(filled: Ledger, numbered: Callable[[int, str], Any]) -> None:
    first = Snapshot(filled)
    numbered(50, "1.10").into(filled)
    grown, anew = Snapshot(filled, known=first), Snapshot(filled)
    assert nodes(grown.view()) == nodes(anew.view())
    assert grown.sequence == anew.sequence > first.sequence


def test_a_reader_in_another_process_never_sees_half_a_load(tmp_path: Path) -> None:
    """Each document of the writer has forty statements: a reader always counts whole documents."""
    path = tmp_path / "ledger.db"
    with Ledger(path, create=True) as ledger:
        writer = write(path, 0, 60)
        counts, known = [], None
        while writer.poll() is None or len(counts) < 2:
            known = Snapshot(ledger, known=known)
            counts.append(len(known.columns.statements.number))
            assert len(Snapshot(ledger).columns.statements.number) >= counts[-1]
        finish(writer)
        known = Snapshot(ledger, known=known)
        assert {count % 40 for count in counts} == {0}
        assert counts == sorted(counts)
        assert len(known.columns.statements.number) == 60 * 40
        assert len(known.resident.nodes) == 60 * 40
