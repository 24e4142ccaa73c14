"""Wording: how the words before a figure say that it is a part of a larger one of the same sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..view.view import View
from .claims import Claim, has_room_for
from .coverage import figure_statements
from .roundups import may_hold, told_together

#: "$1bn, of which $300m", "245 MW, including 100 MW": the words, and at most so many other signs up to the figure.
_PART = re.compile(
    r"\b(?P<sure>of which)\b[^.;:\d]{0,40}\Z|\b(?:including|among them)\b[^.;:\d]{0,25}\Z", re.IGNORECASE
)
_BEFORE = 70
#: Between a whole and its part no sentence ends.
_END = re.compile(r"[.!?][”\"')]*\s|\n")


class _Told(NamedTuple):
    """Where a text gives a claim's figure."""

    start: int
    end: int
    claim: Claim


def rule_worded(view: View, claims: Sequence[Claim]) -> None:
    """Leaves out what a text calls a part of a larger figure of its sentence; doubts what it may call so.

    "Of which" says so; "including" may introduce a thing of its own.
    """
    for document, block in told_together(view, [claim for claim in claims if may_hold(claim)]):
        _rule_text(view, document, block)


def _rule_text(view: View, document: bytes, block: Sequence[Claim]) -> None:
    told = sorted(_places(view, document, block), key=lambda one: (one.start, one.end))
    text = view.snapshot.ledger.text(document)
    for one in told:
        found = _PART.search(text[max(one.start - _BEFORE, 0) : one.start])
        whole = _whole(text, one, told) if found and one.claim.counts else None
        if whole and found:
            if found["sure"]:
                one.claim.leave("a part: its text says “of which”", (whole.id,))
            else:
                one.claim.doubt("may be a part: its text says “including”", (whole.id,))


def _places(view: View, document: bytes, block: Sequence[Claim]) -> Iterator[_Told]:
    for claim in block:
        for said in figure_statements(claim.thing):
            if said.document == document:
                spans = [span for span in view.evidence(said) if span.part == "value"]
                yield from (_Told(span.start, span.end, claim) for span in spans[:1])


def _whole(text: str, part: _Told, told: Sequence[_Told]) -> Claim | None:
    """The nearest larger figure before a part in its sentence, if it counts."""
    for one in reversed(told):
        between = text[one.end : part.start]
        before = one.end <= part.start and one.claim is not part.claim and not _END.search(between)
        if before and has_room_for(one.claim, part.claim):
            return one.claim if one.claim.counts else None
    return None
