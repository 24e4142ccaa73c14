"""The bench: judges side by side, who take the parts of a large table in turn and answer in order."""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol

from ...loaders.sources.part import Part
from .judge import Judge, Task, Verdict, receive, send

#: Parts that wait for each judge besides the one it works on: the writer never waits, and memory stays flat.
_AHEAD = 1


class JudgeLost(Exception):
    """A judge ended before its work did; nothing of the table was kept."""

    def __init__(self) -> None:
        super().__init__(
            "a process that reads the table ended before its work did (too little memory, or it was killed); nothing "
            "of the source was kept. Run it again, with more memory free"
        )


class Numbered(Protocol):
    """What a part is called in the ledger."""

    @property
    def number(self) -> int:
        """Its document's number."""
        ...


class Bench:
    """Judges of one table: a process for each processor besides the one that writes, up to four."""

    def __init__(self, task: Task, judges: int | None = None) -> None:
        self._task = task
        count = max(1, min(4, (os.cpu_count() or 2) - 1)) if judges is None else judges
        self._processes = [_started() for _ in range(count)]
        self._threads = [ThreadPoolExecutor(1) for _ in self._processes]

    def __enter__(self) -> "Bench":
        try:
            for process in self._processes:
                send(process.stdin, self._task)
        except BrokenPipeError as error:
            self.__exit__()
            raise JudgeLost from error
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.shutdown()
        for process in self._processes:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):  # what it no longer reads
                    pipe.close()

    def verdicts(self, parts: Iterable[tuple[Part, Numbered]]) -> "Iterator[tuple[Part, Any, Verdict]]":
        """Each part with what was judged of it, in order. Raises JudgeLost."""
        waiting: deque[tuple[Part, Any, Future[Verdict]]] = deque()
        most = len(self._processes) * (1 + _AHEAD)
        for turn, (part, slot) in enumerate(parts):
            at = turn % len(self._processes)
            waiting.append((part, slot, self._threads[at].submit(_asked, self._processes[at], part, slot.number)))
            if len(waiting) > most:
                yield _answered(*waiting.popleft())
        while waiting:
            yield _answered(*waiting.popleft())


def alone(task: Task, parts: Iterable[tuple[Part, Any]]) -> Iterator[tuple[Part, Any, Verdict]]:
    """The same in this process, for a table that is no trouble."""
    judge = Judge(task)
    for part, slot in parts:
        yield part, slot, judge.verdict(part.document, slot.number, part.first)


def _started() -> Any:
    # -P: no module is taken from the folder that the user happens to stand in.
    command = [sys.executable, "-P", "-c", f"from {__package__}.judge import main; main()"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)


def _asked(process: Any, part: Part, number: int) -> Verdict:
    send(process.stdin, (part.document.text, part.document.bytes_hash, number, part.first))
    found: Verdict = receive(process.stdout)
    return found


def _answered(part: Part, slot: Any, future: Future[Verdict]) -> tuple[Part, Any, Verdict]:
    try:
        return part, slot, future.result()
    except (EOFError, BrokenPipeError) as error:
        raise JudgeLost from error
