"""Editions: documents of one series replace each other; the newest that names a thing speaks for the series.

Of a data set it is the record that counts: the newest release that names a record replaces what older ones say of it
and of its parts, such as the milestones of a site. What a release has no column for it does not speak of: coordinates
of an older one stand. The parts of one table are one edition.
"""

from collections.abc import Iterable, Mapping, Set

from ..identity.naming import PART
from ..ledger.records import Act, StoredDocument, StoredMention, StoredStatement

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


def dates_of(documents: Iterable[StoredDocument]) -> dict[bytes, str]:
    """Document -> its publication date, else its vintage; those of which neither is known are left out."""
    shown = ((d.id, d.appearance) for d in documents)
    return {document: day for document, at in shown if (day := at.published or at.vintage)}


class Editions:
    """Which documents yield to a later one of their series, for a thing or for a record."""

    def __init__(
        self, documents: Mapping[bytes, StoredDocument], series: Mapping[bytes, str],
        mentions: Mapping[bytes, StoredMention], acts: Iterable[Act] = (),
        statements: Iterable[StoredStatement] = (),
    ) -> None:  # fmt: skip
        self._series = series
        self._order = {d.id: _edition(d) for d in documents.values()}
        self._records = _uncut(_records(mentions.values(), series), acts)
        #: A record's editions, from the oldest, and the documents of which each consists.
        self._editions: dict[_Record, tuple[_Edition, ...]] = {}
        self._parts: dict[_Edition, set[bytes]] = {}
        for document, edition in self._order.items():
            self._parts.setdefault(edition, set()).add(document)
        for mention, record in self._records.items():
            edition, told = self._order[mentions[mention].document], self._editions.get(record, ())
            if edition not in told:
                self._editions[record] = tuple(sorted((*told, edition)))
        #: What each edition of a series has columns for: (series, edition, property).
        self._columns = {
            (series[s.document], self._order[s.document], s.property)
            for s in statements
            if s.subject in self._records
        }

    def replaced(self, said: Iterable[StoredStatement], hidden: Set[bytes] = frozenset()) -> set[bytes]:
        """Of statements about one thing, the ids of those that a newer edition replaces.

        `hidden`: documents that were not known then and replace nothing; `said` has no statement of theirs.
        """
        statements = list(said)
        plain = {s.document for s in statements if s.subject not in self._records}
        gone = self._replaced_documents(plain) if len(plain) > 1 else set()
        return {s.id for s in statements if s.document in gone or self._is_old(s, hidden)}

    def _is_old(self, said: StoredStatement, hidden: Set[bytes]) -> bool:
        record = self._records.get(said.subject)
        if record is None:
            return False
        newest = self._newest(record, hidden)
        if newest is None or self._order[said.document] >= newest:
            return False
        return (record[0], newest, said.property) in self._columns

    def _newest(self, record: _Record, hidden: Set[bytes]) -> _Edition | None:
        """The newest edition that names a record and was known."""
        editions = reversed(self._editions[record])
        return next((edition for edition in editions if not self._parts[edition] <= hidden), None)

    def _replaced_documents(self, naming: Iterable[bytes]) -> set[bytes]:
        """Of the documents that name a thing of no record, those that a newer one of the same series replaces."""
        newest: dict[str, bytes] = {}  # the last one written is the newest
        named = [d for d in naming if d in self._series]
        for document in sorted(named, key=lambda d: (self._order[d], d)):
            newest[self._series[document]] = document
        return {d for d in named if newest[self._series[d]] != d}


def _records(mentions: Iterable[StoredMention], series: Mapping[bytes, str]) -> dict[bytes, _Record]:
    """Mention -> the record of a series that it is, or is a part of."""
    return {
        m.id: (series[m.document], m.source, m.key.partition(PART)[0])
        for m in mentions
        if m.key and m.source and m.document in series
    }


def _uncut(records: dict[bytes, _Record], acts: Iterable[Act]) -> dict[bytes, _Record]:
    """Without records of which a person judged two releases different: there the newer does not speak for both."""
    apart = [(a.subject, a.other) for a in acts if a.verb == "different" and a.subject and a.other]
    cut = {records[one] for one, other in apart if one in records and records[one] == records.get(other)}
    return {mention: record for mention, record in records.items() if record not in cut} if cut else records


def _edition(document: StoredDocument) -> _Edition:
    """The parts of a file share its hash; what else was recorded in the same second is told apart by its own."""
    appearance = document.appearance
    return appearance.vintage or appearance.published or "", document.recorded, document.bytes_hash
