"""Near misses: chains that exactly one rule keeps from being a path, with that rule and what it says of them."""

from dataclasses import replace
from typing import NamedTuple

from ..status import modality, status
from ..titles import title
from ..view.view import View
from .bounds import Rows, Tally
from .denials import denials, deniers
from .hops import amending
from .path import Belonging, Hop, Path
from .rules import misses, rules, same_side
from .search import BUDGET, Wanted, search

#: How many near misses an answer shows.
MOST_MISSES = 20


class NearMiss(NamedTuple):
    """A chain that is no path. `rule`: what it fails by; `why`: the same in words; `at`: where, if at one place."""

    path: Path
    rule: str
    why: str
    at: Hop | Belonging | None

    def __str__(self) -> str:
        from ..lines import of_miss

        return of_miss(self)


def near_misses(
    view: View, wanted: Wanted, found: frozenset[tuple[str, str]] = frozenset(), budget: int = BUDGET // 10
) -> Rows[NearMiss]:  # fmt: skip
    """What comes near between actors that no path links (`found` are the pairs that one does).

    Of two actors each rule once, by its best chain; the shortest first. `stopped` of the answer says whether the
    search came to the end of its `budget` of links.
    """
    order = list(misses())
    best: dict[tuple[str, str, str], Path] = {}
    ways = search(view, replace(wanted, first=None), lenient=True, budget=budget)
    tally = Tally(budget)
    tally.add(ways.links, ways.stopped is not None)
    for path in ways.paths:
        if (path.start, path.end) not in found and path.fault:
            best.setdefault((path.start, path.end, path.fault), path)
    chosen = sorted(best.values(), key=lambda p: (len(p.hops), order.index(p.fault or ""), p.worth))
    return Rows((_explained(view, path) for path in chosen[:MOST_MISSES]), tally.stopped)


def _explained(view: View, path: Path) -> NearMiss:
    rule = path.fault or ""
    at = _place(path, rule)
    return NearMiss(path, rule, " ".join(filter(None, (misses()[rule], _detail(view, path, rule, at)))), at)


def _place(path: Path, rule: str) -> Hop | Belonging | None:
    """Where a chain fails."""
    if rule == "unsureIdentity":
        steps = (step for some in (*(h.before for h in path.hops), path.after) for step in some)
        return next((step for step in steps if step.unsure), None)
    if found := next((hop for hop in path.hops if rule in hop.faults), None):
        return found
    pairs = list(zip(path.hops, path.hops[1:], strict=False))
    if rule == "sameSide":
        return next((b for a, b in pairs if same_side(a.parties[1].role, b.parties[0].role)), None)
    if rule == "association":
        exposed = path.hops[0].parties[0].role in rules()["path"]["exposed"]
        return next((b for _, b in pairs if b.joint is None), None) if exposed else path.hops[0]
    return path.hops[-1] if rule == "hopLimit" else None


def _detail(view: View, path: Path, rule: str, at: Hop | Belonging | None) -> str | None:
    if isinstance(at, Belonging):
        return f"{view.name(at.above)} and {view.name(at.below)}: {at.unsure}."
    if at is None:
        return None
    if rule == "sameSide" and rule not in at.faults:
        last = path.hops[path.hops.index(at) - 1]
        return f"{view.name(last.start)} and {view.name(at.end)} are both on the other side of {view.name(last.end)}."
    if rule == "association" and at is path.hops[0]:
        return f"{view.name(at.start)} is its {_spoken(at.parties[0].role)}: the other way round it is exposure."
    if rule == "amended":
        return f"It yields to {' and '.join(sorted(view.name(one.id) for one in amending(view, at.via)))}."
    if rule == "denied":
        return f"Denied by {' and '.join(deniers(view, denials(view, at)))}."
    if rule == "ended" and (end := at.via.word("end")):
        return f"It ended on {end}."
    return _of_thing(view, rule, at)


def _of_thing(view: View, rule: str, at: Hop) -> str | None:
    """What the thing that makes a hop is told to be, by rules that are of it alone."""
    called = title(view, at.via)
    if rule == "sameSide":
        names, roles = (view.name(at.start), view.name(at.end)), [_spoken(party.role) for party in at.parties]
        if roles[0] == roles[1]:
            return f"{names[0]} and {names[1]} are each {roles[0]} in {called}."
        return f"{names[0]} is {roles[0]} and {names[1]} is {roles[1]} in {called}."
    if rule == "cancelled":
        return f"{called}: {status(at.via).word}."
    if rule == "possible":
        return f"{called}: told as {modality(at.via)}."
    return f"{called}." if rule == "option" else None


def _spoken(role: str) -> str:
    return "end user" if role == "endUser" else role
