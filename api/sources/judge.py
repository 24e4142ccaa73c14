"""The judge: reads and gates the parts of a table, in this process or in one of its own.

Requests and answers between processes are pickles, each with its length before it: both ends are this program.
"""

import os
import pickle
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from ...graph.ledger import Judged, Judging
from ...loaders.sources.definition import Misdefined
from ...loaders.sources.reader import TableReader
from ...loaders.sources.row import RowError
from ...schema.statement import Document

_LENGTH = struct.Struct("<Q")


@dataclass(frozen=True)
class Task:
    """A table to judge: its source, its definition, its columns, its date, and the numbers of words."""

    source: str
    definition: Mapping[str, Any]
    columns: tuple[str, ...]
    published: str | None
    words: Mapping[str, int]


@dataclass(frozen=True)
class Verdict:
    """What became of a part: its rows, a hash of each row's key; or what is wrong, and what to do."""

    judged: Judged = field(default_factory=Judged)
    keys: bytes = b""
    wrong: tuple[str, str] | None = None


class Judge:
    """Judges the parts of one table. Raises Misdefined where its definition does not fit it."""

    def __init__(self, task: Task) -> None:
        self._reader = TableReader(task.source, task.definition, task.columns, task.published)
        self._task = task

    def verdict(self, document: Document, number: int, first: int) -> Verdict:
        """The rows of a part, whose document has a number in the ledger and whose first row has another."""
        keys: list[bytes] = []
        judging = Judging(document, number, self._task.published, self._task.words.__getitem__, lambda mention: None)
        try:
            judged = judging.judged(self._reader.things(document, first, keys))
        except RowError as error:
            return Verdict(wrong=(error.column + error.what, error.remedy))
        return Verdict(judged, b"".join(keys))


def send(pipe: BinaryIO, message: object) -> None:
    """Writes a message."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> Any:
    """The next message. Raises EOFError where there is none."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def main() -> None:
    """Judges what comes until the input ends. The first message is the task."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    requests = sys.stdin.buffer
    try:
        judge = Judge(receive(requests))
        while True:
            text, bytes_hash, number, first = receive(requests)
            send(answers, judge.verdict(Document(text, bytes_hash), number, first))
    except (EOFError, Misdefined):
        return
