"""What holds in a ledger at one sequence, as columns; rows become objects when they are asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from struct import Struct

import numpy as np

from ..ledger.records import StoredMention, StoredStatement
from .documents import Documents
from .rows import NONE, Index, Mentions, Place, Statements
from .strings import Strings

_ID = Struct(">QQ").pack
#: Rows that are made into objects at a time.
_BATCH = 20_000


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
        s, words, values = self.statements, self.words, self.values
        high, low = s.id[row].tolist()
        since, until, speaker, status = (
            s.valid_from.item(row), s.valid_to.item(row), s.asserted_by.item(row), s.status.item(row)
        )  # fmt: skip
        thing = s.object.item(row)
        return StoredStatement(
            _ID(high, low),
            self.documents.ids[s.document.item(row)],
            self.mention_id(s.subject.item(row)),
            words[s.property.item(row)],
            self.mention_id(thing) if s.is_thing.item(row) else values[thing],
            self.evidence[s.evidence.item(row)],
            words[s.modality.item(row)],
            s.polarity.item(row),
            None if status == NONE else words[status],
            None if since == NONE else values[since],
            None if until == NONE else values[until],
            None if speaker == NONE else self.mention_id(speaker),
            s.sequence.item(row),
            s.confidence.item(row),
            words[s.loader.item(row)],
        )

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
        places: Iterable[int] = range(len(self.statements.number)) if rows is None else rows
        for row in places:
            yield self.statement(int(row))

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

    def __init__(self, columns: Columns, places: Place | None = None) -> None:
        """`places`: of which, all unless given."""
        self._columns = columns
        self._places = places

    def __getitem__(self, identifier: bytes) -> StoredMention:
        place = self._columns.index.place(identifier)
        if place == NONE:
            raise KeyError(identifier)
        return self._columns.mention(place)

    def __iter__(self) -> Iterator[bytes]:
        places = range(len(self._columns.mentions.document)) if self._places is None else self._places
        for place in places:
            yield self._columns.mention_id(int(place))

    def __len__(self) -> int:
        return len(self._columns.mentions.document) if self._places is None else len(self._places)
