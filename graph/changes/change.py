"""One thing that is told otherwise than before, and of what sort the difference is."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ...schema.dates import PartialDate
from ..ledger.records import StoredStatement
from ..view.node import Node, Value
from ..view.view import View

#: Of what sort a change is -> what that means.
SORTS: Mapping[str, str] = {
    "world": "The world changed: the new value is of a day after `since`.",
    "knowledge": "What is known changed: the new value is of a day up to `since`, or has one more source.",
    "plan": "A plan changed: what is only planned or projected came, went or moved.",
    "definition": "What the figure counts changed: the old and the new one cannot be compared.",
    "unknown": "Nobody tells when the new value began to be so, or not exactly enough.",
}
#: How a value changed -> what that means.
HOWS: Mapping[str, str] = {
    "appeared": "The thing was not known before.",
    "withdrawn": "Newer editions do not have the thing any more.",
    "changed": "Another value is shown.",
    "added": "One more value is told.",
    "removed": "A value is not told any more.",
    "denied": "A text says that it is not so, while others say that it is.",
    "ended": "A value is told to have ended.",
    "moved": "The day moved; `slip` says by how much.",
    "ambiguous": "The day may have moved, but more than one thing can be the same as before.",
    "joined": "What was told as several things is told as one.",
    "parted": "What was told as one thing is told as several.",
    "confirmed": "One more source, or one more day, says what was known.",
}


#: How a value is told that only has one more source.
CONFIRMED = "confirmed"
#: How many changes are printed.
_SHOWN = 100


class Slip(NamedTuple):
    """By how many days a date moved, at least and at most: partial dates leave it open. Minus is earlier."""

    least: int
    most: int

    @property
    def days(self) -> int | None:
        """The number of days, if it is sure."""
        return self.least if self.least == self.most else None

    @classmethod
    def between(cls, before: PartialDate, after: PartialDate) -> "Slip":
        """From one date to another."""
        return cls((after.earliest() - before.latest()).days, (after.latest() - before.earliest()).days)


@dataclass(frozen=True)
class Change:
    """What is told of a property before and after, each value with its statements.

    `thing` is the thing as it is told after, `former` as it was told before; a milestone whose day moved is another
    record of its source, so that the two may have different ids. `at`: since when the new value is so. `matured`:
    what was planned or projected before, and is told as a fact now.
    """

    id: str
    sort: str
    how: str
    thing: Node
    former: Node | None
    property: str
    before: Value | None
    after: Value | None
    why: str
    at: PartialDate | None = None
    slip: Slip | None = None
    matured: bool = False
    view: View | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        from ..lines import of_change

        return of_change(self)


@dataclass(frozen=True)
class Changes:
    """All changes, by id, seen in the later view. `documents`: those in between, which brought them.

    `gone`: statements that were closed, of things of which nothing is said any more.
    """

    view: View
    since: PartialDate
    rows: tuple[Change, ...]
    documents: tuple[bytes, ...]
    gone: tuple[StoredStatement, ...] = ()

    def __str__(self) -> str:
        """The first that differ with who says so, how many more there are, and how many that more sources tell."""
        found = self.differing
        lines = [str(row) for row in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(f"and {len(found) - _SHOWN:,} more that differ")
        if rest := len(self.rows) - len(found):
            lines.append(f"and {rest:,} that more sources tell")
        return "\n".join(lines) or f"nothing changed since {self.since}"

    @property
    def differing(self) -> tuple[Change, ...]:
        """The changes but those that only one more source tells what was known."""
        return tuple(row for row in self.rows if row.how != CONFIRMED)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each sort."""
        found = Counter(row.sort for row in self.rows)
        return {sort: found[sort] for sort in SORTS if found[sort]}
