"""The pool: worker processes that are kept warm, replaced when they die, and never waited for without end."""

import json
import logging
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ...graph.rdf.snapshots import Published
from .errors import Busy
from .settings import Settings

_LOG = logging.getLogger(__name__)
#: Bytes read from a worker at a time.
_CHUNK = 1 << 16
#: Seconds between two looks whether somebody still waits for an answer.
_PAUSE = 0.5
#: Seconds that a worker may take to open its store.
_START = 60.0
#: Times that a snapshot may be gone when its worker opens it.
_TRIES = 3


class Died(Exception):
    """A worker that ended in the middle of its work; `signal` is what killed it, None if nothing did."""

    def __init__(self, signal: int | None) -> None:
        super().__init__(signal)
        self.signal = signal


class Late(Exception):
    """A worker that did not answer in time."""


class Worker:
    """One process on one snapshot."""

    def __init__(self, published: Published, settings: Settings) -> None:
        self.published = published
        # -P: no module is taken from the folder that the user happens to stand in.
        command = [
            sys.executable,
            "-P",
            "-m",
            "wattgraph.api.sparql.worker",
            str(published.path),
            str(settings.memory),
        ]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            start_new_session=True,
        )  # fmt: skip
        self._left = bytearray()
        self._given_up: threading.Event | None = None
        try:
            self.confined = bool(self._head(time.monotonic() + _START)["confined"])
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def ask(
        self, request: dict[str, Any], deadline: float, given_up: threading.Event | None = None
    ) -> tuple[dict[str, Any], bytes]:
        """The answer's line and bytes, by `deadline` of the monotonic clock, or until nobody waits for it any more.

        Raises Died, Late.
        """
        self._given_up = given_up
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
        except BrokenPipeError:
            raise self._died() from None
        head = self._head(deadline)
        length = int(head.get("length", 0))
        while len(self._left) < length:
            self._read(deadline)
        body = bytes(self._left[:length])
        del self._left[:length]
        return head, body

    def _head(self, deadline: float) -> dict[str, Any]:
        while b"\n" not in self._left:
            self._read(deadline)
        line, _, rest = bytes(self._left).partition(b"\n")
        self._left = bytearray(rest)
        found: dict[str, Any] = json.loads(line)
        return found

    def _read(self, deadline: float) -> None:
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            while not selector.select(max(0.0, min(_PAUSE, deadline - time.monotonic()))):
                if time.monotonic() >= deadline or (self._given_up and self._given_up.is_set()):
                    raise Late
        data = os.read(self._process.stdout.fileno(), _CHUNK)
        if not data:
            raise self._died()
        self._left += data

    def _died(self) -> Died:
        code = self._process.wait()
        return Died(-code if code < 0 else None)

    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """Ends the process, by its own id, without waiting; does nothing if it ended already."""
        self._process.kill()

    def stop(self) -> None:
        """Ends the process, by its own id, and waits for that."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


class Pool:
    """Workers on the newest snapshots. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._free = threading.Semaphore(settings.workers)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._waiting = 0
        self._closed = False

    @contextmanager
    def worker(self, deadline: float, published: Callable[[], Published]) -> Iterator[Worker]:
        """A worker on the snapshot that is the newest, for one request. Raises Busy if none got free in time.

        One that is left by an exception is ended.
        """
        self._take(deadline)
        try:
            worker = self._ready(published)
            try:
                yield worker
            except BaseException:
                self._end(worker)
                raise
            with self._lock:
                keep = not self._closed
                if keep:
                    self._idle.append(worker)
            if not keep:
                self._end(worker)
        finally:
            self._free.release()

    def _take(self, deadline: float) -> None:
        with self._lock:
            if self._waiting >= self._settings.waiting + self._settings.workers:
                raise Busy(f"{self._settings.waiting} queries wait already; try again in a few seconds")
            self._waiting += 1
        try:
            if not self._free.acquire(timeout=max(0.0, deadline - time.monotonic())):
                raise Busy("no worker got free within the time of a query; try again")
        finally:
            with self._lock:
                self._waiting -= 1

    def _ready(self, published: Callable[[], Published]) -> Worker:
        """An idle worker on that snapshot, or a new one; those on older ones, and dead ones, are ended."""
        wanted = published()
        with self._lock:
            if self._closed:
                raise Busy("the service is stopping; start it again")
            good = [w for w in self._idle if w.published.sequence >= wanted.sequence and w.alive()]
            stale = [worker for worker in self._idle if worker not in good]
            found = next((worker for worker in good if worker.published == wanted), None)
            if found:
                good.remove(found)
            elif good and len(self._all) - len(stale) >= self._settings.workers:
                stale.append(good.pop(0))  # on another view: there are no more processes than workers
            self._idle = good
        for worker in stale:
            self._end(worker)
        return found or self._start(published)

    def _start(self, published: Callable[[], Published]) -> Worker:
        for _ in range(_TRIES):
            try:
                worker = Worker(published(), self._settings)
            except Died:  # its snapshot was tidied away, or the machine is out of memory
                continue
            except Late:
                break
            with self._lock:
                self._all.add(worker)
            if not worker.confined:
                _LOG.warning("this system gives no way to take the network from a worker; SERVICE is only screened")
            return worker
        raise Busy("no worker could be started; see to memory and to the folder of the view, and try again")

    def _end(self, worker: Worker) -> None:
        worker.stop()
        with self._lock:
            self._all.discard(worker)

    def pids(self) -> list[int]:
        """The process ids of all workers that run."""
        with self._lock:
            return sorted(worker.pid for worker in self._all)

    def close(self) -> None:
        """Ends all workers; what they were asked is answered by an error. May be called twice."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            busy = self._all - set(idle)
        for worker in idle:
            self._end(worker)
        for worker in busy:  # whoever waits for it finds it dead, and tidies up
            worker.kill()
