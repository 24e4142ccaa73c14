"""Capacities of one site: of its milestones one is current, and of several sources' figures one counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ...schema.dates import DateError, PartialDate
from ...schema.numbers import rounding
from ..ledger.records import StoredStatement
from ..status import modality, status
from ..times import milestones
from ..view.node import Node
from ..view.view import View
from .claims import Claim, by_size

#: Who only brings others together, or only speaks, has no megawatts.
_BESIDE = frozenset({"arranger", "projector"})
_Sides = dict[str, frozenset[str]]
_DONE = frozenset({"signed", "closed", "underConstruction", "operational"})
_SERIES = "a milestone of a series of which another is current"
_TO_COME = frozenset({"planned", "expected", "projected"})


def rule_standing(view: View, claims: Sequence[Claim], maybe: Mapping[str, str]) -> Iterator[str]:
    """Counts one figure of each site and firm; yields what to know of those that contradict each other.

    `maybe`: actor -> one that stands for all that may be the same, where that is not known.
    """
    capacities = [claim for claim in claims if claim.counts and claim.thing.kind == "Capacity"]
    _later(view, capacities)
    together = _of_one_place(capacities)
    if not together:
        return
    _replaced(view, together)
    for same in _by_place((claim for claim in together if claim.counts), maybe):
        if len(same) > 1:
            yield from _one_of(view, same, [said.id for said in view.ranked(_said(claim) for claim in same)])
    _stages([claim for claim in together if claim.counts])


def _later(view: View, capacities: Sequence[Claim]) -> None:
    as_of = view.perspective.as_of
    for claim in capacities if as_of else ():
        told = _day(claim)
        if as_of and told and told.earliest() > as_of.latest():
            claim.leave(f"only from {told}, later than asked for")


def _of_one_place(capacities: Sequence[Claim]) -> list[Claim]:
    """Those that share their site or place with another: of a site's only claim nothing can be another figure."""
    where = [_where(claim.thing) for claim in capacities]
    many = Counter(where)
    return [claim for claim, place in zip(capacities, where, strict=True) if place and many[place] > 1]


def _where(thing: Node) -> str | None:
    return thing.word("site") or thing.word("place")


def _replaced(view: View, capacities: Sequence[Claim]) -> None:
    reached = [claim for claim in capacities if claim.counts]
    taken = milestones.current(view, [claim.thing for claim in reached])
    for claim in reached:
        if later := taken.get(claim.id):
            claim.leave(_SERIES, (later,))


def _day(claim: Claim) -> PartialDate | None:
    told = claim.thing.word("date")
    try:
        return PartialDate.parse(told) if told else None
    except DateError:
        return None


def _by_place(claims: Iterable[Claim], maybe: Mapping[str, str]) -> Iterator[list[Claim]]:
    """Claims of one figure: of one site, and of parties that do not differ. Two contracts at one site are two."""
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        thing = claim.thing
        site = thing.word("site")
        if site and thing.word("kind") != "contracted" and thing.word("measure") in (None, "total"):
            found[site].append(claim)
    for same in found.values():
        yield from _of_one_side(same, maybe)


def _of_one_side(same: list[Claim], maybe: Mapping[str, str]) -> list[list[Claim]]:
    """The claims of a site, apart by their parties where those differ.

    What names nobody is about the only ones named; where there are several it stands by itself.
    """
    named: list[tuple[list[_Sides], list[Claim]]] = []
    unnamed: list[Claim] = []
    for claim in same:
        sides = _sides(claim, maybe)
        near = [one for one in named if all(not _differ(sides, other) for other in one[0])]
        if not sides:
            unnamed.append(claim)
        elif near:
            near[0][0].append(sides)
            near[0][1].append(claim)
        else:
            named.append(([sides], [claim]))
    groups = [members for _, members in named]
    if len(groups) == 1:
        return [[*groups[0], *unnamed]]
    return [*groups, unnamed] if unnamed else groups


def _sides(claim: Claim, maybe: Mapping[str, str]) -> _Sides:
    """Role -> its parties, with one name for all that may be the same."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for party in claim.thing.parties:
        if party.role not in _BESIDE:
            found[party.role].add(maybe.get(party.actor, party.actor))
    return {role: frozenset(actors) for role, actors in found.items()}


def _differ(mine: _Sides, theirs: _Sides) -> bool:
    """Whether both name somebody in a role, and nobody in common."""
    return any(mine[role].isdisjoint(theirs[role]) for role in mine.keys() & theirs.keys())


def _said(claim: Claim) -> StoredStatement:
    assert claim.thing.figure
    return claim.thing.figure.statement


def _one_of(view: View, same: list[Claim], order: list[bytes]) -> Iterator[str]:
    """Several claims of one site's figure: the one that the policy ranks first counts.

    Of dated ones only the latest speaks, and of what was published together the dated one.
    """
    dated = sorted((claim for claim in same if _day(claim)), key=_when)
    for claim in dated[:-1]:
        claim.leave(_SERIES, (dated[-1].id,))
    rivals = [claim for claim in same if claim.counts]
    best = min(rivals, key=lambda claim: order.index(_said(claim).id))
    published = view.snapshot.dates.get(_said(best).document)
    if dated and view.snapshot.dates.get(_said(dated[-1]).document) == published:
        best = dated[-1]
    apart = [claim for claim in rivals if not rounding(claim.quantity).meets(rounding(best.quantity))]
    for claim in rivals:
        if claim is not best:
            conflict = ", and contradicts it" if claim in apart else ""
            claim.leave(
                f"another claim of the same site's figure, which the policy ranks behind{conflict}", (best.id,)
            )
    if apart:
        site = view.name(best.thing.word("site") or "")
        others = ", ".join(sorted({str(claim.quantity.interval) for claim in apart}))
        yield f"conflict at {site}: {best.quantity.interval} counts, others say {others}"


def _when(claim: Claim) -> tuple[date, date, str]:
    day = _day(claim)
    assert day is not None
    return day.latest(), day.earliest(), claim.id


def _stages(claims: Sequence[Claim]) -> None:
    """What is planned never adds to what stands or is signed of the same parties at the same place."""
    places: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        thing = claim.thing
        if where := _where(thing):
            places[where, frozenset((p.role, p.actor) for p in thing.parties)].append(claim)
    for same in places.values():
        done = [claim for claim in same if _is_done(claim.thing)]
        for claim in same if done else ():
            if claim not in done and _is_to_come(claim.thing):
                claim.leave("planned, of what stands or is signed: a stage of it", (by_size(done)[0].id,))


def _is_done(thing: Node) -> bool:
    return status(thing).word in _DONE and modality(thing) not in _TO_COME


def _is_to_come(thing: Node) -> bool:
    return status(thing).word == "planned" or modality(thing) in _TO_COME
