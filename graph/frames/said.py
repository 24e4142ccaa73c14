"""Tables of what is said and by what words: statements and evidence, taken from columns without an object a row."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...schema.model import model
from ...schema.quantity import Quantity
from ..columns.rows import NONE, Flags, Place, Statements, taken
from ..view.view import View
from .cells import Cells, Content, date_cells, quantity_cells
from .resident import Arrays, arrow_type
from .tables import declared, holds, joined, table

#: How many statements are taken at once: an Arrow array of strings holds 2 GB at most.
BATCH = 1 << 19
#: A span as `encode_evidence` writes it: the clause for people, whatever stands first, and any alone.
_OFFSETS = "(?P<start>[0-9]+)-(?P<end>[0-9]+)"
_CLAUSE, _FIRST, _SPAN = f"{_OFFSETS}quote", f"^{_OFFSETS}", f"^{_OFFSETS}(?P<part>.*)$"


def statements(view: View, arrow: Any, quotes: bool = False) -> Iterator[Content]:
    """A row for each statement, batch by batch."""
    arrays = Arrays(view.snapshot, arrow)
    for rows in _batches(view):
        yield _statements(view, arrays, taken(arrays.columns.statements, rows), quotes)


def _batches(view: View) -> Iterator[Place]:
    rows = np.flatnonzero(view.counting)
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _statements(view: View, arrays: Arrays, found: Statements, quotes: bool) -> Content:
    mentions = arrays.columns.mentions
    start, end = _clauses(arrays.evidence(found.evidence))
    cells: Cells = {
        "id": arrays.hexed(found.id),
        "thing": arrays.nodes(found.subject),
        "thing_class": arrays.words(mentions.kind[found.subject]),
        "property": arrays.words(found.property),
        "object": arrays.strings(np.where(found.is_thing, NONE, found.object)),
        "object_thing": arrays.nodes(np.where(found.is_thing, found.object, NONE)),
        "modality": arrays.words(found.modality),
        "polarity": found.polarity,
        "status": arrays.words(found.status),
        "asserted_by": arrays.nodes(found.asserted_by),
        "sequence": found.sequence,
        "confidence": found.confidence,
        "loader": arrays.words(found.loader),
        "document": arrays.documents(found.document),
        "start": start,
        "end": end,
        "mention": arrays.hexed(mentions.id[found.subject]),
        **_figures(arrays, found),
        **_dates(arrays, "valid_from", found.valid_from),
        **_dates(arrays, "valid_to", found.valid_to),
    }
    if quotes:
        cells["quote"] = _quotes(view, arrays, found.document, start, end)
    return Content(cells, _resting(arrays, found))


def _resting(arrays: Arrays, found: Statements) -> set[bytes]:
    return {arrays.columns.documents.ids[place] for place in np.unique(found.document).tolist()}


def _figures(arrays: Arrays, found: Statements) -> Cells:
    """The columns of quantities, each decoded once for all statements that give it."""

    def make(encoded: Sequence[str | None]) -> Cells:
        return quantity_cells("", [None if one is None else Quantity.decode(one) for one in encoded])

    numbers = np.where(_measured(arrays, found), found.object, NONE)
    return arrays.each(numbers, make, _types(arrays, [one["suffix"] for one in declared()["quantity"]]))


def _measured(arrays: Arrays, found: Statements) -> Flags:
    """Which statements give a quantity, by class and property."""
    columns = arrays.columns
    pairs = [
        (columns.number_of(kind.name), columns.number_of(prop.name))
        for kind in model().kinds.values()
        for prop in kind.properties.values()
        if holds(prop) == "quantity"
    ]
    keys = [_pair(kind, prop) for kind, prop in pairs if NONE not in (kind, prop)]
    given = columns.mentions.kind[found.subject].astype(np.int64), found.property.astype(np.int64)
    return np.isin(_pair(*given), np.array(keys, np.int64)) & ~found.is_thing


def _pair(kind: Any, prop: Any) -> Any:
    return kind * (1 << 16) + prop


def _dates(arrays: Arrays, name: str, numbers: Place) -> Cells:
    suffixes = [one["suffix"] for one in declared()["date"]]
    names = [name, *(joined(name, suffix) for suffix in suffixes)]
    return arrays.each(numbers, lambda texts: date_cells(name, texts), _types(arrays, names))


def _types(arrays: Arrays, names: Sequence[str]) -> dict[str, Any]:
    known = {column.name: column for column in table("statements").columns}
    return {name: arrow_type(arrays.arrow, known[name]) for name in names}


def _clauses(lines: Any) -> tuple[Any, Any]:
    """Where the clauses for people to read start and end, else where the values do."""
    from pyarrow import compute

    clause, first = compute.extract_regex(lines, _CLAUSE), compute.extract_regex(lines, _FIRST)
    start, end = (
        compute.coalesce(compute.struct_field(clause, name), compute.struct_field(first, name)).cast("int64")
        for name in ("start", "end")
    )
    return start, end


def _quotes(view: View, arrays: Arrays, documents: Place, start: Any, end: Any) -> list[str | None]:
    """The words between; statements of one document stand together, so that its text is read once."""
    ids, last, text = arrays.columns.documents.ids, NONE, ""
    found: list[str | None] = []
    for document, first, behind in zip(documents.tolist(), start.to_pylist(), end.to_pylist(), strict=True):
        if document != last:
            last, text = document, view.snapshot.ledger.text(ids[document])
        found.append(None if first is None else text[first:behind])
    return found


def evidence(view: View, arrow: Any, quotes: bool = False) -> Iterator[Content]:
    """A row for each span of each statement, batch by batch."""
    arrays = Arrays(view.snapshot, arrow)
    for rows in _batches(view):
        yield _evidence(view, arrays, taken(arrays.columns.statements, rows), quotes)


def _evidence(view: View, arrays: Arrays, found: Statements, quotes: bool) -> Content:
    from pyarrow import compute

    pieces = compute.split_pattern(arrays.evidence(found.evidence), " ")
    statement = compute.list_parent_indices(pieces).to_numpy()
    spans = compute.extract_regex(compute.list_flatten(pieces), _SPAN)
    start, end = (compute.struct_field(spans, name).cast("int64") for name in ("start", "end"))
    documents = found.document[statement]
    cells: Cells = {
        "statement": arrays.hexed(found.id[statement]),
        "part": compute.struct_field(spans, "part"),
        "document": arrays.documents(documents),
        "start": start,
        "end": end,
    }
    if quotes:
        cells["quote"] = _quotes(view, arrays, documents, start, end)
    return Content(cells, _resting(arrays, found))
