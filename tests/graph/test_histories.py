"""Whatever the history of loads and restarts, what holds follows from what was given and not from when."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wattgraph.graph.ledger import Ledger

VERSIONS = ("1.0", "1.9", "1.10")
LOADS = st.tuples(st.integers(1, 3), st.sampled_from(VERSIONS), st.sampled_from((None, "2025-11", "2025-11-03")))
QUICK = settings(max_examples=40)


def ending(numbered, loads) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        for number, version, day in loads:
            with Ledger(path, create=True) as ledger:  # a new process each time, as far as the ledger can tell
                numbered(number, version).into(ledger, **({"published": day} if day else {}))
        with Ledger(path, create=True) as ledger:
            assert ledger.rebuild()["differed"] == 0
            return ledger.dump_hash()


@QUICK
@given(loads=st.lists(LOADS, max_size=7), chance=st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(numbered, loads, chance):
    shuffled = [*loads, *loads[:2]]
    chance.shuffle(shuffled)
    assert ending(numbered, loads) == ending(numbered, shuffled)


@QUICK
@given(loads=st.lists(LOADS, min_size=1, max_size=5))
def test_only_the_newest_version_shows(numbered, loads):
    """A history of versions ends like loading only the newest of each, with all that was learnt of its dates."""
    newest = {n: max((v for m, v, _ in loads if m == n), key=VERSIONS.index) for n, _, _ in loads}
    assert ending(numbered, loads) == ending(numbered, [(n, newest[n], day) for n, _, day in loads])


@QUICK
@given(loads=st.lists(LOADS, min_size=1, max_size=5), taken=st.integers(0, 20))
def test_retract_and_restore_leave_no_trace(numbered, loads, taken):
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.db", create=True) as ledger:
        for number, version, day in loads:
            numbered(number, version).into(ledger, **({"published": day} if day else {}))
        before = ledger.dump_hash()
        held = list(ledger.statements())
        said = held[taken % len(held)]
        for identifier in (said.id, said.subject, said.document):
            ledger.retract(identifier, "ann")
            assert ledger.dump_hash() != before
            ledger.restore(identifier, "ann")
            assert ledger.dump_hash() == before
