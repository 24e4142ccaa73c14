"""Near-duplicates among texts: MinHash sketches of their shingles find the pairs, exact sets confirm them.

Of two texts with the Jaccard similarity J, 128 bands of two hashes bring 1 - (1 - J²)^128 before the exact judge:
99.5 % of J = 0.2, 72 % of J = 0.1, 0.3 % of J = 0.005. No pair is left out for the order in which texts come.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from .shingles import shingles
from .syndication import Credit, credits

if TYPE_CHECKING:
    from rensa import RMinHash, RMinHashLSH

#: From this share of common runs on two texts are one story: of two of equal length a third of each is the same.
NEAR = 0.2
#: From this share on they are, if one of them says that it comes from where the other stands.
NEAR_AS_STATED = 0.1
#: Fewer runs are too few for a judgement: a brief of one sentence has the words that any other would have.
FEWEST = 50
_HASHES, _BANDS, _SEED = 256, 128, 2026
#: Estimates below this are not looked at: 256 hashes err by 0.02 where the truth is 0.1.
_WORTH = 0.08
#: Sketches made at once, and sets of runs that are remembered.
_CHUNK, _REMEMBERED = 500, 4_000

Text = Callable[[bytes], str]
Bytes = npt.NDArray[np.uint8]


class Alike(NamedTuple):
    """Two documents, the smaller id first, with the similarity of their runs: estimated, and exact."""

    one: bytes
    other: bytes
    estimated: float
    exact: float


class Likeness:
    """What is known of the texts of documents so far. Learns each text once; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: set[bytes] = set()
        self._ids: list[bytes] = []
        self._sketches: list[RMinHash] = []
        self._bytes = np.zeros((_CHUNK, _HASHES), np.uint8)
        self._pairs: list[Alike] = []
        self._credits: dict[bytes, list[Credit]] = {}
        self._sets: OrderedDict[bytes, frozenset[str]] = OrderedDict()
        self._index: RMinHashLSH | None = None

    def pairs(self, documents: Collection[bytes], text: Text) -> list[Alike]:
        """The pairs among some documents that share NEAR_AS_STATED of their runs or more, the most alike first."""
        with self._lock:
            self._learn(documents, text)
            wanted = set(documents)
            found = [pair for pair in self._pairs if pair.one in wanted and pair.other in wanted]
        return sorted(found, key=lambda pair: (-pair.exact, pair.one, pair.other))

    def credited(self, documents: Iterable[bytes], text: Text) -> dict[bytes, list[Credit]]:
        """Those of some documents that name an earlier publication, with the words that do."""
        with self._lock:
            self._learn(documents, text)
            return {document: self._credits[document] for document in documents if document in self._credits}

    def shared(self, one: bytes, other: bytes, text: Text) -> frozenset[str]:
        """The runs that two documents share."""
        with self._lock:
            return self._set(one, text) & self._set(other, text)

    def _learn(self, documents: Iterable[bytes], text: Text) -> None:
        from rensa import RMinHash, RMinHashLSH

        if self._index is None:
            self._index = RMinHashLSH(threshold=NEAR_AS_STATED, num_perm=_HASHES, num_bands=_BANDS)
        rest = iter(sorted(d for d in documents if d not in self._known))
        while chunk := list(islice(rest, _CHUNK)):
            runs = [(document, self._read(document, text)) for document in chunk]
            enough = [(document, found) for document, found in runs if len(found) >= FEWEST]
            made = RMinHash.from_token_sets([found for _, found in enough], num_perm=_HASHES, seed=_SEED)
            for (document, _), sketch in zip(enough, made, strict=True):
                last = np.array(sketch.digest(), np.uint32).astype(np.uint8)
                self._pairs += self._alike(document, sketch, self._worth(last, self._index.query(sketch)), text)
                self._index.insert(len(self._ids), sketch)
                self._add(document, sketch, last)
            self._known.update(chunk)

    def _read(self, document: bytes, text: Text) -> list[str]:
        words = text(document)
        if found := credits(words):
            self._credits[document] = found
        return shingles(words)

    def _add(self, document: bytes, sketch: "RMinHash", last: Bytes) -> None:
        if len(self._ids) == len(self._bytes):
            self._bytes = np.concatenate((self._bytes, np.zeros_like(self._bytes)))
        self._bytes[len(self._ids)] = last
        self._ids.append(document)
        self._sketches.append(sketch)

    def _worth(self, last: Bytes, numbers: list[int]) -> list[int]:
        """Those of some earlier sketches that may be alike enough: by the last byte of each hash, all at once."""
        some = np.array(numbers, np.int64)
        some.sort()
        # Eight comparisons are summed at once, as the bytes of a number: none of them can reach 256.
        eights = (self._bytes[some] == last).view(np.uint64).sum(axis=1)
        equal = eights.view(np.uint8).reshape(-1, 8).sum(axis=1)
        found: list[int] = some[equal >= _WORTH * _HASHES].tolist()
        return found

    def _alike(self, document: bytes, sketch: "RMinHash", numbers: Iterable[int], text: Text) -> Iterator[Alike]:
        """The pairs of a new document with those of some earlier ones that are alike enough."""
        for number in numbers:
            estimated = sketch.jaccard(self._sketches[number])
            if estimated >= _WORTH:
                one, other = sorted((document, self._ids[number]))
                mine, theirs = self._set(one, text), self._set(other, text)
                common = len(mine & theirs)
                exact = common / (len(mine) + len(theirs) - common)
                if exact >= NEAR_AS_STATED:
                    yield Alike(one, other, estimated, exact)

    def _set(self, document: bytes, text: Text) -> frozenset[str]:
        found = self._sets.get(document)
        if found is None:
            found = self._sets[document] = frozenset(shingles(text(document)))
            if len(self._sets) > _REMEMBERED:
                self._sets.popitem(last=False)
        self._sets.move_to_end(document)
        return found
