"""Tables of what all others rest on: statements, the words that prove them, documents, and whom to name."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from ...schema.model import Model
from ...schema.quantity import Quantity
from ...schema.statement import Span, decode_evidence
from ..ledger.records import StoredDocument, StoredStatement
from ..view.view import View
from .cells import Cells, Content, date_cells, hexed, quantity_cells
from .tables import holds

#: How many statements become cells at once.
BATCH = 65_536
#: Text of a document by its id.
_Texts = Callable[[bytes], str]
#: In evidence as `encode_evidence` writes it: the clause for people, and whatever stands first.
_QUOTED, _FIRST = re.compile("([0-9]+)-([0-9]+)quote"), re.compile("([0-9]+)-([0-9]+)")
_NO_LICENCE = "no licence stated"


class Licence(NamedTuple):
    """Under which licence some documents of one publisher stand, and the words to name them by."""

    licence: str | None
    source: str | None
    publisher: str | None
    attribution: str
    documents: int


# -- statements


def statements(view: View, quotes: bool = False) -> Iterator[Content]:
    """A row for each statement, batch by batch. No node is made for it."""
    text = _texts(view) if quotes else None
    for found in _batches(view.statements()):
        yield _statements(view, found, text)


def _batches(found: Iterator[StoredStatement]) -> Iterator[list[StoredStatement]]:
    """Many, but not so many that their cells as Python has them take more room than the whole table does."""
    while batch := list(islice(found, BATCH)):
        yield batch


def _statements(view: View, found: list[StoredStatement], text: _Texts | None) -> Content:
    node, mentions = view.snapshot.identity.node, view.snapshot.mentions
    kinds = [mentions[s.subject].kind for s in found]
    spans = [_clause(s.evidence) for s in found]
    named = [s.object if isinstance(s.object, bytes) else None for s in found]
    cells: Cells = {
        "id": hexed(s.id for s in found),
        "thing": [node[s.subject] for s in found],
        "thing_class": kinds,
        "property": [s.property for s in found],
        "object": [None if isinstance(s.object, bytes) else s.object for s in found],
        "object_thing": [None if one is None else node.get(one, one.hex()) for one in named],
        "start": [start for start, _ in spans],
        "end": [end for _, end in spans],
        "mention": hexed(s.subject for s in found),
        **quantity_cells("", _quantities(view.model, found, kinds)),
        **date_cells("valid_from", [s.valid_from for s in found]),
        **date_cells("valid_to", [s.valid_to for s in found]),
        **_said(found),
    }
    speakers = [s.asserted_by for s in found]
    cells["asserted_by"] = [None if one is None else node.get(one, one.hex()) for one in speakers]
    if text:
        cells["quote"] = [text(s.document)[start:end] for s, (start, end) in zip(found, spans, strict=True)]
    return Content(cells, {s.document for s in found})


def _said(found: list[StoredStatement]) -> Cells:
    return {
        "modality": [s.modality for s in found],
        "polarity": [s.polarity for s in found],
        "status": [s.status for s in found],
        "sequence": [s.sequence for s in found],
        "confidence": [s.confidence for s in found],
        "loader": [s.loader for s in found],
        "document": hexed(s.document for s in found),
    }


def _quantities(model: Model, found: list[StoredStatement], kinds: list[str]) -> list[Quantity | None]:
    known: dict[str, Quantity] = {}
    measured = {
        (k.name, p.name) for k in model.kinds.values() for p in k.properties.values() if holds(p) == "quantity"
    }
    quantities: list[Quantity | None] = []
    for said, kind in zip(found, kinds, strict=True):
        if (kind, said.property) not in measured or isinstance(said.object, bytes):
            quantities.append(None)
            continue
        if said.object not in known:
            known[said.object] = Quantity.decode(said.object)
        quantities.append(known[said.object])
    return quantities


def _clause(evidence: str) -> tuple[int, int]:
    """Where the clause for people to read starts and ends, else where the value does."""
    found = _QUOTED.search(evidence) or _FIRST.match(evidence)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _texts(view: View) -> _Texts:
    """The texts, of which the last one asked for is at hand: statements of one document stand together."""
    last: tuple[bytes, str] = (b"", "")

    def text(document: bytes) -> str:
        nonlocal last
        if last[0] != document:
            last = document, view.snapshot.ledger.text(document)
        return last[1]

    return text


def evidence(view: View, quotes: bool = False) -> Iterator[Content]:
    """A row for each span of each statement, batch by batch."""
    text: _Texts = _texts(view) if quotes else lambda document: ""
    for found in _batches(view.statements()):
        yield _evidence([(s, span) for s in found for span in decode_evidence(s.evidence, text(s.document))])


def _evidence(found: list[tuple[StoredStatement, Span]]) -> Content:
    cells: Cells = {
        "statement": hexed(s.id for s, _ in found),
        "part": [span.part for _, span in found],
        "document": hexed(s.document for s, _ in found),
        "start": [span.start for _, span in found],
        "end": [span.end for _, span in found],
        "quote": [span.quote for _, span in found],
    }
    return Content(cells, {s.document for s, _ in found})


# -- documents


def documents(view: View) -> Content:
    """A row for each document, by id."""
    found = [view.documents[one] for one in sorted(view.documents)]
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
    return Content(cells, set(view.documents))


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
