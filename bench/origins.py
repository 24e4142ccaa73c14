"""How well, and how much sooner than by comparing all pairs, copies are found among stories.

    python -m bench.origins [--json]

10,000 invented stories (`_stories.py`): threes of which two are reworded copies, threes written apart on one deal,
and single ones. `precision` and `recall` are of pairs of documents that are told to be of one origin, by who copied
whom. `ratio`: seconds of exact sets of all pairs among 1,000 of the stories by those of the sketches; three turns
each, alternating, the best of each counts. `missed`: pairs alike enough that the sketches did not find.
`added_seconds`: another 100 stories after the 10,000. Seconds are the processor's. Precision below 0.99, recall
below 0.95 or more than 10 seconds fail the run.
"""

import argparse
import time
from collections import Counter
from collections.abc import Mapping
from itertools import combinations

import orjson

from bench._stories import Story, stories
from wattgraph.graph.ledger import StoredDocument
from wattgraph.graph.origins import Likeness, Origins
from wattgraph.graph.origins.likeness import NEAR
from wattgraph.graph.origins.shingles import shingles
from wattgraph.schema.statement import Appearance, Document

_COUNT, _SAMPLE, _MORE = 10_000, 1_000, 100
_PRECISION, _RECALL, _SECONDS = 0.99, 0.95, 10
Pairs = set[tuple[bytes, bytes]]


class Library:
    """Stories as documents of a ledger."""

    def __init__(self, told: list[Story]) -> None:
        made = [(Document.of(story.text), story) for story in told]
        self.stories = {document.id: story for document, story in made}
        self.documents = {document.id: _stored(document) for document, _ in made}

    def text(self, document: bytes) -> str:
        """The text of one."""
        return self.stories[document].text

    def origins(self, likeness: Likeness | None = None) -> Origins:
        """The origins of all."""
        return Origins(self.documents, (), self.text, likeness)


def _stored(document: Document) -> StoredDocument:
    shown = (Appearance(publisher="Example Press"),)
    return StoredDocument(document.id, document.bytes_hash, "text/plain", None, len(document.text), True, shown, "")


def by_sketches(library: Library) -> tuple[float, Pairs]:
    """Seconds, and the pairs that are alike enough."""
    start = time.process_time()
    found = Likeness().pairs(library.documents, library.text)
    return time.process_time() - start, {(pair.one, pair.other) for pair in found if pair.exact >= NEAR}


def by_force(library: Library) -> tuple[float, Pairs]:
    """The same, by the exact sets of all pairs."""
    start = time.process_time()
    sets = {document: frozenset(shingles(library.text(document))) for document in sorted(library.documents)}
    found = {
        (one, other) for (one, mine), (other, theirs) in combinations(sets.items(), 2)
        if (common := len(mine & theirs)) >= NEAR * (len(mine) + len(theirs) - common)
    }  # fmt: skip
    return time.process_time() - start, found


def judged(library: Library, origins: Origins) -> tuple[float, float]:
    """Precision and recall over pairs."""
    said = {pair for origin in origins.shared() for pair in combinations(origin.documents, 2)}
    right = sum(library.stories[one].source == library.stories[other].source for one, other in said)
    copies = Counter(story.source for story in library.stories.values())
    return right / len(said), right / sum(n * (n - 1) // 2 for n in copies.values())


def measured() -> Mapping[str, float]:
    """All figures."""
    library, likeness = Library(stories(_COUNT)), Likeness()
    start = time.process_time()
    origins = library.origins(likeness)
    origins.shared()
    seconds = time.process_time() - start
    precision, recall = judged(library, origins)
    more = Library(stories(_COUNT) + stories(_MORE, seed=7))
    start = time.process_time()
    more.origins(likeness).shared()
    added = time.process_time() - start
    sample = Library(stories(_SAMPLE, seed=11))
    turns = [(by_sketches(sample), by_force(sample)) for _ in range(3)]
    (_, sketched), (_, forced) = turns[0]
    sketches, force = (min(turn[side][0] for turn in turns) for side in (0, 1))
    return {
        "texts": len(library.documents), "seconds": round(seconds, 2), "added_seconds": round(added, 2),
        "precision": round(precision, 4), "recall": round(recall, 4), "missed": len(forced - sketched),
        "of": len(forced), "ratio": round(force / sketches, 1),
    }  # fmt: skip


def main() -> None:
    """Measures and prints the figures, as JSON in the last line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print only the JSON line")
    options = parser.parse_args()
    figures = measured()
    if not options.json:
        for key, value in figures.items():
            print(f"{key:>14} {value:,}")
    print(orjson.dumps({"bench": "origins", **figures}).decode())
    if figures["precision"] < _PRECISION or figures["recall"] < _RECALL or figures["seconds"] > _SECONDS:
        raise SystemExit("copies are found less well, or later, than they should be")


if __name__ == "__main__":
    main()
