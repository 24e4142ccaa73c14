"""Counting: each thing of a group is ruled on once, and the total is what is left to add.

The order of the rules matters: what texts state goes before what a series of milestones tells, that before arithmetic
and coverage, and doubts of identity come last, among what still counts.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import product

from ...schema.quantity import Quantity
from ..links.denials import deniers, disputes
from ..status import status
from ..times.knowledge import told_left_out
from ..titles import title
from ..view.collection import resting
from ..view.node import Node
from ..view.view import View
from .asking import checked, dimensions, no_place
from .claims import Claim, added
from .dimensions import Keys
from .draws import rule_draws
from .guarantees import rule_guarantees
from .hosting import rule_hosted
from .results import ROLES, Group, Key, Sum, Sums
from .roundups import rule_roundups
from .sameness import maybe_same
from .selection import STATUSES, Candidates, Selection
from .shares import own_part, whole
from .standing import rule_standing
from .times import rule_untimed
from .twins import across_classes, rule_unsure, unsure_pairs
from .wholes import rule_out, rule_stated
from .wording import rule_worded

_Row = tuple[Node, Quantity]
#: Qualifiers of figures that are not exact, and of which nobody says how far they may be off.
_ABOUT = ("approximately", "estimated")


def sums(
    view: View, of: str, party: str | None = None, *, by: Collection[str] = (), role: str | None = None,
    kinds: Collection[str] = (), families: Collection[str] = (), statuses: Collection[str | None] = STATUSES,
    bases: Collection[str] = (), source: str | None = None, places: Collection[str] = (), year: str | None = None,
    where: Callable[[Node], bool] = lambda thing: True,
) -> Sums:  # fmt: skip
    """The totals of deals, flows, stakes or capacities (`of`), by family, basis and unit, and `by` more.

    `party`: only things in which this actor takes part, and of a joint amount only its unknown share, (0, whole].
    `by`: dimensions, of `DIMENSIONS`. The other filters are those of `Selection`. Raises ValueError for a class
    without sums, a dimension that is none, and any word of a filter that there is not. A string is one word.
    """
    wanted = Selection(of, party, role, kinds, families, statuses, bases, source, places, year, where)
    asked = checked(view, wanted), dimensions(by)
    with resting():
        return _Counting(view, *asked).answer()


class _Counting:
    """The sums of one selection."""

    def __init__(self, view: View, wanted: Selection, by: tuple[str, ...]) -> None:
        self.view, self.wanted, self.by = view, wanted, by
        self._keys = Keys(view)
        pairs = unsure_pairs(view)
        self._maybe = maybe_same(pairs)
        self._pairs: defaultdict[str, list[str]] = defaultdict(list)
        for one, other in pairs:
            self._pairs[one].append(other)

    def answer(self) -> Sums:
        pools: defaultdict[Group, list[_Row]] = defaultdict(list)
        candidates = Candidates(self.view, self.wanted, self._keys)
        for thing, quantity, group in candidates:
            pools[group].append((thing, quantity))
        no_place(self.view, candidates.unmatched)

        def across() -> list[Sum]:
            return self._sorted(self._sum(group, rows, ()) for group, rows in pools.items())

        if not self.by:
            whole_pools = across()
            return Sums(whole_pools, lambda: whole_pools, note=_note(self.view, whole_pools))
        groups = [total for group, rows in pools.items() for total in self._grouped(group, rows)]
        return Sums(self._sorted(groups), across, self.by, _note(self.view, groups))

    def _sorted(self, found: Iterable[Sum]) -> list[Sum]:
        return sorted(found, key=lambda total: total.group.order)

    def _grouped(self, pool: Group, rows: list[_Row]) -> Iterator[Sum]:
        found: defaultdict[tuple[Key, ...], list[_Row]] = defaultdict(list)
        for thing, quantity in rows:
            for keys in product(*(self._keys.keys(thing, name) for name in self.by)):
                found[keys].append((thing, quantity))
        for keys, members in found.items():
            yield self._sum(Group(pool.of, pool.family, pool.basis, pool.unit, keys), members, keys)

    def _sum(self, group: Group, rows: Sequence[_Row], keys: tuple[Key, ...]) -> Sum:
        claims = [self._claim(thing, quantity, keys) for thing, quantity in rows]
        claims.sort(key=lambda claim: claim.id)
        flags = list(self._ruled(group, claims))
        total = Sum(self.view, group, added(claim for claim in claims if not claim.out), flags=flags)
        for claim in claims:
            listed = {"": total.counted, "left_out": total.left_out, "optional": total.optional}[claim.out]
            listed.append(claim.item())
        total.flags += _flags(total, sum(1 for claim in claims if not (claim.sure or claim.out)))
        return total

    def _claim(self, thing: Node, quantity: Quantity, keys: tuple[Key, ...]) -> Claim:
        whose = [(key.value, key.dimension) for key in keys if key.dimension in ("firm", *ROLES) and key.value]
        if self.wanted.party is not None:
            whose.append((self.wanted.party, self.wanted.role or "firm"))
        every, reason = whole(thing, quantity)
        claim = Claim(thing, quantity, every, reason)
        for party, name in whose:
            interval, why = own_part(self._keys, thing, quantity, party, name if name in ROLES else None)
            if interval != every:
                claim.interval, claim.why = interval, why
        rule_out(claim, self.wanted)
        return claim

    def _ruled(self, group: Group, claims: Sequence[Claim]) -> Iterator[str]:
        rule_stated(self.view, claims)
        rule_worded(self.view, claims)
        rule_draws(self.view, claims)
        for claim in claims if group.family == "contracted" else ():
            rule_hosted(self.view, claim)
        yield from rule_standing(self.view, claims, self._maybe)
        rule_roundups(self.view, claims, self._maybe)
        yield from rule_guarantees(self.view, claims)
        yield from rule_unsure(self.view, claims, self._pairs, self._maybe)
        yield from across_classes(self.view, claims)
        yield from rule_untimed(self.view, claims)


def _note(view: View, totals: Sequence[Sum]) -> str | None:
    """What to know of an answer as a whole: what passes as of a date as far as known, and what was not yet known."""
    untimed = len({item.thing.id for total in totals for item in total.counted if item.untimed})
    told = f"so at {view.perspective.as_of} as far as known: {untimed} of unknown time" if untimed else None
    return "; ".join(filter(None, (told, told_left_out(view)))) or None


def _flags(total: Sum, unsure: int) -> Iterator[str]:
    """`unsure`: how many may be counted already."""
    unknown = sum(1 for item in total.counted if status(item.thing).word is None)
    if unknown:
        yield f"{unknown} of {len(total.counted)} counted have no status that any text or rule tells"
    about = sum(1 for item in total.counted if _is_about(item.thing))
    if about:
        yield f"{about} of {len(total.counted)} counted are told as approximate or estimated: they add what is stated"
    for item in total.counted:
        if against := deniers(total.view, disputes(item.thing)):
            yield f"{title(total.view, item.thing)} counts though {', '.join(against)} denies it"
    if unsure:
        yield f"{unsure} may add nothing: the total lies between counting them not and counting them all"


def _is_about(thing: Node) -> bool:
    figure = thing.figure
    return figure is not None and figure.quantity.qualifier in _ABOUT
