"""Dates as machines write them, in the metadata of pages and feeds: the day in the writer's own time zone."""

import re
from email.utils import parsedate_to_datetime

from ...schema.datereadings import read_dates
from ...schema.dates import DateError, PartialDate

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?=$|[T ])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|T|\d{6}$)")
#: Programs write these where they know no date.
_EMPTY = frozenset(["1970-01-01", "1970-01"])
_EARLIEST = 1900
_LONGEST = 80


def stamped(stamp: str | None) -> str | None:
    """The date (EDTF: a day, or what of it is given) of a stamp; None if it is none."""
    text = (stamp or "").strip()[:_LONGEST]
    match = _ISO.match(text) or _COMPACT.match(text)
    found = "-".join(part for part in match.groups() if part) if match else _spoken(text)
    try:
        date = PartialDate.parse(found) if found else None
    except DateError:
        return None
    return None if date is None or date.year < _EARLIEST or str(date) in _EMPTY else str(date)


def _spoken(text: str) -> str | None:
    """ "Tue, 03 Mar 2026 23:30:00 -0500", or "March 3, 2026" as a page's author typed it."""
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        pass
    for _, reading in read_dates(text, None):
        if not reading.relative and reading.dates and reading.dates[0].precision in ("day", "month"):
            return str(reading.dates[0])
    return None
