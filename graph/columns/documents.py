"""The documents of the columns: read as objects when they are asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

import orjson

from ...schema.statement import Appearance
from ..ledger.records import StoredDocument


class Documents(Mapping[bytes, StoredDocument]):
    """Document id -> the document without its text, by id. Immutable; `place` counts from 0 and never changes."""

    def __init__(self, ids: Iterable[bytes], lines: Iterable[bytes]) -> None:
        self.ids = list(ids)
        self.lines = list(lines)
        self.place = {identifier: place for place, identifier in enumerate(self.ids)}
        self._made: dict[bytes, StoredDocument] = {}

    @classmethod
    def of(cls, documents: Iterable[StoredDocument]) -> "Documents":
        """The table of some documents."""
        found = list(documents)
        return cls([document.id for document in found], [_line(document) for document in found])

    def __getitem__(self, identifier: bytes) -> StoredDocument:
        made = self._made.get(identifier)
        if made is None:
            made = self._made[identifier] = _read(identifier, self.lines[self.place[identifier]])
        return made

    def __iter__(self) -> Iterator[bytes]:
        return iter(sorted(self.ids))

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.place

    def renewed(self, documents: Iterable[StoredDocument]) -> "Documents":
        """The table with some documents in the place of what it held of them, new ones at its end."""
        ids, lines, place = list(self.ids), list(self.lines), dict(self.place)
        for document in documents:
            at = place.setdefault(document.id, len(ids))
            if at == len(ids):
                ids.append(document.id)
                lines.append(b"")
            lines[at] = _line(document)
        return Documents(ids, lines)


def _line(document: StoredDocument) -> bytes:
    shown = [appearance._asdict() for appearance in document.appearances]
    told = asdict(document) | {"bytes_hash": document.bytes_hash.hex(), "appearances": shown}
    del told["id"]
    return orjson.dumps(told)


def _read(identifier: bytes, line: bytes) -> StoredDocument:
    told = orjson.loads(line)
    told["bytes_hash"] = bytes.fromhex(told["bytes_hash"])
    told["appearances"] = tuple(Appearance(**one) for one in told["appearances"])
    return StoredDocument(id=identifier, **told)
