"""What texts say of wholes and parts, options, amendments and frames: of these only one counts."""

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
    found = {claim.id: claim for claim in claims if claim.counts}
    for rule in (_amended, _under, _part_of):
        for claim in sorted(found.values(), key=lambda c: c.id):
            if claim.counts:
                rule(view, claim, found)


def _amended(view: View, claim: Claim, found: Mapping[str, Claim]) -> None:
    """An amendment counts from its date in the place of what it amends; before that it is not yet so."""
    for amended in references(claim.thing, "amends"):
        before = found.get(amended)
        if before is None or before is claim or not before.counts or claim.thing.word("effect") == "adds":
            continue
        if _begins_later(view, claim.thing):
            claim.leave("amends another, from a later date than asked for", (amended,))
            return
        before.leave("amended: what took its place counts", (claim.id,))


def _under(view: View, claim: Claim, found: Mapping[str, Claim]) -> None:
    """What is made under a frame that counts; a capacity whose deal was amended by that of another."""
    for deal in references(claim.thing, "underDeal"):
        if deal in found and not found[deal].out and deal != claim.id:
            claim.leave("made under another thing, which counts it", (deal,))
            return
    later = _amending(claim, found, view)
    if later:
        claim.leave("its contract was amended: what took its place counts", (later,))


def _amending(claim: Claim, found: Mapping[str, Claim], view: View) -> str | None:
    mine = references(claim.thing, "underDeal") if claim.thing.kind != "Deal" else []
    if not mine:
        return None
    for other in found.values():
        if other is claim or not other.counts or other.thing.word("measure") == "increment":
            continue  # what an amendment adds takes no place
        for deal in references(other.thing, "underDeal"):
            node = view.node(deal)
            if (
                node
                and node.word("effect") != "adds"
                and set(references(node, "amends")) & set(mine)
                and not _begins_later(view, node)
            ):
                return other.id
    return None


def _part_of(view: View, claim: Claim, found: Mapping[str, Claim]) -> None:
    wholes = _above(view, claim.thing, found)
    if wholes:
        claim.leave(f"a {claim.thing.word('measure') or 'part'} of a whole, which is counted", wholes)
    elif claim.thing.word("measure") in ("part", "remainder"):
        claim.why += f"; a {claim.thing.word('measure')} of a whole that this sum does not count"


def _above(view: View, thing: Node, found: Mapping[str, Claim]) -> tuple[str, ...]:
    """Of the wholes of which it is a part, however far up, the nearest that is in the sum."""
    seen, waiting = {thing.id}, references(thing, "partOf")
    while waiting:
        above = waiting.pop()
        if above in seen:
            continue
        seen.add(above)
        if above in found and not found[above].out:
            return (above,)
        node = view.node(above)
        waiting += references(node, "partOf") if node else []
    return ()


def _begins_later(view: View, thing: Node) -> bool:
    day = view.perspective.as_of
    told = thing.word("date") or thing.word("start")
    return day is not None and told is not None and _first_day(told) > day.latest()


def _first_day(told: str) -> date:
    return PartialDate.parse(told).earliest()
