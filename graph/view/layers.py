"""Layers: documents that a view can leave out, by their source or by their licence.

Share-alike data, such as ODbL, binds whoever passes on what was derived from it. Left out before anything is
resolved, it leaves no trace in what remains.
"""

from collections.abc import Collection, Iterable

from ..ledger.records import StoredDocument


class UnknownLayer(ValueError):
    """Nothing of that source or licence is in the ledger; the message says what there is."""


def layers(document: StoredDocument) -> set[str]:
    """The names by which a document can be left out: its sources (`im3`) and its licences (`ODbL-1.0`)."""
    found = {shown.licence for shown in document.appearances if shown.licence}
    return found | {shown.series.partition("/")[0] for shown in document.appearances if shown.series}


def left_out(documents: Iterable[StoredDocument], without: Collection[str]) -> set[bytes]:
    """The documents of some layers. Raises UnknownLayer for one that has none."""
    if not without:
        return set()
    named = {document.id: layers(document) for document in documents}
    known = {name for names in named.values() for name in names if "://" not in name}
    for name in without:
        if name not in known:
            raise UnknownLayer(
                f"no document is of {name!r}; there are {', '.join(sorted(known)) or 'none with a source'}"
            )
    return {document for document, names in named.items() if names.intersection(without)}
