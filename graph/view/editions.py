"""Editions: documents of one series replace each other; the newest that names a thing speaks for the series.

Of a data set it is the record that counts (`columns.editions`); of texts the thing: an edited page replaces what it
said before of whatever it still names.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from ..columns import editions
from ..columns.resident import Resident
from ..columns.rows import Flags, Place
from ..ledger.records import StoredDocument, StoredStatement
from ..ledger.series import series_of


class Editions:
    """Which documents yield to a later one of their series, for a thing or for a record.

    `documents`: those that count.
    """

    def __init__(self, resident: Resident, documents: Mapping[bytes, StoredDocument]) -> None:
        known = None if len(documents) == len(resident.columns.documents) else documents.keys()
        self._records = editions.Editions(resident, known)
        self._documents = resident.columns.statements.document
        self._ids = resident.columns.documents.ids
        self._series = series_of(documents.values())
        self._order = {identifier: editions.order(documents[identifier]) for identifier in self._series}

    @property
    def replaced_rows(self) -> Flags:
        """For each row of the columns whether a newer release of its record replaces it."""
        return self._records.replaced

    def replaced(self, rows: Place, owner: Place) -> Flags:
        """Of the rows about some things those that a newer edition replaces. `owner`: whose each is, in order."""
        found: Flags = self._records.replaced[rows].copy()
        documents = self._documents[rows]
        plain = self._in_series[documents] & ~self._records.of_records[rows]
        if not plain.any():
            return found
        told = np.unique(np.stack([owner[plain], documents[plain]]), axis=1)
        # Only of a thing of which several texts of series speak can one yield: those few are looked at.
        several, counts = np.unique(told[0], return_counts=True)
        for thing in several[counts > 1].tolist():
            gone = self._replaced_documents(self._ids[place] for place in told[1, told[0] == thing].tolist())
            mine = slice(*np.searchsorted(owner, [thing, thing + 1]).tolist())
            found[mine] |= np.isin(documents[mine], [place for place in told[1] if self._ids[place] in gone])
        return found

    @cached_property
    def _in_series(self) -> Flags:
        """For each place of a document whether it is of a series."""
        return np.array([identifier in self._series for identifier in self._ids], bool)

    def replaced_then(self, said: Iterable[StoredStatement]) -> set[bytes]:
        """The same of statements that may stand in no row any more, since they were closed."""
        statements = list(said)
        of_records, old = self._records.replaced_said(statements)
        plain = {s.document for s, recorded in zip(statements, of_records, strict=True) if not recorded}
        gone = self._replaced_documents(plain) if len(plain) > 1 else set()
        return {s.id for s, is_old in zip(statements, old, strict=True) if is_old or s.document in gone}

    def _replaced_documents(self, naming: Iterable[bytes]) -> set[bytes]:
        """Of the documents that name a thing of no record, those that a newer one of the same series replaces."""
        newest: dict[str, bytes] = {}  # the last one written is the newest
        named = [d for d in naming if d in self._series]
        for document in sorted(named, key=lambda d: (self._order[d], d)):
            newest[self._series[document]] = document
        return {d for d in named if newest[self._series[d]] != d}
