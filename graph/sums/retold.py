"""Retold: one figure that texts give to other parties, and that may be one thing all the same.

A division and its parent sign one contract, as texts tell it of the one or the other; and one loan may be told with
two borrowers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ...schema.dates import DateError
from ..identity.agreement import dates_near
from ..links.index import index
from ..view.node import Node
from ..view.view import View
from .claims import Claim
from .coverage import Scope, documents
from .roundups import digits
from .sameness import maybe_same

#: Kinds of flows that texts tell with other borrowers, and the roles of who lends and who borrows.
_LOANS, LENDERS, BORROWERS = ("loan", "creditFacility"), ("lender",), ("beneficiary", "issuer")
#: Figures of fewer digits are two by chance: a bank lends 1bn more than once.
_DIGITS = 2
#: Two claims, and why they may be one.
Pair = tuple[Claim, Claim, str]


def retold(view: View, claims: Iterable[Claim]) -> Iterator[Pair]:
    """The pairs of one figure that may be one thing, though their parties differ."""
    alike: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.thing.parties and not claim.thing.word("site"):  # of one site the figures were compared
            alike[claim.quantity.unit, claim.quantity.interval].append(claim)
    crowds = [same for same in alike.values() if len(same) > 1]
    if crowds:
        house = _houses(view)
        for same in crowds:
            yield from _of_one_house(view, same, house)
            yield from _of_one_lender(same)


def _houses(view: View) -> Mapping[str, str]:
    """Firm -> one that stands for all of its house."""
    return maybe_same((step.above, step.below) for step in index(view).houses.steps())


def _of_one_house(view: View, same: Sequence[Claim], house: Mapping[str, str]) -> Iterator[Pair]:
    blocks: defaultdict[frozenset[str], list[tuple[Claim, frozenset[str]]]] = defaultdict(list)
    for claim in same:
        actors = Scope(view, claim.thing).actors
        if not house.keys().isdisjoint(actors):
            blocks[frozenset(house.get(actor, actor) for actor in actors)].append((claim, actors))
    for block in blocks.values():
        for (one, mine), (other, theirs) in combinations(block, 2):
            if mine != theirs and same_week(one.thing, other.thing):
                yield one, other, "the same figure of a firm and of its parent"


def _of_one_lender(same: Sequence[Claim]) -> Iterator[Pair]:
    loans = [c for c in same if c.thing.word("kind") in _LOANS and digits(c.quantity) >= _DIGITS]
    for one, other in _told_near(loans):
        lent, also_lent = (set(claim.thing.actors(*LENDERS)) for claim in (one, other))
        got, also_got = (set(claim.thing.actors(*BORROWERS)) for claim in (one, other))
        apart = lent and also_lent and lent.isdisjoint(also_lent)
        if got != also_got and not apart and same_week(one.thing, other.thing):
            yield one, other, "one loan that is told with two borrowers, or two"


def _told_near(loans: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The pairs that one document tells or one firm lends, in the order of the loans: no pair of strangers."""
    found: defaultdict[object, list[int]] = defaultdict(list)
    for place, claim in enumerate(loans):
        for shared in documents(claim.thing).union(claim.thing.actors(*LENDERS)):
            found[shared].append(place)
    pairs = {pair for places in found.values() for pair in combinations(places, 2)}
    return [(loans[one], loans[other]) for one, other in sorted(pairs)]


def same_week(one: Node, other: Node) -> bool:
    """Whether two things may be of dates a week apart at most; what is not dated may be of any."""
    mine, theirs = one.word("date"), other.word("date")
    try:
        return not (mine and theirs) or dates_near(mine, theirs)
    except DateError:
        return True
