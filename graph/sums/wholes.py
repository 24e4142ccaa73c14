"""What texts say of wholes and parts, options, amendments and frames: of these only one counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ...schema.dates import PartialDate
from ..status import modality, status
from ..view.node import Node
from ..view.view import View
from .claims import Claim
from .selection import Selection, references

#: Modalities of what may never be.
_ONLY_POSSIBLE = ("possible", "opinion")
#: By what a thing hangs together with others.
_NAMING = ("amends", "underDeal", "partOf")


def rule_out(claim: Claim, wanted: Selection) -> None:
    """Leaves out what is an option or only possible, and what has a status that was not asked for."""
    thing = claim.thing
    if modality(thing) in _ONLY_POSSIBLE:
        claim.leave("only possible: listed, never added", out="optional")
        return
    how_far = status(thing).word
    if how_far not in wanted.statuses:
        claim.leave(f"status {how_far or 'unknown'} was not asked for")
    elif granted := references(thing, "optionOf"):
        claim.leave("an option: never a second deal", granted, "optional")
    elif thing.word("measure") == "target":
        claim.leave("a target of a whole")


def rule_stated(view: View, claims: Sequence[Claim]) -> None:
    """Counts once what texts say is one: amended contracts, call-offs under a frame, parts of a whole."""
    if any(prop in claim.thing.values for claim in claims for prop in _NAMING):
        _Stated(view, claims).rule()
        return
    for claim in claims:  # most things of data sets name no other: of them nothing hangs together
        if claim.counts:
            _say_part(claim)


def _say_part(claim: Claim) -> None:
    """Says of a part of which the whole is not counted that it is one."""
    if (measure := claim.thing.word("measure")) in ("part", "remainder"):
        claim.why += f"; a {measure} of a whole that this sum does not count"


class _Stated:
    """What texts say of how the claims of one sum hang together.

    Chains are followed through things that the sum does not select, and through those that it leaves out to what
    took their place; so the answer does not hang on the order of ids.
    """

    def __init__(self, view: View, claims: Sequence[Claim]) -> None:
        self.view = view
        self.found = {claim.id: claim for claim in sorted(claims, key=lambda c: c.id) if claim.counts}
        self.amended = {i: self._amends(claim.thing) for i, claim in self.found.items()}
        #: Thing -> the claims that amend it, however many amendments lie between.
        self.takers: defaultdict[str, list[str]] = defaultdict(list)

    def rule(self) -> None:
        """Each rule over all claims, in the order in which they stand."""
        self._replace()
        promised = self._promised()
        for rule in (self._under, lambda claim: self._moved(claim, promised), self._part_of):
            for claim in self.found.values():
                if claim.counts:
                    rule(claim)

    # -- amendments

    def _amends(self, thing: Node) -> list[str]:
        """What a thing takes the place of, the nearest first. What only adds to another takes nobody's place."""
        seen: dict[str, None] = {}
        waiting: list[Node | None] = [thing]
        while waiting:
            node = waiting.pop(0)
            if node is None or node.word("effect") == "adds":
                continue
            for before in references(node, "amends"):
                if before != thing.id and before not in seen:
                    seen[before] = None
                    waiting.append(self.view.node(before))
        return list(seen)

    def _replace(self) -> None:
        """An amendment counts from its date in the place of what it amends; before that it is not yet so."""
        for identifier, claim in self.found.items():
            before = [old for old in self.amended[identifier] if old in self.found]
            if before and _begins_later(self.view, claim.thing):
                claim.leave("amends another, from a later date than asked for", (before[0],))
        standing = [i for i, claim in self.found.items() if claim.counts]
        for identifier in standing:
            for old in self.amended[identifier]:
                # Of two that amend each other, which no reader can put in order, the first by id counts.
                if identifier not in self.amended.get(old, ()) or identifier < old:
                    self.takers[old].append(identifier)
        for identifier in standing:
            if takers := self.takers.get(identifier):
                last = [one for one in takers if one not in self.takers] or takers
                self.found[identifier].leave("amended: what took its place counts", (last[0],))

    # -- frames and wholes

    def _under(self, claim: Claim) -> None:
        """What is made under a frame that counts, or under one of which what took its place counts."""
        if frames := self._above(claim, "underDeal"):
            claim.leave("made under another thing, which counts it", frames)

    def _promised(self) -> dict[str, list[str]]:
        """Contract -> the capacities promised under what amended it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for identifier, claim in self.found.items():
            for deal in references(claim.thing, "underDeal"):
                node = self.view.node(deal)
                adds = claim.thing.word("measure") == "increment"  # what an amendment adds takes no place
                if claim.counts and node and not adds and not _begins_later(self.view, node):
                    for old in self._amends(node):
                        found[old].append(identifier)
        return found

    def _moved(self, claim: Claim, promised: Mapping[str, Sequence[str]]) -> None:
        """A capacity whose contract was amended by that of another."""
        for deal in references(claim.thing, "underDeal") if claim.thing.kind != "Deal" else ():
            later = [other for other in promised.get(deal, ()) if other != claim.id and self.found[other].counts]
            if later:
                claim.leave("its contract was amended: what took its place counts", (later[0],))
                return

    def _part_of(self, claim: Claim) -> None:
        if wholes := self._above(claim, "partOf"):
            claim.leave(f"a {claim.thing.word('measure') or 'part'} of a whole, which is counted", wholes)
        else:
            _say_part(claim)

    def _above(self, claim: Claim, prop: str) -> tuple[str, ...]:
        """Of what holds a claim, or held what it amends, the nearest that counts or whose successor does."""
        before = [node for old in self.amended[claim.id] if (node := self.view.node(old))]
        seen = {claim.id}
        waiting = [above for node in (claim.thing, *before) for above in references(node, prop)]
        while waiting:
            above = waiting.pop(0)
            if above in seen:
                continue
            seen.add(above)
            held = self.found.get(above)
            if held and held.counts:
                return (above,)
            node = self.view.node(above)
            waiting += [*(held.because if held else ()), *self.takers.get(above, ())]
            waiting += references(node, prop) if node else []
        return ()


def _begins_later(view: View, thing: Node) -> bool:
    day = view.perspective.as_of
    told = thing.word("date") or thing.word("start")
    return day is not None and told is not None and _first_day(told) > day.latest()


def _first_day(told: str) -> date:
    return PartialDate.parse(told).earliest()
