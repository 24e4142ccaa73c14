"""Financing: what money firms raised, as debt, equity and cash by year, and which flows pay for a programme."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from ...schema.quantity import Interval
from ..sums import STATUSES, Sum, sums
from ..sums.selection import references
from ..view.node import Node
from ..view.view import View

#: Roles in which a firm receives the money of a flow.
_RECEIVERS = ("issuer", "beneficiary", "target", "seller")
#: Families whose money comes in: what only might (a guarantee), and own spending, does not.
_INCOMING = {"debt": "debt", "equity": "equity", "customer": "prepayments"}
#: Families that pay for a programme: what comes in, and what others invest in it.
_FINANCING = frozenset({*_INCOMING, "project"})
#: Kinds of spending on a programme, and the one that is the spender's own by its meaning.
_OWN = "capexCommitment"
_SPENDING = frozenset({_OWN, "investment"})
#: Roles of who spends.
_SPENDERS = ("investor", "issuer", "buyer")
_NOTHING = Interval.point(Decimal(0))


@dataclass(frozen=True)
class Raised:
    """What a firm raised in a year, on one basis of amounts and in one currency.

    `cash` adds up debt, equity and prepayments: money that came in, whatever claim it gave. A backstop and own
    spending are in none of them. `year` is None for what is not dated. `sums`: what each rests on.
    """

    firm: str
    year: str | None
    basis: str
    unit: str
    debt: Interval
    equity: Interval
    cash: Interval
    sums: tuple[Sum, ...]


def raised(
    view: View, firm: str | None = None, *, statuses: Collection[str | None] = STATUSES, year: str | None = None
) -> list[Raised]:
    """Debt, equity and cash by firm and year, of all firms or of one; of a joint amount each has an unknown part."""
    found: defaultdict[tuple[str, str | None, str, str], list[Sum]] = defaultdict(list)
    firms = [firm] if firm is not None else _receivers(view)
    for one in firms:
        mine = sums(
            view, "CapitalFlow", one, by=("year",), families=_INCOMING, statuses=statuses, year=year,
            where=partial(_receives, one),
        )  # fmt: skip
        for total in mine:
            if total.counted:
                found[one, total.group.keys[0].value, total.group.basis, total.group.unit].append(total)
    rows = [_raised(*key, totals) for key, totals in found.items()]
    return sorted(rows, key=lambda row: (view.name(row.firm), row.firm, row.year or "", row.basis, row.unit))


def _receives(firm: str, flow: Node) -> bool:
    return firm in flow.actors(*_RECEIVERS)


def _receivers(view: View) -> list[str]:
    return sorted({actor for flow in view.of_kind("CapitalFlow") for actor in flow.actors(*_RECEIVERS)})


def _raised(firm: str, year: str | None, basis: str, unit: str, totals: list[Sum]) -> Raised:
    of = {family: _added(t.interval for t in totals if t.group.family == family) for family in _INCOMING}
    cash = _added(of.values())
    return Raised(firm, year, basis, unit, of["debt"], of["equity"], cash, tuple(totals))


def _added(intervals: Iterable[Interval]) -> Interval:
    total = _NOTHING
    for interval in intervals:
        total += interval
    return total


@dataclass(frozen=True)
class Financing:
    """What is committed to a programme in one currency, what finances it, and what no flow explains.

    `unexplained` is the difference, None where nothing is said to be committed; below nothing where more was
    raised than the programme is said to cost.
    """

    program: str
    basis: str
    unit: str
    committed: Interval | None
    financed: Interval
    unexplained: Interval | None
    sums: tuple[Sum, ...]


def financing(view: View, program: str, statuses: Collection[str | None] = STATUSES) -> list[Financing]:
    """Which flows finance a programme, by currency and basis of amounts.

    A flow finances it that names it, one of its sites, or a deal of it (`finances`), or that belongs to it. What is
    committed to it is own spending that belongs to it: a `capexCommitment` or an `investment` of who owns or runs
    it. Where no text says who that is, those that commit own spending to it do. What another firm invests in it is
    money that it gets.
    """
    things = set(_of_program(view, program))

    def for_it(flow: Node) -> bool:
        return program in references(flow, "program") or bool(things & set(references(flow, "finances")))

    flows = [flow for flow in view.of_kind("CapitalFlow") if for_it(flow)]
    own = {flow.id for flow in _own_spending(view, program, flows)}
    others = {flow.id for flow in flows} - own
    pools: defaultdict[tuple[str, str], list[tuple[bool, Sum]]] = defaultdict(list)
    for committed, ids in ((True, own), (False, others)):
        for total in sums(view, "CapitalFlow", statuses=statuses, where=partial(_is_of, ids)):
            pools[total.group.basis, total.group.unit].append((committed, total))
    return [_financing(program, *key, totals) for key, totals in sorted(pools.items(), key=lambda pool: pool[0])]


def _is_of(ids: Collection[str], flow: Node) -> bool:
    return flow.id in ids


def _own_spending(view: View, program: str, flows: Collection[Node]) -> Iterator[Node]:
    """The flows that are spending of those who own or run a programme."""
    node = view.node(program)
    owners = set(node.actors("owner", "operator")) if node else set()
    spending = [flow for flow in flows if flow.word("kind") in _SPENDING]
    if not owners:
        owners = {actor for flow in spending if flow.word("kind") == _OWN for actor in flow.actors(*_SPENDERS)}
    for flow in spending:
        spenders = set(flow.actors(*_SPENDERS))
        if spenders & owners or (not spenders and flow.word("kind") == _OWN):
            yield flow


def _financing(program: str, basis: str, unit: str, totals: list[tuple[bool, Sum]]) -> Financing:
    committed = [total.interval for own, total in totals if own and total.counted]
    paid = _added(total.interval for own, total in totals if not own and total.group.family in _FINANCING)
    cost = _added(committed) if committed else None
    unexplained = None if cost is None else cost + -paid
    return Financing(program, basis, unit, cost, paid, unexplained, tuple(total for _, total in totals))


def _of_program(view: View, program: str) -> list[str]:
    """The programme, its sites and its deals."""
    sites = [site.id for site in view.of_kind("Site") if program in references(site, "program")]
    deals = [deal.id for deal in view.of_kind("Deal") if _belongs(deal, program, sites)]
    return [program, *sites, *deals]


def _belongs(deal: Node, program: str, sites: Collection[str]) -> bool:
    return program in references(deal, "program") or deal.word("site") in sites
