"""Questions that the same search answers: circles of money, hosts of rivals, and firms with many links to some."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..view.view import View
from .bounds import Rows, Table, Tally
from .ends import ANYBODY, ANYTHING, Ends, Side, Through
from .index import index
from .network import playing
from .path import Hop, Path
from .rules import rules
from .search import BUDGET, Wanted, search


@dataclass(frozen=True)
class Circle:
    """Money that comes back: `funding` leads from a firm to another, `way` from there back to it.

    Each hop leads from who pays to who is paid.
    """

    funding: Hop
    way: Path

    @property
    def hops(self) -> tuple[Hop, ...]:
        """All hops, the funding first."""
        return self.funding, *self.way.hops

    def __str__(self) -> str:
        from ..lines import of_circle

        return of_circle(self)


def circles(view: View, who: Ends = ANYBODY, max_hops: int = 3, budget: int = BUDGET) -> Rows[Circle]:
    """Where a firm that `who` describes funds its own customer, at once or over others, in `max_hops` hops.

    Money that a firm gives for a claim, and that comes back to it for goods, capacity or power: the shortest and
    firmest first. The last hop is a contract in which the firm is paid. `budget`: the links that each search for
    a way back looks at before it stops, and all together ten times as many; `stopped` of the answer says so.
    """
    links, funds = index(view), set(rules()["money"]["funds"])
    asked = playing(view, funds) & playing(view, (*rules()["sides"]["supplies"], "party"))
    if who != ANYBODY:
        asked &= who.find(view).actors
    found: list[Circle] = []
    tally = Tally(budget)
    for actor in sorted(asked):
        given: defaultdict[str, list[Hop]] = defaultdict(list)
        for hop in links.links(actor):
            if _pays(hop) and hop.parties[0].role in funds:
                given[hop.end].append(hop)
        for payer, hops in sorted(given.items()):
            start, end = (Side(frozenset({one}), described=False) for one in (payer, actor))
            wanted = Wanted(start, end, max_hops - 1, association=True, hop=_pays)
            ways = search(view, wanted, budget=tally.allowed)
            tally.add(ways.links, ways.stopped is not None)
            found += [Circle(hop, path) for hop in hops for path in ways.paths if _is_sale(path.hops[-1])]
    found.sort(key=lambda c: (len(c.hops), max(h.rank for h in c.hops), [h.via.id for h in c.hops]))
    return Rows(found, tally.stopped)


def _pays(hop: Hop) -> bool:
    """Whether money goes from the start of a hop to its end. A warrant is granted, not paid for."""
    law = rules()["money"]
    return hop.parties[0].role in law["pays"] and hop.via.word("kind") not in law["not"]


def _is_sale(hop: Hop) -> bool:
    """Whether it is a contract for goods, capacity or power, and no claim."""
    return hop.link in ("contract", "contractBeforeSigning")


def hosts_of_rivals(
    view: View, rivals: Ends, max_hops: int = 1, through: Through = ANYTHING, budget: int = BUDGET
) -> Table[str, list[Path]]:  # fmt: skip
    """Host -> its paths to rivals, for hosts that serve at least two of different houses; in the order of ids.

    A host is who provides: at one hop its customers, at more also whom its exposure leads to. `stopped` of the answer
    says whether the search came to the end of its `budget` of links.
    """
    links, ends = index(view), rivals.find(view)
    supplies = rules()["sides"]["supplies"]
    bound = links.hops_to(ends.actors, max_hops)
    starts = frozenset(host for host in playing(view, supplies) - ends.actors if bound(host) <= max_hops)
    found: defaultdict[str, list[Path]] = defaultdict(list)
    ways = search(view, Wanted(Side(starts), ends, max_hops, through=through), budget=budget)
    tally = Tally(budget)
    tally.add(ways.links, ways.stopped is not None)
    for path in ways.paths:
        if path.hops[0].parties[0].role in supplies:
            found[path.start].append(path)
    kept = {host: found[host] for host in sorted(found) if _houses(view, found[host]) > 1}
    return Table(kept, tally.stopped)


def _houses(view: View, paths: list[Path]) -> int:
    """How many houses the paths end in: AWS and Amazon are one."""
    links = index(view)
    counted: list[str] = []
    for end in sorted({path.end for path in paths}):
        if not any(end in links.houses.of(other) for other in counted):
            counted.append(end)
    return len(counted)


def linked_often(
    view: View, ends: Ends, least: int, through: Through = ANYTHING, who: Ends = ANYBODY
) -> dict[str, list[Hop]]:  # fmt: skip
    """Actor -> its links to actors that `ends` describes, if they are at least so many; in the order of ids.

    A thing that links it to two of them, such as a syndicated loan, counts once for each.
    """
    goals = ends.find(view).actors
    near: set[str] = set().union(*(_neighbours(view, goal, through) for goal in goals)) if goals else set()
    found = {}
    for actor in sorted((near if who == ANYBODY else near & who.find(view).actors) - goals):
        hops = [hop for hop in index(view).links(actor) if hop.end in goals and through.admits(hop)]
        if len(hops) >= least:
            found[actor] = hops
    return found


def _neighbours(view: View, actor: str, through: Through) -> Iterator[str]:
    return (hop.end for hop in index(view).links(actor) if through.admits(hop))
