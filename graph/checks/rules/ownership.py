"""Ownership that cannot be: more than the whole, less than nothing, oneself, or one's own owner's owner."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ....schema.dates import PartialDate
from ....schema.finding import Finding
from ....schema.quantity import Quantity, plain_decimal
from ...ledger import StoredStatement
from ..check import Check, retract_advice
from ..pages import HELD_TO_BE_SO, Account, Page

WHOLE = Decimal(100)
#: Percent by which parts may exceed the whole: two shares printed with one decimal are each up to 0.05 too high.
#: No generator of form EIA-860 for 2020 exceeds 100 at all.
TOLERANCE = Decimal("0.1")
#: Statuses of a stake that is held, and not only announced or called off.
_HELD = (None, "closed", "operational")
#: What a stake is a part of, the narrowest first.
_WHOLES = ("site", "target", "issuer")
#: Who is above a thing: the first two are one chain of owners.
_ABOVE = {"parent": "owners", "ultimateParent": "owners", "partOf": "wholes"}
_EVER = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class _Part:
    """A share of a whole: who holds it (several, if jointly), at least how much, and when as far as known."""

    owners: frozenset[Hashable]
    lower: Decimal
    said: StoredStatement
    on: str | None

    def holds(self, day: str | None) -> bool:
        """Whether it is held on a day; what has no date holds only beside what has none."""
        if self.on == day:
            return True
        if day is None or self.said.valid_from is None or self.on != self.said.valid_from:
            return False
        first, last = _valid(self.said)
        return first <= PartialDate.parse(day).earliest() < last


@dataclass(frozen=True, slots=True)
class _Edge:
    """One thing and what is above it."""

    below: Hashable
    above: Hashable
    said: StoredStatement
    name: str


class Ownership(Check):
    """Shares outside of 0 to 100 percent, parts above their whole, and circles of owners or wholes."""

    name = "ownership"
    doc = "no share outside of 0 to 100 %, no parts above 100 % at one time, nobody above himself"
    counts = "stakes and parents"

    def __init__(self) -> None:
        super().__init__()
        self._parts: defaultdict[Hashable, list[_Part]] = defaultdict(list)
        self._names: dict[Hashable, str] = {}
        self._edges: defaultdict[str, list[_Edge]] = defaultdict(list)

    def page(self, page: Page) -> Iterator[Finding]:
        """Single shares and owners; keeps what the edition's sums and circles need."""
        for account in page.accounts.values():
            if account.kind == "Stake":
                self.looked += 1
                yield from self._stake(account, page)
            for prop, chain in _ABOVE.items():
                for said in account.said.get(prop, ()):
                    self.looked += 1
                    yield from self._above(said, chain, page)

    def edition(self) -> Iterator[Finding]:
        """Sums and circles of an edition."""
        for whole, parts in self._parts.items():
            yield from self._sums(whole, parts)
        for edges in self._edges.values():
            for circle in _circles(edges):
                if _at_one_time(circle):
                    names = " -> ".join([*(edge.name for edge in circle), circle[0].name])
                    wrong = circle[0].said
                    message = f"each is above the other: {names}"
                    advice = retract_advice(wrong, "the wrong link")
                    yield self.found("circle", message, advice, *(edge.said for edge in circle))
        for kept in (self._parts, self._names, self._edges):
            kept.clear()

    def _stake(self, account: Account, page: Page) -> Iterator[Finding]:
        owners = [s for s in account.said.get("owner", ()) if isinstance(s.object, bytes)]
        wholes = [s for prop in _WHOLES for s in account.said.get(prop, ()) if isinstance(s.object, bytes)]
        for owner in owners:
            for whole in wholes:
                if owner.object == whole.object or page.label(_named(owner)) == page.label(_named(whole)):
                    message = f"{page.name(_named(owner))} owns a part of itself: shares bought back, or a mistake"
                    yield self.found(
                        "ownsItself", message, retract_advice(whole, "it"), whole, owner, severity="warning"
                    )
        for said in account.said.get("share", ()):
            share = Quantity.decode(str(said.object)).interval
            low, high = share.lower, share.upper
            if (low is not None and not 0 <= low <= WHOLE) or (high is not None and not 0 <= high <= WHOLE):
                message = f"a share of {share} percent, outside of 0 to 100"
                yield self.found("shareOutside", message, retract_advice(said, "it"), said)
            elif low and owners and wholes and _is_held(account, said):
                self._keep(account, said, low, owners, wholes[0], page)

    def _keep(
        self, account: Account, said: StoredStatement, low: Decimal, owners: Iterable[StoredStatement],
        whole: StoredStatement, page: Page,
    ) -> None:  # fmt: skip
        label = page.label(_named(whole))
        self._names[label] = page.name(_named(whole))
        who = frozenset(page.label(_named(o)) for o in owners)
        self._parts[label].append(_Part(who, low, said, said.valid_from or account.word("date")))

    def _above(self, said: StoredStatement, chain: str, page: Page) -> Iterator[Finding]:
        if said.modality not in HELD_TO_BE_SO or not isinstance(said.object, bytes):
            return
        below, above = page.label(said.subject), page.label(said.object)
        if below == above:
            message = f"{page.name(said.subject)} is its own {said.property}"
            yield self.found("ownsItself", message, retract_advice(said, "it"), said)
        else:
            self._edges[chain].append(_Edge(below, above, said, page.name(said.subject)))

    def _sums(self, whole: Hashable, parts: list[_Part]) -> Iterator[Finding]:
        """The parts of one whole, on each day on which one of them begins. One finding a whole: the largest sum."""
        most = WHOLE + TOLERANCE
        if _total(parts) <= most:
            return
        days = sorted({part.on for part in parts}, key=lambda day: (day is not None, day))
        counted = [(_largest(p for p in parts if p.holds(day)), day) for day in days]
        best, day = max(counted, key=lambda c: _total(c[0]))
        total = _total(best)
        if total > most:
            when = f"on {day}" if day else "at a time that is not stated"
            shares = ", ".join(f"{plain_decimal(part.lower)} %" for part in best)
            message = f"owners hold at least {plain_decimal(total)} % of {self._names[whole]} {when}: {shares}"
            yield self.found("aboveWhole", message, retract_advice(best[0].said, "a share"), *(p.said for p in best))


def _named(said: StoredStatement) -> bytes:
    return said.object if isinstance(said.object, bytes) else b""


def _is_held(account: Account, share: StoredStatement) -> bool:
    """Whether a share is held now, by a document that holds it to be so: a warrant or a plan is no part yet."""
    return share.modality in HELD_TO_BE_SO and share.status in _HELD and account.word("kind") != "warrant"


def _total(parts: Iterable[_Part]) -> Decimal:
    return sum((part.lower for part in parts), Decimal(0))


def _largest(parts: Iterable[_Part]) -> list[_Part]:
    """One part for each owner, its largest, the largest owner first: the same stake may be told twice."""
    best: dict[frozenset[Hashable], _Part] = {}
    for part in parts:
        if part.owners not in best or best[part.owners].lower < part.lower:
            best[part.owners] = part
    return sorted(best.values(), key=lambda p: (-p.lower, p.said.id))


def _valid(said: StoredStatement) -> tuple[date, date]:
    """From when until when a statement surely holds: what begins or ends in "2010" may do so on any day of it."""
    first = PartialDate.parse(said.valid_from).latest() if said.valid_from else _EVER[0]
    return first, PartialDate.parse(said.valid_to).earliest() if said.valid_to else _EVER[1]


def _at_one_time(circle: list[_Edge]) -> bool:
    times = [_valid(edge.said) for edge in circle]
    return max(first for first, _ in times) < min(last for _, last in times)


def _circles(edges: list[_Edge]) -> Iterator[list[_Edge]]:
    """One circle of each knot, from its smallest statement on. What ends at the top, as nearly all do, goes first."""
    left = _knotted(edges)
    if not left:
        return
    import networkx as nx

    graph: nx.DiGraph[Hashable] = nx.DiGraph()
    for edge in sorted(left, key=lambda e: e.said.id, reverse=True):  # of two links the smaller id stays
        graph.add_edge(edge.below, edge.above, edge=edge)
    for knot in nx.strongly_connected_components(graph):
        if len(knot) > 1:
            start = min(knot, key=repr)
            walk = nx.find_cycle(graph.subgraph(knot), start)
            circle = [graph.edges[below, above]["edge"] for below, above in walk]
            first = min(range(len(circle)), key=lambda i: circle[i].said.id)
            yield circle[first:] + circle[:first]


def _knotted(edges: list[_Edge]) -> list[_Edge]:
    """The links that do not lead to a thing with nothing above it: those of circles, and those below circles."""
    below_of: defaultdict[Hashable, list[_Edge]] = defaultdict(list)
    open_above: defaultdict[Hashable, int] = defaultdict(int)
    for edge in edges:
        below_of[edge.above].append(edge)
        open_above[edge.below] += 1
    done = [thing for thing in below_of if not open_above[thing]]
    gone: set[Hashable] = set()
    while done:
        gone.add(thing := done.pop())
        for edge in below_of[thing]:
            open_above[edge.below] -= 1
            if not open_above[edge.below]:
                done.append(edge.below)
    return [edge for edge in edges if edge.above not in gone]
