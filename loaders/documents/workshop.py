"""The workshop: hands pages, PDF files and feeds to a worker process, and never waits for it without end."""

import json
import os
import selectors
import subprocess
import sys
import threading
import time
from typing import Any

from .content import Content
from .errors import DocumentError
from .found import Piece

#: Seconds for one input, and bytes of memory for the process that takes it apart.
SECONDS, MEMORY = 60.0, 1_500_000_000
_START = 30.0
_CHUNK = 1 << 16
#: The longest answer: a text of the largest input, each character escaped.
_LONGEST = 400_000_000
_REMEDY = "Save its text as a .txt file"


class Workshop:
    """One worker process, started when it is first needed and anew after each that died. Close it."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._first = True

    def close(self) -> None:
        """Ends the process, by its own id, and waits for that."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def pieces(self, content: Content, kind: str, data: bytes) -> list[Piece]:
        """The texts in an input of a kind. Raises DocumentError."""
        found = self._asked(content, kind, data)
        if found["state"] != "ok":
            raise DocumentError(content.name, str(found["what"]), str(found["remedy"]))
        return [Piece(**piece) for piece in found["pieces"]]

    def _asked(self, content: Content, kind: str, data: bytes) -> dict[str, Any]:
        process = self._ready()
        head = {"kind": kind, "length": len(data), "address": content.address, "seconds": self._seconds}
        deadline = time.monotonic() + self._seconds + (_START if self._first else 0)
        line = json.dumps(head).encode() + b"\n"
        try:
            _hand(process, line + data)
            answer = json.loads(_line(process, deadline))
        except TimeoutError:
            self.close()
            what = f"takes longer than {self._seconds:g} seconds to take apart"
            raise DocumentError(content.name, what, _REMEDY) from None
        except (BrokenPipeError, EOFError):
            self.close()
            what = (
                f"needs more than {self._memory // 1_000_000:,} MB of memory to take apart, or breaks what does that"
            )
            raise DocumentError(content.name, what, _REMEDY) from None
        except BaseException:  # Ctrl-C: what it answers now, nobody asked for
            self.close()
            raise
        self._first = False
        return dict(answer)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # -P: no module is taken from the folder that the user happens to stand in.
            command = [sys.executable, "-P", "-m", f"{__package__}.worker", str(self._memory)]
            self._first = True
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
                start_new_session=True,
            )  # fmt: skip
        return self._process


def _hand(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Writes a request beside the reading of its answer: a worker that does not read must not stop us."""
    pipe = process.stdin
    assert pipe is not None

    def write() -> None:
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(pipe.fileno(), left[:_CHUNK]) :]
        except (OSError, ValueError):  # it ended, or was ended; the reading says so
            pass

    threading.Thread(target=write, daemon=True).start()


def _line(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """The next line of a process. Raises TimeoutError, or EOFError if it ended or says too much."""
    pipe = process.stdout
    assert pipe is not None
    held = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while not held.endswith(b"\n"):
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            data = os.read(pipe.fileno(), _CHUNK)
            held += data
            if not data or len(held) > _LONGEST:
                raise EOFError
    return bytes(held)
