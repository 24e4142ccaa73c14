"""Processes that are killed, run into each other, or find no room: the next run ends with the right bytes."""

import hashlib
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from wattgraph.loaders.documents.errors import Unreachable
from wattgraph.loaders.fetching.downloads import Downloaded
from wattgraph.loaders.fetching.parts import Part

from .conftest import DATA, Download, Files, Handler, beside

SHA = hashlib.sha256(DATA).hexdigest()
#: Fetches an address to a path; says on its standard output what became of it.
PROGRAM = """
import json, os, sys
from pathlib import Path
from wattgraph.loaders.documents import DocumentError
from wattgraph.loaders.fetching import parts
from wattgraph.loaders.fetching.downloads import Downloader

stop = sys.argv[3]
replaced, steps = Path.replace, []

def replace(path, target):
    steps.append(path.name)
    if stop == f"before {len(steps)}":
        os.kill(os.getpid(), 9)
    replaced(path, target)
    if stop == f"after {len(steps)}":
        os.kill(os.getpid(), 9)

Path.replace = replace
if stop == "nobody" and not os.geteuid():
    os.seteuid(65534)
try:
    found = Downloader(["127.0.0.0/8"]).download(sys.argv[1], Path(sys.argv[2]))
    print(json.dumps([found.state, found.sha256]))
except DocumentError as error:
    print(json.dumps([type(error).__name__, str(error)]))
"""


@contextmanager
def child(files: Files, target: Path, stop: str = "", **options: Any) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PROGRAM, files.address, str(target), stop]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def waiting(byte: int) -> Callable[[Handler], None]:
    """Sends so many bytes, and then nothing for long."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Content-Length": str(len(DATA)), "ETag": '"one"'})
        handler.wfile.write(DATA[:byte])
        handler.wfile.flush()
        time.sleep(20)

    return answer


def until(size: int, part: Path) -> None:
    deadline = time.monotonic() + 20
    while not part.exists() or part.stat().st_size < size:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_process_that_is_killed_in_the_middle(files: Files, download: Download, target: Path) -> None:
    files.answers.append(waiting(400_000))
    with child(files, target) as process:
        until(400_000, target.parent / "data.csv.part")
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
    assert beside(target) == ["data.csv.part", "data.csv.part.json"]
    assert download() == Downloaded(target, SHA, len(DATA), "resumed")
    assert files.asked[1]["range"] == "bytes=400000-"
    assert target.read_bytes() == DATA
    assert beside(target) == ["data.csv", "data.csv.fetched.json"]


@pytest.mark.parametrize("stop", [f"{when} {step}" for step in (1, 2, 3, 4) for when in ("before", "after")])
@pytest.mark.parametrize("earlier", [False, True])
def test_a_process_that_is_killed_between_any_two_steps(
    files: Files, download: Download, target: Path, stop: str, earlier: bool
) -> None:
    """The steps: the origin of the part, that of the whole, the file's name, its origin's name."""
    if earlier:
        files.change(DATA[::-1], '"zero"')
        download()
        files.change(DATA, '"one"')
    with child(files, target, stop) as process:
        assert process.wait(20) == -signal.SIGKILL
    if target.exists():
        assert target.read_bytes() in (DATA, DATA[::-1])
    assert download().sha256 == SHA
    assert target.read_bytes() == DATA
    assert beside(target) == ["data.csv", "data.csv.fetched.json"]
    assert json.loads((target.parent / "data.csv.fetched.json").read_text())["sha256"] == SHA
    assert download().state == "unchanged"


def test_two_processes_do_not_mix(files: Files, target: Path, refused: Callable[..., str]) -> None:
    files.answers.append(waiting(1000))
    with child(files, target):
        until(1000, target.parent / "data.csv.part")
        assert "is being fetched by another process" in refused(Unreachable)
    assert len(files.asked) == 1


def test_a_part_that_got_its_name_meanwhile_is_not_written_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process gives the file its name between our opening and our locking it."""
    import fcntl

    target.parent.mkdir()
    path = target.parent / "data.csv.part"
    path.write_bytes(b"theirs")
    honest = fcntl.flock
    renamed: list[Path] = []

    def flock(descriptor: int, kind: int) -> None:
        if not renamed:
            renamed.append(path.rename(target))
        honest(descriptor, kind)

    monkeypatch.setattr(fcntl, "flock", flock)
    with Part(target) as part:
        part.add(b"ours")
    assert target.read_bytes() == b"theirs"


def test_no_room_on_the_disk(files: Files, download: Download, target: Path) -> None:
    """The disk gives out at 300 kB; with room again it goes on."""

    def small_disk() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    with child(files, target, preexec_fn=small_disk) as process:
        kind, message = json.loads(process.communicate(timeout=20)[0])
    assert kind == "Unreachable"
    assert "finds no room" in message
    assert "Make room and run it again: it goes on from byte" in message
    assert not target.exists()
    assert download().state == "resumed"
    assert target.read_bytes() == DATA


def test_a_folder_that_takes_no_writing(files: Files, target: Path) -> None:
    """Root may write anywhere, so the child becomes somebody else once it has read our code."""
    target.parent.mkdir()
    target.parent.chmod(0o555)
    with child(files, target, "nobody") as process:
        kind, message = json.loads(process.communicate(timeout=20)[0])
    target.parent.chmod(0o755)
    assert kind == "Unreachable"
    assert "may not be written by this user" in message
    assert files.asked == []
    assert beside(target) == []
