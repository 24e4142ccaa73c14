"""Faults by really making them: processes killed, disks full, writers at once, damaged and foreign files."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wattgraph.graph.ledger import (
    Ledger,
    LedgerCorrupt,
    LedgerError,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerVersion,
    migrate,
)
from wattgraph.graph.ledger.database import APPLICATION_ID, current_version, upgrade

#: Loads generated documents, one after the other, and says each number once it is committed.
WRITER = """
import sys
from wattgraph.graph.ledger import Ledger
from wattgraph.schema.statement import Appearance, Document, Reading, Statement, Thing, mention_at

def reading(document, appearance):
    things = []
    for line in range(40):
        start = document.text.index(f"Firm{line:02d}x")
        span = document.span(start, start + 7)
        mention = mention_at(document.id, "Firm", start, start + 7)
        things.append(Thing(mention, [Statement(mention.id, "name", span.quote, (span,))]))
    return Reading(document, appearance, "writer", "1", things)

ledger = Ledger(sys.argv[1], create=True, patience=30)
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    text = f"Document {number}: " + " ".join(f"Firm{line:02d}x" for line in range(40))
    ledger.load(Document.of(text), Appearance(), reading)
    print(number, flush=True)
"""


def write(path: Path, first: int, last: int, **more) -> subprocess.Popen:
    command = [sys.executable, "-c", WRITER, str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def finish(process: subprocess.Popen) -> str:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("undisturbed") / "ledger.db"
    finish(write(path, 0, 60))
    with Ledger(path) as ledger:
        return ledger.dump_hash()


@pytest.mark.parametrize("seed", range(4))
def test_kill_at_any_moment(tmp_path, undisturbed, seed):
    """What was acknowledged is there, nothing is half there, and the same load ends as if undisturbed."""
    path, chance = tmp_path / "ledger.db", random.Random(seed)
    acknowledged = -1
    for _ in range(3):
        process = write(path, 0, 60)
        assert process.stdout is not None
        seen = process.stdout.readline() if chance.random() < 0.8 else ""
        time.sleep(chance.random() * 0.15)
        process.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *map(int, (seen + process.stdout.read()).split())])
        process.communicate()
        if path.exists() and acknowledged >= 0:
            with Ledger(path) as ledger:
                counts = ledger.counts()
                assert counts["documents"] > acknowledged
                assert counts["statements"] == 40 * counts["documents"]
    finish(write(path, 0, 60))
    with Ledger(path) as ledger:
        assert ledger.dump_hash() == undisturbed
        assert ledger.rebuild()["differed"] == 0


def test_several_writers_at_once(tmp_path, undisturbed):
    path = tmp_path / "ledger.db"
    writers = [write(path, first, last) for first, last in ((0, 40), (20, 60), (0, 60))]
    for writer in writers:
        finish(writer)
    with Ledger(path) as ledger:
        assert ledger.dump_hash() == undisturbed


def test_a_full_disk(tmp_path, undisturbed):
    """The disk gives out at 300 kB: a clear error, nothing half-written, and room again mends it."""
    path = tmp_path / "ledger.db"

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    process = write(path, 0, 60, preexec_fn=small_disk)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "LedgerFull" in errors
    assert "Make room" in errors
    with Ledger(path) as ledger:
        counts = ledger.counts()
        assert counts["statements"] == 40 * counts["documents"]
    finish(write(path, 0, 60))
    with Ledger(path) as ledger:
        assert ledger.dump_hash() == undisturbed


def test_sqlite_that_reports_a_full_disk(ledger, iren):
    ledger.connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size as the least
    before = ledger.dump_hash()
    with pytest.raises(LedgerFull, match="nothing of this step was kept"):
        iren(tail="long " * 5000).into(ledger)
    assert ledger.dump_hash() == before


def test_a_second_writer_waits_and_then_says_so(ledger, iren):
    with Ledger(ledger.path, patience=0.2) as second, ledger.writing():
        started = time.monotonic()
        with pytest.raises(LedgerLocked, match="another process is writing"):
            iren().into(second)
        assert time.monotonic() - started >= 0.15
    iren().into(ledger)


def test_no_ledger_there(tmp_path):
    with pytest.raises(LedgerMissing, match="wattgraph load"):
        Ledger(tmp_path / "none.db")
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger(tmp_path, create=True)
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger(tmp_path / "no" / "such.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_ledger(tmp_path):
    page = tmp_path / "page.db"
    page.write_text("This is an article about megawatts, not a database. " * 40)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    for path in (page, foreign):
        before = path.read_bytes()
        with pytest.raises(LedgerCorrupt, match="not a"):
            Ledger(path, create=True)
        assert path.read_bytes() == before


def test_a_damaged_ledger(ledger, iren, tmp_path):
    for number in range(50):
        iren(tail=f"Report {number}.").into(ledger)
    ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.close()
    damaged = bytearray(Path(ledger.path).read_bytes())
    damaged[4096 * 3 : 4096 * 12] = os.urandom(4096 * 9)
    path = tmp_path / "damaged.db"
    path.write_bytes(damaged)
    with pytest.raises(LedgerCorrupt), Ledger(path) as broken:
        broken.rebuild()


def test_a_ledger_of_a_newer_version(ledger):
    ledger.connection.execute(f"PRAGMA user_version = {current_version() + 1}")
    with pytest.raises(LedgerVersion, match="pip install -U"):
        Ledger(ledger.path)
    with pytest.raises(LedgerVersion, match="newer"):
        migrate(ledger.path)


def test_an_older_ledger_is_migrated_with_a_backup(tmp_path, iren, fresh):
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    upgrade(connection, target=1)
    connection.execute(
        "INSERT INTO documents VALUES (1, ?, ?, 'text/plain', NULL, 'An old text.')", (bytes(16), b"h")
    )
    connection.close()
    with pytest.raises(LedgerVersion, match="wattgraph migrate --store"):
        Ledger(path)
    kept = migrate(path)
    assert kept is not None
    assert kept.exists()
    with Ledger(path) as ledger:
        assert ledger.counts()["documents"] == 1
        assert ledger.quarantine() == []
        iren().into(ledger)
    assert migrate(path) is None


def test_an_interrupted_creation_is_finished_later(tmp_path):
    path = tmp_path / "ledger.db"
    sqlite3.connect(path).execute("PRAGMA journal_mode = WAL").close()
    with Ledger(path, create=True) as ledger:
        assert ledger.connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
