"""Strings by number: bytes in a row with the offset of each, so that millions of them need no objects."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Hashes = NDArray[np.uint64]

#: How many strings that recur are looked up when written, beside those that were there from the start.
_RECURRING = 20_000
_STEP = np.uint64(0x9E3779B97F4A7C15)
#: Longer strings are not expected to recur.
_SHORT = 24


class Chunk(NamedTuple):
    """Some strings in a row: UTF-8 `data`, in which the one at i stands from `offsets[i]` to `offsets[i + 1]`."""

    offsets: Offsets
    data: Bytes

    def __len__(self) -> int:
        return len(self.offsets) - 1


class Strings(Sequence[str]):
    """Immutable strings by number. What is added later is a further chunk; numbers stay what they are."""

    def __init__(self, chunks: Sequence[Chunk] = ()) -> None:
        self.chunks = tuple(chunk for chunk in chunks if len(chunk))
        self._first = [0]
        for chunk in self.chunks:
            self._first.append(self._first[-1] + len(chunk))
        self._data = [memoryview(chunk.data.data) for chunk in self.chunks]

    def __len__(self) -> int:
        return self._first[-1]

    def __getitem__(self, number):  # type: ignore[no-untyped-def]  # only whole numbers are asked for
        at = bisect_right(self._first, number) - 1 if len(self.chunks) > 1 else 0
        offset, inner = self.chunks[at].offsets.item, number - self._first[at]
        return str(self._data[at][offset(inner) : offset(inner + 1)], "utf-8")

    def at(self, numbers: NDArray[np.integer[Any]]) -> list[str]:
        """The strings of some numbers: one look at the offsets for all of a chunk, not one for each string."""
        if len(self.chunks) == 1:
            return self._of(0, numbers)
        chunk = np.searchsorted(self._first, numbers, side="right") - 1
        found = np.empty(len(numbers), object)
        for one in np.unique(chunk).tolist():
            mine = chunk == one
            found[mine] = self._of(one, numbers[mine] - self._first[one])
        told: list[str] = found.tolist()
        return told

    def _of(self, chunk: int, inner: NDArray[np.integer[Any]]) -> list[str]:
        offsets, data = self.chunks[chunk].offsets, self._data[chunk]
        ends = zip(offsets[inner].tolist(), offsets[inner + 1].tolist(), strict=True)
        return [str(data[start:end], "utf-8") for start, end in ends]

    def hashes(self, numbers: Numbers) -> Hashes:
        """A number made of each string: the same of equal strings, and of others by an accident of 1 in 2**56."""
        found = np.zeros(len(numbers), np.uint64)
        chunk = np.searchsorted(self._first, numbers, "right") - 1
        for at in range(len(self.chunks)):
            mine = chunk == at
            found[mine] = _hashed(self.chunks[at], numbers[mine] - self._first[at])
        return found

    def whole(self) -> Chunk:
        """All of them as one chunk."""
        if len(self.chunks) == 1:
            return self.chunks[0]
        starts = np.cumsum([0] + [len(chunk.data) for chunk in self.chunks])
        ends = [chunk.offsets[1:] + start for chunk, start in zip(self.chunks, starts, strict=False)]
        empty = np.zeros(1, np.int64)
        return Chunk(np.concatenate([empty, *ends]), _joined([chunk.data for chunk in self.chunks]))


class Writing:
    """New strings behind some that are there. A string that is known to recur gets the number that it has."""

    def __init__(self, known: Strings, recurring: Mapping[str, int]) -> None:
        self._known = known
        self.recurring = dict(recurring)
        self._count = len(known)
        self._lengths: list[NDArray[np.int64]] = []
        self._data: list[bytes] = []

    def add(self, strings: Sequence[str]) -> Numbers:
        """The numbers of strings, which are written as far as they are new."""
        found = np.empty(len(strings), np.int32)
        fresh: list[bytes] = []
        recurring, room = self.recurring, _RECURRING - len(self.recurring)
        for place, string in enumerate(strings):
            number = recurring.get(string)
            if number is None:
                number = self._count + len(fresh)
                fresh.append(string.encode())
                if room > 0 and len(string) <= _SHORT:
                    recurring[string] = number
                    room -= 1
            found[place] = number
        self._write(fresh)
        return found

    def add_all(self, strings: Sequence[str]) -> Numbers:
        """The numbers of strings that do not recur."""
        first = self._count
        self._write([string.encode() for string in strings])
        return np.arange(first, self._count, dtype=np.int32)

    def _write(self, fresh: list[bytes]) -> None:
        self._lengths.append(np.fromiter(map(len, fresh), np.int64, len(fresh)))
        self._data.append(b"".join(fresh))
        self._count += len(fresh)

    def strings(self) -> Strings:
        """The strings that were there, and the new ones."""
        lengths = np.concatenate([np.zeros(1, np.int64), *self._lengths])
        data = np.frombuffer(b"".join(self._data), np.uint8)
        return Strings([*self._known.chunks, Chunk(np.cumsum(lengths), data)])


def mixed(numbers: Hashes) -> Hashes:
    """Numbers spread over all 64 bits (the finalizer of SplitMix64; Steele, Lea and Flood 2014)."""
    found = numbers + _STEP
    found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    spread: Hashes = found ^ (found >> np.uint64(31))
    return spread


def _hashed(chunk: Chunk, inner: Numbers) -> Hashes:
    """The sum of each string's bytes, each times a number of its place, and of its length."""
    lengths = chunk.offsets[inner + 1] - chunk.offsets[inner]
    ends = np.cumsum(lengths)
    place = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    data = chunk.data[np.repeat(chunk.offsets[inner], lengths) + place].astype(np.uint64)
    weights = mixed(np.arange(lengths.max(initial=0), dtype=np.uint64)) | np.uint64(1)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(data * weights[place])])
    return mixed(sums[ends] - sums[ends - lengths] + mixed(lengths.astype(np.uint64)))


def _joined(parts: Iterable[Bytes]) -> Bytes:
    listed = list(parts)
    return np.concatenate(listed) if listed else np.zeros(0, np.uint8)
