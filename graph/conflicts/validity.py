"""Of when a claim is: a date that it states, else the date of its document, else nobody knows."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ...schema.dates import DateError, PartialDate


@dataclass(frozen=True, slots=True)
class Validity:
    """From and to which day, None where that is open. `stated`: False where only its document's date is known."""

    start: date | None = None
    end: date | None = None
    stated: bool = False

    @property
    def known(self) -> bool:
        """Whether it is known at all."""
        return self.start is not None or self.end is not None

    def meets(self, other: "Validity") -> bool:
        """Whether both may be of one day.

        Two that state no date may, whenever their documents were published: each holds until it is replaced.
        """
        if not (self.stated or other.stated):
            return True
        return _reaches(self.start, other.end) and _reaches(other.start, self.end)

    def common(self, other: "Validity") -> "Validity":
        """The days of both. If neither states any, or none is common, nothing is known of them."""
        if not self.meets(other):
            return Validity()
        starts = [v.start for v in (self, other) if v.stated and v.start]
        ends = [v.end for v in (self, other) if v.stated and v.end]
        return Validity(max(starts, default=None), min(ends, default=None), self.stated and other.stated)

    def __str__(self) -> str:
        if not self.known:
            return "unknown"
        if self.start == self.end:
            return str(self.start)
        return f"{self.start or '...'} to {self.end or '...'}"


def _reaches(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


@lru_cache(maxsize=16384)
def span(first: str | None, last: str | None, stated: bool = True) -> Validity:
    """The days from one EDTF date to another; a date that cannot be read is open."""
    low, high = _day(first, False), _day(last, True)
    if low and high and low > high:
        return Validity()
    return Validity(low, high, stated and (low is not None or high is not None))


def _day(written: str | None, last: bool) -> date | None:
    if not written:
        return None
    try:
        found = PartialDate.parse(written)
    except DateError:
        return None
    return found.latest() if last else found.earliest()
