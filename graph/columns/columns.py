"""What holds in a ledger at one sequence, as columns; rows become objects when they are asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from struct import Struct
from typing import TypeVar, cast

import numpy as np

from ..ledger.records import StoredMention, StoredStatement
from .documents import Documents
from .rows import NONE, Ids, Index, Mentions, Place, Statements
from .strings import Strings

T = TypeVar("T")
_ID = Struct(">QQ").pack
#: Rows that are made into objects at a time.
_BATCH = 2_000


def _ids(pairs: Ids) -> list[bytes]:
    """Ids as bytes."""
    whole = pairs.astype(">u8").tobytes()
    return [whole[at : at + 16] for at in range(0, len(whole), 16)]


def _or_none(numbers: Place, told: "Callable[[Place], list[T]]") -> "Sequence[T | None]":
    """What numbers stand for, None where there is none, as in most rows of most columns."""
    plain = numbers.tolist()
    missing = plain.count(NONE)
    if missing == len(plain):
        return [None] * missing
    if not missing:
        return told(numbers)
    found = iter(told(numbers[numbers != NONE]))
    return [None if number == NONE else next(found) for number in plain]


@dataclass(frozen=True)
class Columns:
    """One moment of a ledger. `mark`: what its log is known by at `sequence`. Nothing in it ever changes.

    `words`: the ledger's words by number; `recurring`: strings of which each has one number only.
    """

    sequence: int
    mark: str
    words: Mapping[int, str]
    documents: Documents
    mentions: Mentions
    index: Index
    statements: Statements
    values: Strings
    evidence: Strings
    recurring: Mapping[str, int]

    def statement(self, row: int) -> StoredStatement:
        """The statement of a row."""
        (found,) = self.statements_at([row])
        return found

    def statements_at(self, rows: Place | Sequence[int]) -> list[StoredStatement]:
        """The statements of some rows, in their order: column by column, since a read of one row costs as much."""
        s, words, at = self.statements, self._word, np.asarray(rows, np.intp)
        return list(map(StoredStatement._make, zip(
            _ids(s.id[at]), map(self.documents.ids.__getitem__, s.document[at].tolist()),
            self.mention_ids(s.subject[at]), words(s.property[at]), self._objects(at),
            self.evidence.at(s.evidence[at]), words(s.modality[at]), s.polarity[at].tolist(),
            _or_none(s.status[at], words), _or_none(s.valid_from[at], self._texts),
            _or_none(s.valid_to[at], self._texts),
            _or_none(s.asserted_by[at], self.mention_ids), s.sequence[at].tolist(), s.confidence[at].tolist(),
            words(s.loader[at]), strict=True,
        )))  # fmt: skip

    def _objects(self, rows: Place) -> list[bytes | str]:
        """The objects of some rows: ids of mentions, else words."""
        objects, things = self.statements.object[rows], self.statements.is_thing[rows]
        plain: list[bool] = things.tolist()
        if all(plain):
            return [*self.mention_ids(objects)]
        if not any(plain):
            return [*self._texts(objects)]
        named, said = iter(self.mention_ids(objects[things])), iter(self._texts(objects[~things]))
        return [next(named) if is_thing else next(said) for is_thing in plain]

    def _word(self, numbers: Place) -> list[str]:
        return list(map(self.words.__getitem__, numbers.tolist()))

    def _texts(self, numbers: Place) -> list[str]:
        """Strings of values: of those that recur each is one object, whoever says it."""
        shared = self._recurring
        found = list(map(shared.get, numbers.tolist()))
        if None not in found:
            return cast("list[str]", found)
        rare = iter(self.values.at(numbers[[text is None for text in found]]))
        return [next(rare) if text is None else text for text in found]

    @cached_property
    def _recurring(self) -> dict[int, str]:
        """Number -> string, of those that recur."""
        return {number: text for text, number in self.recurring.items()}

    def mention_ids(self, places: Place) -> list[bytes]:
        """The ids of the mentions at some places."""
        return _ids(self.mentions.id[places])

    def mention_id(self, place: int) -> bytes:
        """The id of the mention at a place."""
        high, low = self.mentions.id[place].tolist()
        return _ID(high, low)

    def mention(self, place: int) -> StoredMention:
        """The mention at a place."""
        m = self.mentions
        start, end, source, key = m.start.item(place), m.end.item(place), m.source.item(place), m.key.item(place)
        return StoredMention(
            self.mention_id(place), self.documents.ids[m.document.item(place)], self.words[m.kind.item(place)],
            None if start == NONE else start, None if end == NONE else end, m.ordinal.item(place),
            None if source == NONE else self.values[source], None if key == NONE else self.values[key],
        )  # fmt: skip

    def all_statements(self, rows: Place | Sequence[int] | None = None) -> Iterator[StoredStatement]:
        """The statements of some rows, or all of them, in this order."""
        places = np.arange(len(self.statements.number)) if rows is None else np.asarray(rows, np.intp)
        for first in range(0, len(places), _BATCH):
            yield from self.statements_at(places[first : first + _BATCH])

    def row_of(self, number: int) -> int:
        """The row of the ledger's statement of a number, NONE if it does not hold."""
        row = int(np.searchsorted(self.statements.number, number))
        found = row < len(self.statements.number) and self.statements.number[row] == number
        return row if found else NONE

    def number_of(self, word: str) -> int:
        """The ledger's number of a word, NONE if no row uses it."""
        return self._numbers.get(word, NONE)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in self.words.items()}

    def numbers_of(self, words: Iterable[str]) -> Place:
        """The numbers of some words, as far as rows use them."""
        known = self._numbers
        return np.array(sorted(known[word] for word in set(words) if word in known), np.intp)


class Mentioned(Mapping[bytes, StoredMention]):
    """Mention id -> the mention, by place."""

    def __init__(self, columns: Columns, out: Collection[bytes] = ()) -> None:
        """`out`: documents whose mentions are left out."""
        self._columns = columns
        documents = columns.mentions.document
        self._left = np.ones(len(documents), bool)
        if out:
            self._left = ~np.isin(documents, [columns.documents.place[identifier] for identifier in out])

    def __getitem__(self, identifier: bytes) -> StoredMention:
        place = self._columns.index.place(identifier)
        if place == NONE or not self._left[place]:
            raise KeyError(identifier)
        return self._columns.mention(place)

    def __iter__(self) -> Iterator[bytes]:
        return (self._columns.mention_id(place) for place in np.flatnonzero(self._left).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self._left))
