"""From the ledger's bare rows to columns."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..ledger.rows import Batch
from .rows import NONE, Index, Mentions, Numbers, Place, Statements, as_ids, stacked, taken
from .strings import Writing


class Texts:
    """Where the strings of new rows go: `values` recur, evidence does not."""

    def __init__(self, values: Writing, evidence: Writing) -> None:
        self.values = values
        self.evidence = evidence


def read_mentions(batches: Iterable[Batch], place: "dict[int, int]", values: Writing) -> Mentions:
    """Mentions in the order of the batches. `place`: a document's number in the ledger -> its place."""
    found = [_mentions(list(zip(*batch, strict=True)), place, values) for batch in batches]
    return stacked(found) if found else _NO_MENTIONS


def _mentions(columns: list[tuple[Any, ...]], place: "dict[int, int]", values: Writing) -> Mentions:
    ids, documents, kinds, starts, ends, ordinals, sources, keys = columns
    return Mentions(
        as_ids(list(ids)), np.fromiter(map(place.__getitem__, documents), np.int32, len(ids)),
        np.array(kinds, np.int16), _or_none(starts), _or_none(ends), np.array(ordinals, np.int64),
        _strings(sources, values), _strings(keys, values),
    )  # fmt: skip


def read_statements(
    batches: Iterable[Batch], place: "dict[int, int]", mentions: Index, texts: Texts
) -> Statements:  # fmt: skip
    """Statements by number, each once, with its last entry. `mentions`: where mentions stand."""
    parts = [_statements(list(zip(*b, strict=True)), place, mentions, texts) for b in batches]
    found = stacked(parts) if parts else _NO_STATEMENTS
    last = np.ones(len(found.number), bool)
    last[:-1] = found.number[1:] != found.number[:-1]
    return found if last.all() else taken(found, last)


def _statements(
    columns: list[tuple[Any, ...]], place: "dict[int, int]", mentions: Index, texts: Texts
) -> Statements:  # fmt: skip
    (numbers, ids, documents, subjects, properties, objects, evidence, modalities, denied, status, since, until,
     speakers, sequences, confidences, loaders) = columns  # fmt: skip
    things = np.fromiter((type(o) is bytes for o in objects), bool, len(objects))
    return Statements(
        number=np.array(numbers, np.int64),
        id=as_ids(list(ids)),
        document=np.fromiter(map(place.__getitem__, documents), np.int32, len(ids)),
        subject=mentions.places(as_ids(list(subjects))),
        property=np.array(properties, np.int16),
        object=_objects(objects, things, mentions, texts.values),
        is_thing=things,
        evidence=texts.evidence.add_all(evidence),
        modality=np.array(modalities, np.int16),
        status=_or_none(status).astype(np.int16),
        polarity=np.fromiter((not d for d in denied), bool, len(denied)),
        valid_from=_strings(since, texts.values),
        valid_to=_strings(until, texts.values),
        asserted_by=_speakers(speakers, mentions),
        sequence=np.array(sequences, np.int64),
        confidence=np.fromiter((1.0 if c is None else c for c in confidences), np.float64, len(confidences)),
        loader=np.array(loaders, np.int16),
    )


def _objects(objects: Sequence[Any], things: Any, mentions: Index, values: Writing) -> Numbers:
    found = np.empty(len(objects), np.int32)
    named = [o for o in objects if type(o) is bytes]
    if named:
        found[things] = mentions.places(as_ids(named))
    found[~things] = values.add([o for o in objects if type(o) is not bytes])
    return found


def _speakers(speakers: Sequence[bytes | None], mentions: Index) -> Numbers:
    at = _given(speakers)
    found = np.full(len(speakers), NONE, np.int32)
    if len(at):
        found[at] = mentions.places(as_ids([speakers[i] or b"" for i in at]))
    return found


def _strings(strings: Sequence[str | None], values: Writing) -> Numbers:
    at = _given(strings)
    found = np.full(len(strings), NONE, np.int32)
    if len(at):
        found[at] = values.add([strings[i] or "" for i in at])
    return found


def _given(values: Sequence[object]) -> Place:
    return np.flatnonzero(np.fromiter((v is not None for v in values), bool, len(values)))


def _or_none(numbers: Sequence[int | None]) -> Numbers:
    return np.fromiter((NONE if n is None else n for n in numbers), np.int32, len(numbers))


def _empty(table: Any, **types: Any) -> Any:
    columns = {name: np.zeros(0, types.get(name, np.int32)) for name in table._fields}
    return table(**columns | {"id": np.zeros((0, 2), np.uint64)})


_NO_MENTIONS: Mentions = _empty(Mentions, kind=np.int16, ordinal=np.int64)
_NO_STATEMENTS: Statements = _empty(
    Statements, number=np.int64, property=np.int16, is_thing=bool, modality=np.int16, status=np.int16,
    polarity=bool, sequence=np.int64, confidence=np.float64, loader=np.int16,
)  # fmt: skip


def merged(old: Statements, new: Statements) -> Statements:
    """The rows of both by number, each of them in its order already."""
    both = stacked([old, new])
    if not (len(old.number) and len(new.number)) or old.number[-1] < new.number[0]:
        return both  # what was loaded last stands last
    return taken(both, np.argsort(both.number, kind="stable"))
