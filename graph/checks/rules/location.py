"""Sites that do not lie where their source says: by their coordinates, their state and their country."""

from collections.abc import Iterator
from typing import NamedTuple

from ....schema.finding import Finding
from ...ledger import StoredStatement
from ..check import Check, retract_advice
from ..pages import Account, Page
from ..regions import Point, Region, regions

#: Degrees around 0, 0 that are water: who writes this has no coordinates. The nearest land is 5 degrees away.
_NOWHERE = 0.1


class _Claim(NamedTuple):
    """A site's coordinates with the region that it is said to lie in, each with its statement."""

    name: str
    point: Point
    at: StoredStatement
    region: Region
    said: StoredStatement


class Location(Check):
    """Coordinates at 0, 0, or far from the state or country that the same source gives; the gate knows the globe."""

    name = "location"
    doc = "no site at 0, 0, or far from its state or country"
    counts = "sites with coordinates"

    def page(self, page: Page) -> Iterator[Finding]:
        """The sites of one document."""
        claims: list[_Claim] = []
        for account in page.accounts.values():
            point = _point(account)
            if point is None:
                continue
            self.looked += 1
            name = page.name(account.mention.id)
            at, east = account.said["latitude"][0], account.said["longitude"][0]
            if abs(point.latitude) < _NOWHERE and abs(point.longitude) < _NOWHERE:
                message = f"{name} lies at {point}, in the sea where coordinates begin: the source has none"
                yield self.found("nowhere", message, retract_advice(at, "both numbers"), at, east)
            elif claim := _claim(name, account, point, at):
                claims.append(claim)
        yield from self._far(claims)

    def _far(self, claims: list[_Claim]) -> Iterator[Finding]:
        if not claims:
            return
        known = regions()
        distances = known.distances([c.region for c in claims], [c.point for c in claims])
        for claim, distance in zip(claims, distances, strict=True):
            if distance > known.far:
                message = f"{claim.name} lies at {claim.point}, {distance:.1f} degrees outside of {claim.region.name}"
                message += _where(claim)
                advice = retract_advice(claim.at, "the latitude")
                yield self.found("outsideRegion", message, advice, claim.at, claim.said)


def _where(claim: _Claim) -> str:
    """Where the coordinates lie instead, and by which slip that may be."""
    known = regions()
    if slip := known.mended(claim.region, claim.point):
        return f": {slip[1]}, {slip[0]} lies in it"
    found = known.around(claim.point)
    return f", within the bounds of {' and '.join(found[:3])}" if found else ""


def _point(account: Account) -> Point | None:
    north, east = account.word("latitude"), account.word("longitude")
    return Point(float(north), float(east)) if north and east else None


def _claim(name: str, account: Account, point: Point, at: StoredStatement) -> _Claim | None:
    """The narrowest region that the source gives and that is known here."""
    known, country = regions(), account.first("country")
    state = account.first("state")
    written = str(country.object) if country else None
    if state and (region := known.state(str(state.object), written)):
        return _Claim(name, point, at, region, state)
    if country and (region := known.country(written)):
        return _Claim(name, point, at, region, country)
    return None
