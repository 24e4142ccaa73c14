"""Editions: documents of one series replace each other; the newest that names a thing speaks for the series."""

from collections.abc import Iterable, Mapping

from ..ledger.records import StoredDocument


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
    """Which documents yield to a later one of their series."""

    def __init__(self, documents: Mapping[bytes, StoredDocument], series: Mapping[bytes, str]) -> None:
        self._series = series
        self._order = {d.id: _edition_key(d) for d in documents.values()}

    def replaced(self, naming: Iterable[bytes]) -> set[bytes]:
        """Of the documents that name a thing, those that a newer one of the same series replaces."""
        newest: dict[str, bytes] = {}
        named = [d for d in naming if d in self._series]
        for document in named:
            series = self._series[document]
            if self._order[document] > self._order[newest.get(series, document)]:
                newest[series] = document
            newest.setdefault(series, document)
        return {d for d in named if newest[self._series[d]] != d}


def _edition_key(document: StoredDocument) -> tuple[str, str, bytes]:
    appearance = document.appearance
    return appearance.vintage or appearance.published or "", document.recorded, document.id
