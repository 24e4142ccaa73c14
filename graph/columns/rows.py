"""The columns of statements and mentions: one array each, all of one length."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Short = NDArray[np.int16]
Numbers = NDArray[np.int32]
Long = NDArray[np.int64]
Floats = NDArray[np.float64]
#: Ids of 16 bytes as two numbers each, in the order of their bytes: shape (n, 2).
Ids = NDArray[np.uint64]
Place = NDArray[np.integer[Any]]
#: Stands for what there is none of.
NONE = -1


class Statements(NamedTuple):
    """What holds, in the order of the ledger's numbers. Words are the ledger's numbers of them.

    `document`, `subject`, `asserted_by`: places in those tables. `object`: a mention's place where `is_thing`, else
    the number of a string. `evidence`, `valid_from`, `valid_to`: numbers of strings.
    """

    number: Long
    id: Ids
    document: Numbers
    subject: Numbers
    property: Short
    object: Numbers
    is_thing: Flags
    evidence: Numbers
    modality: Short
    status: Short
    polarity: Flags
    valid_from: Numbers
    valid_to: Numbers
    asserted_by: Numbers
    sequence: Long
    confidence: Floats
    loader: Short


class Mentions(NamedTuple):
    """Mentions. `start`, `end`: code points; `source`, `key`: numbers of strings."""

    id: Ids
    document: Numbers
    kind: Short
    start: Numbers
    end: Numbers
    ordinal: Long
    source: Numbers
    key: Numbers


T = TypeVar("T", bound=tuple[Any, ...])


def taken(table: T, places: Place | Flags) -> T:
    """The rows at some places."""
    columns: Any = table
    return type(table)(*(column[places] for column in columns))


def stacked(tables: Sequence[T]) -> T:
    """The rows of some tables, one behind the other."""
    columns: Any = zip(*tables, strict=True)
    return type(tables[0])(*(np.concatenate(parts) for parts in columns))


def distinct(numbers: Long) -> Long:
    """The numbers, each once, in order: by sorting, since numpy's `unique` may take a hundred times longer."""
    found = np.sort(numbers)
    new = np.ones(len(found), bool)
    new[1:] = found[1:] != found[:-1]
    return found[new]


def among(numbers: Ids, others: Ids) -> Flags:
    """Which numbers are among others: by sorting as well."""
    known = np.sort(others)
    at = np.searchsorted(known, numbers)
    found: Flags = known[np.minimum(at, len(known) - 1)] == numbers if len(known) else np.zeros(len(numbers), bool)
    return found


def as_ids(identifiers: list[bytes]) -> Ids:
    """Ids as numbers; of bytes that are not 16 the first, filled with zeros."""
    return np.frombuffer(b"".join(identifiers), ">u8").reshape(-1, 2).astype(np.uint64)


class Index:
    """Where ids stand in a table, by their second half, which is random in mentions and statements alike."""

    def __init__(self, ids: Ids, order: Numbers | None = None, halves: NDArray[np.uint64] | None = None) -> None:
        """`order`, `halves`: as an earlier index of the same ids had them."""
        self._ids = ids
        self.order = np.argsort(ids[:, 1], kind="stable").astype(np.int32) if order is None else order
        self.halves = ids[self.order, 1] if halves is None else halves

    def places(self, wanted: Ids) -> Numbers:
        """The place of each id, NONE where there is none."""
        if not len(self._ids):
            return np.full(len(wanted), NONE, np.int32)
        at = np.searchsorted(self.halves, wanted[:, 1])
        found = self.order[np.minimum(at, len(self.order) - 1)]
        missed = np.flatnonzero((self._ids[found] != wanted).any(axis=1))
        for place in missed:  # another id of the same half, or none at all
            found[place] = self._behind(wanted[place], int(at[place]))
        return found

    def place(self, identifier: bytes) -> int:
        """The place of one id, NONE if there is none."""
        if len(identifier) != 16:
            return NONE
        wanted = as_ids([identifier])[0]
        return self._behind(wanted, int(np.searchsorted(self.halves, wanted[1])))

    def _behind(self, wanted: NDArray[np.uint64], at: int) -> int:
        while at < len(self.halves) and self.halves[at] == wanted[1]:
            if self._ids[self.order[at], 0] == wanted[0]:
                return int(self.order[at])
            at += 1
        return NONE
