"""What records are said to be, as far as identity looks at it: whether some rows say only what others say as well.

A fact is a number made of record, property and value: of two that differ the numbers are the same by accident only,
one in 2 to the 56th.
"""

from collections.abc import Iterable

import numpy as np

from .columns import Columns
from .rows import Flags, Numbers, Place, among
from .strings import Hashes, mixed


class Facts:
    """The facts that some properties state of `chosen` mentions. `records`: the record of each mention."""

    def __init__(self, columns: Columns, records: Numbers, chosen: Flags, properties: Iterable[str]) -> None:
        rows = columns.statements
        self._rows, self._columns = rows, columns
        self._records = records
        self.at: Place = np.flatnonzero(
            chosen[rows.subject] & np.isin(rows.property, columns.numbers_of(properties)) & rows.polarity
        )
        self._number = self._numbers()

    def untold(self, left: Flags) -> Place:
        """The rows of which no row of a mention that is `left` says the same."""
        kept = left[self._rows.subject[self.at]]
        found: Place = self.at[~kept][~among(self._number[~kept], self._number[kept])]
        return found

    def of(self, prop: str) -> Place:
        """The rows of a property."""
        found: Place = self.at[self._rows.property[self.at] == self._columns.number_of(prop)]
        return found

    def told_otherwise(self, prop: str) -> Numbers:
        """The records of which two values of a property are stated."""
        chosen = self._rows.property[self.at] == self._columns.number_of(prop)
        records, numbers = self._records[self._rows.subject[self.at[chosen]]], self._number[chosen]
        order = np.lexsort((numbers, records))
        records, numbers = records[order], numbers[order]
        found: Numbers = records[1:][(records[1:] == records[:-1]) & (numbers[1:] != numbers[:-1])]
        return found

    def _numbers(self) -> Hashes:
        rows, at = self._rows, self.at
        things = rows.is_thing[at]
        value = np.empty(len(at), np.uint64)
        value[things] = self._records[rows.object[at[things]]]
        value[~things] = self._columns.values.hashes(rows.object[at[~things]])
        found = mixed(self._records[rows.subject[at]].astype(np.uint64))
        return mixed(mixed(found + rows.property[at].astype(np.uint64)) + value)
