"""Editions over columns: of the documents of one series the newest that names a record speaks for it.

The newest release that names a record replaces what older ones say of it and of its parts, such as the milestones of
a site. What a release has no column for it does not speak of. The parts of one table are one edition.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

import numpy as np

from ..ledger.records import Act, StoredDocument, StoredStatement
from ..ledger.series import series_of
from . import kin
from .documents import Documents
from .resident import Resident
from .rows import NONE, Flags, Numbers, Place


class Editions:
    """Which rows a later edition of their record replaces.

    `known`: the documents that count, all unless given. A statement of a document that does not count replaces
    nothing.
    """

    def __init__(self, resident: Resident, known: Collection[bytes] | None = None) -> None:
        self._resident = resident
        documents = resident.columns.documents
        counts = np.array([known is None or i in known for i in documents.ids], bool)
        series = series_of(document for i, document in documents.items() if known is None or i in known)
        self._edition, self._of_series = _editions(documents, series)
        self._record = self._records(counts)
        self._newest = self._newest_editions()
        self._speaks = self._columns()

    @cached_property
    def replaced(self) -> Flags:
        """For each row whether it is replaced."""
        said = self._resident.columns.statements
        return self._older(said.subject, said.document, said.property)

    def _older(self, subject: Place, document: Place, prop: Place) -> Flags:
        record, edition = self._record[subject], self._edition[document]
        newest = self._newest[record]
        older = (record != NONE) & (edition != NONE) & (edition < newest)
        found: Flags = older & self._speaks[newest, prop]
        return found

    def replaced_said(self, said: Sequence[StoredStatement]) -> tuple[list[bool], list[bool]]:
        """Of statements, of which some may stand in no row: which speak of a record, and which are replaced."""
        columns = self._resident.columns
        subject = np.array([columns.index.place(s.subject) for s in said], np.intp)
        document = np.array([columns.documents.place[s.document] for s in said], np.intp)
        prop = np.array([columns.number_of(s.property) for s in said], np.intp)
        unknown = (subject == NONE) | (prop == NONE) | (prop >= self._speaks.shape[1])
        found = self._older(subject, document, np.where(unknown, 0, prop)) & ~unknown
        return (self._record[subject] != NONE).tolist(), found.tolist()

    @cached_property
    def of_records(self) -> Flags:
        """For each row whether it speaks of a record of a series, or of a part of one."""
        found: Flags = self._record[self._resident.columns.statements.subject] != NONE
        return found

    def _records(self, counts: Flags) -> Numbers:
        """Mention place -> the record of a series that it is, or is a part of."""
        columns, keys = self._resident.columns, self._resident.resolution.keys
        whole = keys.of(keys.sort == kin.WHOLE)
        document = columns.mentions.document[whole.mention]
        spoken = self._resident.resolution.root[whole.mention] != NONE
        chosen = counts[document] & (self._edition[document] != NONE) & spoken
        mention, edition = whole.mention[chosen], self._edition[document[chosen]]
        mixed = whole.hash[chosen] ^ (self._of_series[edition].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
        _, number = np.unique(mixed, return_inverse=True)
        found = np.full(len(columns.mentions.document), NONE, np.int32)
        found[mention] = number.astype(np.int32)
        for cut in self._cut(found):
            found[found == cut] = NONE
        return found

    def _cut(self, record: Numbers) -> set[int]:
        """Records of which a person judged two releases different: there the newer does not speak for both."""
        index = self._resident.columns.index
        pairs = [
            (index.place(a.subject or b""), index.place(a.other or b"")) for a in self._resident.acts if _parts(a)
        ]
        return {
            record.item(one) for one, other in pairs
            if NONE not in (one, other) and record[one] == record[other] != NONE
        }  # fmt: skip

    def _newest_editions(self) -> Numbers:
        """Record -> its newest edition; behind the last record there is one for what is none."""
        edition = self._edition[self._resident.columns.mentions.document]
        known = self._record != NONE
        best = np.full(int(self._record.max(initial=NONE)) + 2, NONE, np.int32)
        order = np.argsort(edition[known], kind="stable")
        best[self._record[known][order]] = edition[known][order]  # the last one written is the newest
        return best

    def _columns(self) -> Flags:
        """Edition and property -> whether it has a column for it."""
        said = self._resident.columns.statements
        speaks = np.zeros((len(self._of_series) + 1, int(said.property.max(initial=0)) + 1), bool)
        of_record = self._record[said.subject] != NONE
        speaks[self._edition[said.document[of_record]], said.property[of_record]] = True
        return speaks


def _parts(act: Act) -> bool:
    return act.verb == "different" and bool(act.subject) and bool(act.other)


def _editions(
    documents: Documents, series: Mapping[bytes, str]
) -> tuple[Numbers, Numbers]:  # fmt: skip
    """Document place -> its edition, NONE without a series; edition -> the number of its series.

    Editions are numbered by vintage or date, by publication, by when they were recorded, then by the file or text:
    the parts of a file share its hash.
    """
    orders = {i: order(documents[i]) for i in documents.ids if i in series}
    found = sorted({(order, series[i]) for i, order in orders.items()})
    edition = {key: number for number, key in enumerate(found)}
    names = {name: number for number, name in enumerate(sorted(set(series.values())))}
    of = [edition[orders[i], series[i]] if i in orders else NONE for i in documents.ids]
    return np.array(of, np.int32), np.array([names[name] for _, name in found], np.int32)


def order(document: StoredDocument) -> tuple[str, str, str, bytes]:
    """When an edition is of, when it was published and recorded, and the file or text that it is."""
    appearance = document.appearance
    published = appearance.published or ""
    return appearance.vintage or published, published, document.recorded, document.bytes_hash
