"""Suggestions: pairs that no rule decides and that may be one thing, for a person to judge.

Computed when somebody asks, never when a view is built. Pairs come from blocks (things that share a rare word, a
code, a place, a party), never from all pairs; each has a score from 0 to 1 and its reasons in words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..view import View
from .deals import suggest_deals
from .firms import suggest_firms
from .pairs import Suggestion
from .sites import suggest_sites

#: What can be suggested, by the word that a user gives.
KINDS: dict[str, Callable[[View], Iterator[Suggestion]]] = {
    "firm": suggest_firms, "site": suggest_sites, "deal": suggest_deals,
}  # fmt: skip
#: A score from which on a suggestion is more often right than wrong (bench/identity.py measures it).
LIKELY = 0.8


def suggestions(
    view: View, kinds: Iterable[str] = tuple(KINDS), least: float = 0.0, limit: int | None = None
) -> list[Suggestion]:
    """The suggestions of these kinds with at least that score, the best first; ties by the nodes' ids."""
    found = [one for kind in kinds for one in KINDS[kind](view) if one.score >= least]
    found.sort(key=lambda one: (-one.score, one.one, one.other))
    return found[:limit]


__all__: Sequence[str] = ["KINDS", "LIKELY", "Suggestion", "suggestions"]
