"""Round-ups: figures that hold others. A total and its parts count once.

Proven where the parts add up to the whole within rounding in one document that says that it is a total, or where the
whole names a set of parties and a time that hold the parts': then the larger counts, of the whole and of what its
parts come to. Not provable: between the larger of the two and their sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from ...schema.numbers import rounding
from ...schema.quantity import Interval, Quantity
from ..view.node import Node
from ..view.view import View
from .claims import Claim, added, by_size, larger, surely_at_least
from .coverage import Cover, Scope, documents

#: In a longer list of one text some figures add up to another by chance, and all ways to choose are too many.
_MOST_PARTS = 10
#: A total has two parts at least.
_FEWEST = 2
#: A text with more figures of one kind is a list, of which nobody can tell what adds up to what.
_LONGEST = 100
#: A whole of so few digits is the sum of two others by chance: 100, 200 and 300 in one text prove nothing.
_DIGITS = 2
#: How a text calls what is not the whole.
_PARTS = frozenset({"part", "remainder"})


def rule_roundups(view: View, claims: Sequence[Claim], maybe: Mapping[str, str]) -> None:
    """Counts once what is a total and what are its parts. `maybe`: as a `Scope` takes it."""
    counted = [claim for claim in claims if may_hold(claim)]
    if len(counted) < _FEWEST:
        return  # a figure by itself holds none
    scopes, own = _Scopes(view, counted, maybe), {claim.id: claim.interval for claim in counted}
    for _, block in told_together(view, counted):
        if len(block) > _FEWEST:
            _arithmetic(scopes, block)
    if all(_stands_alone(view, claim.thing) for claim in counted):
        return
    wide, found = _Blocks(scopes, counted), {claim.id: claim for claim in counted}
    for whole in sorted(wide.wholes(), key=lambda c: (_breadth(scopes[c.id]), c.id)):
        if whole.counts:
            _aggregate(scopes, found, whole, wide.beside(whole))
    _hold_the_largest(counted, own)


def _hold_the_largest(counted: Iterable[Claim], own: Mapping[str, Interval]) -> None:
    """Whatever holds what, all of them come to no less than the largest of them alone; `own`: id -> its figure.

    A total is weighed against its parts as they stand then, and one of them may turn out to be a part of another.
    """
    counted = [claim for claim in counted if not claim.out and _least(own[claim.id].lower) >= 0]
    largest = max(counted, key=lambda claim: (_least(own[claim.id].lower), claim.id), default=None)
    if largest is None:
        return
    missing = _least(own[largest.id].lower) - _least(added(counted).lower)
    if missing > 0:
        least, most = largest.interval, own[largest.id]
        largest.interval = Interval(_least(least.lower) + missing, least.upper, most.lower_open, least.upper_open)


class _Scopes(dict[str, Scope]):
    """Claim id -> what it is about, made where somebody compares it: most rows of data sets nobody does."""

    def __init__(self, view: View, counted: Iterable[Claim], maybe: Mapping[str, str]) -> None:
        self._view, self._maybe = view, maybe
        self._things = {claim.id: claim.thing for claim in counted}

    def __missing__(self, identifier: str) -> Scope:
        made = self[identifier] = Scope(self._view, self._things[identifier], self._maybe)
        return made


def _stands_alone(view: View, thing: Node) -> bool:
    """Whether it holds no other and no other holds it: megawatts of one firm at most, at a site within no other."""
    if thing.kind != "Capacity" or len(thing.parties) > 1 or (named := thing.word("site")) is None:
        return False
    site, firm = view.node(named), view.node(thing.parties[0].actor) if thing.parties else None
    return (site is None or "partOf" not in site.values) and (firm is None or firm.kind != "Group")


def may_hold(claim: Claim) -> bool:
    """Whether it may be a whole or a part: what counts minus holds nothing and is held by nothing."""
    return claim.counts and not (claim.interval.upper is not None and claim.interval.upper < 0)


def _breadth(scope: Scope) -> tuple[int, int]:
    """The narrowest first, so that a total of totals meets what they were taken for."""
    period = scope.period
    days = (period.latest() - period.earliest()).days if period else 0
    return len(scope.actors), days


# -- parts that add up


def told_together(view: View, counted: Sequence[Claim]) -> Iterator[tuple[bytes, list[Claim]]]:
    """Documents with the claims that each makes; rows of a data set are no round-up."""
    found: defaultdict[bytes, list[Claim]] = defaultdict(list)
    for claim in counted:
        for document in documents(claim.thing):
            found[document].append(claim)
    for document in sorted(found):
        if _FEWEST <= len(found[document]) <= _LONGEST and not _is_table(view, found[document][0].thing, document):
            yield document, found[document]


def _is_table(view: View, thing: Node, document: bytes) -> bool:
    """Whether a document that tells of a thing is of records."""
    mentions = (view.snapshot.mentions[m] for m in thing.mentions)
    return any(m.key for m in mentions if m.document == document)


def _arithmetic(scopes: dict[str, Scope], block: list[Claim]) -> None:
    for whole in by_size(block):
        parts = [
            claim for claim in block
            if claim is not whole and claim.counts and scopes[whole.id].covers(scopes[claim.id])
        ]  # fmt: skip
        if whole.counts and _FEWEST <= len(parts) <= _MOST_PARTS:
            _take_parts(scopes, whole, parts)


def _take_parts(scopes: Mapping[str, Scope], whole: Claim, parts: list[Claim]) -> None:
    found = [some for some in _choices(parts) if _add_up(whole, some)]
    if not found:
        return
    why = "its text gives a total that holds it: they add up to"
    if len(found) == 1 and digits(whole.quantity) >= _DIGITS and _is_total(scopes, whole, found[0]):
        for part in found[0]:
            part.leave(f"a part: {why} {whole.quantity.verbatim}", (whole.id,))
        whole.why += f"; a total of {len(found[0])} parts in its text"
        return
    for part in {claim.id: claim for some in found for claim in some}.values():
        part.doubt(f"may be a part: figures of its text add up to {whole.quantity.verbatim}", (whole.id,))


def _is_total(scopes: Mapping[str, Scope], whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a text tells that one figure is the total of others: that three contracts add up is no proof.

    It says so, or the whole names more parties, or it is of no day and no site of its own where its parts are.
    """
    if whole.thing.word("measure") == "total" or all(p.thing.word("measure") in _PARTS for p in parts):
        return True
    mine = scopes[whole.id]
    if all(mine.names_more(scopes[part.id]) for part in parts):
        return True
    return not _is_placed(mine) and all(_is_placed(scopes[part.id]) for part in parts)


def _is_placed(scope: Scope) -> bool:
    """Whether it has a day, a site or a place of its own."""
    return scope.period is not None or scope.thing.word("site") is not None or bool(scope.sites)


def _choices(parts: list[Claim]) -> Iterator[tuple[Claim, ...]]:
    """All ways to choose two or more; all of them together alone, if that will do."""
    for many in range(len(parts), _FEWEST - 1, -1):
        yield from combinations(parts, many)


def _add_up(whole: Claim, parts: Iterable[Claim]) -> bool:
    if whole.quantity.value is None:
        return False
    total = rounding(whole.quantity)
    found = added([])
    for part in parts:
        if part.quantity.value is None:
            return False
        found += part.quantity.interval
    return total.meets(found)


def digits(quantity: Quantity) -> int:
    """How many digits a figure has, the zeros at its end apart; 0 if it is no point."""
    return len(quantity.value.normalize().as_tuple().digits) if quantity.value is not None else 0


# -- wholes that cover others


class _Blocks:
    """Claims by what a whole must share with its parts: an actor, a site, or a role that it fills with a group."""

    def __init__(self, scopes: dict[str, Scope], counted: Sequence[Claim]) -> None:
        self._scopes = scopes
        self._of: defaultdict[str, list[Claim]] = defaultdict(list)
        self._within: defaultdict[str, list[Claim]] = defaultdict(list)
        self._roles: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        self._counted = counted
        for claim in counted:
            scope = scopes[claim.id]
            for actor in _names(scope):
                self._of[actor].append(claim)
                self._roles[actor].add(frozenset(scope.sides))
            for site in scope.sites[1:]:
                self._within[site].append(claim)

    def wholes(self) -> Iterator[Claim]:
        """The claims that can be wider than another: most of a firm's many single deals cannot."""
        for claim in self._counted:
            scope = self._scopes[claim.id]
            several = any(len(actors) > 1 for actors in scope.sides.values())
            contains = any(site in self._within for site in scope.sites[:1])
            if several or contains or scope.groups or (scope.actors and self._is_wide(claim, scope)):
                yield claim

    def _is_wide(self, claim: Claim, scope: Scope) -> bool:
        """Whether one of single parties is of no site, of a time longer than a day, or says less than another."""
        if claim.thing.kind == "Capacity":
            return claim.thing.word("site") is None
        if scope.period is not None and scope.period.precision != "day":
            return True
        return any(scope.sides.keys() < roles for actor in _names(scope) for roles in self._roles[actor])

    def beside(self, whole: Claim) -> list[Claim]:
        """The claims that it may cover."""
        scope = self._scopes[whole.id]
        if scope.groups:
            return [claim for claim in self._counted if claim is not whole]
        around = [self._of[actor] for actor in _names(scope)] + [self._within.get(s, []) for s in scope.sites[:1]]
        return list({claim.id: claim for some in around for claim in some if claim is not whole}.values())


def _names(scope: Scope) -> set[str]:
    """Its parties, with one name for all that may be the same."""
    return {actor for actors in scope.loose_sides.values() for actor in actors}


def _aggregate(scopes: dict[str, Scope], found: Mapping[str, Claim], whole: Claim, beside: Iterable[Claim]) -> None:
    proven, likely = [], []
    for claim in beside:
        how = scopes[whole.id].covers(scopes[claim.id]) if _fits_into(claim, whole) else Cover.NOT
        if how is Cover.PROVEN:
            proven.append(claim)
        elif _is_likely(claim, whole) and (how is Cover.WIDER or (how and _same_place(scopes, whole, claim))):
            likely.append(claim)
    others = [found[i] for claim in [*proven, *likely] for i in _taken_by(claim, whole) if i in found]
    if not _is_the_largest(whole, [other for other in others if other.counts]):
        return
    _take(whole, [c for c in proven if c.counts])
    if whole.counts:
        _weigh(whole, [c for c in likely if c.counts])


def _fits_into(claim: Claim, whole: Claim) -> bool:
    least, most = claim.interval.lower, whole.interval.upper
    return least is None or most is None or least <= most


def _is_likely(claim: Claim, whole: Claim) -> bool:
    """Whether a figure that may be nothing ("up to 50") is no larger than what might hold it."""
    least, most, room = claim.interval.lower, claim.interval.upper, whole.interval.upper
    return room is None or bool(least and least > 0) or (most is not None and most <= room)


def _same_place(scopes: Mapping[str, Scope], whole: Claim, part: Claim) -> bool:
    """Two capacities of the same parties at one place: one may be a part of the other."""
    here, there = scopes[whole.id].sites[:1], scopes[part.id].sites[:1]
    return whole.thing.kind == "Capacity" and bool(here) and here == there


def _taken_by(claim: Claim, whole: Claim) -> tuple[str, ...]:
    """The totals that hold a claim, or may hold it, other than this one."""
    return () if claim.counts or whole.id in claim.because else claim.because


def _is_the_largest(whole: Claim, others: list[Claim]) -> bool:
    """Whether it is the largest of the totals that share a part: the others may hold that part once more."""
    first = by_size([whole, *others])[0]
    for one in {claim.id: claim for claim in [whole, *others]}.values():
        if one is not first:
            one.doubt("shares a part with a larger total, so that some of it may be counted already", (first.id,))
    return first is whole


def _take(whole: Claim, parts: list[Claim]) -> None:
    """Proven: the larger counts, and the other is listed."""
    if not parts:
        return
    together = added(parts)
    ids = tuple(sorted(part.id for part in parts))
    if not surely_at_least(whole.interval, together) and surely_at_least(together, whole.interval):
        whole.leave(f"a total of {len(parts)} that are counted: they come to more", ids)
        return
    whole.interval = larger(whole.interval, together)
    whole.why += f"; a total that holds {len(parts)} others"
    for part in parts:
        part.leave("within a total of parties and a time, or a site, that hold it: the larger counts", (whole.id,))


def _weigh(whole: Claim, parts: list[Claim]) -> None:
    """Not provable: between the larger of the two and their sum."""
    if not parts:
        return
    together = added(parts)
    ids = tuple(sorted(part.id for part in parts))
    if _least(whole.interval.lower) >= _least(together.lower):
        for part in parts:
            part.doubt("may be held by a total of more: between nothing and all of it", (whole.id,))
    else:
        whole.doubt(f"may be a total that holds {len(parts)} others: between nothing and all of it", ids)


def _least(bound: Decimal | None) -> Decimal:
    return Decimal(0) if bound is None else bound
