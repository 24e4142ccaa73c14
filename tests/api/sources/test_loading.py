"""Loading: all of a source or nothing, the same from any number of processes, and again after any fault."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from wattgraph.api.sources import bench
from wattgraph.api.sources.bench import JudgeLost
from wattgraph.api.sources.face import holdings
from wattgraph.api.sources.loading import load
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.policies.policy import policy
from wattgraph.graph.view import Snapshot
from wattgraph.loaders.sources import defined

from .conftest import TABLE, Desk

FIRST = "\n[[vintages]]\nname = '2026-03'\npublished = '2026-03-20'\n"
SECOND = "\n[[vintages]]\nname = '2026-07'\npublished = '2026-07-19'\n"
#: Loads a table and says when half of it is read.
LOADER = """
import sys
from pathlib import Path
from wattgraph.api.sources.loading import load
from wattgraph.graph.ledger import Ledger
from wattgraph.loaders.sources import defined

def told(rows):
    print(rows, flush=True)

folder = Path(sys.argv[1])
with Ledger(folder / "test.db") as ledger:
    load(ledger, defined(folder / "mapping.toml"), folder / "parks.csv", progress=told)
"""


def large(rows: int = 9000) -> str:
    """A table of some parts."""
    header = TABLE.splitlines()[0]
    lines = (f"p{n},Park {n} {'of the north ' * 20},wind,41.69,-86.46,2019,Holder {n % 7},{n}.5" for n in range(rows))
    return "\n".join([header, *lines]) + "\n"


def shown(desk: Desk) -> list[str]:
    """The powers that the default view shows."""
    view = Snapshot(desk.ledger).view(policy("default"))
    return sorted(node.figure.quantity.verbatim for node in view.of_kind("Capacity") if node.figure)


@pytest.fixture
def hash_of(tmp_path: Path) -> Callable[..., str]:
    """The dump hash of a new ledger into which a table was loaded, undisturbed."""

    def made(desk: Desk, **options: int) -> str:
        with Ledger(tmp_path / f"other{time.monotonic_ns()}.db", create=True) as ledger:
            load(ledger, defined(desk.mapping), desk.table, **options)
            return ledger.dump_hash()

    return made


def test_a_table_says_what_its_definition_names(desk: Desk) -> None:
    loaded = desk.load()
    assert (loaded.source, loaded.state, loaded.rows, loaded.quarantined) == ("parks", "loaded", 3, 0)
    assert desk.said("name") == ["Alder Bluff", "Brindle AI", "Larkton Hall", "Northmoor", "Quillback"]
    assert desk.said("power") == ["120", "340.50"]
    (document,) = desk.ledger.documents()
    shown = document.appearance
    assert (shown.series, shown.licence, shown.publisher) == ("parks/parks", "CC0-1.0", "Northmoor Survey")
    assert shown.title == "Parks: parks (rows 2 to 4)"
    assert (shown.published, shown.published_basis) == (None, "unknown")


def test_what_is_held_is_not_read_again(desk: Desk) -> None:
    first = desk.load()
    before = desk.ledger.dump_hash(), desk.ledger.sequence
    assert desk.load().state == "unchanged"
    assert (desk.ledger.dump_hash(), desk.ledger.sequence) == before
    assert first.state == "loaded"


def test_a_changed_mapping_closes_what_it_no_longer_says(desk: Desk, hash_of: Callable[..., str]) -> None:
    desk.load()
    desk.edit('start = "since"\n', "")
    changed = desk.load()
    assert (changed.state, changed.asserted, changed.closed) == ("loaded", 0, 2)
    assert desk.said("start") == []
    assert desk.ledger.dump_hash() == hash_of(desk)
    assert desk.load().state == "unchanged"


def test_a_changed_note_makes_other_parts_and_closes_those_before(desk: Desk, tmp_path: Path) -> None:
    desk.load()
    desk.edit('key = "{id}"', 'key = "{id}"\nnotes = { type = "what stands there" }')
    changed = desk.load()
    assert changed.closed > 10
    with Ledger(tmp_path / "other.db", create=True) as other:
        load(other, defined(desk.mapping), desk.table)
        assert {s.id for s in desk.ledger.statements()} == {s.id for s in other.statements()}
    assert desk.load().state == "unchanged"
    (held,) = [one for one in holdings(desk.ledger) if one.name == "parks"]
    assert held.releases == {"": 1}


def test_another_source_may_read_the_same_file(desk: Desk) -> None:
    desk.load()
    desk.edit('name = "parks"', 'name = "gardens"')
    assert desk.load().asserted > 0
    assert desk.load().state == "unchanged"
    desk.edit('name = "gardens"', 'name = "parks"')
    assert desk.load().state == "unchanged"


def test_the_parts_of_a_table_change_nothing(desk: Desk, hash_of: Callable[..., str]) -> None:
    desk.table.write_text(large())
    hashes = {hash_of(desk, judges=judges) for judges in (0, 1, 3)}
    desk.load()
    assert {desk.ledger.dump_hash()} == hashes
    assert len(list(desk.ledger.documents())) > 5


@pytest.mark.parametrize("vintage", ["2026-03", None])
def test_an_edited_file_takes_the_place_of_the_one_before_it(desk: Desk, vintage: str | None) -> None:
    if vintage:
        desk.mapping.write_text(desk.mapping.read_text() + FIRST)
    desk.load(vintage=vintage)
    before = desk.ledger.dump_hash()
    whole = desk.table.read_text()
    desk.table.write_text("\n".join(TABLE.splitlines()[:2]).replace("340.50", "350") + "\n")
    assert desk.load(vintage=vintage).closed
    assert shown(desk) == ["350"]
    desk.table.write_text(whole)
    desk.load(vintage=vintage)
    assert shown(desk) == ["120", "340.50"]
    assert desk.ledger.counts()["documents"] == 2
    assert desk.ledger.dump_hash() != before  # the edited text is still a document, of which nothing holds


def test_files_of_other_names_stand_beside_each_other(desk: Desk) -> None:
    desk.load()
    other = desk.table.with_name("more" + desk.table.name)
    lines = TABLE.splitlines()
    other.write_text("\n".join([lines[0], *(line.replace(",", "x,", 1) for line in lines[1:])]) + "\n")
    assert desk.load(other).closed == 0


def test_a_table_without_rows_is_refused(desk: Desk) -> None:
    desk.table.write_text(TABLE.splitlines()[0] + "\n")
    assert "holds a header and no rows" in desk.refusal()


def test_two_releases_of_a_record(desk: Desk) -> None:
    desk.mapping.write_text(desk.mapping.read_text() + FIRST + SECOND)
    desk.load(vintage="2026-07")
    desk.table.write_text(TABLE.replace("340.50", "350"))
    desk.load(vintage="2026-03")  # the older one arrives later
    assert shown(desk) == ["120", "340.50"]
    view = Snapshot(desk.ledger).view(policy("default"))
    assert any("350" in str(s.object) for n in view.of_kind("Capacity") for s in n.superseded)


def test_a_file_that_was_loaded_as_a_wrong_release(desk: Desk) -> None:
    note = "[vintages.tables.parks.notes]\ntype = 'as of {}'\n"
    text = desk.mapping.read_text() + FIRST + note.format("March") + SECOND + note.format("July")
    desk.mapping.write_text(text)
    desk.load(vintage="2026-07")
    again = desk.load(vintage="2026-03")
    assert again.closed == again.asserted
    assert shown(desk) == ["120", "340.50"]


def test_the_order_of_releases_does_not_count(desk: Desk, tmp_path: Path) -> None:
    desk.mapping.write_text(desk.mapping.read_text() + FIRST + SECOND)
    other = tmp_path / "edited.csv"
    other.write_text(TABLE.replace("340.50", "350"))
    desk.load(vintage="2026-03")
    desk.load(other, vintage="2026-07")
    with Ledger(tmp_path / "other.db", create=True) as ledger:
        load(ledger, defined(desk.mapping), other, vintage="2026-07")
        load(ledger, defined(desk.mapping), desk.table, vintage="2026-03")
        assert ledger.dump_hash() == desk.ledger.dump_hash()


MISSES = {
    "a count": ('{ count = "Site", equals = 4 }', "the number of Sites is 3, not 4"),
    "a sum": ('{ sum = "Capacity.power", equals = "459" }', "the sum of Capacity.power is 460, not 459"),
    "a sum of one": (
        '{ sum = "Capacity.power", by = "site.kind", equals = { powerPlant = "340.4" } }',
        "of powerPlant is 340.5, not 340.4",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("measure", "words"), MISSES.values(), ids=MISSES)
def test_a_source_whose_figures_are_not_as_known_publishes_nothing(desk: Desk, measure: str, words: str) -> None:
    desk.mapping.write_text(desk.mapping.read_text() + FIRST + f"expected = [{measure}]\n")
    message = desk.refusal(vintage="2026-03")
    assert "parks.csv is not what parks 2026-03 is known to be" in message
    assert words in message
    assert "Nothing was loaded" in message


def test_a_measure_that_cannot_be_taken_names_the_definition(desk: Desk) -> None:
    text = desk.mapping.read_text() + FIRST
    for measure in (
        '{ counts = "Site", equals = 3 }', '{ count = "Site" }', '{ sum = "Capacity.size", equals = 1 }',
        '{ count = "Sites", equals = 3 }', '{ count = "Site", equals = "many" }', '{ sum = "power", equals = 1 }',
        '{ sum = "Capacity.power", latest = { per = "site" }, equals = 1 }',
        '{ count = "Site", table = "parts", equals = 1 }',
    ):  # fmt: skip
        desk.mapping.write_text(text + f"expected = [{measure}]\n")
        message = desk.refusal(vintage="2026-03")
        assert message.startswith(f"{desk.mapping} "), message


def test_a_file_that_lost_its_end_at_a_line_is_found_by_the_figures(desk: Desk) -> None:
    desk.mapping.write_text(desk.mapping.read_text() + FIRST + 'expected = [{ count = "Site", equals = 3 }]\n')
    desk.load(vintage="2026-03")
    desk.table.write_text(TABLE[: TABLE.index("p3")])
    assert "the number of Sites is 2, not 3" in desk.refusal(vintage="2026-03")


# -- faults


def test_a_judge_that_is_killed(desk: Desk, hash_of: Callable[..., str]) -> None:
    desk.table.write_text(large())
    started: list[subprocess.Popen[bytes]] = []
    original = bench._started
    try:
        bench._started = lambda: started.append(original()) or started[-1]
        with pytest.raises(JudgeLost, match="nothing of the source was kept"):
            desk.load(judges=1, progress=lambda rows: os.kill(started[0].pid, signal.SIGKILL))
    finally:
        bench._started = original
    assert desk.ledger.counts()["statements"] == 0
    assert started[0].poll() is not None
    desk.load()
    assert desk.ledger.dump_hash() == hash_of(desk)


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_load_that_is_killed_ends_the_same_when_run_again(
    desk: Desk, hash_of: Callable[..., str], blow: signal.Signals
) -> None:  # fmt: skip
    desk.table.write_text(large())
    desk.ledger.close()
    command = [sys.executable, "-c", LOADER, str(desk.folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.send_signal(blow)
    process.communicate(timeout=30)
    assert process.returncode != 0
    assert desk.ledger.counts()["statements"] == 0
    desk.load()
    assert desk.ledger.dump_hash() == hash_of(desk)


@pytest.mark.slow
def test_judges_do_not_outlive_their_loader(desk: Desk) -> None:
    desk.table.write_text(large(20_000))
    command = [sys.executable, "-c", LOADER, str(desk.folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.kill()
    process.communicate(timeout=30)
    assert children
    deadline = time.monotonic() + 20
    while any(runs(int(child)) for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def runs(process: int) -> bool:
    """Whether a process still runs; one that ended and that nobody asked after does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_second_writer_waits(desk: Desk) -> None:
    desk.table.write_text(large(3000))
    waiting = threading.Event()
    done: list[str] = []

    def write() -> None:
        with Ledger(desk.ledger.path, patience=30) as other:
            waiting.set()
            done.append(load(other, defined(desk.mapping), desk.table).state)

    other = threading.Thread(target=write)

    def told(rows: int) -> None:
        if not other.ident:
            other.start()
            waiting.wait(10)
        assert done == []

    assert desk.load(progress=told, judges=0).state == "loaded"
    other.join(60)
    assert done == ["loaded"] or done == ["unchanged"]
    assert len(set(desk.said("power"))) == 3000


def test_readers_see_all_of_it_or_nothing(desk: Desk) -> None:
    desk.table.write_text(large(3000))
    seen: list[int] = []
    with Ledger(desk.ledger.path) as reader:
        desk.load(progress=lambda rows: seen.append(reader.counts()["statements"]), judges=0)
        assert set(seen) == {0}
        assert reader.counts()["statements"] > 20_000
