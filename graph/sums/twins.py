"""Twins: things that may be one. What is `unsure` to be the same adds as one at least, as two at most."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ...schema.quantity import Interval, Quantity
from ..identity import RIVALS
from ..identity.agreement import quantities_agree
from ..links.guarantees import back_others
from ..status import modality, status
from ..titles import title
from ..view.node import Node
from ..view.view import View
from .claims import Claim, by_size
from .coverage import Scope
from .retold import retold, same_week

#: How many pairs that may be one a flag each names.
_NAMED = 5


def unsure_pairs(view: View) -> list[tuple[str, str]]:
    """The pairs of nodes that may be one, by the rules of identity or a person's word; each once, in order.

    Without guarantees that stand for contracts with different creditors.
    """
    snapshot = view.snapshot
    node = snapshot.identity.node
    judged = [(a.subject, a.other) for a in snapshot.acts if a.verb == "unsure" and a.subject and a.other]
    ruled = _pairs(node, ((e.one, e.other) for e in snapshot.identity.unsure)) - (said := _pairs(node, judged))
    return sorted({pair for pair in ruled if not back_others(view, *pair)} | said)


def _pairs(node: Mapping[bytes, str], mentions: Iterable[tuple[bytes, bytes]]) -> set[tuple[str, str]]:
    """Their nodes. A judgement outlives the mentions that it names: of one that is gone nothing follows."""
    named = (sorted((node[one], node[other])) for one, other in mentions if one in node and other in node)
    return {(one, other) for one, other in named if one != other}


def rival_pairs(view: View) -> set[tuple[str, str]]:
    """Those of the pairs that a rule found by their different figures, and of which no person spoke."""
    identity = view.snapshot.identity
    found = (sorted((identity.node[e.one], identity.node[e.other])) for e in identity.unsure if e.rule == RIVALS)
    judged = [(a.subject, a.other) for a in view.snapshot.acts if a.verb == "unsure" and a.subject and a.other]
    known = {frozenset((identity.node.get(one, ""), identity.node.get(other, ""))) for one, other in judged}
    return {(one, other) for one, other in found if frozenset((one, other)) not in known}


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
    told = list(retold(view, (claim for claim in claims if claim.counts)))
    for one, other, why in told:
        first, second = by_size([one, other])
        _as_one_or_two(first, second, why=why)
    yield from _told(view, [*asked, *((one, other) for one, other, _ in told)])


def _told(view: View, pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[str]:
    for one, other in pairs[:_NAMED]:
        first, second = by_size([one, other])
        names = [title(view, claim.thing) for claim in (first, second)]
        both = " and ".join(names) if names[0] != names[1] else f"two reports of {names[0]}"
        yield f"unsure whether {both} are one or two: the total lies between both"
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
    return quantities_agree(one.quantity, other.quantity) and same_week(one.thing, other.thing)


def _replaced(new: Claim, old: Claim) -> bool:
    """Whether a text says of one that its figure took the place of the other's."""
    former = (value.decoded for value in new.thing.values.get("formerAmount", ()))
    return any(isinstance(was, Quantity) and quantities_agree(was, old.quantity) for was in former)


def _as_one_or_two(first: Claim, second: Claim, larger: bool = False, why: str = "") -> None:
    """`larger`: as one they are the larger figure; else either. `why`: why nobody is sure, if one can say."""
    if not (first.counts and second.counts):
        return
    if not larger:
        as_one, most = first.interval.hull(second.interval), first.interval
        first.interval = Interval(as_one.lower, most.upper, as_one.lower_open, most.upper_open)
    because = f" ({why})" if why else ""
    second.doubt(f"unsure whether it is the same as another{because}: as one it adds nothing", (first.id,))


def across_classes(view: View, claims: Sequence[Claim]) -> Iterator[str]:
    """What to know of deals and flows that may be one: the same parties, amount and week.

    Their totals stand in two groups; who adds those must count the pair once.
    """
    other = {"Deal": "CapitalFlow", "CapitalFlow": "Deal"}
    found: dict[str, tuple[Node, Node]] = {}
    for claim in claims:
        kind = other.get(claim.thing.kind)
        if kind is None or claim.out:
            continue
        actors = Scope(view, claim.thing).actors
        if len(actors) > 1:
            for thing, _ in view.taking_part(min(actors)):
                if thing.kind == kind and same_money(view, claim.thing, thing):
                    found.setdefault(claim.id, (claim.thing, thing))
    for _, (one, same) in sorted(found.items()):
        whose = f"{same.kind} {title(view, same)}"
        yield f"{title(view, one)} may be the same as the {whose}: count it once across classes"


def same_money(view: View, one: Node, other: Node) -> bool:
    """Whether a deal and a flow have the same parties, amount and week."""
    mine, theirs = one.quantity("amount"), other.quantity("amount")
    if mine is None or theirs is None or not quantities_agree(mine, theirs):
        return False
    if any(status(n).word in ("cancelled", "retired") or modality(n) == "possible" for n in (one, other)):
        return False
    return Scope(view, one).actors == Scope(view, other).actors and same_week(one, other)
