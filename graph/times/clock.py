"""Two clocks over dates that are known in part only: what is true as of a day, and what was known by then.

Each answer is yes, no or open. It is yes or no only if every day that the partial dates can mean gives it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from ...schema.dates import DateError, PartialDate
from ..ledger.records import StoredDocument, StoredStatement

#: An answer of three values. `open`: some of the days that the dates can mean give yes, others no.
Truth = Literal["yes", "no", "open"]
#: Whether something is so as of a date; `unknown`: nobody states when.
Standing = Literal["yes", "open", "unknown", "no"]
#: What tells when a document was known.
KnownBasis = Literal["published", "vintage", "recorded"]
#: The loader of the shipped reference list, which is known at any time: it is ours, and no report of its day.
REFERENCE = "reference"


class Known(NamedTuple):
    """When a document was known, as exactly as can be told, and what that rests on."""

    day: PartialDate
    basis: KnownBasis


def both(one: Truth, other: Truth) -> Truth:
    """Whether two things that do not hang on each other are both so (Kleene's logic)."""
    if "no" in (one, other):
        return "no"
    return "yes" if one == other == "yes" else "open"


def begun(begin: PartialDate, at: PartialDate) -> Truth:
    """Whether what begins on a day has begun at another."""
    return _at_or_before(begin.earliest(), begin.latest(), at.earliest(), at.latest())


def lasting(end: PartialDate, at: PartialDate) -> Truth:
    """Whether what ends with a day has not ended at another. The last day belongs to it."""
    return _at_or_before(at.earliest(), at.latest(), end.earliest(), end.latest())


def within(begin: PartialDate | None, end: PartialDate | None, at: PartialDate) -> Truth:
    """Whether a day lies between two others, which both belong to the span.

    No end is: not over as far as known. No beginning is: begun on an unknown day, so that only the last day is sure.
    """
    first, last = (begin.earliest(), begin.latest()) if begin else (date.min, date.max)
    if end is None:
        return _at_or_before(first, last, at.earliest(), at.latest()) if begin else "open"
    ends = end.earliest(), end.latest()
    # What is within "2020 to 2020-03" begins by March: it does not begin behind its end.
    last_begin, first_end = min(last, ends[1]), max(ends[0], first)
    if first > ends[1]:  # it ends before it begins: no day fits both
        last_begin, first_end = last, ends[0]
    return both(
        _at_or_before(first, last_begin, at.earliest(), at.latest()),
        _at_or_before(at.earliest(), at.latest(), first_end, ends[1]),
    )


def _at_or_before(first: date, last: date, other_first: date, other_last: date) -> Truth:
    """Whether one of the days from `first` to `last` is at or before one of another span, whichever they are."""
    if last <= other_first:
        return "yes"
    return "no" if first > other_last else "open"


def parsed(text: str | None) -> PartialDate | None:
    """A date of the ledger, None if there is none or its words are no date."""
    try:
        return PartialDate.parse(text) if text else None
    except DateError:
        return None


def standing(begin: PartialDate | None, end: PartialDate | None, at: PartialDate) -> Standing:
    """Whether what is so within a span is so at a day; unknown if neither end of the span is known."""
    return "unknown" if begin is None and end is None else within(begin, end, at)


def stands(said: StoredStatement, as_of: PartialDate) -> Standing:
    """Whether a statement is true as of a date, by its own valid time."""
    return standing(parsed(said.valid_from), parsed(said.valid_to), as_of)


def known(document: StoredDocument) -> Known | None:
    """When a document was known: its publication, else its vintage, else when it was recorded; None if none is told.

    Of several publications the one that is surely the first to have happened: "2026" may be as late as December.
    """
    shown = [(day, a) for a in document.appearances if (day := parsed(a.published))]
    if shown:
        return Known(min(shown, key=lambda one: (one[0].latest(), str(one[0])))[0], "published")
    vintages = [day for a in document.appearances if (day := parsed(a.vintage))]
    if vintages:
        return Known(min(vintages, key=lambda day: (day.latest(), str(day))), "vintage")
    recorded = parsed(document.recorded[:10])
    return Known(recorded, "recorded") if recorded else None


def was_known(document: StoredDocument, at: PartialDate) -> Truth:
    """Whether a document was known at a date. A partial date stands for its end: by 2025 is by the end of 2025."""
    found = known(document)
    if found is None:
        return "open"
    end = at.latest()
    return _at_or_before(found.day.earliest(), found.day.latest(), end, end)


def unknown(documents: Iterable[StoredDocument], at: PartialDate | None) -> dict[bytes, Truth]:
    """The documents that do not count at a date: id -> `no`, or `open` where its date may lie behind.

    Those count neither: whoever looks back must not see what may not have been there (no look-ahead).
    """
    if at is None:
        return {}
    found = ((d.id, was_known(d, at)) for d in documents)
    return {document: answer for document, answer in found if answer != "yes"}
