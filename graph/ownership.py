"""Who owns how much of a site: a range, where the parts of the site have different owners.

Open data states shares of generators. Without the megawatts of each, a plant's share lies between the least and the
most that the owner has of any of its parts; of a part whose owners are stated and that does not name it, it has none.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..schema.model import model
from ..schema.quantity import Interval
from .view import Node, View

_NOTHING = Interval.point(Decimal(0))


@dataclass(frozen=True)
class Share:
    """What an owner has of a site: percent, and the stakes that say so."""

    owner: str
    percent: Interval
    stakes: tuple[Node, ...]


class Ownership:
    """The stakes in the sites of a view, by site. Make it once for many questions.

    `standing`: leave out parts that are retired or cancelled.
    """

    def __init__(self, view: View, *, standing: bool = False) -> None:
        self._view = view
        self._parts: defaultdict[str, list[str]] = defaultdict(list)
        self._stakes: defaultdict[str, list[Node]] = defaultdict(list)
        for site in view.of_kind("Site"):
            if above := site.word("partOf"):
                self._parts[above].append(site.id)
        for stake in view.of_kind("Stake"):
            if (site_id := stake.word("site")) and _counts(stake, standing):
                self._stakes[site_id].append(stake)

    def shares(self, site: str) -> list[Share]:
        """The owners of a site and of its parts, the largest share first; none where no stake is stated."""
        held = [self._held(place) for place in self._places(site)]
        by_part = [shares for shares in held if shares]
        owners = sorted({owner for shares in by_part for owner in shares})
        found = [self._share(owner, by_part) for owner in owners]
        return sorted(found, key=lambda s: (-(s.percent.upper or 0), s.owner))

    def _places(self, site: str) -> Iterator[str]:
        """A site and all that it contains, each once."""
        waiting, seen = [site], {site}
        while waiting:
            place = waiting.pop()
            yield place
            for part in self._parts.get(place, ()):
                if part not in seen:
                    seen.add(part)
                    waiting.append(part)

    def _held(self, place: str) -> dict[str, list[Node]]:
        held: defaultdict[str, list[Node]] = defaultdict(list)
        for stake in self._stakes.get(place, ()):
            for owner in stake.actors("owner"):
                held[owner].append(stake)
        return held

    def _share(self, owner: str, by_part: list[dict[str, list[Node]]]) -> Share:
        percent: Interval | None = None
        for shares in by_part:
            here = _NOTHING
            for stake in shares.get(owner, ()):
                here += _percent(stake)
            percent = here if percent is None else percent.hull(here)
        stakes = tuple(stake for shares in by_part for stake in shares.get(owner, ()))
        return Share(owner, percent or _NOTHING, stakes)


def _percent(stake: Node) -> Interval:
    share = stake.quantity("share")
    return share.interval if share else _NOTHING


def _counts(stake: Node, standing: bool) -> bool:
    """Whether a stake's share is known, and that of something that stands, if so wanted."""
    found = stake.shown("share")
    if found is None:
        return False
    status = found.best.status
    return not standing or status is None or model().vocabularies["status"].family(status) != "out"
