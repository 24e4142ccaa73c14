"""Ratios: what a contracted megawatt costs by deal and year, as intervals, within one family and basis.

A ratio needs an amount, the megawatts of the same contract, and how long it runs. What lacks one of them is listed
with the reason. A new amount is never divided by the old megawatts alone where an amendment brings more of them.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from typing import NamedTuple

from ...schema.dates import DateError, Duration, PartialDate
from ...schema.quantity import Interval
from ..ledger.records import StoredStatement
from ..status import modality, status
from ..sums import STATUSES, Group, Sum, sums
from ..sums.claims import larger
from ..sums.selection import references
from ..view.node import Node
from ..view.view import View

_DIGITS = 12
_NONE = Interval.point(Decimal(0))
_MONTHS, _DAYS = 12, Decimal("365.2425")
#: Amounts of a year already: how long the contract runs does not matter.
_A_YEAR = frozenset({"annual"})


class Term(NamedTuple):
    """How long a contract runs, in years, and what says so."""

    years: Interval
    statements: tuple[StoredStatement, ...]


@dataclass(frozen=True)
class Ratio:
    """The amount of a deal for one megawatt and year, in its currency; None, with `why`, where it is not known.

    `pool`: the deal's class, family, basis of amount and currency; `basis`: which megawatts.
    """

    deal: Node
    pool: Group
    basis: str
    per_megawatt_year: Interval | None
    amount: Interval | None
    power: Sum | None
    term: Term | None
    why: str
    view: View | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        from ..lines import of_ratio

        return of_ratio(self)

    @property
    def statements(self) -> list[StoredStatement]:
        """What it rests on: amount, megawatts and term."""
        amount = self.deal.shown("amount")
        said = [*(amount.statements if amount else ()), *(self.power.statements if self.power else ())]
        return list({s.id: s for s in [*said, *(self.term.statements if self.term else ())]}.values())


def per_megawatt_year(
    view: View, party: str | None = None, *, families: Collection[str] = ("capacity",),
    statuses: Collection[str | None] = STATUSES,
) -> list[Ratio]:  # fmt: skip
    """The ratios of all deals that are counted, of all or of one party's, within families of deals.

    The dearest first within a family, a basis of amounts, a currency and a basis of megawatts; what has no ratio
    stands behind. Of deals without megawatts the basis is `unknown`.
    """
    found = []
    for total in sums(view, "Deal", party, families=families, statuses=statuses):
        for item in total.counted:
            if item.sure or item.untimed:
                found += [replace(r, view=view) for r in _ratios(view, item.thing, total.group, statuses)]
    return sorted(found, key=_rank)


def _rank(ratio: Ratio) -> tuple[tuple[str, ...], str, bool, Decimal, str]:
    known = ratio.per_megawatt_year
    dearest = -(known.upper or known.lower or Decimal(0)) if known else Decimal(0)
    return ratio.pool.order, ratio.basis, known is None, dearest, ratio.deal.id


def _ratios(view: View, deal: Node, pool: Group, statuses: Collection[str | None]) -> Iterator[Ratio]:
    amount = deal.quantity("amount")
    assert amount is not None
    covered, why = megawatts(view, deal)
    if not covered:
        yield Ratio(deal, pool, "unknown", None, amount.interval, None, term(deal, []), why)
        return
    ids = {thing.id for thing in covered}
    for power in sums(view, "Capacity", statuses=statuses, where=lambda thing: thing.id in ids):
        whole, note = _after_amendment(view, deal, power)
        lasts = term(deal, [item.thing for item in power.counted])
        yield _ratio(deal, pool, amount.interval, whole, lasts, note)


def _ratio(deal: Node, pool: Group, amount: Interval, power: Sum, lasts: Term | None, note: str) -> Ratio:
    basis = power.group.basis
    years = Interval.point(Decimal(1)) if pool.basis in _A_YEAR else lasts.years if lasts else None
    if years is None:
        return Ratio(deal, pool, basis, None, amount, power, lasts, "no text says how long it runs")
    whole = divided(amount, power.interval)
    value = divided(whole, years) if whole else None
    why = "amount / megawatts" + ("" if pool.basis in _A_YEAR else " / years") + note
    return Ratio(deal, pool, basis, value, amount, power, lasts, why if value else "its megawatts may be none")


def megawatts(view: View, deal: Node) -> tuple[list[Node], str]:
    """The contracted capacities of a deal, and on what that rests or why there are none.

    They name the deal, or one that it amends, or the same provider and customer have one deal only with an amount.
    Of a deal that was amended both count: a later text adds megawatts without a word of the contract.
    """
    actors = deal.actors("provider", "customer", "party")
    around = {t.id: t for actor in actors[:1] for t, _ in view.taking_part(actor)}
    capacities = [t for t in around.values() if t.kind == "Capacity" and t.word("kind") == "contracted"]
    same = _amended(view, deal)
    named = [t for t in capacities if same.keys() & set(references(t, "underDeal"))]
    if named and not _is_amended(view, deal):
        return named, "the capacity names the deal"
    free = [t for t in capacities if not t.values.get("underDeal") and _same_pair(t, deal)]
    if not (named or free):
        return [], "no text gives megawatts of its parties"
    rivals = [
        t for t in around.values()
        if t.kind == "Deal" and t.quantity("amount") and _same_pair(t, deal) and _stands(t)
        and (t.id == deal.id or t.id not in same)
    ]  # fmt: skip
    if len(rivals) > 1:
        if named:
            return named, "the capacity names the deal"
        return [], f"its parties have {len(rivals)} deals with amounts: no text says to which the megawatts belong"
    return [*named, *free], "the capacity names the deal" if named else "the only deal of the same parties"


# -- amendments


def _amended(view: View, deal: Node) -> dict[str, Node]:
    """A deal and those whose place it took, by id. One that only adds to another takes nobody's place."""
    found, waiting = {deal.id: deal}, [deal]
    while waiting:
        one = waiting.pop()
        for before in references(one, "amends") if one.word("effect") != "adds" else ():
            if before not in found and (node := view.node(before)):
                found[before] = node
                waiting.append(node)
    return found


def _is_amended(view: View, deal: Node) -> bool:
    return bool(_former(view, deal)) or len(_amended(view, deal)) > 1


def _former(view: View, deal: Node) -> set[bytes]:
    """The documents that give only an amount that a text says was replaced."""
    shown = deal.shown("amount")
    now = {said.document for said in shown.statements} if shown else set()
    return {said.document for said in deal.superseded if said.property == "amount"} - now


def _after_amendment(view: View, deal: Node, power: Sum) -> tuple[Sum, str]:
    """The megawatts of an amended deal, and what to say of them: whole and increments, else from one to the other."""
    if not _is_amended(view, deal):
        return power, ""
    before = set(_amended(view, deal)) - {deal.id}
    old = _former(view, deal)
    later = [item.thing for item in power.counted if not _is_old(item.thing, before, old)]
    if not later:
        return power, "; the amount was amended after its megawatts were told"
    if all(thing.word("measure") == "increment" for thing in later):
        return power, "; with what the amendment adds"
    if all(thing.word("measure") is not None for thing in later):
        return power, ""
    dropped = _power(item.thing for item in power.left_out if _is_old(item.thing, before, old))
    kept = _power(item.thing for item in power.counted if item.thing not in later)
    if dropped == kept == _NONE:
        return power, ""
    as_all = power.interval if dropped != _NONE else larger(_power(later), kept)
    note = "; no text says whether the megawatts of the amendment are added or are all"
    return replace(power, interval=as_all.hull(power.interval + dropped)), note


def _power(things: Iterable[Node]) -> Interval:
    total = _NONE
    for thing in things:
        if quantity := thing.quantity("power"):
            total += quantity.interval
    return total


def _is_old(thing: Node, before: set[str], documents: set[bytes]) -> bool:
    """Whether megawatts are of a contract before it was amended."""
    under = set(references(thing, "underDeal"))
    return bool(under & before) or (bool(documents) and set(thing.documents()) <= documents)


def _same_pair(one: Node, other: Node) -> bool:
    mine, theirs = ((set(t.actors("provider")), set(t.actors("customer", "endUser"))) for t in (one, other))
    return bool(mine[0] & theirs[0]) and bool(mine[1] & theirs[1])


def _stands(thing: Node) -> bool:
    return status(thing).word not in ("cancelled", "retired") and modality(thing) != "possible"


def term(deal: Node, capacities: list[Node]) -> Term | None:
    """How long a contract runs: as the deal or its megawatts say, else from its start to its end."""
    for thing in (deal, *capacities):
        if told := thing.shown("term"):
            return Term(_years(str(told.decoded)), told.statements)
    start, end = deal.shown("start"), deal.shown("end")
    if start is None or end is None:
        return None
    try:
        first, last = PartialDate.parse(str(start.decoded)), PartialDate.parse(str(end.decoded))
    except DateError:
        return None
    least, most = (last.earliest() - first.latest()).days, (last.latest() - first.earliest()).days
    if most <= 0:
        return None
    with localcontext(prec=_DIGITS):
        years = Interval(max(Decimal(least), Decimal(0)) / _DAYS, Decimal(most) / _DAYS)
    return Term(years, (*start.statements, *end.statements))


def _years(duration: str) -> Interval:
    months, days = Duration.parse(duration).length
    with localcontext(prec=_DIGITS):
        return Interval.point(Decimal(months) / _MONTHS + Decimal(days) / _DAYS)


def divided(amount: Interval, by: Interval) -> Interval | None:
    """What a / b can be, for any a of one and any b of the other, all of them positive; None if b may be nothing."""
    if by.lower is None or by.lower <= 0 or amount.lower is None or amount.lower < 0:
        return None
    with localcontext(prec=_DIGITS):
        low = Decimal(0) if by.upper is None else amount.lower / by.upper
        high = None if amount.upper is None else amount.upper / by.lower
    return Interval(low, high, amount.lower_open or by.upper_open, amount.upper_open or by.lower_open)
