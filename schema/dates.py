"""Dates as precise as a text gives them, and spans of time: parsed, printed and compared, never guessed."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["year", "half", "quarter", "season", "month", "day"]
_FORM = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(2[1-4])|(0[1-9]|1[0-2])(?:-(\d\d))?))?", re.ASCII)
_DURATION = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", re.ASCII)
#: First and last month of the seasons 21-24, with the year they fall in: a winter lies on either side of its year.
_SEASONS = {21: (0, 3, 0, 5), 22: (0, 6, 0, 8), 23: (0, 9, 0, 11), 24: (-1, 12, 1, 2)}


class DateError(ValueError):
    """Text that is no date or duration of these forms: says which are accepted."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of one of the EDTF forms that the ledger holds; `part` is the half, quarter, season or month.

    Seasons are 21 spring to 24 winter, northern. A winter's year may be that of its December or of its spring.
    """

    year: int
    precision: Precision = "year"
    part: int = 0
    day: int = 0

    @staticmethod
    @lru_cache(maxsize=8192)
    def parse(text: str) -> "PartialDate":
        """The date that `str` prints. Raises DateError naming the accepted forms."""
        match = _FORM.fullmatch(text)
        if match is None or match.group(1) == "0000":
            raise DateError(
                f"{text!r} is no date: write 2026, 2025-11, 2025-11-03, 2026-H2, 2026-Q4 or a season"
                " (2025-21 spring, 22 summer, 23 autumn, 24 winter)"
            )
        year, (half, quarter, season, month, day) = int(match.group(1)), match.groups()[1:]
        if day and not 1 <= int(day) <= monthrange(year, int(month))[1]:
            raise DateError(f"{text!r} is no date: that month has {monthrange(year, int(month))[1]} days")
        if day:
            return PartialDate(year, "day", int(month), int(day))
        forms: tuple[tuple[Precision, str | None], ...]
        forms = (("half", half), ("quarter", quarter), ("season", season), ("month", month))
        return next((PartialDate(year, name, int(part)) for name, part in forms if part), PartialDate(year))

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """That calendar day."""
        return cls(day.year, "day", day.month, day.day)

    def __str__(self) -> str:
        tail = {
            "year": "", "half": f"-H{self.part}", "quarter": f"-Q{self.part}", "season": f"-{self.part}",
            "month": f"-{self.part:02}", "day": f"-{self.part:02}-{self.day:02}",
        }  # fmt: skip
        return f"{self.year:04}{tail[self.precision]}"

    def earliest(self) -> date:
        """The first day that it can mean."""
        if self.precision == "day":
            return date(self.year, self.part, self.day)
        year, month, _, _ = self._months()
        return date(max(year, 1), month, 1)

    def latest(self) -> date:
        """The last day that it can mean."""
        if self.precision == "day":
            return date(self.year, self.part, self.day)
        _, _, year, month = self._months()
        year = min(year, 9999)
        return date(year, month, monthrange(year, month)[1])

    def _months(self) -> tuple[int, int, int, int]:
        """Year and month in which it starts, and in which it ends."""
        if self.precision == "season":
            before, first, after, last = _SEASONS[self.part]
            return self.year + before, first, self.year + after, last
        size = {"year": 12, "half": 6, "quarter": 3, "month": 1}[self.precision]
        last = size * max(self.part, 1)
        return self.year, last - size + 1, self.year, last

    def overlaps(self, other: "PartialDate") -> bool:
        """Whether some day may be meant by both."""
        return self.earliest() <= other.latest() and other.earliest() <= self.latest()

    def within(self, other: "PartialDate") -> bool:
        """Whether every day that it can mean may be meant by `other`."""
        return other.earliest() <= self.earliest() and self.latest() <= other.latest()

    def before(self, other: "PartialDate") -> bool | None:
        """Whether it lies before `other`; None where their overlap leaves that open."""
        if self.latest() < other.earliest():
            return True
        return False if self.earliest() >= other.latest() else None


@dataclass(frozen=True, slots=True)
class Duration:
    """A span of time as its text counts it: 18 months are not printed as a year and a half."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(text: str) -> "Duration":
        """The duration that `str` prints: "P10Y", "P18M", "P10Y6M", "P6W", "P90D". Raises DateError."""
        match = _DURATION.fullmatch(text)
        if match is None:
            raise DateError(f"{text!r} is no duration: write P10Y, P18M, P10Y6M, P6W or P90D")
        return Duration(*(int(part or 0) for part in match.groups()))

    def __str__(self) -> str:
        parts = zip((self.years, self.months, self.weeks, self.days), "YMWD", strict=True)
        return "P" + ("".join(f"{number}{letter}" for number, letter in parts if number) or "0D")

    @property
    def length(self) -> tuple[int, int]:
        """Whole months, and days on top: equal for P18M and P1Y6M."""
        return 12 * self.years + self.months, 7 * self.weeks + self.days
