"""Series and dates of documents, by which editions and times are told."""

from collections.abc import Iterable

from .records import StoredDocument


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
