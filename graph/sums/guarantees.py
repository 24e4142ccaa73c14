"""Guarantees of one figure that texts tell of several contracts: one for all of them, or one for each."""

from collections.abc import Iterator, Sequence

from ...schema.quantity import Interval
from ..links.guarantees import creditors
from ..titles import title
from ..view.view import View
from .claims import Claim
from .shares import times


def rule_guarantees(view: View, claims: Sequence[Claim]) -> Iterator[str]:
    """Counts what texts tell of several creditors' contracts once at least, once for each at most; yields which."""
    for claim in claims:
        if claim.counts and (many := len(creditors(view, claim.thing))) > 1:
            most = times(claim.interval, many)
            claim.interval = Interval(claim.interval.lower, most.upper, claim.interval.lower_open, most.upper_open)
            claim.why += f"; its texts tell it of {many} creditors: one guarantee for all, or one of each"
            yield f"{title(view, claim.thing)}: one guarantee, or up to {many}"
