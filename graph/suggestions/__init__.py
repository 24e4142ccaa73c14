"""Suggestions: pairs that no rule decides and that may be one thing, for a person to judge.

Computed when somebody asks, never when a view is built. Pairs come from blocks (things that share a rare word, a
code, a place, a party), never from all pairs; each has a score from 0 to 1 and its reasons in words.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from ..identity import CONTRACTS
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
#: The score of a pair of which only a rule speaks, and something else against it.
UNSURE = 0.3
_REFUSED = "but their identifiers, their kinds or the distance between them say otherwise"


def suggestions(
    view: View, kinds: Iterable[str] = tuple(KINDS), least: float = 0.0, limit: int | None = None
) -> list[Suggestion]:
    """The suggestions of these kinds with at least that score, the best first; ties by the nodes' ids."""
    asked = tuple(dict.fromkeys(kinds))
    scored = [one for kind in asked for one in KINDS[kind](view)]
    known = {frozenset((one.one, one.other)) for one in scored}
    found = [one for one in [*scored, *_unsure(view, asked, known)] if one.score >= least]
    found.sort(key=lambda one: (-one.score, one.one, one.other))
    return found[:limit]


def _unsure(view: View, kinds: Collection[str], known: set[frozenset[str]]) -> Iterator[Suggestion]:
    """The pairs that the rules could not decide, as far as no suggestion tells of them."""
    identity, mentions = view.snapshot.identity, view.snapshot.mentions
    for evidence in identity.unsure:
        one, other = sorted((identity.node[evidence.one], identity.node[evidence.other]))
        pair, kind = frozenset((one, other)), _word(mentions[evidence.one].kind)
        if kind in kinds and one != other and pair not in known and {one, other} <= view.nodes.keys():
            known.add(pair)
            more = (_REFUSED,) if evidence.strength else ()
            yield Suggestion(kind, one, other, UNSURE, (evidence.reason, *more))


def _word(name: str) -> str:
    return "site" if name == "Site" else "deal" if name in CONTRACTS else "firm"


__all__: Sequence[str] = ["KINDS", "LIKELY", "UNSURE", "Suggestion", "suggestions"]
