"""Draws: what was drawn of a facility is no second loan."""

import re
from collections.abc import Sequence

from ...schema.dates import DateError
from ..identity.agreement import dates_in_order
from ..view.view import View
from .claims import Claim, by_size
from .coverage import Scope

_FACILITY, _LOANS = "creditFacility", ("creditFacility", "loan")
#: How texts speak of a draw.
_DRAWN = re.compile(r"\b(?:drew|drawn|draws?|drawing|draw-?downs?|borrowed under|borrowings? under)\b", re.IGNORECASE)


def rule_draws(view: View, claims: Sequence[Claim]) -> None:
    """Counts a facility and not what its borrower drew of it.

    Where a text tells both, and no word says that the one is drawn of the other, nobody is sure.
    """
    loans = [claim for claim in claims if claim.counts and claim.thing.word("kind") in _LOANS]
    facilities = [claim for claim in by_size(loans) if claim.thing.word("kind") == _FACILITY]
    for claim in reversed(by_size(loans)):
        frames = [one for one in facilities if one is not claim and one.counts and _may_hold(one, claim)]
        told = [one for one in frames if Scope(view, one.thing).documents & Scope(view, claim.thing).documents]
        held = told or (frames if claim.thing.word("kind") != _FACILITY else [])
        if held and _is_drawn(view, claim):
            claim.leave("drawn of a facility, which is counted", (frame.id for frame in held))
        elif told:
            claim.doubt("may be drawn of a facility that is counted", (frame.id for frame in told))


def _may_hold(frame: Claim, claim: Claim) -> bool:
    """Whether a facility is larger, of one borrower and lender as far as told, and no later."""
    if frame.quantity.unit != claim.quantity.unit or not _is_larger(frame, claim):
        return False
    got, also_got = (set(one.thing.actors("beneficiary", "issuer")) for one in (frame, claim))
    lent, also_lent = (set(one.thing.actors("lender")) for one in (frame, claim))
    if (got and also_got and got != also_got) or (lent and also_lent and lent.isdisjoint(also_lent)):
        return False
    if not (got & also_got or lent & also_lent):
        return False
    first, later = frame.thing.word("date"), claim.thing.word("date")
    try:
        return not (first and later) or dates_in_order(first, later)
    except DateError:
        return True


def _is_larger(frame: Claim, claim: Claim) -> bool:
    most, least = frame.quantity.interval.upper, claim.quantity.interval.upper
    return most is not None and least is not None and most > least


def _is_drawn(view: View, claim: Claim) -> bool:
    """Whether the words of a figure speak of a draw."""
    figure = claim.thing.figure
    shown = claim.thing.shown(figure.property) if figure else None
    return any(
        _DRAWN.search(span.quote) for said in (shown.statements if shown else ()) for span in view.evidence(said)
    )
