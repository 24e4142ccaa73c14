"""Resident columns as Arrow arrays: what numpy holds of many statements, without an object a statement.

Strings of columns lie in memory as Arrow's do, so that they are taken by number and not made one by one.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..columns.columns import Columns
from ..columns.rows import NONE, Ids, Place
from ..columns.strings import Strings
from ..view.snapshot import Snapshot
from .cells import FRACTION, WHOLE
from .tables import Column

_DIGITS = np.frombuffer(b"".join(f"{byte:02x}".encode() for byte in range(256)), np.uint8).reshape(256, 2)
#: Code points of the two digits that a byte is written with, and how many an id of 16 bytes has.
_LENGTH = 32


class Arrays:
    """Arrays of one snapshot for `arrow`, which is pyarrow: by number of a string, a word, a node or a document."""

    def __init__(self, snapshot: Snapshot, arrow: Any) -> None:
        self.arrow = arrow
        self._nodes = snapshot.resident.nodes
        self.columns: Columns = snapshot.columns

    def hexed(self, ids: Ids) -> Any:
        """Ids as people write them."""
        digits = _DIGITS[ids.astype(">u8").view(np.uint8).reshape(-1)].reshape(-1)
        offsets = np.arange(0, _LENGTH * (len(ids) + 1), _LENGTH, dtype=np.int32)
        buffers = [None, self.arrow.py_buffer(offsets), self.arrow.py_buffer(np.ascontiguousarray(digits))]
        return self.arrow.StringArray.from_buffers(len(ids), *buffers[1:])

    def words(self, codes: Place) -> Any:
        """Words by the ledger's numbers of them; null where there is none."""
        known, inverse = np.unique(codes, return_inverse=True)
        found = [None if code == NONE else self.columns.words[code] for code in known.tolist()]
        return self.arrow.array(found, self.arrow.string()).take(self.arrow.array(inverse))

    def strings(self, numbers: Place, of: "Any | None" = None) -> Any:
        """Strings by number, of the columns' values unless others are given; null where there is none."""
        chosen = self.arrow.array(numbers, self.arrow.int64(), mask=numbers == NONE)
        return (self._values if of is None else of).take(chosen).cast(self.arrow.string())

    def evidence(self, numbers: Place) -> Any:
        """Evidence in its encoded form."""
        return self.strings(numbers, self._evidence)

    def nodes(self, mentions: Place) -> Any:
        """Ids of the nodes of mentions by place; null where there is no mention."""
        numbers = np.where(mentions == NONE, NONE, self._nodes.number[mentions])
        return self._node_ids.take(self.arrow.array(numbers, self.arrow.int64(), mask=numbers == NONE))

    def documents(self, places: Place) -> Any:
        """Ids of documents by place."""
        return self._document_ids.take(self.arrow.array(places, self.arrow.int64()))

    def each(self, numbers: Place, make: Callable[[list[str | None]], Mapping[str, Sequence[Any]]],
             types: Mapping[str, Any]) -> dict[str, Any]:  # fmt: skip
        """Cells that follow from a string each: made once for all that are equal, by `make`, a column a name."""
        known, inverse = np.unique(numbers, return_inverse=True)
        values = self.columns.values
        cells = make([None if number == NONE else values[number] for number in known.tolist()])
        places = self.arrow.array(inverse)
        return {name: self.arrow.array(cells[name], kind).take(places) for name, kind in types.items()}

    @cached_property
    def _values(self) -> Any:
        return self._array(self.columns.values)

    @cached_property
    def _evidence(self) -> Any:
        return self._array(self.columns.evidence)

    @cached_property
    def _document_ids(self) -> Any:
        return self.arrow.array([one.hex() for one in self.columns.documents.ids], self.arrow.string())

    @cached_property
    def _node_ids(self) -> Any:
        made = self.hexed(self.columns.mentions.id[self._nodes.root])
        listed = dict(sorted(self._nodes.listed.items()))
        if not listed:
            return made
        from pyarrow import compute

        mask: NDArray[np.bool_] = np.zeros(len(made), bool)
        mask[list(listed)] = True
        keys = self.arrow.array(list(listed.values()), self.arrow.string())
        return compute.replace_with_mask(made, self.arrow.array(mask), keys)

    def _array(self, strings: Strings) -> Any:
        chunk = strings.whole()
        offsets, data = (self.arrow.py_buffer(np.ascontiguousarray(part)) for part in chunk)
        return self.arrow.LargeStringArray.from_buffers(len(chunk), offsets, data)


def arrow_type(arrow: Any, column: Column) -> Any:
    """The type of a column."""
    if column.type == "number":
        return arrow.decimal128(WHOLE + FRACTION, FRACTION)
    named = {"text": "string", "integer": "int64", "real": "float64", "flag": "bool_", "day": "date32"}
    return arrow.list_(arrow.string()) if column.type == "ids" else getattr(arrow, named[column.type])()
