"""The SPARQL view: whatever was loaded, taken back or judged, it holds what an export would, at a sequence."""

import os
import signal
import subprocess
import sys
import threading
import time

import pyoxigraph as ox
import pytest

from wattgraph.graph.ledger import Ledger, LedgerFull, LedgerLocked
from wattgraph.graph.rdf import snapshots
from wattgraph.graph.rdf.quads import quads
from wattgraph.graph.rdf.sparqlview import SparqlView
from wattgraph.graph.rdf.terms import BASE
from wattgraph.graph.view import Snapshot

ABOUT = f"{BASE}graph/about"


@pytest.fixture
def shown(ledger):
    """The view of the ledger."""
    with SparqlView(ledger) as made:
        yield made


def content(published):
    """What a snapshot says of the ledger."""
    return {quad for quad in ox.Store.read_only(str(published.path)) if quad.graph_name.value != ABOUT}


def right(ledger, published):
    """Whether a snapshot is what an export would be, of the sequence that it names."""
    snapshot = Snapshot(ledger)
    return published.sequence == snapshot.sequence and content(published) == set(quads(snapshot.view()))


def test_it_follows_the_ledger(ledger, shown, reports, listed, numbered, monkeypatch):
    """Loads, a new version, a new appearance, retract, restore, judgements and their withdrawal, one by one."""
    made = []
    monkeypatch.setattr(SparqlView, "_make", counting(SparqlView._make, made))
    assert right(ledger, shown.published())
    for report in reports:
        report.into(ledger)
        assert right(ledger, shown.published())
    numbered(1, "1.0").into(ledger)
    numbered(2, "1.0").into(ledger)
    assert right(ledger, shown.published())
    numbered(1, "1.10").into(ledger, published="2026-01-05", title="Later")
    assert right(ledger, shown.published())
    listed(("iren", "IREN", "bitcoinMiner"), ("microsoft", "Microsoft", "hyperscaler")).into(ledger)
    assert right(ledger, shown.published())
    view = Snapshot(ledger).view()
    amount = next(s for s in view.statements() if s.property == "amount")
    for identifier in (amount.id, amount.subject, amount.document):
        ledger.retract(identifier, "tester")
        assert right(ledger, shown.published())
        ledger.restore(identifier, "tester")
        assert right(ledger, shown.published())
    firms = [node.mentions[0] for node in view.of_kind("Firm")][:2]
    number = ledger.judge("same", *firms, author="tester")
    assert right(ledger, shown.published())
    ledger.withdraw(number, "tester")
    assert right(ledger, shown.published())
    assert len(made) == 1, "it was made anew instead of caught up"


def counting(method, calls):
    def counted(self, *arguments):
        calls.append(arguments[0].sequence)
        return method(self, *arguments)

    return counted


def test_a_snapshot_does_not_change_and_is_kept_while_it_is_read(ledger, shown, reports):
    reports[0].into(ledger)
    first = shown.published()
    before = content(first)
    with snapshots.hold(first.path):
        for report in reports[1:]:
            report.into(ledger)
            assert shown.published().path != first.path
        ledger.retract(next(ledger.statements()).id, "tester")
        shown.published()
        assert content(first) == before
    ledger.retract(list(ledger.statements())[5].id, "tester")
    shown.published()
    assert not first.path.exists()
    with pytest.raises(FileNotFoundError, match="is gone"), snapshots.hold(first.path):
        pass
    assert len([place for place in first.path.parent.iterdir() if place.is_dir()]) == 2


def test_the_watermark_stands_in_the_store(ledger, shown, reports):
    reports[0].into(ledger)
    published = shown.published()
    query = f"SELECT ?n {{ GRAPH <{ABOUT}> {{ ?s <{BASE}ontology#sequence> ?n }} }}"
    found = ox.Store.read_only(str(published.path)).query(query)
    assert [int(row["n"].value) for row in found] == [published.sequence == ledger.sequence() and ledger.sequence()]


def test_another_ledger_at_the_same_path_is_not_taken_for_the_old_one(tmp_path, reports):
    path = tmp_path / "test.db"
    for report in reports:
        with Ledger(path, create=True) as ledger, SparqlView(ledger) as view:
            report.into(ledger)
            assert right(ledger, view.published())
        for left in tmp_path.glob("test.db*"):
            if left.is_file():
                left.unlink()


def test_a_damaged_working_store_is_made_anew(ledger, reports, shown):
    reports[0].into(ledger)
    published = shown.published()
    working = published.path.parents[1] / "working"
    for file in working.glob("MANIFEST*"):
        file.write_bytes(b"damage")
    reports[1].into(ledger)
    with SparqlView(ledger) as again:
        assert right(ledger, again.published())


def test_too_much_change_makes_it_anew(ledger, reports, shown, monkeypatch):
    monkeypatch.setattr("wattgraph.graph.rdf.sparqlview._MOST_CHANGES", 10)
    for report in reports:
        report.into(ledger)
        assert right(ledger, shown.published())


def test_one_process_at_a_time_and_a_clear_word_to_the_other(ledger, reports):
    reports[0].into(ledger)
    with SparqlView(ledger, patience=0.1) as view:
        first = view.published()
        reports[1].into(ledger)
        with snapshots.alone(first.path.parents[1] / "lock", 0) as mine:
            assert mine
            with pytest.raises(LedgerLocked, match=r"has been making the SPARQL view for 0\.1 s; wait for it"):
                view.published()
        assert right(ledger, view.published())


def test_a_full_disk_is_told_with_the_folder(ledger, reports, shown, monkeypatch):
    def full(self, view):
        raise OSError(28, "No space left on device")

    reports[0].into(ledger)
    with monkeypatch.context() as patched:
        patched.setattr(SparqlView, "_make", full)
        with pytest.raises(LedgerFull, match=r"\.sparql: the view for SPARQL cannot be written \(No space left"):
            shown.published()
    assert right(ledger, shown.published())


def test_threads_share_one_view(ledger, reports, shown):
    for report in reports:
        report.into(ledger)
    found = []
    threads = [threading.Thread(target=lambda: found.append(shown.published())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_a_folder_that_takes_no_writing(ledger, reports, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    reports[0].into(ledger)
    monkeypatch.setattr("pathlib.Path.touch", refuse)
    with SparqlView(ledger) as view:
        published = view.published()
        assert right(ledger, published)
        assert ledger.path.parent not in published.path.parents
    assert not published.path.exists()


CATCH_UP = """
import sys
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.rdf.sparqlview import SparqlView
with Ledger(sys.argv[1]) as ledger, SparqlView(ledger) as view:
    print("go", flush=True)
    view.published()
"""


@pytest.mark.parametrize("wait", [0.0, 0.01, 0.03, 0.06, 0.1, 0.15])
def test_killed_at_any_moment_it_is_whole_afterwards(ledger, reports, numbered, wait):
    reports[0].into(ledger)
    with SparqlView(ledger) as view:
        view.published()
    for number in range(20):
        numbered(number, "1.0").into(ledger)
    child = subprocess.Popen([sys.executable, "-c", CATCH_UP, str(ledger.path)], stdout=subprocess.PIPE)
    with child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        os.kill(child.pid, signal.SIGKILL)
    with SparqlView(ledger) as view:
        assert right(ledger, view.published())
        assert not list(view.published().path.parent.glob(".*"))
