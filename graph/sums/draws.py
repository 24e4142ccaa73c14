"""Draws: what was drawn of a facility is no second loan."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...schema.dates import DateError
from ..identity.agreement import dates_in_order
from ..view.view import View
from .claims import Claim, by_size, has_room_for
from .coverage import documents, figure_statements
from .retold import BORROWERS, LENDERS

_FACILITY, _LOANS = "creditFacility", ("creditFacility", "loan")
#: How texts speak of a draw.
_DRAWN = re.compile(r"\b(?:drew|drawn|draws?|drawing|draw-?downs?|borrowed under|borrowings? under)\b", re.IGNORECASE)


def rule_draws(view: View, claims: Sequence[Claim]) -> None:
    """Counts a facility and not what its borrower drew of it.

    Where a text tells both, and no word says that the one is drawn of the other, nobody is sure.
    """
    loans = [claim for claim in claims if claim.counts and claim.thing.word("kind") in _LOANS]
    facilities = _Facilities([claim for claim in by_size(loans) if claim.thing.word("kind") == _FACILITY])
    for claim in reversed(by_size(loans)):
        frames = [one for one in facilities.near(claim) if one is not claim and one.counts and _may_hold(one, claim)]
        mine = documents(claim.thing) if frames else set()
        told = [one for one in frames if not mine.isdisjoint(documents(one.thing))]
        held = told or (frames if claim.thing.word("kind") != _FACILITY else [])
        if held and _is_drawn(view, claim):
            claim.leave("drawn of a facility, which is counted", (frame.id for frame in held))
        elif told:
            claim.doubt("may be drawn of a facility that is counted", (frame.id for frame in told))


class _Facilities:
    """Facilities by who borrows and who lends, so that none is compared with those of strangers."""

    def __init__(self, facilities: Sequence[Claim]) -> None:
        self._all = facilities
        self._of: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, claim in enumerate(facilities):
            for side in _sides(claim):
                self._of[side].append(place)

    def near(self, claim: Claim) -> list[Claim]:
        """Those that share a borrower or a lender with a claim, in their order."""
        return [self._all[place] for place in sorted({p for side in _sides(claim) for p in self._of.get(side, ())})]


def _sides(claim: Claim) -> Iterator[tuple[str, str]]:
    """A claim's borrowers and lenders, each with which of the two it is."""
    yield from (("borrower", actor) for actor in claim.thing.actors(*BORROWERS))
    yield from (("lender", actor) for actor in claim.thing.actors(*LENDERS))


def _may_hold(frame: Claim, claim: Claim) -> bool:
    """Whether a facility is larger, of one borrower and lender as far as told, and no later.

    The two share a borrower or a lender.
    """
    if frame.quantity.unit != claim.quantity.unit or not has_room_for(frame, claim):
        return False
    got, also_got = (set(one.thing.actors(*BORROWERS)) for one in (frame, claim))
    lent, also_lent = (set(one.thing.actors(*LENDERS)) for one in (frame, claim))
    if (got and also_got and got != also_got) or (lent and also_lent and lent.isdisjoint(also_lent)):
        return False
    first, later = frame.thing.word("date"), claim.thing.word("date")
    try:
        return not (first and later) or dates_in_order(first, later)
    except DateError:
        return True


def _is_drawn(view: View, claim: Claim) -> bool:
    """Whether the words of a figure speak of a draw."""
    return any(_DRAWN.search(span.quote) for said in figure_statements(claim.thing) for span in view.evidence(said))
