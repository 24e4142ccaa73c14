"""Tables of documents, and of whom to name for them."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..ledger.records import StoredDocument
from ..times.knowledge import known_documents
from ..view.view import View
from .cells import Cells, Content, date_cells, hexed

_NO_LICENCE = "no licence stated"


class Licence(NamedTuple):
    """Under which licence some documents of one publisher stand, and the words to name them by."""

    licence: str | None
    source: str | None
    publisher: str | None
    attribution: str
    documents: int


def documents(view: View) -> Content:
    """A row for each document, by id."""
    known = known_documents(view)
    found = [known[one] for one in sorted(known)]
    first = [document.appearance for document in found]
    cells: Cells = {
        "id": hexed(d.id for d in found),
        "title": [at.title for at in first],
        "publisher": [at.publisher for at in first],
        "address": [at.address for at in first],
        **date_cells("published", [at.published for at in first]),
        "published_basis": [at.published_basis for at in first],
        "licence": [at.licence for at in first],
        "source": [_source(document) for document in found],
        "series": [at.series for at in first],
        "vintage": [at.vintage for at in first],
        "language": [d.language for d in found],
        "media_type": [d.media_type for d in found],
        "length": [d.length for d in found],
        "text_held": [d.held for d in found],
        "recorded": [d.recorded or None for d in found],
        "bytes_hash": hexed(d.bytes_hash for d in found),
    }
    return Content(cells, set(known))


def _source(document: StoredDocument) -> str | None:
    """The source of a series: `wri` of `wri/usa`."""
    series = document.appearance.series
    return series.partition("/")[0] if series and "://" not in series else None


def licences(view: View, only: Collection[bytes], attributions: Mapping[str, str]) -> list[Licence]:
    """The licences of some documents, one a licence, source and publisher.

    `attributions`: the words that a source asks to be named by; of others the publisher and the licence.
    """
    counted: Counter[tuple[str, str, str]] = Counter()
    for one in only:
        document = view.documents[one]
        at = document.appearance
        counted[at.licence or "", _source(document) or "", at.publisher or ""] += 1
    return [
        Licence(
            licence or None, source or None, publisher or None,
            attributions.get(source) or f"{publisher or 'publisher unknown'}, {licence or _NO_LICENCE}", number,
        )
        for (licence, source, publisher), number in sorted(counted.items())
    ]  # fmt: skip


def licence_cells(found: list[Licence]) -> Cells:
    """The table of licences."""
    return {name: [getattr(one, name) for one in found] for name in Licence._fields}
