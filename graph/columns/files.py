"""Residents as files: one folder a moment, of arrays that are mapped into memory and a few lists."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import orjson

from ..identity.clusters import Evidence
from ..ledger.records import Act
from .columns import Columns
from .documents import Documents
from .kin import Keys, Labels
from .nodes import Nodes, Sparse
from .resident import Resident
from .resolution import Resolution
from .rows import Index, Mentions, Statements
from .strings import Chunk, Strings

#: Raised when the same ledger gets other arrays, so that folders of an earlier form are not read.
FORM = 2
_TABLES: dict[str, Any] = {"statements": Statements, "mentions": Mentions, "keys": Keys, "labels": Labels}
_SPARSE = ("members", "said", "named")
_EVIDENCE = ("proofs", "unsure")


def name(sequence: int, mark: str) -> str:
    """The name of a moment's folder."""
    return f"{FORM}-{sequence}-{mark}"


def save(resident: Resident, place: Path) -> Path:
    """Writes a moment to its folder in `place`, whole or not at all. Raises OSError."""
    place.mkdir(exist_ok=True)
    target = place / name(resident.sequence, resident.columns.mark)
    if target.is_dir():
        return target
    folder = Path(tempfile.mkdtemp(prefix="new-", dir=place))
    try:
        for key, array in _arrays(resident).items():
            with (folder / f"{key}.npy").open("wb") as file:
                np.save(file, array)
                _flush(file)
        with (folder / "lists.json").open("wb") as file:
            file.write(_lists(resident))
            _flush(file)
        os.replace(folder, target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if not target.is_dir():  # another process wrote the same meanwhile
            raise
    return target


def _flush(file: BinaryIO) -> None:
    """What a folder holds is on disk before the folder has its name."""
    file.flush()
    os.fsync(file.fileno())


def _arrays(resident: Resident) -> dict[str, Any]:
    columns, nodes = resident.columns, resident.nodes
    tables: dict[str, Any] = {
        "statements": columns.statements,
        "mentions": columns.mentions,
        "keys": resident.resolution.keys,
        "labels": resident.resolution.labels,
    }
    found = {f"{table}.{field}": array for table, rows in tables.items() for field, array in rows._asdict().items()}
    for key in ("values", "evidence"):
        whole = getattr(columns, key).whole()
        found |= {f"{key}.offsets": whole.offsets, f"{key}.data": whole.data}
    for key in _SPARSE:
        found |= {f"{key}.{field}": array for field, array in getattr(nodes, key)._asdict().items()}
    found |= {key: Saved.bytes_of(getattr(resident.resolution, key)) for key in _EVIDENCE}
    return found | {
        "index.order": columns.index.order, "index.halves": columns.index.halves, "root": resident.resolution.root,
        "node.number": nodes.number, "node.root": nodes.root, "node.kind": nodes.kind,
    }  # fmt: skip


def _lists(resident: Resident) -> bytes:
    columns, resolution = resident.columns, resident.resolution
    told = {
        "sequence": columns.sequence, "mark": columns.mark, "words": list(columns.words.items()),
        "recurring": dict(columns.recurring), "documents": [i.hex() for i in columns.documents.ids],
        "lines": [line.decode() for line in columns.documents.lines],
        "listed": list(resolution.listed.items()), "nodes": list(resident.nodes.listed.items()),
        "acts": [_told(act) for act in resident.acts],
    }  # fmt: skip
    return orjson.dumps(told)


def _told(act: Act) -> dict[str, Any]:
    return {key: {"hex": value.hex()} if isinstance(value, bytes) else value for key, value in asdict(act).items()}


def _act(told: dict[str, Any]) -> Act:
    fields: dict[str, Any] = {k: bytes.fromhex(v["hex"]) if isinstance(v, dict) else v for k, v in told.items()}
    return Act(**fields)


class Saved(Sequence[Evidence]):
    """Evidence in bytes that are mapped into memory, read when somebody asks for it."""

    def __init__(self, data: Any) -> None:
        self._data = data
        self._found: list[Evidence] | None = None

    @staticmethod
    def bytes_of(evidence: Iterable[Evidence]) -> Any:
        """The bytes of evidence, as an array."""
        rows = [[e[0], e[1].hex(), e[2].hex(), *e[3:]] for e in evidence]
        return np.frombuffer(orjson.dumps(rows), np.uint8)

    def _all(self) -> list[Evidence]:
        if self._found is None:
            rows = orjson.loads(self._data.tobytes())
            self._found = [Evidence(n, bytes.fromhex(a), bytes.fromhex(b), *rest) for n, a, b, *rest in rows]
        return self._found

    def __getitem__(self, number):  # type: ignore[no-untyped-def]
        return self._all()[number]

    def __len__(self) -> int:
        return len(self._all())


def load(folder: Path) -> Resident:
    """What `save` wrote, mapped into memory. Raises OSError, EOFError, ValueError or KeyError for anything else."""
    told = orjson.loads((folder / "lists.json").read_bytes())
    documents = Documents((bytes.fromhex(i) for i in told["documents"]), (line.encode() for line in told["lines"]))
    tables = {key: table(*(_array(folder, f"{key}.{f}") for f in table._fields)) for key, table in _TABLES.items()}
    texts = {key: Strings([Chunk(*_some(folder, key, ("offsets", "data")))]) for key in ("values", "evidence")}
    mentions: Any = tables["mentions"]
    columns = Columns(
        told["sequence"], told["mark"], dict(told["words"]), documents, mentions,
        Index(mentions.id, *_some(folder, "index", ("order", "halves"))), tables["statements"],
        texts["values"], texts["evidence"], told["recurring"],
    )  # fmt: skip
    resolution = Resolution(
        _array(folder, "root"), dict(told["listed"]), tables["keys"], tables["labels"],
        *(Saved(_array(folder, key)) for key in _EVIDENCE),
    )  # fmt: skip
    sparse = (Sparse(*_some(folder, key, ("start", "items"))) for key in _SPARSE)
    number, root, kind = _some(folder, "node", ("number", "root", "kind"))
    nodes = Nodes(number, root, dict(told["nodes"]), kind, *sparse)
    return Resident(columns, [_act(act) for act in told["acts"]], resolution, nodes)


def _array(folder: Path, key: str) -> Any:
    """An array of a file, as a plain one: numpy's class for mapped ones takes twice as long to look at a row."""
    return np.asarray(np.load(folder / f"{key}.npy", mmap_mode="r"))


def _some(folder: Path, key: str, fields: Iterable[str]) -> list[Any]:
    return [_array(folder, f"{key}.{field}") for field in fields]
