"""Times: as of a date, what a text tells without saying when it is so may not be so then."""

from collections.abc import Iterator, Sequence

from ..view.admission import thing_stands
from ..view.view import View
from .claims import Claim

_WHY = {"unknown": "no text says since when it is so", "open": "its time is known in part only"}


def rule_untimed(view: View, claims: Sequence[Claim]) -> Iterator[str]:
    """Marks what may not be so at the date of the view; yields how many they are.

    It adds its figure all the same, as a list has it among its things: nobody says that it was not so.
    """
    as_of = view.perspective.as_of
    if as_of is None:
        return
    counted = [claim for claim in claims if not claim.out]
    found = [(claim, told) for claim in counted if (told := _WHY.get(thing_stands(claim.thing, as_of)))]
    for claim, told in found:
        claim.untimed = True
        claim.why += f"; {told}: it may not be so at {as_of}"
    if found:
        yield f"so at {as_of} as far as known: {len(found)} of {len(counted)} counted are of unknown time"
