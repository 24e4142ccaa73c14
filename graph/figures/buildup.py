"""Build-up: the megawatts that stand, are planned or contracted, as of several dates."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from ...schema.dates import PartialDate
from ..sums import Sums, sums
from ..view.view import View


class Stand(NamedTuple):
    """The sums of capacities as of one date."""

    as_of: PartialDate
    view: View
    sums: Sums


def buildup(
    view: View, dates: Iterable[PartialDate], by: Collection[str] = ("endUser",), party: str | None = None,
    **filters: Any,
) -> list[Stand]:  # fmt: skip
    """The megawatts at each date, the earliest first, `by` the user of the compute unless told otherwise.

    Each is cumulative: of a site that grows, the milestone that is the latest then. What the sources published after
    the view's `known_at` does not count at any date. The filters are those of `sums`.
    """
    found = []
    for day in sorted(set(dates), key=lambda date: (date.latest(), date.earliest())):
        then = view.snapshot.view(view.perspective._replace(as_of=day))
        found.append(Stand(day, then, sums(then, "Capacity", party, by=by, **filters)))
    return found
