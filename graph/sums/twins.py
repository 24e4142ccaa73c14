"""Twins: things that may be one. What is `unsure` to be the same adds as one at least, as two at most."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ...schema.dates import DateError, PartialDate
from ...schema.quantity import Interval
from ..identity.agreement import quantities_agree
from ..status import modality, status
from ..view.node import Node
from ..view.view import View
from .claims import Claim, by_size
from .coverage import Scope

#: Across classes the same parties, amount and week are one, as far as is known.
_WEEK = timedelta(days=7)


def rule_unsure(view: View, claims: Sequence[Claim]) -> None:
    """Of each pair that may be one, the larger counts and the other adds between nothing and all of it."""
    found = {claim.id: claim for claim in claims if claim.counts}
    node = view.snapshot.identity.node
    pairs = {
        tuple(sorted((node.get(e.one, ""), node.get(e.other, "")))) for e in view.snapshot.identity.unsure
    }  # fmt: skip
    for one, other in sorted(pairs):
        if one != other and one in found and other in found:
            _as_one_or_two(*by_size([found[one], found[other]]))


def _as_one_or_two(first: Claim, second: Claim) -> None:
    if not (first.counts and second.counts):
        return
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
        actors = Scope(view, claim.thing).actors
        if kind and len(actors) > 1 and not claim.out:
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
