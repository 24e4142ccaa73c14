"""Editions: documents of one series replace each other; the newest that names a thing speaks for the series.

Of a data set it is the record that counts: the newest release that names a record replaces all that older ones say
of it and of its parts, such as the milestones of a site. The parts of one table are one edition.
"""

from collections.abc import Iterable, Mapping

from ..ledger.records import StoredDocument, StoredMention, StoredStatement

#: What parts a record's key from that of a part of it: `10/1#owner`.
OF_RECORD = "#"
#: When an edition is of: its vintage or date, when it was recorded, and the file or text that it is.
_Edition = tuple[str, str, bytes]
#: A record of a data set: its series, its source and its key.
_Record = tuple[str, str, str]


def series_of(documents: Iterable[StoredDocument]) -> dict[bytes, str]:
    """Document -> its series: the one stated, else its address (an edited page keeps its address)."""
    found = {}
    for document in documents:
        for appearance in document.appearances:
            if series := appearance.series or appearance.address:
                found[document.id] = series
                break
    return found


class Editions:
    """Which documents yield to a later one of their series, for a thing or for a record."""

    def __init__(
        self, documents: Mapping[bytes, StoredDocument], series: Mapping[bytes, str],
        mentions: Mapping[bytes, StoredMention],
    ) -> None:  # fmt: skip
        self._series = series
        self._order = {d.id: _edition(d) for d in documents.values()}
        self._records: dict[bytes, _Record] = {}
        self._newest: dict[_Record, _Edition] = {}
        for mention in mentions.values():
            if mention.key and mention.source and mention.document in series:
                record = series[mention.document], mention.source, mention.key.partition(OF_RECORD)[0]
                self._records[mention.id] = record
                order = self._order[mention.document]
                self._newest[record] = max(order, self._newest.get(record, order))

    def replaced(self, said: Iterable[StoredStatement]) -> set[bytes]:
        """Of statements about one thing, the ids of those that a newer edition replaces."""
        statements = list(said)
        plain = {s.document for s in statements if s.subject not in self._records}
        gone = self._replaced_documents(plain) if len(plain) > 1 else set()
        return {s.id for s in statements if s.document in gone or self._is_old(s)}

    def _is_old(self, said: StoredStatement) -> bool:
        record = self._records.get(said.subject)
        return record is not None and self._order[said.document] < self._newest[record]

    def _replaced_documents(self, naming: Iterable[bytes]) -> set[bytes]:
        """Of the documents that name a thing of no record, those that a newer one of the same series replaces."""
        newest: dict[str, bytes] = {}  # the last one written is the newest
        named = [d for d in naming if d in self._series]
        for document in sorted(named, key=lambda d: (self._order[d], d)):
            newest[self._series[document]] = document
        return {d for d in named if newest[self._series[d]] != d}


def _edition(document: StoredDocument) -> _Edition:
    """The parts of a file share its hash; what else was recorded in the same second is told apart by its own."""
    appearance = document.appearance
    return appearance.vintage or appearance.published or "", document.recorded, document.bytes_hash
