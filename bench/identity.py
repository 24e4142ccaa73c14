"""How right identity is, on labelled pairs that go the real way: documents, gate, ledger, rules, suggestions.

    python -m bench.identity [--json] [--errors]

Counts pairs of `tests/evaluation/identity`: `tuned` and `heldout`, by family and by rule. A pair is merged
`automatic`ally if its sides are one node, and `suggested` if they are that, or a suggestion that they are the same
scores at least `LIKELY`. Exit status 1 if a floor is missed: automatic precision 0.995 and recall 0.6, F1 with
suggestions 0.85. `--errors` lists what is wrong in the tuned half, never in the held-out one.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench._pairs import SPLITS, Pair, load
from wattgraph.graph.identity import Evidence, Identity
from wattgraph.graph.ledger import Ledger
from wattgraph.graph.suggestions import LIKELY, Suggestion, suggestions
from wattgraph.graph.view import Snapshot

#: Figure -> its floor.
FLOORS = {"automatic_precision": 0.995, "automatic_recall": 0.6, "suggested_f1": 0.85}


class Outcome(NamedTuple):
    """What became of a pair: `rules` joined its sides, if anything did; `score` and `reasons` of a suggestion."""

    pair: Pair
    rules: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]

    @property
    def automatic(self) -> bool:
        """Whether rules alone made one node of its sides."""
        return bool(self.rules)

    @property
    def suggested(self) -> bool:
        """Whether they did, or a suggestion says so that is likely right."""
        return self.automatic or self.score >= LIKELY


def outcomes(split: str) -> list[Outcome]:
    """What becomes of every pair of a half."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "pairs.db", create=True) as ledger:
        loaded = load(ledger, split)
        view = Snapshot(ledger).view()
        identity = view.snapshot.identity
        found = {frozenset((s.one, s.other)): s for s in suggestions(view) if s.relation == "same"}
        return [_outcome(pair, one, other, identity, found) for pair, one, other in loaded]


def _outcome(
    pair: Pair, one: bytes, other: bytes, identity: Identity, found: Mapping[frozenset[str], Suggestion]
) -> Outcome:
    if identity.node[one] == identity.node[other]:
        return Outcome(pair, tuple(sorted(set(_path(identity, one, other)))) or ("record",), 1.0, ())
    suggestion = found.get(frozenset((identity.node[one], identity.node[other])))
    return Outcome(pair, (), suggestion.score if suggestion else 0.0, suggestion.reasons if suggestion else ())


def _path(identity: Identity, one: bytes, other: bytes) -> list[str]:
    """The rules by which one mention leads to another."""
    start, end = (identity.record.get(mention, mention) for mention in (one, other))
    steps: defaultdict[bytes, list[Evidence]] = defaultdict(list)
    for proof in identity.proofs:
        steps[proof.one].append(proof)
        steps[proof.other].append(proof)
    reached: dict[bytes, list[str]] = {start: []}
    queue = [start]
    for at in queue:
        for proof in steps[at]:
            to = proof.other if proof.one == at else proof.one
            if to not in reached:
                reached[to] = [*reached[at], proof.rule]
                queue.append(to)
    return reached[end]


class Figures(NamedTuple):
    """Counts of pairs that are called one."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of the pairs that are called one, the share that is; 1 if none is called so."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one, the share that is called so; 1 if there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0


def counted(judged: Iterable[tuple[bool, bool]]) -> Figures:
    """Counts (called one, is one)."""
    some = list(judged)
    return Figures(
        sum(c and s for c, s in some), sum(c and not s for c, s in some), sum(s and not c for c, s in some)
    )


def rows(found: list[Outcome]) -> Iterator[tuple[str, int, Figures, Figures | None]]:
    """Name, how many pairs, figures of the rules, and with suggestions: by rule, by family, and of all."""
    total = sum(o.pair.same for o in found)
    for rule in sorted({rule for o in found for rule in o.rules}):
        of_rule = [o for o in found if rule in o.rules]
        right = sum(o.pair.same for o in of_rule)
        yield f"rule {rule}", len(of_rule), Figures(right, len(of_rule) - right, total - right), None
    for family in dict.fromkeys(o.pair.family for o in found):
        some = [o for o in found if o.pair.family == family]
        yield family, len(some), *_both(some)
    yield "all", len(found), *_both(found)


def _both(found: list[Outcome]) -> tuple[Figures, Figures]:
    automatic = counted((o.automatic, o.pair.same) for o in found)
    return automatic, counted((o.suggested, o.pair.same) for o in found)


def report(split: str, found: list[Outcome]) -> dict[str, float]:
    """Prints the table of a half; returns its figures."""
    print(f"{split:22} pairs   automatic: precision recall   with suggestions: precision recall    f1")
    for name, number, automatic, suggested in rows(found):
        line = f"  {name:20} {number:5}              {automatic.precision:9.3f} {automatic.recall:6.3f}"
        if suggested:
            line += f"                     {suggested.precision:9.3f} {suggested.recall:6.3f} {suggested.f1:5.3f}"
        print(line)
    automatic, suggested = _both(found)
    return {
        "automatic_precision": round(automatic.precision, 4), "automatic_recall": round(automatic.recall, 4),
        "suggested_precision": round(suggested.precision, 4), "suggested_recall": round(suggested.recall, 4),
        "suggested_f1": round(suggested.f1, 4), "pairs": len(found),
    }  # fmt: skip


def errors(found: list[Outcome]) -> Iterator[str]:
    """What is wrong, a line each."""
    for outcome in found:
        if outcome.suggested != outcome.pair.same or (outcome.automatic and not outcome.pair.same):
            sides = " <> ".join(side.name for side in outcome.pair.sides)
            why = ", ".join(outcome.rules) or f"{outcome.score} {'; '.join(outcome.reasons)}"
            yield f"    {outcome.pair.id}: {sides}: {why}"


def main() -> int:
    """Prints the figures; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object of figures as the last line")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the tuned half")
    asked = parser.parse_args()
    figures: dict[str, float] = {}
    low = []
    for split in SPLITS:
        found = outcomes(split)
        measured = report(split, found)
        if asked.errors and split == SPLITS[0]:
            print(*errors(found), sep="\n")
        low += [f"{split}: {n} is {measured[n]}, and its floor is {least}" for n, least in FLOORS.items()
                if measured[n] < least]  # fmt: skip
        figures |= {f"{split}_{name}": value for name, value in measured.items()}
    print(*(f"FALLEN  {line}" for line in low), sep="\n", end="\n" if low else "")
    if asked.json:
        print(json.dumps({"bench": "identity", **figures}))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
