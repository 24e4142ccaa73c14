"""Twins: things that may be one. What is `unsure` to be the same adds as one at least, as two at most."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from ...schema.dates import DateError, PartialDate
from ...schema.quantity import Interval, Quantity
from ..captions import caption
from ..identity import RIVALS
from ..identity.agreement import quantities_agree
from ..status import modality, status
from ..view.node import Node
from ..view.view import View
from .claims import Claim, by_size
from .coverage import Scope

#: Across classes the same parties, amount and week are one, as far as is known.
_WEEK = timedelta(days=7)
#: How many pairs that may be one a flag each names.
_NAMED = 5


def unsure_pairs(view: View) -> list[tuple[str, str]]:
    """The pairs of nodes that may be one, by the rules of identity or a person's word; each once, in order."""
    snapshot = view.snapshot
    pairs = [(e.one, e.other) for e in snapshot.identity.unsure]
    pairs += [(a.subject, a.other) for a in snapshot.acts if a.verb == "unsure" and a.subject and a.other]
    node = snapshot.identity.node
    # A judgement outlives the mentions that it names: of one that is gone nothing follows.
    named = ((node[one], node[other]) for one, other in pairs if one in node and other in node)
    return sorted({(min(pair), max(pair)) for pair in named if pair[0] != pair[1]})


def rival_pairs(view: View) -> set[tuple[str, str]]:
    """Those of the pairs that a rule found by their different figures, and of which no person spoke."""
    identity = view.snapshot.identity
    found = (sorted((identity.node[e.one], identity.node[e.other])) for e in identity.unsure if e.rule == RIVALS)
    judged = [(a.subject, a.other) for a in view.snapshot.acts if a.verb == "unsure" and a.subject and a.other]
    known = {frozenset((identity.node.get(one, ""), identity.node.get(other, ""))) for one, other in judged}
    return {(one, other) for one, other in found if frozenset((one, other)) not in known}


def maybe_same(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Node -> one that stands for all that may be the same, for those of which there are several."""
    found: dict[str, str] = {}

    def of(node: str) -> str:
        while found.get(node, node) != node:
            node = found[node]
        return node

    for one, other in pairs:
        low, high = sorted((of(one), of(other)))
        found[low], found[high] = low, low
    return {node: of(node) for node in found}


def rule_unsure(
    view: View, claims: Sequence[Claim], pairs: Mapping[str, Sequence[str]], maybe: Mapping[str, str]
) -> Iterator[str]:  # fmt: skip
    """Of each pair that may be one, the larger counts and the other adds between nothing and all of it.

    `pairs`: those of identity, from the smaller id to the greater ones. Beside them, things with the same figure
    whose parties may be the same: two reports of one deal between firms that no list knows. Yields what to know of
    each pair of identity.
    """
    there = {claim.id: claim for claim in claims if not claim.out}
    asked = [(there[one], there[other]) for one in sorted(there) for other in pairs.get(one, ()) if other in there]
    rivals = rival_pairs(view) if asked else set()
    found = {claim.id: claim for claim in claims if claim.counts}
    for one, other in asked:
        if one.id in found and other.id in found:
            first, second = by_size([one, other])
            _as_one_or_two(first, second, larger=(one.id, other.id) in rivals)
    for same in _of_maybe_the_same(view, found.values(), maybe):
        for first, second in combinations(by_size(same), 2):
            if _agree(first, second):
                _as_one_or_two(first, second)
    yield from _told(view, asked)


def _told(view: View, pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[str]:
    for one, other in pairs[:_NAMED]:
        first, second = by_size([one, other])
        names = [f"{caption(view, claim.thing)} ({claim.id[:8]})" for claim in (first, second)]
        yield f"unsure whether {names[0]} and {names[1]} are one or two: the total lies between both"
    if len(pairs) > _NAMED:
        yield f"unsure of {len(pairs) - _NAMED} more pairs whether they are one or two"


def _of_maybe_the_same(
    view: View, claims: Iterable[Claim], maybe: Mapping[str, str]
) -> Iterator[list[Claim]]:  # fmt: skip
    blocks: defaultdict[frozenset[str], list[Claim]] = defaultdict(list)
    for claim in claims if maybe else ():
        if claim.thing.word("site"):
            continue  # of one site the figures were compared, and two sites are two
        if not maybe.keys().isdisjoint(party.actor for party in claim.thing.parties):
            actors = Scope(view, claim.thing).actors
            blocks[frozenset(maybe.get(actor, actor) for actor in actors)].append(claim)
    yield from (blocks[key] for key in sorted(blocks, key=sorted) if len(blocks[key]) > 1)


def _agree(one: Claim, other: Claim) -> bool:
    """Whether two of other parties by their ids may be reports of one thing.

    Figure and date agree, or a text says that the one figure took the place of the other.
    """
    if set(one.thing.actors()) == set(other.thing.actors()):
        return False
    if _replaced(one, other) or _replaced(other, one):
        return True
    return quantities_agree(one.quantity, other.quantity) and _same_week(one.thing, other.thing)


def _replaced(new: Claim, old: Claim) -> bool:
    """Whether a text says of one that its figure took the place of the other's."""
    former = (value.decoded for value in new.thing.values.get("formerAmount", ()))
    return any(isinstance(was, Quantity) and quantities_agree(was, old.quantity) for was in former)


def _as_one_or_two(first: Claim, second: Claim, larger: bool = False) -> None:
    """`larger`: as one they are the larger figure; else either."""
    if not (first.counts and second.counts):
        return
    if not larger:
        as_one, most = first.interval.hull(second.interval), first.interval
        first.interval = Interval(as_one.lower, most.upper, as_one.lower_open, most.upper_open)
    second.doubt("unsure whether it is the same as another: as one it adds nothing", (first.id,))


def across_classes(view: View, claims: Sequence[Claim]) -> Iterator[str]:
    """What to know of deals and flows that may be one: the same parties, amount and week.

    Their totals stand in two groups; who adds those must count the pair once.
    """
    other = {"Deal": "CapitalFlow", "CapitalFlow": "Deal"}
    found: defaultdict[str, list[Node]] = defaultdict(list)
    for claim in claims:
        kind = other.get(claim.thing.kind)
        if kind is None or claim.out:
            continue
        actors = Scope(view, claim.thing).actors
        if len(actors) > 1:
            for thing, _ in view.taking_part(min(actors)):
                if thing.kind == kind and same_money(view, claim.thing, thing):
                    found[claim.id].append(thing)
    for identifier in sorted(found):
        kind = found[identifier][0].kind
        yield f"{identifier} may be the same as the {kind} {found[identifier][0].id}: count it once across classes"


def same_money(view: View, one: Node, other: Node) -> bool:
    """Whether a deal and a flow have the same parties, amount and week."""
    mine, theirs = one.quantity("amount"), other.quantity("amount")
    if mine is None or theirs is None or not quantities_agree(mine, theirs):
        return False
    if any(status(n).word in ("cancelled", "retired") or modality(n) == "possible" for n in (one, other)):
        return False
    return Scope(view, one).actors == Scope(view, other).actors and _same_week(one, other)


def _same_week(one: Node, other: Node) -> bool:
    mine, theirs = _day(one), _day(other)
    if mine is None or theirs is None:
        return True
    first, second = sorted((mine, theirs), key=lambda day: day.earliest())
    return second.earliest() - first.latest() <= _WEEK


def _day(thing: Node) -> PartialDate | None:
    told = thing.word("date")
    try:
        return PartialDate.parse(told) if told else None
    except DateError:
        return None
